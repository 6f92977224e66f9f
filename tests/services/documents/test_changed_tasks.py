"""What the log of tasks tells of a document's days once it is out is told beside the document (documents.md §8)."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.documents.changes import ShownField, Subject, as_kept, changed
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.words import TaskStatus
from jytrack.reports.formats.plain import render
from jytrack.services.documents import affected, changing, correcting, issued
from jytrack.services.documents.publishing import Order, publish
from jytrack.services.sheets import forms
from jytrack.services.supervision import bulk, milestones, owning, tasks
from jytrack.services.supervision.supervising import Ground
from jytrack.services.values.desk import Desk
from tests.services.desks import CHINA, desk_at, told, with_demo

HALF = date(2023, 6, 30)


def ground(no: int, note: str, day: int = 28, **more: str) -> Ground:
    return Ground(no, note=note, on=date(2023, 6, day), **more)


def noted(desk: Desk) -> None:
    bulk.note(desk, (26,), ground(0, "已检查12户"))


def moved(desk: Desk) -> None:
    tasks.move(desk, TaskStatus.ASSIGNED, ground(26, "会上交办"))


def finished(desk: Desk) -> None:
    milestones.finish(desk, "月调度（6月）", ground(27, "会议纪要"))


def reopened(desk: Desk) -> None:
    milestones.finish(desk, "月调度（6月）", ground(27, "会议纪要", 27))
    milestones.reopen(desk, "月调度（6月）", ground(27, "没有开成", 27))


def added(desk: Desk) -> None:
    milestones.add(desk, "验收", date(2023, 9, 30), ground(3, "会议定"))


def owned(desk: Desk) -> None:
    owning.own_task(desk, 27, "人社局", owning.Reason("会议明确", date(2023, 6, 28)))


def written_back(desk: Desk) -> None:
    form = Path(str(desk.where)).parent / "台账.csv"
    form.write_text("2023年6月督办台账\n序号,任务,最近进展\n26,,已检查12户\n", encoding="utf-8")
    forms.import_forms(desk, forms.Order((form,), received=date(2023, 6, 29)))


OTHERS = (
    "月调度（3月）逾期91天、季通报（一季度）逾期81天、向自治区专题报告（一季度）逾期71天、月调度（4月）逾期63天、"
    "月调度（5月）逾期30天"
)
NEGLECTED, IDLE = "黄 久未更新", "灰 暂不评价"
TOLD: dict[Callable[[Desk], None], list[tuple[int, str, str | None, str | None, list[str]]]] = {
    noted: [(26, "light", NEGLECTED, IDLE, ["6月28日任务26备注"])],
    moved: [
        (26, "status", "立项", "交办", ["6月28日任务26交办（人社局）"]),
        (26, "light", NEGLECTED, IDLE, ["6月28日任务26交办（人社局）"]),
    ],
    finished: [(27, "overdue", f"{OTHERS}、月调度（6月）逾期2天", OTHERS, ["6月28日月调度（6月）节点完成"])],
    reopened: [],
    added: [
        (3, "light", NEGLECTED, IDLE, ["6月28日验收新增节点"]),
        (3, "deadline", "2023年12月31日", "2023年9月30日", ["6月28日验收新增节点"]),
    ],
    owned: [(27, "lead", "未明确", "人社局", ["6月28日任务27确定牵头单位"])],
    written_back: [(26, "light", NEGLECTED, IDLE, ["6月29日任务26进展"])],
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, its bulletin of the second quarter out on the sixth of July."""
    path, _ = with_demo(tmp_path_factory.mktemp("任务") / "台账.db")
    publish(desk_at(path, datetime(2023, 7, 6, 9, tzinfo=CHINA)), Order(DocumentKind.QUARTERLY, HALF, lock=False))
    return path


@pytest.fixture
def later(out: Path, tmp_path: Path) -> Desk:
    return desk_at(Path(shutil.copy(out, tmp_path / "台账.db")), datetime(2023, 7, 7, 9, tzinfo=CHINA))


@pytest.mark.parametrize("act", TOLD, ids=lambda act: act.__name__)
def test_what_the_log_tells_of_days_before_is_told_with_its_entry(later: Desk, act: Callable[[Desk], None]) -> None:
    act(later)
    rows = told(changing.changes(later, 1, None, everything=False))["rows"]
    assert [
        (row["task"], row["field"], row["published"], row["today"], [each["about"] for each in row["causes"]])
        for row in rows
        if row["task"]
    ] == TOLD[act]
    assert all(row["conclusion"] is (row["field"] == "light") for row in rows if row["task"])
    assert affected.lines(later) == ["影响已发布的2023年第1期通报，见 jytrack report changes 1"]


def test_the_correction_carries_it_and_the_list_counts_it(later: Desk) -> None:
    noted(later)
    finished(later)
    page = render(correcting.draft(later, 1, None).report.document)
    assert (
        "任务26“强化劳动保障监察执法”的亮灯由“黄 久未更新”变为“灰 暂不评价”（补登6月28日任务26备注，已检查12户）。"
    ) in page
    assert "任务27“强化组织领导统筹推进”，逾期节点" in page
    (row,) = told(issued.issued(later, None, with_changes=True))["rows"]
    assert row["changed"] == 2


def test_what_an_earlier_program_kept_without_tasks_is_compared_without_them() -> None:
    before = {Subject("jobs"): {"value": "1人"}}
    now = {**before, Subject(task="26"): {ShownField.LIGHT: IDLE}}
    assert as_kept(now, before) == before
    assert changed(before, as_kept(now, before)) == (0, 0)
    kept = {**before, Subject(task="26"): {ShownField.LIGHT: NEGLECTED}}
    assert changed(kept, as_kept(now, kept)) == (0, 1)
