"""Return slips: what a township gets back when its sheet is refused, to be pasted into the chat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from jytrack.domain.values.numerals import neighbours
from jytrack.domain.values.texts import clean
from jytrack.intake.values.problem import Code, Problem, Severity

_MOST_ITEMS = 15
"""A slip stays under a screen."""

_MOST_VALUES = 3
_MOST_SPANS = 6
_LONGEST_ITEM = 160


def return_slip(name: str, problems: Sequence[Problem], sheet: str = "", copy: str = "") -> str:
    """A polite text that names, for each error of the file `name`, row, column and what to do; "" for none.

    `sheet` is the sheet of a workbook with several; `copy` the name of the marked copy that is sent along ("" for
    none). Every character is in GBK, which old programs of the townships expect.
    """
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return ""
    items = list(_items(errors))
    which = f"《{name}》的“{sheet}”表" if sheet else f"《{name}》"
    lines = [f"您好！{which}有 {len(errors)} 处要改：", *_numbered(items)]
    if len(items) > _MOST_ITEMS:
        lines.append(f"……以上是前 {_MOST_ITEMS} 项，后面还有 {len(items) - _MOST_ITEMS} 项，请照样核对。")
    text = "\n".join([*lines, _request(errors, copy), "谢谢！", ""])
    return clean(text).encode("gbk", "replace").decode("gbk")


class _Kind(NamedTuple):
    """What problems have in common that are told in one item; `before` and `after` stand around the cell's value."""

    column: str | None
    before: str
    after: str
    suggestion: str


def _items(errors: Iterable[Problem]) -> Iterator[str]:
    """The errors in a sentence or two each, equal ones of one column told once."""
    alike: dict[_Kind, list[Problem]] = defaultdict(list)
    for error in errors:
        quoted = f"“{error.value}”"
        before, value, after = error.message.partition(quoted) if error.value else (error.message, "", "")
        alike[_Kind(error.column, before if value else error.message, after, error.suggestion)].append(error)
    for kind, group in alike.items():
        values = list(dict.fromkeys(f"“{error.value}”" for error in group)) if kind.after else []
        more = "等" if len(values) > _MOST_VALUES else ""
        said = f"{kind.before}{''.join(values[:_MOST_VALUES])}{more}{kind.after}"
        where = _place([error.row for error in group if error.row is not None], kind.column)
        sentence = f"{where}：{said}" if where else said
        yield _on_one_line(f"{sentence}。{kind.suggestion}" if kind.suggestion else sentence)


def _numbered(items: Sequence[str]) -> Iterator[str]:
    """As many of `items` as a slip holds, numbered."""
    return (f"{number}. {item}" for number, item in enumerate(islice(items, _MOST_ITEMS), 1))


def _request(errors: Iterable[Problem], copy: str) -> str:
    """What to do once all is mended."""
    if copy:
        return f"已在随附的《{copy}》里标黄、加了批注，请直接在这份表上改好标黄的格，其他地方不用动，保存后发回。"
    if any(error.code is Code.PERSONAL_DATA for error in errors):
        return "请改好后重新发来；已发的原文件请不要再转发。"
    if all(error.row is None for error in errors):
        return "请改好后重新发来。"
    return "请在原表上改好，其他地方不用动，保存后把整张表重新发来。"


def _place(rows: Sequence[int], column: str | None) -> str:
    """Where problems are, as a spreadsheet shows it; "" for the sheet as a whole."""
    runs = neighbours(set(rows))
    named = "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs[:_MOST_SPANS])
    more = f" 等 {len(set(rows))}" if len(runs) > _MOST_SPANS else ""
    parts = (f"第 {named}{more} 行" if rows else "", f"{column} 列" if column else "")
    return " ".join(part for part in parts if part)


def _on_one_line(text: str) -> str:
    """`text` without line breaks, cut where a cell was as long as a page."""
    joined = " ".join(text.split())
    return joined if len(joined) <= _LONGEST_ITEM else f"{joined[: _LONGEST_ITEM - 2]}……"
