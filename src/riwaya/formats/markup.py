"""The words of a fragment of HTML, as feeds carry them: a line a block."""

from __future__ import annotations

from typing import Any

_SILENT = {"script", "style", "template", "iframe", "noscript", "figcaption", "head"}
_BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article", "figure",
    "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre",
}  # fmt: skip


def words_of(fragment: str) -> str:
    """`<p>قتل ثلاثة</p><p>في درنة</p>` ("three were killed", "in Derna") gives two lines."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    import lxml.etree
    import lxml.html

    markup = f"<div>{fragment}</div>".replace("\x00", " ").encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(markup, parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError):
        return ""
    return words_of_element(tree)


def words_of_element(tree: Any) -> str:
    """The words inside an element of lxml, a line a block."""
    lines = (" ".join(line.split()) for line in "".join(_words(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _words(tree: Any) -> list[str]:
    """The texts in order, with a line feed round every block; the tree is walked without recursion."""
    import lxml.etree

    words: list[str] = []
    silent = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not silent:
                words.append((element.tail or "").replace("\n", " "))
            continue
        block = "\n" if element.tag in _BLOCKS else ""
        if event == "start":
            silent += element.tag in _SILENT
            piece = element.text
        else:
            silent -= element.tag in _SILENT
            piece = None if element is tree else element.tail
        words.append(block)
        if piece and not silent:
            words.append(piece.replace("\n", " "))
    return words
