"""Letters and endings that the reading of events asks for (data/words/endings.toml)."""

from __future__ import annotations

import tomllib

from riwaya.rules.tables import DATA

_RAW = tomllib.loads((DATA / "words/endings.toml").read_text("utf-8"))

AND: str = _RAW["and"]
SHADDA: str = _RAW["shadda"]
WITH: str = _RAW["with"]
FOR: str = _RAW["for"]
PART_OF: str = _RAW["part_of"]
ARTICLE: str = _RAW["article"]
ALEF: str = _RAW["alef"]
YAA: str = _RAW["yaa"]
HAA: str = _RAW["haa"]
TAA_MARBUTA: str = _RAW["taa_marbuta"]
WEAK: str = _RAW["weak"]
MASCULINE: tuple[str, ...] = tuple(_RAW["masculine"])
FEMININE: tuple[str, ...] = tuple(_RAW["feminine"])
PLURAL_NOUNS: tuple[str, ...] = tuple(_RAW["plural_nouns"])
PLURAL_VERBS: tuple[str, ...] = tuple(_RAW["plural_verbs"])
