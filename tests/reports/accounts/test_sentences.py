"""The sentences that sum a result up, one for each way that it can come out."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jytrack.domain.accounts.standing import stand
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import LightCode, ScheduleKind
from jytrack.reports.accounts.delays import month_spans, owed_words
from jytrack.reports.accounts.reminders import days_words
from jytrack.reports.figures import targets
from jytrack.reports.formats import plain
from jytrack.reports.plan import seeding
from jytrack.reports.sheets import imports
from jytrack.reports.sheets.imports import FileOutcome, ImportOutcome
from jytrack.reports.values import phrases
from jytrack.reports.values.document import Table
from jytrack.reports.values.ends import sheet_of
from tests.reports import results
from tests.reports.sample import CLOCK, PLAN, READINGS, TARGETS, YEAR

FINE = FileOutcome("东河镇.csv", "a" * 64, "UTF-8", "long", None, 3, 2, 1, 0, ())
PARTLY = replace(FINE, rejected=4, findings=results.FINDINGS)
NOTHING = replace(FINE, new=0, corrected=0)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (ImportOutcome((FINE,), written=True), "已写入：新增3条、更正1条、未变2条。"),
        (ImportOutcome((PARTLY, FINE), written=True), "未变4条；4条有错没有写入，改正后再导入一次即可。"),
        (ImportOutcome((FINE,), written=False, dry_run=True), "只检查，没有写入：如正式导入，将新增3条、"),
        (ImportOutcome((PARTLY,), written=False, dry_run=True), "没有写入任何数：共2处须改正"),
        (ImportOutcome((NOTHING,), written=False), "没有需要写入的数：新增0条、更正0条、未变2条。"),
    ],
)
def test_the_verdict_of_an_import(outcome: ImportOutcome, sentence: str) -> None:
    assert sentence in plain.render(imports.report(PLAN, CLOCK, outcome).document)


def test_what_was_put_right_is_cut_and_errors_never() -> None:
    fixed, error = results.FINDINGS[3], results.FINDINGS[0]
    outcome = ImportOutcome((replace(FINE, findings=(*[fixed] * 50, *[error] * 50)),), written=False)
    document = imports.report(PLAN, CLOCK, outcome).document
    lengths = [len(block.rows) for block in document.blocks if isinstance(block, Table)]
    assert lengths == [1, 50, imports.FIXED_SHOWN]
    assert "只列前20处" in plain.render(document)
    sheet = sheet_of(document)
    assert sheet is not None
    assert len(sheet.rows) == 100


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (results.FIRST_INIT, "已建立数据库 数据/jytrack.db\n已装入方案 yuntai-2023：6项任务、15项指标"),
        (results.SECOND_INIT, "有1处设置已更新"),
        (replace(results.SECOND_INIT, changes=(), revision="0001", backup=None), "方案 yuntai-2023 没有变化"),
    ],
)
def test_init(outcome: seeding.InitOutcome, sentence: str) -> None:
    shown = plain.render(seeding.report(outcome).document)
    assert sentence in shown
    assert ("升级" in shown) == (outcome is results.SECOND_INIT)


def judged(code: str, **changes: object) -> Assessment:
    """The target at the end of a year without a further reading but zeros, with some of its settings changed."""
    changed: tuple[Target, ...] = tuple(
        replace(target, **changes) if target.code == code else target  # type: ignore[arg-type]
        for target in TARGETS
    )
    zeros = [Reading("就业局", Period(YEAR, month), month=quantity(0)) for month in range(7, 13)]
    readings = {**READINGS, "loans": [*READINGS["loans"], *zeros]}
    clock = replace(CLOCK, as_of=date(YEAR, 12, 31))
    standing = stand(replace(PLAN, targets=changed), readings, [], clock)
    return next(item for item in standing.assessments if item.target.code == code)


def test_a_goal_not_met_lacks_what_remains() -> None:
    item = judged("loans")
    assert item.light.code is LightCode.NOT_MET
    assert phrases.shortfall(item) == "少1100万元"
    assert phrases.catch_up(item) == ""


def test_an_early_warning_is_told_when_it_is_behind() -> None:
    early = Schedule(ScheduleKind.STEPS, (Fraction(1),) * 12)
    assert "比预警时序-61.1" in phrases.remarks(judged("loans", early_warning=early))
    shown = plain.render(
        targets.show_report(
            stand(PLAN, READINGS, [], CLOCK), judged("loans", early_warning=early), results.found(), {}
        ).document
    )
    assert "预警时序：分步，不影响亮灯" in shown


@pytest.mark.parametrize(
    ("months", "words"),
    [([6], "6月"), ([1, 2, 3], "1—3月"), ([6, 1, 2, 4], "1—2月、4月、6月"), ([3, 6], "3月、6月")],
)
def test_month_spans(months: list[int], words: str) -> None:
    assert month_spans(months) == words


def test_metrics_that_lack_the_same_months_stand_together() -> None:
    owed = [("新增就业", 6), ("培训", 5), ("再就业", 6), ("培训", 6)]
    assert owed_words(owed) == "6月 新增就业、再就业；5—6月 培训"


@pytest.mark.parametrize(("days", "words"), [(None, ""), (0, "今天"), (3, "还有3天"), (-12, "逾期12天")])
def test_days(days: int | None, words: str) -> None:
    assert days_words(days) == words
