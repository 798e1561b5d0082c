"""What was changed with somebody's approval: an indicator's name, its target.

The reader gains that a target which was lowered with the number of a letter, told in the report, in the row itself or
in the letter, is no fault.

Limits: that the letter exists is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.reviewing import names
from drafter.reviewing.dossier import Dossier
from drafter.reviewing.row import IndicatorRow

#: Who approved a change, or the number of the paper that did; and that something was changed.
_SANCTION = re.compile(r"批准|批复|同意|核准|核定|备案|审定|[〔\[（(【]20\d\d[〕\]）)】]\s*(?:第\s*)?\d+\s*号")
_ALTERED = re.compile(
    r"调整|变更|改为|调减|调低|调增|核减|核增|下调|上调|修订|延长|延期|顺延|推迟|压减|原为|原定|由.{1,20}[到至为]"
)
_RENAMED = re.compile(r"[更改]名|更改|改[为称叫成]|改按|变更|调整|修改|规范|原名|原称|统一[为称成]|替换|代替|取代")
_SAYING = ("reason", "measure", "description", "remark")


def sanctioned(text: str) -> bool:
    """Whether some words tell a change that somebody approved: 经青财函〔2025〕8号批准调整."""
    return bool(_SANCTION.search(text) and _ALTERED.search(text))


def approved_target(dossier: Dossier, line: IndicatorRow, number: str) -> bool:
    """Whether the row, a sentence of the report that names the indicator, or a letter of approval tells its new target
    as one that was approved."""
    shown = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])")
    called = (line.name, names.stem(line.name))
    for key in _SAYING:
        text = line[key].text.replace(",", "")
        if sanctioned(text) and shown.search(text):
            return True
    for sentence in _sentences(dossier):
        # 检测186公里；年初目标200公里，经…批准调整为180公里: the name stands in the part before.
        if any(name in sentence for name in called):
            parts = re.split("；", sentence)
            if any(sanctioned(part) and shown.search(part) for part in parts):
                return True
    for text in _letters(dossier):
        if any(name in text for name in called) and shown.search(text.replace(",", "")):
            return True
    return False


def approved_name(dossier: Dossier, line: IndicatorRow, former: str) -> bool:
    """Whether the row, the report, the notes of the form or a letter of approval tells that an indicator that was
    called `former` is now called as the row calls it."""
    old, new = names.key(former), names.key(line.name)
    own = [line[key].text for key in _SAYING]
    if any(_SANCTION.search(text) and _RENAMED.search(text) and old in names.key(text) for text in own):
        return True
    notes = [cell.text for cell in dossier.notes]
    for text in (*_sentences(dossier), *notes):
        said = names.key(text)
        if old in said and new in said and _SANCTION.search(text) and _RENAMED.search(text):
            return True
    return any(old in names.key(text) and new in names.key(text) for text in _letters(dossier))


def _sentences(dossier: Dossier) -> Iterator[str]:
    for stretch, _ in dossier.stretches(("paragraph",)):
        yield from stretch.text.replace(",", "").split("。")


def _letters(dossier: Dossier) -> Iterator[str]:
    for letter in dossier.letters("批复"):
        for stretch, _ in dossier.stretches_of(letter):
            yield stretch.text
