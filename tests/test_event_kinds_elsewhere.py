"""What a whole report says of its events: the kind of a bare "the attack", and less where it is a brief."""

from __future__ import annotations

import pytest

from riwaya.events.find import find_events
from riwaya.text.document import Document

BOMBS = "انفجرت سيارة مفخخة أمام المركز. وانفجرت عبوة ناسفة قرب السوق. "


def kinds(text: str, trigger: str) -> list[str]:
    events = find_events(Document.of(text), [], [], [], [])
    return [e.kind for e in events if e.trigger.cut(text) == trigger]


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        (BOMBS + "وأدى الهجوم إلى مقتل ثلاثة جنود.", "الهجوم", "explosion"),
        (BOMBS + "وشن مسلحون هجوما على حاجز للشرطة.", "هجوما", "attack"),
        ("وقعت اشتباكات قرب السوق. وأدى الهجوم على الحاجز إلى مقتل ثلاثة جنود.", "الهجوم", "attack"),
        ("وأدى الهجوم على الحاجز إلى مقتل ثلاثة جنود.", "الهجوم", "attack"),
    ],
)
def test_kind_of_a_bare_attack(text: str, trigger: str, kind: str) -> None:
    assert kinds(text, trigger) == [kind]


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("قتل جنديان أمس في انفجار لغم في درنة.", "انفجار لغم", "explosion"),
        ("أصيب ثلاثة مدنيين بقصف مدفعي على حي الفتايح.", "بقصف مدفعي", "shelling"),
        ("قتل جنديان في اشتباكات في درنة.", "اشتباكات", "clash"),
    ],
)
def test_a_brief_of_one_sentence_tells_of_its_event(text: str, trigger: str, kind: str) -> None:
    assert kinds(text, trigger) == [kind]
