"""How checking grows where a text is made to hurt: one piece again and again, at two lengths, all rules.

For each piece the seconds at the shorter and at eight times that length, both of one run on one machine, and their
ratio: 8 is growth in proportion, 64 comparing all with all. Exit status 1 where a ratio passes 24 and the longer one
takes more than a second (below that the clock says little).

    python benchmarks/growth.py [--length 20000]
"""

from __future__ import annotations

import argparse
import time

from drafter.checking.run import check_text

TIMES, MOST, LITTLE = 8, 24, 1.0
PIECES = {
    "one sentence": "项目预算100万元支出20万元执行率20%，",
    "paragraphs": "项目预算100万元，支出20万元，执行率20%。\n",
    "whole sentences": "开展精神文明创建活动34次，印发通报8期，支出106.14万元，执行率91.50%。",
    "reasons": "原因：一是公用经费增加；二是减少；",
    "directions": "本年支出100万元，比上年增加20万元，增长25%，主要原因是公用经费减少，",
    "praise": "绩效目标全部完成，支付率高，满意度高，2项指标未完成，执行率40%，群众满意度70%，",
    "over": "完成预算的80%，决算数大于预算数，",
    "words": "增加主要均",
    "lists": "其中：甲1.5万元、乙2.5万元，共4万元，",
    "rows": "甲\t1\t2%\n",
    "years": "2023年",
} | {
    one.strip(): one
    for one in (
        "工作", "“", "”》（", "(a", "，", "1.", "1-", "_", "X", "一是二是四是", "一是加强\n", "1、加强\n3、加\n",
        "加强领导，", "分别、", "目标为：提高了", "1 %", "约1", "{", "[bookmark: a]x\n", "一、工作\n（一）加强\n",
    )
}  # fmt: skip


def seconds(text: str) -> float:
    """What all rules take for a text, reading it included."""
    start = time.process_time()
    check_text(text)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--length", type=int, default=20_000, help="characters of the shorter text")
    length = parser.parse_args().length
    seconds(next(iter(PIECES.values())))
    worst = 0
    print("| piece | shorter, s | longer, s | ratio |\n|---|---|---|---|")
    for name, piece in PIECES.items():
        short, long = (seconds(piece * (size // len(piece))) for size in (length, length * TIMES))
        ratio = long / max(short, 1e-6)
        bad = ratio > MOST and long > LITTLE
        worst += bad
        print(f"| {name!r} | {short:.3f} | {long:.3f} | {ratio:.1f}{' !' if bad else ''} |", flush=True)
    return int(worst > 0)


if __name__ == "__main__":
    raise SystemExit(main())
