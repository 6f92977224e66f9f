"""reminders.csv: the office's own stages, or every fault of them; and what init makes of them."""

import shutil
from pathlib import Path

import pytest

from jytrack.domain.plan.stages import ObligationKind, StageRule
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.shipped import shipped
from tests.services.desks import LOADED, desk_at, told

HEADER = "类别,提醒,之后每隔,抄送牵头,抄送办公室,说明\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("seed") / "jingyuan-2023", tmp_path / "plan"))


def test_rows_are_rules_of_their_kinds(folder: Path) -> None:
    text = "节点,0、-14、+5,10,+5,,专人盯\n填报,-3，-1，0,,,,\n"
    (folder / "reminders.csv").write_text(HEADER + text, encoding="utf-8")
    plan, problems = read_plan_folder(folder)
    assert problems == ()
    assert plan is not None
    assert plan.reminders == (
        StageRule(ObligationKind.SUBMISSION, (-3, -1, 0), 0, None, None),
        StageRule(ObligationKind.MILESTONE, (-14, 0, 5), 10, 5, None),
    )


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("开会,0,,,,", "类别", "应为以下之一"),
        ("发送情况,0,,,,", "类别", "不分阶段"),
        ("节点,,,,,", "提醒", "应为离期限的天数"),
        ("节点,前一周,,,,", "提醒", "应为离期限的天数"),
        ("节点,999,,,,", "提醒", "之间"),
        ("填报,-8、0,,,,", "提醒", "最早提前7天"),
        ("节点,0,0,,,", "之后每隔", "应在1至365之间"),
        ("节点,0,,-1,,", "抄送牵头", "应为逾期的天数"),
        ("节点,0,,,0,", "抄送办公室", "应为逾期的天数"),
        ("节点,0,,,,\n节点,1,,,,", "类别", "已有一行"),
    ],
)
def test_a_wrong_cell_is_told(folder: Path, row: str, column: str, message: str) -> None:
    (folder / "reminders.csv").write_text(f"{HEADER}{row}\n", encoding="utf-8")
    _, problems = read_plan_folder(folder)
    assert [(problem.file, problem.column) for problem in problems] == [("reminders.csv", column)]
    assert message in problems[0].message


def test_init_applies_them_and_tells_the_difference(folder: Path, tmp_path: Path) -> None:
    from jytrack.services.plan.seeding import init

    desk = desk_at(tmp_path / "a.db", LOADED)
    (folder / "reminders.csv").unlink()  # a folder of before
    assert not init(desk, folder).refused
    (folder / "reminders.csv").write_text(HEADER + "节点,-14、0、5,10,+5,,\n", encoding="utf-8")
    changes = told(init(desk, folder))["rows"]
    assert [(each["subject"], each["after"]) for each in changes] == [
        ("催办阶段 节点", "-14、0、+5天，之后每10天，抄送牵头单位自+5天起")
    ]
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    assert plan.reminders == (StageRule(ObligationKind.MILESTONE, (-14, 0, 5), 10, 5, None),)
    (folder / "reminders.csv").unlink()
    init(desk, folder)
    with desk.database.reading() as session:
        assert desk.open_plan(session)[0].reminders == ()
