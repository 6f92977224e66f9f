"""Personal data in the rows of a sheet: said where it is, never what it is, and kept out of what goes back."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from jytrack.intake.sheets.apart import is_footer
from jytrack.intake.sheets.figures import Figures
from jytrack.intake.values.cell import is_amount, narrow
from jytrack.intake.values.personal import is_personal, masked
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter

_LONGEST_AMOUNT = 13
"""How many digits the largest figure has that is taken in."""

_BESIDE = re.compile("电话|手机|联系|身份证")
"""What a row says that holds such a number by itself."""

_ADVICE = "请删去所有个人信息后重新发来，只报汇总数"


def personal_data(
    row: int, cells: Sequence[str], figures: Callable[[], Iterable[Figures]] = tuple[Figures]
) -> Iterator[Problem]:
    """The problems of the cells that hold personal data, unless they are `figures` of the row that may be as long.

    An amount of money may have as many digits as a telephone's number; what is counted one by one never has.
    """
    for index, cell in enumerate(cells):
        if is_personal(cell) and not _is_amount(cell, index, figures()):
            letter = column_letter(index)
            yield finding(Code.PERSONAL_DATA, "含有身份证号或手机号", _ADVICE, row=row, column=letter)


def without_numbers(cells: Sequence[str]) -> list[str]:
    """A row as it may go back, with asterisks for personal data.

    A number by itself may be an amount, which only a row cannot hold that is signed or says whose number it is: it is
    left where it is elsewhere, for a figure with asterisks is none.
    """
    first = next((cell for cell in cells if cell.strip()), "")
    signed = is_footer(first) or _BESIDE.search("".join(cells)) is not None
    return [cell if is_amount(cell) and not signed else masked(cell) for cell in cells]


def _is_amount(cell: str, index: int, figures: Iterable[Figures]) -> bool:
    """Whether the cell at `index` is one of `figures`, of what is not counted one by one, and no longer than any is."""
    whole, _, _ = narrow(cell).partition(".")
    if not is_amount(cell) or sum(map(str.isdigit, whole)) > _LONGEST_AMOUNT:
        return False
    return any(at == index and not read.whole for each in figures for at, _, read in each.cells)
