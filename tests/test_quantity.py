"""Figures as people type them (drafter/language/quantity.py). What holds:

- a figure is shown as it was typed, in half-width digits and without digit grouping; nothing else of it changes;
- `base` counts plain units, `amount` the unit of the field, both exactly;
- what is shown is read back as the same figure;
- what is no figure, or could mean two, is refused with a reason, and never read as some other figure;
- Chinese numerals count only where they are well formed;
- rounding is half away from zero.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.language.numerals import chinese_number, numeral
from drafter.language.quantity import SCALES, Quantity, parse_quantity, round_half_up


@pytest.mark.parametrize(
    ("raw", "shown", "base", "exact", "decimals"),
    [
        (116, "116", "116", True, 0),
        (0, "0", "0", True, 0),
        (-3, "-3", "-3", True, 0),
        (Decimal("106.14"), "106.14", "106.14", True, 2),
        (Decimal("1E+2"), "100", "100", True, 0),
        (Decimal("-0.0"), "0.0", "0", True, 1),
        ("-0", "0", "0", True, 0),
        ("116万元", "116万元", "1160000", True, 0),
        ("116 万元", "116万元", "1160000", True, 0),
        ("  116万元\n", "116万元", "1160000", True, 0),
        ("3.6万份", "3.6万份", "36000", True, 1),
        ("２００", "200", "200", True, 0),
        ("３．６万份", "3.6万份", "36000", True, 1),
        ("12,000", "12000", "12000", True, 0),
        ("１２，０００", "12000", "12000", True, 0),
        ("1,234,567.89元", "1234567.89元", "1234567.89", True, 2),
        ("12 000", "12000", "12000", True, 0),
        ("0.50", "0.50", "0.5", True, 2),
        ("5％", "5%", "5", True, 0),
        ("-3.5%", "-3.5%", "-3.5", True, 1),
        ("−3.5%", "-3.5%", "-3.5", True, 1),
        ("+5", "5", "5", True, 0),
        ("2344.86万元", "2344.86万元", "23448600", True, 2),
        ("3.45亿元", "3.45亿元", "345000000", True, 2),
        ("3.45亿", "3.45亿", "345000000", True, 2),
        ("95%以上", "95%以上", "95", False, 0),
        ("30人以内", "30人以内", "30", False, 0),
        ("300人左右", "300人左右", "300", False, 0),
        ("约300人", "约300人", "300", False, 0),
        ("近3万人次", "近3万人次", "30000", False, 0),
        ("不低于95%", "不低于95%", "95", False, 0),
        ("达到95%以上", "达到95%以上", "95", False, 0),
        ("1400余场次", "1400余场次", "1400", False, 0),
        ("200余份", "200余份", "200", False, 0),
        ("200多份", "200多份", "200", False, 0),
        ("1400余万元", "1400余万元", "14000000", False, 0),
        ("3万余元", "3万余元", "30000", False, 0),
        ("一百二十户", "120户", "120", True, 0),
        ("两百人", "200人", "200", True, 0),
        ("一万户", "1万户", "10000", True, 0),
        ("九十九%", "99%", "99", True, 0),
        # Units that look like more of a number, and signs that must not be flattened to digits.
        ("5千米", "5千米", "5", True, 0),
        ("2.5百分点", "2.5百分点", "2.5", True, 1),
        ("3个百分点", "3个百分点", "3", True, 0),
        ("12点位", "12点位", "12", True, 0),
        ("120m²", "120m²", "120", True, 0),
        ("5℃", "5℃", "5", True, 0),
    ],
)
def test_figures_are_read(raw: object, shown: str, base: str, exact: bool, decimals: int) -> None:
    quantity = parse_quantity(raw)
    assert str(quantity) == shown
    assert quantity.base == Decimal(base)
    assert quantity.exact is exact
    assert quantity.decimals == decimals
    assert parse_quantity(shown) == quantity


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        *[(raw, "不是数") for raw in ("", " ", "abc", "壹佰", "约", "万元", "NaN", "无", "-", "%", "1.", ".5", "—5")],
        # The notations of a programmer, and broken grouping.
        *[
            (raw, "不是数")
            for raw in ("1_000", "1e5", "0x10", "1/2", "12,00", "1,2345", "12,000,0", "1.2.3", "3~5", "--5")
        ],
        # Two figures in one value: nobody knows which was meant.
        *[(raw, "不是数") for raw in ("3 4", "1\n2", "1\n200", "1400 5 6", "15%～30%", "3亿4500万元")],
        # Something that is no text and no number.
        *[
            (raw, "不是数")
            for raw in (True, False, None, 1.5, ["5"], {"5": 5}, b"5", Decimal("NaN"), Decimal("Infinity"))
        ],
        # Beyond every budget; printing it would fill the page.
        *[(raw, "不是数") for raw in (10**30, Decimal("1E+999999"), Decimal("1E-999999"), "9" * 5000)],
        # Malformed or doubtful Chinese numerals.
        *[(raw, "不是数") for raw in ("百人", "二二十户", "十十", "三五户", "一百五户")],
        *[
            (raw, "数字后面只能跟万或亿")
            for raw in ("3千元", "3百万元", "3千个", "3万万元", "3亿万元", "一万二千户", "十几人", "30几人", "二点五")
        ],
        *[(raw, "约数说了两遍") for raw in ("约300人左右", "近300人以内", "约300余人", "约1.2万余人", "近95%以上")],
        ("3余万余元", "余、多只能用一个"),
    ],
)
def test_what_is_no_figure_is_refused(raw: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_quantity(raw)


@pytest.mark.parametrize(
    ("raw", "unit", "shown", "amount"),
    [
        (116, "万元", "116万元", "116"),
        (Decimal("106.14"), "万元", "106.14万元", "106.14"),
        ("106.14", "万元", "106.14万元", "106.14"),
        ("116万", "万元", "116万元", "116"),
        ("116万元", "万元", "116万元", "116"),
        ("1.2亿元", "万元", "1.2亿元", "12000"),
        ("98600元", "万元", "98600元", "9.86"),
        ("500余", "万元", "500余万元", "500"),
        ("91.5", "%", "91.5%", "91.5"),
        (34, "次", "34次", "34"),
        ("3.6万", "份", "3.6万份", "36000"),
        ("12场", "次", "12场", "12"),
        (2, "亿元", "2亿元", "2"),
    ],
)
def test_a_bare_number_takes_the_unit_of_its_field(raw: object, unit: str, shown: str, amount: str) -> None:
    quantity = parse_quantity(raw, unit)
    assert str(quantity) == shown
    assert quantity.amount(unit) == Decimal(amount)


NUMBERS = st.decimals(
    min_value=Decimal("-999999999.9999"), max_value=Decimal("999999999.9999"), allow_nan=False, places=4
).map(lambda number: number + 0 or abs(number))
COUNTS = st.integers(min_value=0, max_value=10**9).map(Decimal)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Figures that can be typed: any scale and unit, one way at most of saying that they are rough."""
    number = draw(NUMBERS | COUNTS)
    unit = draw(
        st.sampled_from(["", "元", "份", "场次", "人次", "%", "分", "个百分点", "千米", "户", "批次", "m²", "℃"])
    )
    scale = draw(st.sampled_from(sorted(SCALES)))
    lead, rough, bound = draw(
        st.sampled_from(
            [("", "", ""), ("约", "", ""), ("超过", "", ""), ("", "余", ""), ("", "多", ""), ("", "", "以上")]
        )
    )
    if rough and scale and draw(st.booleans()):
        rough += " "  # behind the scale: 3万余元
    return Quantity(number, unit, scale, lead, rough, bound)


@given(quantities())
def test_what_is_shown_is_read_back(quantity: Quantity) -> None:
    again = parse_quantity(str(quantity))
    assert again == quantity
    assert str(again) == str(quantity)


@given(quantities(), st.sampled_from(["万元", "亿元", "元", "份"]))
def test_amounts_are_exact(quantity: Quantity, unit: str) -> None:
    factor = SCALES.get(unit[0], Decimal(1))
    assert quantity.amount(unit) * factor == quantity.base
    assert quantity.base == quantity.number * {"": 1, "万": 10**4, "亿": 10**8}[quantity.scale]


@given(st.text(max_size=12) | st.text("0123456789.,万亿余约%人 十百千二", max_size=10))
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except ValueError as error:
        assert str(error)
    else:
        assert parse_quantity(str(quantity)) == quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("九", 9),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("九十九", 99),
        ("一百", 100),
        ("两百", 200),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十", 110),
        ("一百十五", 115),
        ("一百二十", 120),
        ("一百二十三", 123),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("一千五百", 1500),
        ("两千零二十四", 2024),
        ("九千九百九十九", 9999),
        ("二〇二四", 2024),
        ("二〇", 20),
        ("一二三", 123),
    ],
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "abc",
            "1",
            "1十",
            "壹",
            "百",
            "千",
            "零十",
            "十十",
            "二二十",
            "十百",
            "一百一千",
            "一百一百",
            "一二百",
            "两两",
            "二两",
        ),
        # A 零 too many, too few, or at the end.
        *("一百零", "一千零", "一百零零五", "一百零二十", "一千五十", "一千零五百"),
        # Said for more than one number: 105 or 150, 34 or three to four.
        *("一百五", "一千五", "三四", "三五", "一万"),
    ],
)
def test_malformed_chinese_numerals_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        chinese_number(text)


def spelt(number: int) -> str:
    """The numeral of 1 to 9999 as a school book writes it."""
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return text


@given(st.integers(min_value=1, max_value=9999))
def test_every_numeral_below_ten_thousand_is_read(number: int) -> None:
    assert chinese_number(spelt(number)) == number


@given(st.integers(min_value=0, max_value=12_000))
def test_a_numeral_is_read_as_its_number(number: int) -> None:
    shown = numeral(number)
    assert (int(shown) if shown.isascii() else chinese_number(shown)) == number


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        ("1E+30", 6, "1" + "0" * 30 + ".000000"),
        ("12345678901234567890123.4565", 3, "12345678901234567890123.457"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("-2.5", 0, "-3"),
        ("0.125", 2, "0.13"),
        ("0.124999", 2, "0.12"),
        ("62.185", 2, "62.19"),
        ("62.1849", 2, "62.18"),
        ("91.5", 2, "91.50"),
        ("116", 0, "116"),
        ("99.995", 2, "100.00"),
    ],
)
def test_halves_go_up(number: str, decimals: int, rounded: str) -> None:
    # Compared as text: trailing zeros are part of what is shown.
    assert str(round_half_up(Decimal(number), decimals)) == rounded


@given(NUMBERS, st.integers(min_value=0, max_value=6))
def test_rounding_moves_by_half_a_unit_at_most(number: Decimal, decimals: int) -> None:
    rounded = round_half_up(number, decimals)
    half = Decimal(1).scaleb(-decimals) / 2
    assert abs(rounded - number) <= half
    assert abs(rounded) >= abs(number) or abs(rounded - number) < half
    assert round_half_up(rounded, decimals) == rounded
