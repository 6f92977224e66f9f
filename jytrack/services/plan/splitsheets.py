"""The one sheet of a file that splits goals, and what it may name."""

import csv
from pathlib import Path

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.plan.outlines import Sheet, names_units
from jytrack.intake.plan.split_heads import Vocabulary
from jytrack.intake.sheets.files import open_file
from jytrack.intake.values.problem import Problem
from jytrack.intake.values.spelling import spelling
from jytrack.services.values.inputs import file_name, opened_input
from jytrack.services.values.naming import departments_by_spelling, targets_by_spelling

_COMMAND = "jytrack target allocate 文件"


def vocabulary_of(plan: Plan) -> Vocabulary:
    """Everything that a split of the plan's goals may name."""
    units = {key: department.name for key, department in departments_by_spelling(plan).items()}
    units |= {spelling(unit): unit for target in plan.targets for unit in target.units}
    metrics = {key: target.metric for key, target in targets_by_spelling(plan).items()}
    return Vocabulary(plan.year, plan.region, units, metrics)


def split_sheet(path: Path, vocabulary: Vocabulary) -> Sheet | FileProblem:
    """The sheet in `path` that names units, the file's only one if there is none; UsageError when it cannot be read.

    Which of several is meant must not be guessed.
    """
    name = file_name(path)
    try:
        with opened_input(path, _COMMAND) as stream:
            opened = open_file(stream)
            if isinstance(opened, Problem):
                return FileProblem(name, f"{opened.message}；{opened.suggestion}")
            several = len(opened.tabs) > 1
            sheets = [
                Sheet(f"{name} / {tab.name}" if several else name, [list(row) for row in tab.rows()])
                for tab in opened.filled
            ]
    except csv.Error:
        return FileProblem(name, "引号不成对，读不下去；请在 WPS 或 Excel 里打开，另存后再用")
    meant = [sheet for sheet in sheets if names_units(sheet, vocabulary)] or sheets[:1]
    if len(meant) > 1:
        return FileProblem(name, f"有{len(meant)}张表都写着单位，不知道用哪张；请只留一张分解表")
    return meant[0]
