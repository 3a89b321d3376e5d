// The look of a page.

import Typesetting

enum StyleSheet {
  /// What every page needs. Paper is white, whatever the reader chose for the screen.
  static let page = """
    :root{color-scheme:light;\(PageColor.variables(dark: false))}@media screen{:root{color-scheme:light dark}}
    @media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(PageColor.variables(dark: true))}}
    @media screen{:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark;\(PageColor.variables(dark: true))}}
    *{box-sizing:border-box}
    html{font-size:17px;-webkit-text-size-adjust:100%;scroll-behavior:smooth}
    @media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
    body{margin:0;background:var(--page);color:var(--ink);font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;line-height:1.6;overflow-wrap:break-word}
    a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.15em}
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    .skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.5rem;z-index:2}
    .unseen{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .top{display:flex;align-items:center;gap:1rem;min-height:3rem;padding:.3rem 1.25rem;font-size:.88rem}
    .top{flex-wrap:wrap;border-bottom:1px solid var(--rule)}
    .top .home{max-width:calc(100% - 9rem);color:var(--ink);font-weight:600;text-decoration:none}.top .home:hover{text-decoration:underline}
    .theme{position:absolute;top:.65rem;right:1.25rem;z-index:1}.top .theme{position:static;margin-left:auto}
    .theme,.copy{font:inherit;font-size:.72rem;line-height:1.4;padding:.15rem .5rem;cursor:pointer;
    color:var(--muted);background:var(--page);border:1px solid var(--rule);border-radius:3px}
    .theme:hover,.copy:hover,.theme[aria-pressed=true]{color:var(--ink);border-color:var(--muted)}
    .theme::before{content:"○";margin-right:.4em}.theme[aria-pressed=true]::before{content:"●"}
    .frame{display:grid;grid-template-columns:minmax(0,44rem);justify-content:center;gap:0 2rem;padding:0 1.25rem}
    main{grid-column:1;min-width:0;padding:2.5rem 0 4rem}
    h1,h2,h3,h4,h5,h6{font-weight:650;line-height:1.25;margin:2.4em 0 .8em;text-wrap:balance}
    h1{font-size:2rem;margin-top:0}h1+h2{margin-top:1.2em}h2{font-size:1.45rem}h3{font-size:1.2rem}h4,h5,h6{font-size:1rem}
    h2 .number,h3 .number{color:var(--muted);font-weight:500;margin-right:.35em}
    .anchor{opacity:0;margin-left:.4em;text-decoration:none;font-weight:400}
    :hover>.anchor,.anchor:focus{opacity:1}
    .subtitle{font-size:1.2rem;color:var(--muted);margin-top:-1rem}.byline{color:var(--muted)}.date{white-space:nowrap}
    p,ul,ol,blockquote,figure,.cell,.part,.formula,.callout{margin:1rem 0}
    li+li{margin-top:.2rem}li>p{margin:.4rem 0}li>ul,li>ol{margin:.25rem 0}.task{list-style:none;margin-left:-1.3em}
    hr{border:0;border-top:1px solid var(--rule);margin:2.5rem 0}
    blockquote{margin-left:0;padding-left:1rem;border-left:3px solid var(--rule);color:var(--muted)}
    img{max-width:100%}
    code,pre,.line-number{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:14.5px}
    :not(pre)>code{background:var(--code);border-radius:3px;padding:.1em .3em;white-space:nowrap}
    :not(pre)>code.long{white-space:normal;overflow-wrap:anywhere;-webkit-box-decoration-break:clone;box-decoration-break:clone}td code.long,th code.long{overflow-wrap:normal}
    pre{margin:0;padding:.75rem 1rem;overflow-x:auto;line-height:1.5;tab-size:4}
    pre.code{--under:var(--code);background-color:var(--code);border-radius:3px;margin:1rem 0}.cell pre.code{margin:0}
    .code-box{position:relative}
    .copy{position:absolute;top:.35rem;right:.35rem;opacity:0}
    .code-box:hover .copy,.code-box:focus-within .copy{opacity:1}
    .k{color:var(--k)}.n{color:var(--n)}.s{color:var(--s)}.c{color:var(--c);font-style:italic}.f{color:var(--f)}.t{color:var(--t)}
    .cell{scroll-margin-top:1rem}.part>.cell{margin:.5rem 0}
    .result{border-left:2px solid var(--accent);padding:.5rem 1rem;margin:0}
    .result+.result{margin-top:.25rem}.cell>pre.code+.result,.cell>.code-box+.result,.cell>details+.result{margin-top:.35rem}
    .result.math{padding:.35rem 1rem;text-align:left}.result.math math{width:fit-content;margin:0}
    .result p{margin:.25rem 0}
    .result.skipped{color:var(--muted)}
    .error{border-left-color:var(--wrong)}.error strong{color:var(--wrong);font-weight:650}.error pre{padding:.4rem 0}
    .error u{text-decoration:underline wavy var(--wrong);text-underline-offset:.25em}.error .line-number{color:var(--muted);margin-right:.6em;user-select:none}
    .error p{white-space:pre-line}.error .calls{color:var(--muted)}.error .hint::before{content:"Hint: ";font-weight:600}
    .value.failed{border-bottom:2px solid var(--wrong)}.unresolved{color:var(--wrong)}
    .scroll{overflow-x:auto;overflow-y:hidden}
    .scroll,.plot,pre{--under:var(--page);scrollbar-width:thin;background-image:linear-gradient(90deg,var(--under) 30%,transparent),\
    linear-gradient(270deg,var(--under) 30%,transparent),linear-gradient(90deg,var(--rule),transparent),\
    linear-gradient(270deg,var(--rule),transparent);background-position:0,100%,0,100%;\
    background-size:2rem 100%,2rem 100%,.8rem 100%,.8rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
    .formula{display:flex;align-items:center;gap:1rem}.formula>.scroll{flex:1;min-width:0;text-align:center;padding:.2rem 0}
    .equation-number{color:var(--muted)}
    math{font-family:\(MathFont.fontStack);font-size:1.06em}
    mtext:not(.tex-roman){font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:.943em}
    math[display=block]{margin:.2em auto}
    figure{margin:1.6rem 0;text-align:center}
    .cell>figure,.states>figure{margin:1rem 0 0}
    .plot{overflow-x:auto;overflow-y:hidden}.plot svg{display:block;margin:auto;max-width:100%;min-width:var(--least);height:auto}
    figcaption{font-size:14.5px;color:var(--muted);margin:.6rem auto 0;max-width:40rem;text-align:left;width:fit-content}
    .panel-row{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17.5rem),1fr));gap:1rem;align-items:end}
    .panels .panel-row figure{margin:0}
    .figure-number{font-weight:600;color:var(--ink)}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.95em}
    figure.table{text-align:left;margin:1.2rem 0}.cell>figure.table{margin:.35rem 0 0}.cell>figure.table:has(>figcaption){margin-top:.9rem}.table>figcaption{margin:0 0 .4rem}
    th,td{padding:.3rem .8rem;text-align:left}thead th{border-bottom:1px solid var(--ink);font-weight:600}
    tbody tr+tr td{border-top:1px solid var(--rule)}td.right,th.right{text-align:right}td.center,th.center{text-align:center}
    .more{color:var(--muted);font-size:14.5px}
    .slider{margin:.35rem 0 0;padding:.1rem 1rem;border-left:2px solid var(--accent)}.slider label{display:inline-flex;align-items:center;gap:.7rem}
    .slider input{width:min(16rem,45vw);accent-color:var(--accent)}.slider output{margin-left:.7rem;font-variant-numeric:tabular-nums}
    .slider:not(:has(label))>span::after{content:" = "}.cell>.states:not(:first-child)>.result:first-child,.slider+.result{margin-top:.35rem}
    .callout{border-left:3px solid var(--rule);padding:.1rem 0 .1rem 1.1rem;margin:1.6rem 0}
    .callout.theorem,.callout.lemma,.callout.corollary,.callout.proposition,.callout.definition{border-left-color:var(--accent)}
    .callout.warning,.callout.caution{border-left-color:var(--wrong)}
    .label{font-size:.82rem;font-weight:650;letter-spacing:.04em;text-transform:uppercase;color:var(--muted);margin:.2rem 0}
    .label .title{text-transform:none;letter-spacing:0}.joined{white-space:nowrap}
    .callout>p{margin:.5rem 0}.callout>:last-child{margin-bottom:.5rem}.callout.proof>p:last-child::after{content:" ∎";float:right}
    summary{cursor:pointer;color:var(--muted)}
    .footnotes{border-top:1px solid var(--rule);margin-top:3rem;font-size:.92em}.footnotes li{margin:.4rem 0}.footnotes li>p:last-of-type{display:inline}
    .footnote-reference{line-height:0}.footnote-reference a{text-decoration:none}
    .bibliography ul{list-style:none;padding:0}.bibliography li{padding-left:1.5em;text-indent:-1.5em;margin:.5rem 0}
    .failures{border-left:3px solid var(--wrong);padding-left:1rem;margin-top:3rem}
    nav.contents,nav.site{font-size:.88rem;line-height:1.45}
    nav.contents{display:none}nav.contents summary{font-weight:600;color:var(--ink);margin-bottom:.5rem}
    nav ul{list-style:none;padding:0;margin:0}nav li{margin:.35rem 0}nav .level-3{padding-left:1rem}nav .level-1{padding-left:.8rem}nav .level-2{padding-left:1.6rem}
    nav .group{color:var(--ink);font-weight:600;margin-top:.8rem}nav .group a{color:var(--ink)}nav .gap{color:var(--muted)}
    nav.contents .level-2{padding-left:0}
    nav a{text-decoration:none;color:var(--muted)}nav a:hover,nav a:focus{text-decoration:underline}nav a[aria-current]{color:var(--ink);font-weight:600}
    @media screen and (max-width:1099px){main{grid-row:1}nav.site{grid-row:2;grid-column:1;border-top:1px solid var(--rule);padding:1rem 0 2rem}
    [data-script] main{grid-row:3}[data-script] nav.contents{display:block;grid-row:2;grid-column:1;padding-top:.7rem}
    [data-script] nav.site{grid-row:1;border:0;padding:.7rem 0 0}[data-script] .has-site main{padding-top:1.5rem}}
    nav.site summary{font-weight:600;color:var(--ink)}
    nav.steps{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem;border-top:1px solid var(--rule);margin-top:3rem;padding-top:1rem}
    nav.steps a[rel=next]{margin-left:auto}
    @media(min-width:1100px){
    .frame.has-contents{grid-template-columns:minmax(0,44rem) 12.5rem}
    .frame.has-site{grid-template-columns:12rem minmax(0,44rem)}
    .frame.has-site.has-contents{grid-template-columns:12rem minmax(0,44rem) 12.5rem}
    main{grid-row:1}.has-site main{grid-column:2}
    .has-contents nav.contents{grid-column:2;grid-row:1}.has-site.has-contents nav.contents{grid-column:3}
    nav.contents summary{list-style:none;cursor:default}nav.contents summary::-webkit-details-marker{display:none}
    nav.contents{display:block;position:sticky;top:2.5rem;align-self:start;max-height:calc(100vh - 4rem);overflow-y:auto;margin-top:3rem}
    nav.site{position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow-y:auto;padding-top:1.5rem}
    figure:has(.plot){margin-inline:-2rem}}
    @media(max-width:480px){html{font-size:16px}h1{font-size:1.7rem}.frame{padding:0 1rem}pre,.result{padding-inline:.75rem}.formula{gap:.4rem}.top{padding-left:1rem}.theme{right:1rem}td,th{padding-inline:.5rem}figure>.plot{margin-inline:-1rem}.panel-row .plot{margin:0}}
    @media print{nav,nav.contents,nav.site,nav.steps,.top,.theme,.anchor,.skip,.copy,.slider input{display:none}.frame,.frame.has-site,.frame.has-site.has-contents{display:block}
    h2,h3,h4{margin:1.6em 0 .6em}.plot svg{width:var(--least);min-width:0}.cell>figure,.states>figure{margin:.5rem 0 0}
    body{font-size:11pt}code,pre,.line-number{font-size:9pt}a{color:inherit;text-decoration:none}pre{white-space:pre-wrap}
    .scroll,.plot,pre{overflow:visible;background-image:none}pre,tr{break-inside:avoid}.cell>pre.code,.cell>.code-box,.cell>details{break-after:avoid}
    details::details-content{display:block;content-visibility:visible}summary{list-style:none}
    figure:not(.table),.formula,.callout,.result{break-inside:avoid}h1,h2,h3,summary,.table>figcaption,p:has(+.formula),tbody tr:first-child{break-after:avoid}tbody tr:last-child{break-before:avoid}
    .result.math math{font-size:9pt}main{padding:0}}
    """
}
