"""What `tools/load.py` asks for: pages of a ledger that are there, the large ones of their kind."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from riwaya.ledger import search
from riwaya.ledger.store import Store
from riwaya.ledger.wording import words
from riwaya.linking import query
from riwaya.review.marking import spans_of

# Reports with at least so many painted spans, and how many of each kind are asked for in turn.
SPANS = 200
REPORTS, INCIDENTS, ACCOUNTS, QUERIES = 40, 40, 400, 60


def targets(ledger: str) -> dict[str, list[str]]:
    """Route → its addresses: reports with 200 spans or more, the incidents with most accounts, queries of one
    word, two words or a phrase out of titles, and accounts from all over the ledger."""
    with Store.open(ledger, create=False) as store:
        search.catch_up(store)
        incidents = sorted(query.incidents(store), key=lambda i: (-len(i.accounts), i.id))
        accounts = sorted(a.id for i in incidents for a in i.accounts)
        counted = sorted((len(spans_of(found)), found.report.id) for _, found in store.newest())
        large = [one for one in counted if one[0] >= SPANS] or counted[-REPORTS:]
        reports = [id for _, id in large[:REPORTS]]
        step = max(1, len(counted) // QUERIES)
        titles = [head.title for head in store.reports(id for _, id in sorted(counted)[::step])]
    chosen = incidents[:INCIDENTS]
    print(
        f"{ledger}: {len(counted)} reports, {len(incidents)} incidents; asked for are {len(reports)} reports "
        f"with {large[0][0]} to {large[: len(reports)][-1][0]} spans, {len(chosen)} incidents with "
        f"{len(chosen[-1].accounts)} to {len(chosen[0].accounts)} accounts"
    )
    return {
        "report": [f"/reports/{quote(id)}" for id in reports],
        "incident": [f"/incidents/{i.id}" for i in chosen],
        "search": [f"/search?{urlencode({'q': asked})}" for asked in queries(titles)],
        "account": [f"/api/accounts/{id}" for id in accounts[:: max(1, len(accounts) // ACCOUNTS)]],
    }


def queries(titles: list[str]) -> list[str]:
    """What somebody would look for: a word of a title, two of its words, or three as a phrase, in turn."""
    found = []
    for number, title in enumerate(titles):
        held = [word for word in words(title) if len(word) > 2]
        if len(held) < 3:
            continue
        kind = number % 3
        found.append((held[0], f"{held[0]} {held[-1]}", f'"{held[0]} {held[1]}"')[kind])
    return found
