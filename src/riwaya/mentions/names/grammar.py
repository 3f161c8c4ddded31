"""The closed words of data/names/grammar.toml, folded."""

from __future__ import annotations

import tomllib

from riwaya.rules.tables import DATA
from riwaya.text.clitics import PARTS
from riwaya.text.folding import fold_word

_RAW = tomllib.loads((DATA / "names/grammar.toml").read_text("utf-8"))


def _words(key: str) -> frozenset[str]:
    return frozenset(map(fold_word, _RAW[key]))


PARTICLES = _words("particles")
JOINS_NEXT = _words("joins_next")
OPENS_NAME = _words("opens_name")
SECOND_PARTS = _words("second_parts")
NOT_TITLES = _words("not_titles")
COMPLEMENT_PREPOSITIONS = _words("complement_prepositions")
JOINT = _words("joint")
SENT_TO = _words("sent_to")
SENT = _words("sent")
PLACE_NOUNS = _words("place_nouns")
NAMED_AFTER = _words("named_after")
DESCRIBING = _words("describing")
DEPENDENT = _words("dependent")
PRESENTATIVES = _words("presentatives")
SAME = _words("same")
OTHER = _words("other")
AMOUNTS = _words("amounts")
OUTLET_ADJECTIVES = _words("outlet_adjectives")
DEMONSTRATIVES = _words("demonstratives")
RELATIVES = _words("relatives")
ISSUED = _words("issued")
FEMININE = tuple(_words("feminine"))
NISBA = _words("nisba")
SILENT = _words("silent")
ADDRESSED = {fold_word(form): frozenset(map(fold_word, titles)) for form, *titles in _RAW["addressed"]}
CALLED = _words("called")
NOT_NAMES = _words("not_names")
NEVER_FIRST = _words("never_first")
FATHER_OF = frozenset(_RAW["father_of"])  # as written, not folded
HALLOWED = _words("hallowed")
GOVERNING = _words("governing")
SYNONYMS = {fold_word(a): fold_word(b) for a, b in _RAW["synonyms"]}
HOMOGRAPHS = frozenset(_RAW["homographs"])  # as written, not folded
MAY_STAY_OPEN = _words("may_stay_open")
ALSO_A_PLACE = _words("also_a_place")
CLOSED_FEMININE = tuple(_RAW["closed_feminine"])  # as written, not folded
PARTED_FROM_NAMES = sorted(_words("parted_from_names"), key=len, reverse=True)
LOADED = _words("loaded")
NOT_BODIES = frozenset(tuple(map(fold_word, p.split())) for p in _RAW["not_bodies"])
STANDS_FOR = _words("stands_for")
EVERYDAY_AFTER = tuple(_words("everyday_after"))
ACCUSATIVE = next(iter(_words("accusative")))
NO_ACCUSATIVE = tuple(_words("no_accusative"))
AS_PREPOSITION = _words("as_preposition")
BY = _words("by")
FORMER = _words("former")
VARYING = str.maketrans({fold_word(a): fold_word(b) for a, b in _RAW["varying"]})
DEMONYM_ENDINGS = _words("demonym_endings")
FAMILY_PREFIXES = tuple(_words("family_prefixes"))
ONLY_ARTICLED = _words("only_articled")
NOT_SOURCES = _words("not_sources")
LONG_VOWELS = str.maketrans(dict.fromkeys(_words("long_vowels"), ""))
KEEPS_HEAD = _words("keeps_head")
DROPS_HEAD = _words("drops_head")
OWNING = _words("owning")
ADDRESSEES = _words("addressees")
AGENCY_WORDS = _words("agency_words")
JOINED_BODIES = _words("joined_bodies")
NUMBERS = {fold_word(many): fold_word(one) for many, one in _RAW["numbers"]}
PEOPLE = tuple(_words("people"))
OBLIQUE_PEOPLE = fold_word(_RAW["oblique_people"])
OF_PEOPLE = fold_word(_RAW["of_people"])
PLURAL_NOMINATIVE = fold_word(_RAW["plural_nominative"])
WRITERS = _words("writers")
FIELDS = _words("fields")
MINISTRY = fold_word(_RAW["ministry"])
GENERAL = fold_word(_RAW["general"])
PRESIDENT = fold_word(_RAW["president"])
ABOUT = _words("about")
ACTING = _words("acting")
OVER = _words("over")
IN_CHARGE = _words("in_charge")
OFFICIALS = _words("officials")
ACCORDING = _words("according")
TELLS = _words("tells")
CONDEMNS = _words("condemns")
THAT = _words("that")
LIKE_NAMES = _words("like_names")
KNOWN_AS = {fold_word(short): full for short, full in _RAW["known_as"]}

ARTICLE = next(p for p, parts in PARTS.items() if parts == {"article"})
CONJ = frozenset(p for p, parts in PARTS.items() if parts == {"conj"})
PREP = frozenset(p for p, parts in PARTS.items() if parts == {"prep"})
PREPOSED = frozenset(p for p, parts in PARTS.items() if parts <= {"conj", "prep"})
SWALLOWING = tuple(
    p for p, parts in PARTS.items() if parts == {"prep", "article"} and not p.endswith(ARTICLE)
)
ARTICLED = tuple(p for p, parts in PARTS.items() if "article" in parts)


def without_article(word: str) -> str:
    """A folded word without the article: الوزير gives وزير."""
    return word[len(ARTICLE) :] if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1 else word
