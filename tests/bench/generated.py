"""A generated plan and its readings, of any size, for timing: fictional units 第0001乡 … and metrics m01 …"""

import csv
import random
import shutil
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from jytrack.shipped import shipped

MONTHS = 12
YEAR = tuple(f"2023-{month:02d}" for month in range(1, MONTHS + 1))
YEAR_BEFORE = tuple(f"2022-{month:02d}" for month in range(1, MONTHS + 1))
GROUP = "各虚构乡"
LARGEST_GROUP = 15_000
"""Names of more do not fit into one cell."""


def write_plan(folder: Path, units: int, metrics: int) -> None:
    """A plan folder with so many townships, and so many count metrics that each of them reports every month."""
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    names = [unit_name(number) for number in range(units)]
    codes = [metric_code(number) for number in range(metrics)]
    groups = {f"{GROUP}{first or ''}": names[first : first + LARGEST_GROUP] for first in range(0, units, LARGEST_GROUP)}
    append_rows(
        folder / "departments.csv",
        [{"单位名称": name, "类别": "乡镇", "依据": "推定"} for name in names]
        + [
            {"单位名称": group, "类别": "集合单位", "成员": "、".join(members), "依据": "推定"}
            for group, members in groups.items()
        ],
    )
    metric = {"计量单位": "人", "数值类型": "数量", "填报方式": "当月新增"}
    switches = {"可为负数": "否", "分子不超分母": "否", "须注明来源": "否"}
    append_rows(folder / "metrics.csv", [{"指标代码": c, "指标名称": f"指标{c}", **metric, **switches} for c in codes])
    goal = {
        "年度目标值": str(600 * units),
        "方向": "不低于",
        "目标依据": "推定",
        "约束性": "是",
        "时序类型": "按月均衡",
    }
    append_rows(folder / "targets.csv", [{"指标": code, **goal} for code in codes])
    duty = {"频次": "每月", "截止日": "25", "起始月份": "202301", "依据": "推定"}
    append_rows(
        folder / "duties.csv", [{"指标": code, "填报单位": group, **duty} for code, group in product(codes, groups)]
    )


def append_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Add rows, whose missing cells are empty, to a sheet of a plan folder."""
    with path.open(encoding="utf-8-sig", newline="") as sheet:
        columns = next(csv.reader(sheet))
    with path.open("a", encoding="utf-8", newline="") as sheet:
        csv.DictWriter(sheet, columns, restval="").writerows(rows)


def write_readings(path: Path, units: int, metrics: int, months: Sequence[str] = YEAR, more: int = 0) -> int:
    """A long sheet (layout 1) with every unit's months of every metric; the number of readings.

    Each unit has a level of its own in each metric, small as townships' counts are, and its months lie within a fifth
    of it; with `more` each figure is larger by so much.
    """
    chance = random.Random(2023)
    levels = [chance.randrange(2, 80) for _ in range(units * metrics)]
    names, codes = [unit_name(unit) for unit in range(units)], [metric_code(metric) for metric in range(metrics)]
    with path.open("w", newline="", encoding="utf-8") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["单位", "指标", "月份", "本月数"])
        for month in months:
            for (unit, code), level in zip(product(names, codes), levels, strict=True):
                writer.writerow([unit, code, month, chance.randrange(level * 4 // 5, level * 6 // 5 + 1) + more])
    return units * metrics * len(months)


def write_ordinary(path: Path, units: int, metrics: int) -> None:
    """A year as offices keep it: by its names, a month's figure with its running total, here and there a remark."""
    chance = random.Random(2024)
    with path.open("w", newline="", encoding="utf-8") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["单位", "指标", "月份", "本月数", "累计数", "备注"])
        for unit, metric in product(range(units), range(metrics)):
            level, total = chance.randrange(2, 80), 0
            for month in YEAR:
                figure = chance.randrange(level * 4 // 5, level * 6 // 5 + 1)
                total += figure
                note = "含劳务派遣, 已核" if chance.randrange(50) == 0 else ""
                writer.writerow([unit_name(unit), f"指标{metric_code(metric)}", month, figure, total, note])


def unit_name(number: int) -> str:
    """The name of a fictional township."""
    return f"第{number:04d}乡"


def metric_code(number: int) -> str:
    """The code of a fictional metric."""
    return f"m{number:02d}"
