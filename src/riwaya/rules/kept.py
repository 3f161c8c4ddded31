"""How many words each cache of worked-out words keeps."""

from __future__ import annotations

# Reading is quick because most words of news have been met before: every layer keeps what it worked out for
# a word.
# Over 1,200 reports 16,384 words cost 32 ms a report and 413 MB, 65,536 words 27 ms and 582 MB and growing;
# in
# between, two workers stay under 1.5 GB on a corpus.
WORDS_KEPT = 32_768
