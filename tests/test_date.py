"""Dates and periods (drafter/language/date.py). What holds:

- a date is shown in Arabic digits without leading zeros, a dash between its ends;
- the year stands only where it is another than the year of the report, or where nothing but a year was typed;
- no date is accepted that no calendar has, nor a span that runs backwards or mixes a month with a day;
- what is shown is read back as the same date.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.language.date import parse_date


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("3月26日", "3月26日"),
        ("03月06日", "3月6日"),
        ("３月２６日", "3月26日"),
        (" 3月 26日 ", "3月26日"),
        ("2024年3月26日", "3月26日"),
        ("2023年3月26日", "2023年3月26日"),
        ("2024-03-26", "3月26日"),
        ("2024-3-6", "3月6日"),
        ("2023-03-26", "2023年3月26日"),
        ("2024年4月", "4月"),
        ("2023年4月", "2023年4月"),
        ("2024年", "2024年"),
        ("2024年底", "2024年底"),
        ("2023年初", "2023年初"),
        ("4月上旬", "4月上旬"),
        ("4月底", "4月底"),
        ("2024年4月中旬", "4月中旬"),
        ("2月29日", "2月29日"),
        ("2024年2月29日", "2月29日"),
        *[
            (word, word)
            for word in ("年初", "年底", "年末", "上半年", "下半年", "全年", "每月", "每季度", "一季度", "第三季度")
        ],
        # Spans, whatever stands between the ends.
        ("11月25日—26日", "11月25日—26日"),
        ("11月25日-26日", "11月25日—26日"),
        ("11月25日－26日", "11月25日—26日"),
        ("11月25日–26日", "11月25日—26日"),
        ("11月25日--26日", "11月25日—26日"),
        ("11月25日——26日", "11月25日—26日"),
        ("11月25日~26日", "11月25日—26日"),
        ("11月25日～26日", "11月25日—26日"),
        ("11月25日至26日", "11月25日—26日"),
        ("11月25日到26日", "11月25日—26日"),
        ("11月25日 - 26日", "11月25日—26日"),
        ("11月25日—12月2日", "11月25日—12月2日"),
        ("3月—5月", "3月—5月"),
        ("3月—5月底", "3月—5月底"),
        ("2024年3月—5月", "3月—5月"),
        ("2024年3月—2024年5月", "3月—5月"),
        ("2023年3月—2023年5月", "2023年3月—5月"),
        ("2023年3月—2024年5月", "2023年3月—2024年5月"),
        ("2023年12月—2024年1月", "2023年12月—2024年1月"),
        ("2024年12月—2025年1月", "12月—2025年1月"),
        ("2024年3月26日—2024年4月2日", "3月26日—4月2日"),
        ("2023—2024年", "2023—2024年"),
        ("2023-2024年", "2023—2024年"),
        ("2023年至2024年", "2023—2024年"),
        ("2023-2024年度", "2023—2024年度"),
    ],
)
def test_dates_of_a_report_on_2024(raw: str, shown: str) -> None:
    assert parse_date(raw, 2024) == shown


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "",
            " ",
            "昨天",
            "abc",
            "3",
            "26日",
            "25日—26日",
            "3月26",
            "3月26号",
            "三月",
            "3/26",
            "2024.3.26",
            "20240326",
        ),
        # No calendar has them.
        *(
            "2月30日",
            "4月31日",
            "13月",
            "0月",
            "3月0日",
            "3月32日",
            "2024-13-01",
            "2024-02-30",
            "2024-00-10",
            "2023年2月29日",
        ),
        *("1899年3月", "2201年3月", "0000年3月"),
        # Backwards, or from a day to itself.
        *("11月26日—25日", "5月—3月", "12月—1月", "2024—2023年", "2024—2024年", "3月26日—26日", "2024年5月—2023年6月"),
        *("11月20日—31日", "2月28日—30日", "3月1日—13月2日"),
        # Half a span, or ends of different kinds.
        *("3月—", "—3月", "3月26日至", "11月—26日", "3月—4月2日", "3月26日—2025年"),
        # A day has no beginning and no end; a third of a month needs its month.
        *("3月26日上旬", "3月5日初", "3月1日—5日底", "2024年上旬", "2024年—2025年下旬"),
    ],
)
def test_what_is_no_date_is_refused(raw: str) -> None:
    with pytest.raises(ValueError):
        parse_date(raw, 2024)


@pytest.mark.parametrize(("year", "leap"), [(2024, True), (2023, False), (2000, True), (2100, False)])
def test_the_29th_of_february_needs_a_leap_year(year: int, leap: bool) -> None:
    for raw in ("2月29日", f"{year}年2月29日", f"{year}-02-29", "2月28日—29日"):
        if leap:
            assert parse_date(raw, year).endswith("29日")
        else:
            with pytest.raises(ValueError):
                parse_date(raw, year)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (datetime.date(2024, 3, 6), "3月6日"),
        (datetime.date(2023, 12, 31), "2023年12月31日"),
        (datetime.datetime(2024, 3, 6, 12, 30), "3月6日"),
    ],
)
def test_dates_of_toml(raw: datetime.date, shown: str) -> None:
    assert parse_date(raw, 2024) == shown


@pytest.mark.parametrize("raw", [326, True, None, 3.26, ["3月"], datetime.time(3, 26)])
def test_other_kinds_are_refused(raw: object) -> None:
    with pytest.raises(ValueError):
        parse_date(raw, 2024)


DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))


@given(DAYS, st.integers(min_value=1990, max_value=2100))
def test_every_way_of_typing_a_day_shows_the_same(day: datetime.date, year: int) -> None:
    shown = parse_date(day, year)
    assert shown == ("" if day.year == year else f"{day.year}年") + f"{day.month}月{day.day}日"
    for typed in (day.isoformat(), f"{day.year}年{day.month:02}月{day.day:02}日", shown):
        assert parse_date(typed, year) == shown


@given(DAYS, DAYS, st.sampled_from(["-", "—", "－", "~", "至"]), st.booleans())
def test_spans_run_forward_and_are_read_back(first: datetime.date, last: datetime.date, mark: str, own: bool) -> None:
    assume(first != last)
    year = first.year if own else 1989
    typed = mark.join(f"{day.year}年{day.month}月{day.day}日" for day in (first, last))
    if first > last:
        with pytest.raises(ValueError):
            parse_date(typed, year)
        return
    shown = parse_date(typed, year)
    assert shown.count("—") == 1
    assert "-" not in shown
    assert shown.count("年") == (not own) + (first.year != last.year)
    assert parse_date(shown, year) == shown
