"""Text made fit to be shown: what steers a terminal becomes a blank, everything else stays."""

import sys

from jytrack.domain.values.texts import clean, one_line

STEERING = [*range(9), *range(11, 32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
STEERING += [0xFFFE, 0xFFFF]


def test_of_all_characters_these_become_blanks() -> None:
    changed = [code for code in range(sys.maxunicode + 1) if clean(f"甲{chr(code)}乙") != f"甲{chr(code)}乙"]
    assert changed == STEERING
    assert {clean(f"甲{chr(code)}乙") for code in STEERING} == {"甲 乙"}


def test_on_one_line() -> None:
    assert one_line("香水镇\n6月\x1b[31m") == "香水镇 6月 [31m"
    assert one_line("香水镇 6月") == "香水镇 6月"
