"""A plan written as its folder and read again is the plan."""

from dataclasses import replace
from pathlib import Path

import pytest

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.stages import ObligationKind, StageRule
from jytrack.domain.plan.wording import DocumentKind, Papers
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.intake.plan.written import written
from jytrack.shipped import shipped

REGION = Path(__file__).parents[2] / "data" / "region-2024"


def read(folder: Path) -> Plan:
    plan, problems = read_plan_folder(folder)
    assert plan is not None, problems
    return plan


def again(plan: Plan, folder: Path) -> Plan:
    for name, content in written(plan):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return read(folder)


@pytest.mark.parametrize("folder", [shipped("seed") / "jingyuan-2023", REGION])
def test_read_again_it_is_the_plan(folder: Path, tmp_path: Path) -> None:
    plan = read(folder)
    assert again(plan, tmp_path) == plan


def test_what_only_some_folders_say_is_written_too(tmp_path: Path) -> None:
    papers = Papers({DocumentKind.URGE: "标题：催报单\n正文\n"}, {"署名": "某办"}, "QUJD")
    rules = (StageRule(ObligationKind.SUBMISSION, (-3, 0, 1), 5, None, 7),)
    plan = replace(read(REGION), papers=papers, reminders=rules)
    found = dict(written(plan))
    assert found["documents/公文.docx"] == b"ABC"
    assert found["documents/文书.csv"].decode("utf-8-sig") == "项目,值\n署名,某办\n"
    assert again(replace(plan, papers=Papers()), tmp_path).reminders == rules
