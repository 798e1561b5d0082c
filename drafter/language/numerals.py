"""Chinese numerals, read and written: 一百二十 is 120, 二〇二四 is 2024, and back.

The reader gains that a numeral is read alike wherever it stands: in a case, a heading, a date or a checked text.

Limits: below ten thousand; the capital numerals of cheques (壹佰) are none here.
"""

from __future__ import annotations

#: The ten characters by their value, then 十.
ROW = "零一二三四五六七八九十"
#: Every way to write a zero.
ZEROS = "〇零○O"
#: A run of these may be a numeral; for patterns.
CHARACTERS = "一二三四五六七八九十"
_DIGITS = {c: i for i, c in enumerate(ROW[:10])} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_READ_OUT = str.maketrans(ZEROS + ROW[1:10], "0000123456789")


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral below ten thousand (一百二十 → 120).

    Raises ValueError where the characters are no well-formed numeral.
    """
    if not text:
        raise ValueError(text)
    if all(c in _DIGITS for c in text):
        # Digits in a row are a year or a number read out (二〇二四); 三五 means three to five, and 两 stands alone.
        if (len(text) == 2 and not set(text) & {"零", "〇"}) or (len(text) > 1 and "两" in text):
            raise ValueError(text)
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit, last, gap = 0, -1, 10_000, False
    for c in text:
        if c in _DIGITS:
            if digit > 0 or (digit == 0 and _DIGITS[c] == 0):
                raise ValueError(text)
            digit = _DIGITS[c]
            gap = gap or digit == 0
        elif c in _PLACES and _PLACES[c] < last:
            # A 零 stands exactly where a place is left out: 一千零五十, but 一千五百.
            skips = last // _PLACES[c] > 10 and last < 10_000
            last = _PLACES[c]
            if digit == 0 or (digit < 0 and c != "十") or gap != skips:
                raise ValueError(text)
            total += (1 if digit < 0 else digit) * last
            digit, gap = -1, False
        else:
            raise ValueError(text)
    # 一百五 is said for 150 and read as 105: neither is taken.
    if digit == 0 or (digit > 0 and gap != (last > 10)):
        raise ValueError(text)
    return total + max(digit, 0)


def numeral(number: int) -> str:
    """A whole number in Chinese characters: 4 → 四, 12 → 十二, 105 → 一百零五; from ten thousand on in digits, since no
    list is as long."""
    if not 0 <= number < 10_000:
        return str(number)
    if number <= 10:
        return ROW[number]
    said, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            one = "" if digit == 1 and place == 10 and not said else ROW[digit]
            said += ("零" if gap else "") + one + name
        gap = bool(said) and not digit
    return said


def chinese_value(numeral: str) -> int:
    """The value of 一 to 九千九百九十九; 0 where the characters are no such numeral."""
    try:
        return chinese_number(numeral)
    except ValueError:
        return 0


def count_value(said: str) -> int:
    """A count as it is written, in figures or in characters: 12, 十二, 两; 0 where it is no such numeral."""
    return int(said) if said.isdigit() else chinese_value(said)


def read_out(text: str) -> str:
    """Digits that are read out one by one as figures (二〇二四年 → 2024年); other characters are left."""
    return text.translate(_READ_OUT)


def one_to_ten(character: str) -> int:
    """The value of a single 零 to 十; -1 for any other character."""
    return ROW.find(character) if len(character) == 1 else -1
