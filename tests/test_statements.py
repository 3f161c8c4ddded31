"""Properties of the statement layer, and the phenomena that its rules are for, on constructed text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import riwaya
from riwaya.learn.practice import practice, unmark
from riwaya.mentions.names.find import find_names
from riwaya.model import KnowledgeError, Statement
from riwaya.rules.tables import rows
from riwaya.rules.trees import forest
from riwaya.statements import choice, speaker_ranks
from riwaya.statements.cues import cue_readings, cues
from riwaya.statements.decide import reporting
from riwaya.statements.find import Models, find_statements
from riwaya.statements.opening import find_candidates, find_opening
from riwaya.statements.rates import counted, joined, table
from riwaya.statements.view import sense, view
from riwaya.text.document import Document
from riwaya.text.folding import fold_word

PIECES = st.sampled_from(
    [
        "قال",
        "وأضاف",
        "الناطق",
        "إن",
        "أن",
        "«",
        "»",
        '"',
        "،",
        ". ",
        ":",
        "بحسب",
        "كما",
        "الشرطة",
        "موضحا",
        "في بيان",
        "عن",
        "قوله",
        "ما",
        "#الجيش_الوطني",
        "سالم الزهراني",
        "\n",
        "(",
        ")",
        "١٢",
        "12",
        "نقلت",
        "وفقا ل",
        "ـ",
        "a",
    ]
)


def read(text: str, models: Models | None = None) -> list[Statement]:
    document = Document.of(text)
    return find_statements(document, find_names(document), [], [], models)


@settings(max_examples=150, deadline=None)
@given(text=st.lists(PIECES, max_size=40).map(" ".join))
@pytest.mark.parametrize("models", [None, Models(None, None, None)], ids=["trained", "rule"])
def test_any_text_gives_anchored_statements(text: str, models: Models | None) -> None:
    for statement in read(text, models):
        for span in (statement.span, statement.cue, statement.speaker, statement.via):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert span.cut(text).strip()
        assert statement.name
        assert statement.chain[-1].name == statement.name


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    read(text)


def test_reading_again_gives_the_same_ids() -> None:
    text = "قال الناطق باسم الشرطة سالم الزهراني إن الطريق مغلق، موضحا أن السبب انهيار صخري."
    assert [s.id for s in read(text)] == [s.id for s in read(text)]


def test_a_participle_has_the_speaker_of_its_verb() -> None:
    first, second = read("قال الناطق باسم الشرطة سالم الزهراني إن الطريق مغلق، موضحا أن السبب انهيار صخري.")
    assert first.name == second.name == "سالم الزهراني"
    assert first.speaker == second.speaker


def test_an_elided_speaker_is_carried_over() -> None:
    text = "أعلنت وزارة الصحة وصول عشرين جريحا إلى المستشفى. وأضافت أن خمسة منهم في حالة خطيرة."
    first, second = read(text)
    assert second.speaker is None
    assert first.name == second.name == "وزارة الصحة"


def test_a_quotation_runs_on_without_a_cue() -> None:
    text = "وقال الطبيب هاني البرعي: «لم نعد نملك أدوية. نجري العمليات على ضوء الهواتف». وأغلق القسم."
    told = read(text)
    assert [s.cue is None for s in told] == [False, True]
    assert told[1].span.cut(text) == "نجري العمليات على ضوء الهواتف"
    assert {s.name for s in told} == {"هاني البرعي"}


@pytest.mark.parametrize(
    ("word", "cue", "kind", "agrees"),
    [
        ("وأكدت", "confirm", "past", "f"),
        ("يقولون", "say.qal", "present", "p"),
        ("موضحا", "say.clarify", "participle", "m"),
        ("وطالبهم", "demand", "past", "m"),
        ("اتهامات", "noun.accuse", "noun", ""),
    ],
)
def test_forms_of_cues(word: str, cue: str, kind: str, agrees: str) -> None:
    found = [(r.form.cue.id, r.form.kind, r.form.agrees) for r in cue_readings(fold_word(word))]
    assert (cue, kind, agrees) in found


def test_no_verb_stands_in_two_cues() -> None:
    seen: dict[str, str] = {}
    for cue in cues():
        for verb in cue.verbs:
            past = fold_word(verb.split()[0])
            assert past not in seen, f"{verb} stands in {cue.id} and {seen[past]}"
            seen[past] = cue.id


def test_principal_parts_have_three_or_four_words() -> None:
    assert all(len(verb.split()) in (3, 4) for cue in cues() for verb in cue.verbs)


def test_practice_sentences_are_marked_soundly() -> None:
    coded = practice()
    assert len(coded) > 200
    for one in coded:
        for statement in one.statements:
            assert statement["cue"].cut(one.report.text)
            assert not statement["cue"].overlaps(statement["span"])


@pytest.mark.parametrize("marked", ["[1 قال الناطق", "قال] الناطق", "[1 قال] الناطق"])
def test_marks_that_do_not_pair_are_told(marked: str) -> None:
    with pytest.raises(KnowledgeError):
        unmark("test", marked)


def test_nouns_after_cues_are_sorted_and_once() -> None:
    nouns = [fold_word(noun) for noun, _ in rows("cues/nouns_after.tsv", "noun", "sense")]
    assert nouns == sorted(set(nouns))


NOUNS = [("اسفه", "speech"), ("بالاسلحه", "thing"), ("حكما", "law"), ("شجره", "")]


@pytest.mark.parametrize(("word", "meant"), NOUNS)
def test_a_noun_tells_how_a_verb_is_meant(word: str, meant: str) -> None:
    assert sense(word) == meant


def test_counted_rates_tell_verbs_apart() -> None:
    def odds(text: str) -> float:
        found = find_candidates(Document.of(text))
        opening = "that" if " أن " in text else "none"
        told = counted(found[0], opening, "")
        assert told is not None
        return told

    assert table()
    assert odds("أكد القائد أن الطريق آمن.") > odds("قدم القائد السلاح.") + 2
    assert joined(0.5, None) == 0.5
    assert joined(0.5, 2.0) > 0.5 > joined(0.5, -2.0)


def test_a_noun_of_saying_goes_with_its_verb() -> None:
    text = "وتابع الناطق بالقول إن القوات انسحبت من البلدة."
    document = Document.of(text)
    seen = view(document, find_names(document))
    found = reporting(seen, find_candidates(document), Models.installed().cues)
    assert [one.candidate.span.cut(text) for one in found] == ["وتابع"]


def test_a_heading_without_a_full_stop_is_loose() -> None:
    text = "قال الناطق إن الطريق آمن.\nزعم الخصم أن الجسر سقط\nوأضاف أن الجيش انتشر."
    assert view(Document.of(text), ()).loose == {1}


def test_speech_that_nothing_opens() -> None:
    text = "وقال الناطق إن الطريق آمن. وأضاف ستكون الأيام المقبلة صعبة."
    first, second = read(text)
    assert second.span.cut(text) == "ستكون الأيام المقبلة صعبة"
    assert second.name == first.name


@pytest.mark.parametrize(
    ("text", "name", "act"),
    [
        # posts: "Civil Defence spokesman Nabil al-Qasimi: we recovered four bodies from under the rubble"
        ("المتحدث باسم الدفاع المدني نبيل القاسمي: انتشلنا أربع جثث من تحت الأنقاض.", "نبيل القاسمي", "say"),
        ("#عاجل | وزارة الدفاع: ندين قصف المدرسة.", "وزارة الدفاع", "condemn"),
        ("🔴 مصادر طبية: ارتفاع حصيلة القصف إلى سبعة قتلى.", "مصادر طبية", "say"),
        # places, outlets and labels say nothing
        ("بغداد: مقتل جنديين في انفجار عبوة ناسفة.", None, None),
        ("صحيفة المنارة: هدوء حذر في المدينة بعد القصف.", None, None),
        ("المصدر: المنارة.", None, None),
    ],
)
def test_a_post_that_begins_with_its_speaker(text: str, name: str | None, act: str | None) -> None:
    assert [(s.name, s.act, s.cue) for s in read(text)] == ([] if name is None else [(name, act, None)])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # "the spokesman announced last week the end of the operation"
        ("أعلن المتحدث الأسبوع الماضي انتهاء العملية العسكرية.", "انتهاء العملية العسكرية"),
        ("أعلنت الجماعة لاحقا مسؤوليتها عن الهجوم.", "مسؤوليتها عن الهجوم"),
        ("قال الطبيب: أمس كان الوضع صعبا في المستشفى.", "أمس كان الوضع صعبا في المستشفى"),
    ],
)
def test_a_time_between_verb_and_content(text: str, content: str) -> None:
    assert [statement.span.cut(text) for statement in riwaya.read(text).statements] == [content]


def test_the_trees_that_rank_speakers_ask_for_the_features_that_are_made() -> None:
    trees = forest(speaker_ranks.MODEL)
    assert trees.features == speaker_ranks.FEATURES
    assert set(trees.means) == set(speaker_ranks.MEANS)


def test_only_close_speakers_are_ranked_again() -> None:
    assert speaker_ranks.close([0.5, -0.2, -4.0])
    assert not speaker_ranks.close([2.5, 0.4])
    assert not speaker_ranks.close([0.5])


def test_the_trees_that_choose_statements_ask_for_the_features_that_are_made() -> None:
    trees = forest(choice.MODEL)
    assert trees.features == choice.FEATURES
    assert set(trees.means) == set(choice.MEANS)


def test_what_the_trees_hold_for_nothing_is_no_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "قال الناطق باسم اللواء إن القوات انسحبت من البلدة."
    assert len(read(text)) == 1
    monkeypatch.setattr(choice, "LEAST", 1.1)
    assert len(read(text)) == 1  # nobody asks about a sure cue
    monkeypatch.setattr(choice, "SURE", 1.1)
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("قال الناطق بعد أن وصل إلى البلدة إن الطريق آمن.", "that", "الطريق"),
        ("قال الناطق: إن الطريق آمن.", "that", "الطريق"),
        ("قال الناطق لشبكة «سي بي إس نيوز» إن الطريق آمن.", "that", "الطريق"),
        ("قال الناطق «إن الطريق إلى البلدة آمن».", "that", "الطريق"),
        ("وقال الناطق: الطريق آمن.", "colon", "الطريق"),
        # a body in quotation marks before its spokesman; a quotation that a participle goes on from
        ("أكد متحدث باسم «تحالف دعم الأمن في البلاد» العقيد سالم الرفاعي أن الطريق آمن.", "that", "الطريق"),
        ("قال الناطق «كل طرق البلدة آمنة» مؤكدا أن القتال توقف.", "quote", "كل"),
        ("رفض الناطق الهدنة رغم أن القتال توقف.", "none", ""),
    ],
)
def test_where_a_content_opens(text: str, kind: str, content: str) -> None:
    document = Document.of(text)
    cue = find_candidates(document)[0]
    opening = find_opening(document, cue, cue.sentence.last)
    assert opening.kind == kind
    assert kind == "none" or document.tokens[opening.first].text == content


def test_no_content_begins_with_a_comma() -> None:
    text = "دعا المفتي العام للمدينة، خطيب المسجد الشيخ محمد حسين، إلى الهدوء."
    assert [s.span.cut(text) for s in read(text)] == ["الهدوء"]


def test_no_content_begins_with_its_speaker() -> None:
    text = "ودعا الرئيس سالم الرفاعي، الذي عاد أمس إلى العاصمة، إلى الهدوء."
    told = read(text)
    assert not any(s.span.cut(text).startswith(("الرئيس", "سالم", "الرفاعي")) for s in told)


def test_a_clause_that_goes_on_ends_the_content_before_it() -> None:
    text = "أعلن محافظ حلب، سالم الرفاعي، تسجيل مئات المتطوعين، كما أكد أن الطريق آمن."
    assert [s.span.cut(text) for s in read(text)] == ["تسجيل مئات المتطوعين", "الطريق آمن"]


@pytest.mark.parametrize(
    ("text", "name", "content", "via"),
    [
        # "Two people died, as the channel reported, quoting the ministry of health."
        (
            "توفي شخصان في الحادث كما أفادت قناة السهل نقلا عن وزارة الصحة.",
            "وزارة الصحة",
            "توفي شخصان في الحادث",
            "قناة السهل",
        ),
        # "The agency said, quoting a medical source, that the injured man died."
        (
            "وذكرت وكالة الأفق نقلا عن مصدر طبي أن المصاب توفي.",
            "مصدر طبي",
            "المصاب توفي",
            "وكالة الأفق",
        ),
    ],
)
def test_what_an_outlet_passes_on_is_its_source_s(text: str, name: str, content: str, via: str) -> None:
    (statement,) = read(text)
    assert (statement.name, statement.span.cut(text)) == (name, content)
    assert statement.via is not None
    assert statement.via.cut(text) == via


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a plural after its verb: "Witnesses reported that the road is closed."
        ("وقال المقدم سالم العامري إن الهدوء عاد. وأفاد شهود أن الطريق أغلق.", "شهود"),
        # whom one speaks to stands first: "Salem al-Ameri, adviser in the president's office, told al-Ufuq"
        (
            "قال لـ«الأفق» سالم العامري المستشار في مكتب الرئيس نبيل القاسمي إن الطريق آمن.",
            "سالم العامري",
        ),
        # the judge is no part of whom he hears: "Al-Hamdan confessed before the judge that"
        ("واعترف الحمدان أمام القاضي بأنه نقل السلاح.", "الحمدان"),
        # statements of a source: "According to statements of a military source the road is safe."
        ("وبحسب تصريحات مصدر عسكري فإن الطريق آمن.", "مصدر عسكري"),
        # the addressee behind the subject: "Salem al-Ameri told Nabil al-Qasimi that the road is safe"
        ("وأبلغ سالم العامري نبيل القاسمي بأن الطريق آمن.", "سالم العامري"),
        # a surname that no list knows right after its verb: "said Tutan"
        ("والتقى الوفد جمال توتان في الميناء. وقال توتان إن السفن عادت.", "جمال توتان"),
        # a title takes up who spoke last: "Salem al-Ameri said ... The coach of al-Sahel added that"
        (
            "وقال سالم العامري إن الفريق جاهز. وأضاف مدرب الساحل أن المباراة صعبة.",
            "سالم العامري",
        ),
        # offices in a row, the name at their end: "a member of the delegation, in charge of relations, Dr …"
        (
            "قال عضو لجنة الهدنة مسؤول الاتصالات الميدانية فيها الدكتور ضاهي مطواع إن الحل قريب.",
            "ضاهي مطواع",
        ),
        # a name that nothing knows: "the spokesman of the roads authority in the whole region Hayle Makonnen"
        (
            "أعلن المتحدث باسم هيئة الطرق في الإقليم كله هايلي مكونن أن الجسر سليم.",
            "هايلي مكونن",
        ),
        # a tag parted at its dash: "the governor, Sheikh #Salem_al-Hajj"
        ("وقال حاكم المنطقة، الشيخ #سالم_الحاج، إن الطريق آمن.", "سالم الحاج"),
        # "One of Salem al-Ameri's advisers said" is not Salem
        ("قال سالم العامري إن الطريق آمن. وأكد أحد مستشاري العامري أن الجسر سليم.", "أحد مستشاري العامري"),
        # "The members of the committee said" after one person spoke
        ("قال سالم العامري إن الطريق آمن. وأكد أعضاء لجنة الطرق أن الجسر سليم.", "أعضاء لجنة الطرق"),
        # a given name that a verb is spelled like, after an office: "a member of the council, Nabil Taqsour"
        ("وقال عضو المجلس المركزي في حزب الساحل نبيل تقسور إن الطريق آمن.", "نبيل تقسور"),
        # somebody called by one name: "a man in his forties called Wahid"
        ("وقال رجل في الأربعينات من عمره يدعى وحيد إن الطريق آمن.", "وحيد"),
        # an official, with her name behind a pronoun: "an official of the council, Suad al-Hamdouni, said"
        ("وقالت مسؤولة من المجلس المحلي، هي سعاد الحمدوني، إن الطريق آمن.", "سعاد الحمدوني"),
        # a given name that is a time of the day, after a comma: "the head of the council, Sabah Karhout"
        ("وقال رئيس مجلس محافظة الأنبار غرب العراق، صباح كرحوت، إن الطريق آمن.", "صباح كرحوت"),
        # "The president" is no head of a committee: "the head of the committee said"
        (
            "استقبل الرئيس سالم العامري الوفد. وقالت رئيسة اللجنة إن الطريق آمن.",
            "رئيسة اللجنة",
        ),
        # whose an office is, named bare in the sentence after it: "The minister of roads said …"
        (
            "أعلن وزير الطرق الأوكراني أن الجسر سليم. وقال سالم العامري إن الطريق آمن.",
            "سالم العامري",
        ),
        # his father is masculine, whatever the ending: "Suad said … His father said that"
        ("قالت سعاد الحمدوني إن الطريق طويل. وقال والده إن الجسر سليم.", "والده"),
        # unknown words before "that": "her two lawyers affirmed that"
        ("قالت سعاد الحمدوني إن الطريق طويل. وأكد محامياها أن الجسر سليم.", "محامياها"),
        # what is quoted is no part of a name: "the policeman said "it was a mistake""
        ('وقال الضابط "كان خطأ" وأضاف الضابط أن الطريق آمن.', "الضابط"),
    ],
)
def test_who_is_meant(text: str, name: str) -> None:
    assert read(text)[-1].name == name


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وقد تحدث المحافظ عن «خلل فني كبير» لكنه لم يقدم أي وثيقة عن سبب محتمل للانهيار.", "خلل فني كبير"),
        ("قالت الوزارة إن «الطريق آمن تماما»، وأكدت أن الجسر سليم.", "الطريق آمن تماما"),
    ],
)
def test_a_quotation_ends_where_the_report_says_but(text: str, content: str) -> None:
    assert content in [s.span.cut(text).strip("«»") for s in read(text)]
