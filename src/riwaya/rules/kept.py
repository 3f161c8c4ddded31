"""How many words each cache of worked-out words keeps."""

from __future__ import annotations

# Reading is quick because most words of news have been met before: every layer keeps what it worked out for
# a word. A worker that reads half of a corpus of 30,000 reports meets 48 new words a report with 24,576 kept,
# 36 with 36,000, 27 with 50,000, at some 0.15 ms each; a word takes some 12 KB. After 900 reports one process
# has 506 MB; the whole corpus is unmeasured.
WORDS_KEPT = 36_864
