"""A small plan vocabulary to read sheets against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Any

from jytrack.domain.figures.reading import Entry, Reading
from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Measure, Reporting
from jytrack.intake.sheets.files import Tab, open_file
from jytrack.intake.sheets.history import against_history, grows
from jytrack.intake.sheets.reader import SheetReader
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.values.problem import Code, Problem, Severity
from jytrack.intake.values.spelling import spelling

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


@dataclass(frozen=True)
class Sheet:
    """One sheet read: how it was encoded and laid out, its entries and its problems (in row order)."""

    name: str
    encoding: str
    layout: str
    period: Period | None
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether any error refuses the file."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def read_sheet(raw: bytes, name: str, context: Context) -> Sheet:
    """The one sheet of the file `name` that holds `raw`."""
    opened = open_file(BytesIO(raw))
    if isinstance(opened, Problem):
        return Sheet(name, "", "", None, problems=[opened])
    return read_tab(opened.tabs[0], name, context, opened.encoding)


def read_table(rows: Iterable[Sequence[str]], name: str, context: Context) -> Sheet:
    """The sheet that consists of `rows`."""
    kept = list(rows)
    return read_tab(Tab("", lambda: kept), name, context)


def read_tab(tab: Tab, name: str, context: Context, encoding: str = "") -> Sheet:
    """One sheet of a file, read to its end; a sheet with personal data has no entries."""
    reader = SheetReader(tab, name, context)
    entries = list(chain.from_iterable(reader.entries()))
    return Sheet(name, encoding, reader.layout, reader.period, [] if reader.leaked else entries, reader.problems)


def read(text: str, name: str = "表.csv", encoding: str = "utf-8", **changes: Any) -> Sheet:
    """The sheet written as `text`, read in the context with `changes`."""
    return read_sheet(text.encode(encoding), name, replace(CONTEXT, **changes))


def codes(sheet: Sheet, *severities: Severity) -> list[Code]:
    """The codes of a sheet's problems, of the errors unless other severities are asked for."""
    wanted = severities or (Severity.ERROR,)
    return [problem.code for problem in sheet.problems if problem.severity in wanted]


def contradictions(
    entries: Sequence[Entry], record: Mapping[tuple[str, str], Sequence[Reading]], metrics: Iterable[Metric] = METRICS
) -> list[Problem]:
    """What the cumulative values among `entries` contradict beside the record (by unit and metric), in row order."""
    found = [
        problem
        for metric in metrics
        if grows(metric)
        for unit in dict.fromkeys(entry.unit for entry in entries)
        for _, problem in against_history(
            metric,
            [entry for entry in entries if (entry.unit, entry.metric) == (unit, metric.code)],
            record.get((unit, metric.code), ()),
        )
    ]
    return sorted(found, key=lambda problem: problem.row or 0)
