"""Labels parted by other marks from what they lead: 主管部门→甲局, 存在问题1.…2.…, 产出——….

The writer gains that such a label leads its line as one with a colon does.

Limits: only a label that is known as it stands, at the beginning of a line or behind a semicolon; an arrow between
figures and a dash in a name stay.
"""

from __future__ import annotations

import re

from drafter.importing.labels import known_label

_LABEL = r"(?:^|(?<=[；;]))(?P<blank>[ \t\u3000]*)(?P<label>[\u4e00-\u9fff]{2,8})"
_ARROW = re.compile(rf"{_LABEL}[ ]?(?:→|=>|->|＝>)[ ]?(?=[\u4e00-\u9fff“《])", re.MULTILINE)
_NUMBERED = re.compile(rf"{_LABEL}[ ]?(?=1[.．、)）][^\n]*[ ；。，\u4e00-\u9fff）)%]2[.．、)）])", re.MULTILINE)


def with_label_marks(text: str, genre: str) -> str:
    """A text whose labels before an arrow or the first number of a list have a colon."""

    def told(match: re.Match[str]) -> str:
        known = known_label(match["label"], genre)
        return f"{match['blank']}{match['label']}：" if known else match[0]

    return _NUMBERED.sub(told, _ARROW.sub(told, text))
