"""A page of notes before its lines are read: figures, days and units as a report has them, what counts or marks its
findings in one form.

Limits: the order matters: days are told before strokes, units before what a block of a finding tells.
"""

from __future__ import annotations

import re

from drafter.importing.arrow_lines import with_arrow_lines
from drafter.importing.blanks import with_commas
from drafter.importing.blocks import with_blocks
from drafter.importing.chat import with_chat
from drafter.importing.columns import with_columns
from drafter.importing.contained import with_parts_told
from drafter.importing.countings import with_findings
from drafter.importing.dates import in_full, with_legend
from drafter.importing.days import with_dates, without_boxed_stamps
from drafter.importing.elements import with_elements
from drafter.importing.indented import with_indented_heads
from drafter.importing.jotted import with_jotted_ends
from drafter.importing.label_marks import with_label_marks
from drafter.importing.letter_heads import with_marked_heads
from drafter.importing.letter_page import with_letter_words, with_wide_marks
from drafter.importing.letter_runs import with_letter_runs
from drafter.importing.letter_strokes import with_letter_strokes
from drafter.importing.months import with_months
from drafter.importing.offices import joined_reasons, with_offices
from drafter.importing.page_numbers import with_page_numbers
from drafter.importing.preamble import without_preamble_numbers
from drafter.importing.provenance import with_times, without_tellers
from drafter.importing.repeats import without_repeats
from drafter.importing.ruled import with_ruled_heads
from drafter.importing.running import with_running_numbers
from drafter.importing.running_titles import with_running_titles
from drafter.importing.sections import with_sections
from drafter.importing.shared_units import with_shared_units
from drafter.importing.spoken_projects import with_spoken_projects
from drafter.importing.stamps import with_colons, with_days, without_quotes, without_stamps
from drafter.importing.strokes import with_strokes
from drafter.importing.terse import with_full_marks
from drafter.importing.township_lines import GENRE as TOWN
from drafter.importing.township_lines import township_text

#: A full stop typed as a point.
_POINT = re.compile(r"(?<=[\u4e00-\u9fff”）》])\.(?=[\u4e00-\u9fff“《（]|[ \t]*$)", re.MULTILINE)
#: ２０２４年度 is 2024年度: figures and letters of a full width are the same ones.
_NARROW = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
}


def prepared(text: str, genre: str) -> tuple[str, list[str]]:
    """The page as its lines are read, and remarks on what its lines opened with (times, who told them)."""
    typed = text
    text, spoke = with_chat(_POINT.sub("。", text.translate(_NARROW)), genre)
    text = with_jotted_ends(with_running_titles(text, genre), genre)
    text = without_preamble_numbers(without_repeats(with_months(text), genre), genre)
    text = with_indented_heads(with_parts_told(text), genre)
    text, sent = township_text(with_spoken_projects(text)) if genre == TOWN else (text, [])
    text = text if genre == "rectification" else with_full_marks(text)
    text = with_page_numbers(with_wide_marks(with_marked_heads(text, genre), genre), genre)
    text, boxed = without_boxed_stamps(with_running_numbers(with_columns(joined_reasons(text))))
    text, stamps = without_stamps(with_findings(with_sections(with_offices(with_dates(text), genre), genre), genre))
    text, tellers = without_tellers(with_ruled_heads(text, genre))
    text = with_commas(with_times(text))
    text = in_full(without_quotes(with_days(with_label_marks(with_colons(with_strokes(text)), genre))))
    text = with_shared_units(with_letter_strokes(with_letter_words(text, genre, typed), genre))
    remarks = {"行首的来处": [*spoke, *sent, *tellers], "行首的时间": [*boxed, *stamps]}
    told = [f"{name}：{'、'.join(listed)}" for name, listed in remarks.items() if listed]
    return with_legend(with_blocks(with_arrow_lines(with_elements(with_letter_runs(text, genre)), genre), genre)), told
