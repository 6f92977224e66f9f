"""The fictional sheets of July to December, written from two tables that a reader can check."""

import csv
import shutil
from collections import defaultdict
from pathlib import Path

from jytrack.shipped import shipped

DATA = Path(__file__).parents[1] / "data" / "played"
DEMO = shipped("seed") / "demo"
YEAR = 2023
TABLES = ("乡镇.csv", "部门.csv")
CUMULATIVE = "农村劳动力转移就业"
SURVEYED = "城镇调查失业率"
AT_THE_END = ("零就业家庭（期末户数）", "县级就业资金规模", SURVEYED)
"""What stands at the end of a month, not what the month added."""

COLUMNS = ("单位", "指标", "月份", "本月数", "累计数", "数值", "分子", "分母", "数据来源")


def lay_out(folder: Path) -> None:
    """Put everything that the year's commands name into `folder`: the demo's sheets, those of this year, papers."""
    for month in sorted(DEMO.glob("2023-*")):
        shutil.copytree(month, folder / "收表" / month.name)
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    for (month, unit), cells in reported().items():
        _write(folder / "收表" / f"{YEAR}-{month:02}", month, unit, cells)


def reported() -> dict[tuple[int, str], dict[str, str]]:
    """What each unit states for each month from July on: (month, unit) → metric → the cell of the table."""
    found: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for table in TABLES:
        with (DATA / table).open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                for month in range(7, 13):
                    if row[f"{month}月"]:
                        found[month, row["单位"]][row["指标"]] = row[f"{month}月"]
    return found


def _write(folder: Path, month: int, unit: str, cells: dict[str, str]) -> None:
    """One unit's sheet; where a first one lies there already, which was no good, this is the one sent again."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"虚构_{unit}.csv"
    if path.exists():
        path = folder / f"虚构_{unit}_重报.csv"
    with path.open("x", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, restval="")
        lines.write(f"{unit}{YEAR}年{month}月就业情况表（虚构）\n")
        writer.writeheader()
        for metric, cell in cells.items():
            writer.writerow({"单位": unit, "指标": metric, "月份": f"{YEAR}-{month:02}", **_stated(metric, cell)})


def _stated(metric: str, cell: str) -> dict[str, str]:
    """The cell of the table under the columns of the sheet."""
    if "/" in cell:
        return dict(zip(("分子", "分母"), cell.split("/"), strict=True))
    if metric == CUMULATIVE:
        return {"累计数": cell}
    if metric in AT_THE_END:
        return {"数值": cell, **({"数据来源": "月度劳动力调查（虚构）"} if metric == SURVEYED else {})}
    return {"本月数": cell}
