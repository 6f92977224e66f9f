"""Personal data in the rows of a sheet: said where it is, never what it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from jytrack.intake.sheets.figures import Figures
from jytrack.intake.values.cell import is_amount, narrow
from jytrack.intake.values.personal import is_personal
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter

_LONGEST_AMOUNT = 13
"""How many digits the largest figure has that is taken in."""

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


def _is_amount(cell: str, index: int, figures: Iterable[Figures]) -> bool:
    """Whether the cell at `index` is one of `figures`, of what is not counted one by one, and no longer than any is."""
    whole, _, _ = narrow(cell).partition(".")
    if not is_amount(cell) or sum(map(str.isdigit, whole)) > _LONGEST_AMOUNT:
        return False
    return any(at == index and not read.whole for each in figures for at, _, read in each.cells)
