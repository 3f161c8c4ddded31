"""A report as it came: its text is never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One report: where it came from and its verbatim text.

    `published` is an ISO date as given ("2018-06-09", "2018-06" where the day is unknown; a time of day may
    follow) or None. `via` is whose report the outlet passed on, where the input says so: the channel that a
    message was forwarded from. Offsets of all findings count code points of `text`.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    title: str = ""
    via: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the text's UTF-8 bytes, as `sha256sum` prints it."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
