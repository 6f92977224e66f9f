"""What commands beside the reports answer, made by hand: readings, imports, the database, init."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from jytrack.domain.figures.reading import Reading
from jytrack.domain.sheets.records import (
    ChainEnd,
    DatabaseCheck,
    DatabaseInfo,
    FileProblem,
    LogEnd,
    PrintedCode,
    ReadingRecord,
    SettingChange,
    Source,
    Writer,
)
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.domain.values.words import Word
from jytrack.reports.figures import readings
from jytrack.reports.plan.seeding import InitOutcome
from jytrack.reports.sheets.imports import FileOutcome, ImportOutcome
from jytrack.reports.sheets.remedies import Remedy
from tests.reports.sample import TARGETS, YEAR

CHINA = timezone(timedelta(hours=8))
METRICS = {target.code: target.metric for target in TARGETS}
SHEET = Source("东河镇6月.csv", "a" * 64, row=4)


def at(month: int, day: int, hour: int) -> datetime:
    return datetime(YEAR, month, day, hour, 30, tzinfo=CHINA)


def found(*records: ReadingRecord) -> readings.Found[ReadingRecord]:
    """Readings in hand, as the database would have them walked along."""
    return readings.Found(lambda: records, lambda record: record)


RECORDS = (
    ReadingRecord(
        METRICS["new-jobs"],
        Reading("东河镇", Period(YEAR, 6), month=quantity(26)),
        date(YEAR, 6, 20),
        at(6, 20, 10),
        "办公室",
        source=SHEET,
    ),
    ReadingRecord(
        METRICS["loans"],
        Reading("就业局", Period(YEAR, 4), month=Quantity(1_160_000)),
        date(YEAR, 4, 20),
        at(4, 20, 9),
        "办公室",
        superseded_at=at(5, 4, 9),
    ),
    ReadingRecord(
        METRICS["loans"],
        Reading("就业局", Period(YEAR, 4), month=Quantity(1_165_000)),
        date(YEAR, 5, 4),
        at(5, 4, 9),
        "办公室",
        reason="=银行对账|补记",
        note="含\n两笔展期",
    ),
    ReadingRecord(
        METRICS["placement"],
        Reading("就业局", Period(YEAR, 6), numerator=quantity(212), denominator=quantity(240)),
        date(YEAR, 6, 21),
        at(6, 21, 11),
        "办公室",
        cited="[省]统计公报",
    ),
)


class Grade(Word):
    ERROR = "error", "错误"
    WARNING = "warning", "提醒"
    FIXED = "fixed", "已更正写法"


@dataclass(frozen=True)
class Found:
    severity: Grade
    code: str
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str = ""


FINDINGS = (
    Found(Grade.ERROR, "not-a-number", "“约30”不是数字", 5, "本月数", "约30", "请填一个数，如 30"),
    Found(Grade.ERROR, "no-header", "找不到表头", suggestion="表头应有“单位”和“指标”"),
    Found(Grade.WARNING, "total-mismatch", "合计96，各行相加95", 9, "本月数", "96", "请核对合计行"),
    Found(Grade.FIXED, "fixed", "“２６”读作26", 4, "本月数", "２６"),
)

REFUSED = ImportOutcome(
    (
        FileOutcome("东河镇6月.csv", "a" * 64, "UTF-8", "long", Period(YEAR, 6), 2, 0, 0, 0, FINDINGS[3:]),
        FileOutcome("西坪镇.csv", "b" * 64, "GB18030", "summary", None, 1, 3, 0, 1, FINDINGS[:3]),
    ),
    written=False,
    remedies=(Remedy("no-header", "找不到表头", 1, "表发错了的，重发一份：jytrack target template"),),
)

LOG = LogEnd(3, at(6, 20, 9), "3f9a6c0271de" + "0" * 52)
CHAIN = ChainEnd(7, at(6, 21, 11), "b4d10c55e902" + "0" * 52)

INFO = DatabaseInfo(
    path="数据/jytrack.db",
    size=123_457,
    revision="0001",
    plans=("yuntai-2023",),
    counts={"department": 9, "task": 6, "target": 15, "reading": 120, "task_log": 3, "import_batch": 4},
    last_import=at(6, 21, 11),
    log=LOG,
    chain=CHAIN,
    writer=Writer("wangfang", "192.0.2.7", at(6, 21, 12)),
)
CHECKED = DatabaseCheck("数据/jytrack.db", "数据/evidence", log=LOG, chain=CHAIN)
HELD = PrintedCode("258fa1c74245", 2, at(6, 9, 9), intact=True, later=1)
"""A page that was printed one entry ago."""

PAGES_HELD = replace(
    CHECKED,
    codes=(
        HELD,
        replace(HELD, code=LOG.head, entry=3, recorded_at=at(6, 20, 9), later=0),
        PrintedCode("77c09be1a4f3", recorded_at=at(6, 12, 10), intact=True, later=2, act=5),
        PrintedCode(CHAIN.head, recorded_at=CHAIN.recorded_at, intact=True, act=7),
    ),
)
DAMAGE = replace(
    CHECKED,
    wrong=(
        "表 task 有1行指向表 department 中不存在的记录",
        "督办日志第1条被改动，或它之前有缺失",
        "第3次写入（2023-06-08 12:00）在表 reading 写下的内容被改动、添加或删除",
    ),
    lost=("任务3的材料“验收单.pdf”不在了（数据/evidence/" + "c" * 64 + "）",),
    codes=(
        replace(HELD, intact=False),
        PrintedCode("9a001c925b6b"),
        PrintedCode("77c09be1a4f3", recorded_at=at(6, 12, 10), later=2, act=5),
    ),
)
DESTROYED = replace(CHECKED, wrong=("文件已损坏，没法再往下查",), log=None, chain=None)

BROKEN_FOLDER = (
    FileProblem("targets.csv", "不是数字", 3, "年度目标值", "五百"),
    FileProblem("duties.csv", "缺少这个文件"),
)

FIRST_INIT = InitOutcome(
    "数据/jytrack.db", "yuntai-2023", "云台县2023年促进就业方案（虚构）", 6, 15, True, None, "0001"
)
SECOND_INIT = InitOutcome(
    "数据/jytrack.db",
    "yuntai-2023",
    "云台县2023年促进就业方案（虚构）",
    6,
    15,
    False,
    "0001",
    "0002",
    "数据/jytrack-0001.db",
    (
        SettingChange("日历 2023-06-22", "", "端午节，放假"),
        SettingChange("目标 loans", "1800", "2000", "jytrack target revise loans"),
    ),
)
