// What MathML Core leaves to CSS: alignment of tables, lines, boxes and strikes.

extension Formula {
  /// The rules that a page needs once for the formulas on it. All classes begin with `tex-`; colours follow the text.
  public static let styleSheet = """
    .tex-roman{font-family:inherit}mtable{line-height:1}
    mtd.tex-l{text-align:left;text-align:-webkit-left}mtd.tex-r{text-align:right;text-align:-webkit-right}
    mtable.tex-matrix>mtr>mtd,mtable.tex-array>mtr>mtd{padding:.1em .5em}
    mtable.tex-matrix>mtr>mtd:first-child{padding-left:.15em}mtable.tex-matrix>mtr>mtd:last-child{padding-right:.15em}
    mtable.tex-small>mtr>mtd{padding:.09em .3em}
    mtable.tex-cases>mtr>mtd{padding:.1em 0}mtable.tex-cases>mtr>mtd+mtd{padding-left:1em}
    mtable.tex-aligned>mtr>mtd,mtable.tex-gathered>mtr>mtd,mtable.tex-lines>mtr>mtd{padding:.15em 0}
    mtable.tex-aligned>mtr>mtd.tex-l+mtd.tex-r{padding-left:2em}
    mtable.tex-alignedat>mtr>mtd.tex-l+mtd.tex-r{padding-left:0}
    mtable.tex-substack>mtr>mtd{padding:.04em 0}mtable.tex-plain>mtr>mtd{padding:0}
    mtable.tex-diagram>mtr>mtd{padding:.17em .2em}
    mtable.tex-multline>mtr>mtd.tex-l{padding-right:4em}mtable.tex-multline>mtr>mtd.tex-r{padding-left:4em}
    semantics.tex-wide,mtable.tex-tagged{width:100%}mtd.tex-margin,mtd.tex-tag{width:50%}
    mtd.tex-tag{text-align:right;text-align:-webkit-right}
    mtable.tex-array{border-collapse:collapse}:is(.tex-matrix,.tex-array,.tex-cases)>mtr:has(mfrac)>mtd{padding-block:.28em}
    mtd.tex-above{border-top:.05em solid}mtd.tex-above-dashed{border-top:.05em dashed}
    mtd.tex-below{border-bottom:.05em solid}mtd.tex-below-dashed{border-bottom:.05em dashed}
    mtd.tex-before{border-left:.05em solid}mtd.tex-before-dashed{border-left:.05em dashed}
    mtd.tex-after{border-right:.05em solid}mtd.tex-after-dashed{border-right:.05em dashed}
    mtable.tex-array>mtr>mtd.tex-no-space{padding-left:0}mtable.tex-array>mtr>mtd.tex-no-space-after{padding-right:0}
    mtd.tex-double-above{border-top:.2em double}mtd.tex-double-before{border-left:.2em double}
    mtd.tex-double-after{border-right:.2em double}
    mover[accent=true]>:nth-child(2){padding-bottom:.08em}munder[accentunder=true]>:nth-child(2){padding-top:.08em}
    mover.tex-arrow>:nth-child(2){padding-bottom:0;margin-bottom:-.1em}
    munder.tex-arrow>:nth-child(2){padding-top:0;margin-top:-.1em}
    mover>mo,munder>mo,munderover>mo{box-shadow:0 0 0 40em transparent}
    .tex-over{border-top:.04em solid;padding-top:.12em}.tex-under{border-bottom:.04em solid;padding-bottom:.12em}
    .tex-wide-accent{width:100%}.tex-wide-accent>svg{display:block;width:100%;height:.2em;stroke-width:.05em}
    mfrac{padding:0 .12em}mfrac.tex-tight{padding:0}.tex-no-left{padding-left:.12em}.tex-no-right{padding-right:.12em}
    .tex-dots{letter-spacing:.1667em;margin-right:-.1667em}mtd .tex-dots{margin-right:0}
    .tex-boxed{border:.05em solid;padding:.3em}.tex-padded{padding:.3em}
    .tex-angl{border-top:.05em solid;border-right:.05em solid;padding:.1em .15em 0 0}
    .tex-llap>*{transform:translateX(-100%)}.tex-clap>*{transform:translateX(-50%)}
    .tex-cancel,.tex-bcancel,.tex-xcancel{background:linear-gradient(var(--tex-to,to top left),transparent calc(50% - \
    .03em),currentcolor calc(50% - .03em) calc(50% + .03em),transparent calc(50% + .03em))}
    .tex-bcancel{--tex-to:to top right}
    .tex-xcancel{background:linear-gradient(to top left,transparent calc(50% - .03em),currentcolor calc(50% - .03em) \
    calc(50% + .03em),transparent calc(50% + .03em)),linear-gradient(to top right,transparent calc(50% - .03em),\
    currentcolor calc(50% - .03em) calc(50% + .03em),transparent calc(50% + .03em))}
    .tex-phase{border-bottom:.05em solid;padding-left:.5em;background:linear-gradient(to top left,transparent calc(50% \
    - .03em),currentcolor calc(50% - .03em) calc(50% + .03em),transparent calc(50% + .03em)) no-repeat 0 0/.5em 100%}
    @supports not ((-moz-appearance:none) or (font:-apple-system-body)){
    .tex-root{margin-right:-.167em}.tex-tall{margin-left:var(--tex-shift);margin-right:calc(-1*var(--tex-shift))}}
    .tex-integral{margin-left:.14em;margin-right:-.844em}.tex-small-integral{margin-left:-.3em}
    mroot>:nth-child(2){margin-right:-.4em}
    .tex-sout{background:linear-gradient(transparent calc(55% - .03em),currentcolor calc(55% - .03em) calc(55% + \
    .03em),transparent calc(55% + .03em))}
    """
}
