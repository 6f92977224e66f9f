"""Return slips: what a township gets back when its sheet is refused, to be pasted into the chat."""

from jytrack.intake.problem import Problem, Severity
from jytrack.intake.sheet import Sheet

_MOST_LINES = 15
"""A slip stays under a screen."""


def return_slip(sheet: Sheet) -> str:
    """A polite text that names, for each error of `sheet`, row, column and what to do; "" when there is none."""
    errors = [problem for problem in sheet.problems if problem.severity is Severity.ERROR]
    if not errors:
        return ""
    lines = [f"您好！《{sheet.name}》有 {len(errors)} 处需要改一下，改好后请把整张表重新发来，其他地方不用动："]
    lines += [f"{number}. {_line(problem)}" for number, problem in enumerate(errors[:_MOST_LINES], 1)]
    if len(errors) > _MOST_LINES:
        lines.append(f"……共 {len(errors)} 处，以上是前 {_MOST_LINES} 处，其余请照样核对。")
    return "\n".join([*lines, "谢谢！", ""])


def place(problem: Problem) -> str:
    """Where a problem is, as a spreadsheet shows it; "" for the sheet as a whole."""
    row = "" if problem.row is None else f"第 {problem.row} 行"
    column = "" if problem.column is None else f" {problem.column} 列"
    return f"{row}{column}".strip()


def _line(problem: Problem) -> str:
    """One problem in a sentence or two."""
    where = place(problem)
    advice = f"。{problem.suggestion}" if problem.suggestion else ""
    return f"{where}：{problem.message}{advice}" if where else f"{problem.message}{advice}"
