"""Elements of SVG, every value escaped."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape, quoteattr


def element(name: str, *inside: str, **attributes: object) -> str:
    """An element; `class_` is class, other underscores are hyphens; an attribute that is None is left out."""
    given = "".join(
        [f" {_name(key)}={_quoted(value)}" for key, value in attributes.items() if value is not None]
    )
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def words(text: str, **attributes: object) -> str:
    """A text element."""
    return element("text", escape(text), **attributes)


def upright(text: str) -> str:
    """A day or a range that stays in the order in which it is written where no element can hold it: in a
    title, Arabic-Indic digits would turn round their hyphens."""
    return f"\u2066\u202d{text}\u202c\u2069"


def title(text: str) -> str:
    """What a shape says when pointed at, and to a screen reader."""
    return element("title", escape(text))


def picture(width: float, height: float, label: str, *inside: str, class_: str) -> str:
    """A picture with a name for those who do not see it; one that holds links is a group of them."""
    return element(
        "svg",
        title(label),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        role="group" if any("<a " in part for part in inside) else "img",
        class_=class_,
    )


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _quoted(value: object) -> str:
    return f'"{_value(value)}"' if isinstance(value, float | int) else quoteattr(str(value))


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
