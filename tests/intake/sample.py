"""A small plan vocabulary to read sheets against."""

from dataclasses import replace
from datetime import date
from typing import Any

from jytrack.domain.plan import Metric
from jytrack.domain.words import Measure, Reporting
from jytrack.intake.problem import Code, Severity
from jytrack.intake.reader import read_sheet
from jytrack.intake.sheet import Context, Sheet
from jytrack.intake.spelling import spelling

COUNT, AMOUNT, RATE, LEVEL = Measure.COUNT, Measure.AMOUNT, Measure.RATE, Measure.LEVEL
INCREMENT, DISTINCT, POINT = Reporting.INCREMENT, Reporting.CUMULATIVE_DISTINCT, Reporting.POINT

TOWNSHIPS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
BUREAUS = ("人社局", "发改局", "社会经济调查队")

METRICS = (
    Metric("urban-new-jobs", "城镇新增就业", "人", COUNT, INCREMENT, may_be_negative=True, aliases=("新增就业",)),
    Metric("rural-transfer", "农村劳动力转移就业", "人", COUNT, DISTINCT),
    Metric("new-posts", "创造新岗位", "个", COUNT, INCREMENT),
    Metric("zero-employment-families", "零就业家庭（期末户数）", "户", COUNT, POINT),
    Metric("household-employment", "有稳定就业者的家庭占比", "%", RATE, POINT, "户", "户", share_of_people=True),
    Metric("graduate-placement", "高校毕业生就业去向落实率", "%", RATE, POINT, "人", "人", share_of_people=True),
    Metric("work-relief-pay-share", "以工代赈项目劳务报酬占比", "%", RATE, POINT, "万元", "万元"),
    Metric("guaranteed-loans", "创业担保贷款发放", "万元", AMOUNT, INCREMENT),
    Metric("startup-training", "创业（网络创业）能力培训", "人", COUNT, INCREMENT),
    Metric("surveyed-unemployment", "城镇调查失业率", "%", LEVEL, POINT, source_required=True),
)
OWNERS = {
    "人社局": ("graduate-placement", "guaranteed-loans", "startup-training"),
    "发改局": ("work-relief-pay-share",),
    "社会经济调查队": ("surveyed-unemployment",),
}
OF_TOWNSHIPS = ("urban-new-jobs", "rural-transfer", "new-posts", "zero-employment-families", "household-employment")


def _units() -> dict[str, str]:
    known = {name: name for name in TOWNSHIPS + BUREAUS} | {name[:-1]: name for name in TOWNSHIPS}
    return {spelling(written): name for written, name in known.items()}


def _metrics() -> dict[str, Metric]:
    return {spelling(w): m for m in METRICS for w in (m.code, m.name, *m.aliases)}


CONTEXT = Context(
    year=2023,
    units=_units(),
    metrics=_metrics(),
    duties=frozenset(
        [(unit, code) for unit in TOWNSHIPS for code in OF_TOWNSHIPS]
        + [(unit, code) for unit, codes in OWNERS.items() for code in codes]
    ),
    received_on=date(2023, 7, 3),
)


def read(text: str, name: str = "表.csv", encoding: str = "utf-8", **changes: Any) -> Sheet:
    """The sheet written as `text`, read in the context with `changes`."""
    return read_sheet(text.encode(encoding), name, replace(CONTEXT, **changes))


def codes(sheet: Sheet, *severities: Severity) -> list[Code]:
    """The codes of a sheet's problems, of the errors unless other severities are asked for."""
    wanted = severities or (Severity.ERROR,)
    return [problem.code for problem in sheet.problems if problem.severity in wanted]
