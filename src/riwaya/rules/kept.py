"""How many words each cache of worked-out words keeps."""

from __future__ import annotations

# Reading is quick because most words of news have been met before: every layer keeps what it worked out for
# a word. Over 1,200 reports 16,384 words cost 32 ms a report and 413 MB, 65,536 words 27 ms and 582 MB and
# growing. On a corpus two workers came to 1.6 GB with 32,768 words.
WORDS_KEPT = 36_864
