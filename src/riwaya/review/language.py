"""The interface's language: Arabic and English in equal standing, from message catalogues."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from babel.messages.pofile import read_po
from babel.support import Format
from starlette.requests import Request

from riwaya.rules.labels import Language
from riwaya.rules.tables import DATA

LANGUAGES: tuple[Language, ...] = ("ar", "en")
DIRECTION = {"ar": "rtl", "en": "ltr"}
COOKIE = "language"
NUMERALS_COOKIE = "numerals"
_ARABIC_INDIC = {ord(str(n)): chr(0x660 + n) for n in range(10)}


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Message in English → message in the language, as far as translated."""
    if language == "en":
        return {}
    raw = (DATA / "locale" / language / "messages.po").read_bytes()
    found = read_po(BytesIO(raw), locale=language)
    return {str(m.id): str(m.string) for m in found if m.id and m.string and not m.fuzzy}


class Words:
    """The words of one person's interface: language, direction, numerals."""

    def __init__(self, language: Language, *, indic: bool = False) -> None:
        self.language: Language = language
        self.direction = DIRECTION[language]
        self.indic = indic
        self.format = Format(language)

    def __call__(self, message: str, **values: object) -> str:
        """A message in the language, with values put in by name."""
        found = catalogue(self.language).get(message, message)
        return found.format(**values) if values else found

    @property
    def numerals(self) -> dict[int, str]:
        """What digits are translated by."""
        return _ARABIC_INDIC if self.indic else {}

    def number(self, value: int | float | None) -> str:
        """A number in the person's numerals, grouped."""
        return "" if value is None else self.digits(f"{value:,}")

    def digits(self, text: str) -> str:
        """Digits as the person wants them; for the interface's own numbers, never for quoted words."""
        return text.translate(self.numerals) if self.indic else text


def words_of(request: Request) -> Words:
    """The words for a request: by cookie, else by what the browser prefers, else Arabic."""
    chosen = request.cookies.get(COOKIE)
    if chosen not in LANGUAGES:
        accepted = request.headers.get("accept-language", "").lower()
        chosen = "en" if accepted.startswith("en") else "ar"
    return Words("en" if chosen == "en" else "ar", indic=request.cookies.get(NUMERALS_COOKIE) == "indic")
