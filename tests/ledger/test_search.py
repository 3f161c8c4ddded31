"""A query in any spelling finds all, in both databases alike."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ledger_items import received

from riwaya.ledger.search import catch_up, found_reports, parsed
from riwaya.ledger.store import Store
from riwaya.ledger.wording import core, forms, placed, same_words, side_by_side, words
from riwaya.linking.query import search, search_page
from riwaya.model import Filters, LedgerError
from riwaya.text.folding import fold, fold_text
from riwaya.text.tokens import tokenize

TEXTS = {
    "a": "قُتِلَ ثلاثةُ مدنيين في مستشفى بنغازي، وقالت الإدارة إن القصف استهدف المدينة.",
    "b": "وببنغازى قتل رجلان قرب مدينتهم، حسب ادارة المستشفي.",
    "c": "سلّـــم ٢٣ مقاتلاً أنفسهم للأمم المتحدة، والمقاتلون من درنة.",
    "d": "تاب الكاتب وقرأ كتاباً عن القتلى في صنعاء: 1,200 قتيل.",
    "e": "المتحدة للأمم ليست كذلك. The Army said سيطرتها على المدينه.",
}


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(received(id, text) for id, text in TEXTS.items())
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("قتل", "ab"),
        ("قُتِلَ", "ab"),
        ("بنغازي", "ab"),
        ("وببنغازى", "ab"),
        ("مستشفي", "ab"),
        ("المستشفى", "ab"),
        ("إدارة", "ab"),
        ("ادارة", "ab"),
        ("مدينة", "abe"),
        ("المدينه", "abe"),
        ("القصف بنغازي", "a"),
        ("23", "c"),
        ("٢٣", "c"),
        ("1200", "d"),
        ("مقاتلون", "c"),
        ("سيطرة", "e"),
        ("army", "e"),
        ("كتاب", ""),
        ("تاب", "d"),
        ('"الأمم المتحدة"', "c"),
        ("الأمم المتحدة", "ce"),
        ("“الأمم المتحدة”", "c"),
        ('الأمم -"الأمم المتحدة"', "e"),
        ("قتل -رجلان", "a"),
        ("الأفق", "abcde"),
        ("كلمة", ""),
    ],
)
def test_any_spelling_finds_all(filled: Store, query: str, ids: str) -> None:
    assert "".join(sorted(r.id for r in found_reports(filled, query))) == ids


def test_a_hit_shows_where_the_words_stand(filled: Store) -> None:
    [hit] = search(filled, "رجلان")
    assert hit.report == "b"
    assert [span.cut(TEXTS["b"]) for span in hit.spans] == ["رجلان"]
    assert "رجلان" in hit.snippet
    assert hit.context.cut(TEXTS["b"]) == hit.snippet
    [hit] = search(filled, "الأفق", limit=1)
    assert (hit.spans, hit.snippet) == ((), "")


def test_filters_narrow_a_search(filled: Store) -> None:
    assert [h.report for h in search(filled, "قتل", Filters(reports=("b",)))] == ["b"]
    assert not list(search(filled, "قتل", Filters(since="2019")))
    assert len(list(search(filled, "قتل", Filters(since="2018-06", until="2018-06-09")))) == 2
    assert len(list(search(filled, "قتل", Filters(outlets=("الافق",))))) == 2
    assert [h.report for h in search(filled, "قتل", Filters(places=("Benghazi",)))] == ["a", "b"]
    assert [h.report for h in search(filled, "مقاتلون", Filters(places=("درنه",)))] == ["c"]


def test_what_comes_later_is_found_too_and_in_a_ledger_that_is_only_read(where: str) -> None:
    with Store.open(where) as store:
        store.add([received("a", TEXTS["a"])])
        assert catch_up(store) == 1
        store.add([received("b", TEXTS["b"])])
    with Store.open(where, read_only=True) as store:
        assert [r.id for r in found_reports(store, "بنغازي")] == ["a", "b"]
        assert [r.id for r in found_reports(store, '"قتل رجلان"')] == ["b"]
    with Store.open(where) as store:
        assert [r.id for r in found_reports(store, "بنغازي")] == ["a", "b"]
        assert catch_up(store) == 0


@pytest.mark.parametrize("query", ["", "...", '""', "-قتل", '"'])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(LedgerError, match="no word to look for"):
        parsed(query)


ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ", min_size=2, max_size=8)


@example("آلاء", "ل")
@settings(deadline=None)
@given(ARABIC, st.sampled_from(["", "و", "ب", "ل", "ك", "ف", "وب", "ول", "ال", "وال", "بال", "كال"]))
def test_a_word_is_found_with_whatever_is_written_before_it(word: str, prefix: str) -> None:
    [held], [asked] = words(prefix + word), words(word)
    assert held in forms(asked)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_no_query_breaks_the_index(tmp_path_factory: pytest.TempPathFactory, query: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any-query.ledger"
    with Store.open(path) as store:
        if not store.count():
            store.add(received(id, text) for id, text in TEXTS.items())
        if words(query):
            with suppress(LedgerError):  # every word was one not wanted
                list(found_reports(store, query))


def test_names_are_compared_in_any_spelling() -> None:
    assert same_words("المسمارى", "العميد أحمد المسماري")
    assert same_words("احمد المسماري", "أحمد المسمارى")
    assert not same_words("المسماري", "المسلاتي")
    assert not same_words("", "المسلاتي")


def test_a_large_text_is_indexed(where: str, tmp_path: Path) -> None:
    with Store.open(where) as store:
        long = " ".join(f"كلمة{'ابتثجحخد'[i % 8]}{i}" for i in range(60_000))
        item = received("long", "قصير")
        report = replace(item.report, text=long)
        head = replace(item.findings.report, sha256=report.sha256)
        store.add([replace(item, report=report, findings=type(item.findings)(head))])
        assert [r.id for r in found_reports(store, "59999")] == ["long"]


MIXED = st.text("ابتقلوهمأـَّ 12٣.,،«»…½ﻻ\n\u200f-ab", max_size=700)


@settings(deadline=None)
@given(MIXED, st.sampled_from(["قتل", "ابو", "12", "1.2", "ab", "ل"]))
def test_words_are_placed_where_the_tokens_stand(text: str, asked: str) -> None:
    some = forms(words(asked)[0])
    found = list(placed(text, [some]))
    tokens = {t.span for t in tokenize(text) if t.kind != "sign" and not some.isdisjoint(words(t.text))}
    assert set(found) <= tokens
    # A number that a mark parts ("1ـ2") is one for the index and two for the tokens.
    assert set(found) == tokens or any(c.isdigit() for c in words(text))


@pytest.mark.parametrize("query", ["قتل", "المدينة", '"الأمم المتحدة"'])
def test_pages_of_hits_are_the_hits(filled: Store, query: str) -> None:
    every = list(search(filled, query))
    paged = [search_page(filled, query, Filters(), first=n, size=1) for n in range(len(every))]
    assert [h.report for one in paged for h in one.hits] == [h.report for h in every]
    assert [one.more for one in paged] == [True] * (len(every) - 1) + [False]
    assert paged[-1].total == len(every)
    assert all(one.hits[0].spans == hit.spans for one, hit in zip(paged, every, strict=True))
    assert not search_page(filled, query, Filters(), first=9, size=1).hits


def test_many_hits_come_in_the_same_order_as_few(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(where) as store:
        days = ["2018-06-09", None, "2017", "2018-06", "2018-06-09", None]
        for n, day in enumerate(days):
            item = received(f"r{n}", TEXTS["a"])
            store.add([replace(item, report=replace(item.report, published=day))])
        found = []
        for dense in (0, 10**9):
            monkeypatch.setattr("riwaya.ledger.search._DENSE", dense)
            found.append([r.id for r in found_reports(store, "قتل")])
        assert found[0] == found[1] == ["r0", "r4", "r3", "r2", "r1", "r5"]


ROUGH = st.one_of(
    MIXED,
    st.text(max_size=300),
    st.text("قتلأ ", min_size=70, max_size=300).map(lambda t: t + "قتل رجل قتل، رجل"),
)


@settings(deadline=None)
@given(ROUGH)
def test_a_text_is_folded_like_its_letters(text: str) -> None:
    assert fold_text(text) == fold(text).text


@settings(deadline=None)
@given(ROUGH, st.sampled_from(["قتل رجل", "قتل قتل", "12 ابو", "ل 12", "قتل رجل قتل"]))
def test_a_phrase_stands_where_its_words_do(text: str, asked: str) -> None:
    some = [forms(word) for word in words(asked)]
    held = words(text)
    there = any(
        all(word in form for word, form in zip(held[n : n + len(some)], some, strict=True))
        for n in range(len(held) - len(some) + 1)
    )
    assert side_by_side(text, some) == there


@pytest.mark.parametrize("word", ["وبنغازي", "المدينة", "قتل", "army", "سيطرة", "2018", "لل", "ولد"])
def test_all_forms_of_a_word_share_its_core(word: str) -> None:
    [one] = words(word)
    assert all(core(forms(one)) in form for form in forms(one))
    assert len(core(forms(one))) >= (0 if one.isdigit() else 1)
