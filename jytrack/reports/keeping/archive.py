"""The page and the sheets of a year's folder: what lies in it, with the hash of each file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.receipts import Receipt
from jytrack.domain.sheets.records import ChainEnd
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.reports.sheets.receipts import named, state
from jytrack.reports.values import phrases
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Block, Cell, Column, Document, Heading, Paragraph, Table
from jytrack.reports.values.json_values import moment

_LISTED = (Column("文件", shrink=True), Column("说明", shrink=True), Column("大小", right=True), Column("校验值"))
_MISSING = (Column("文件", shrink=True), Column("说明", shrink=True))
_LIST = headed(("档案文件", "文件说明", "字节数", "校验值"))
_LOG = (
    *headed(("条号", "任务序号", "办理事项", "办理日期", "单位", "原状态", "状态", "节点", "到何日", "集合单位")),
    *headed(("指标代码", "月份", "登记说明", "登记时间", "登记人", "条目校验值")),
)
_CHAIN = headed(("条号", "登记时间", "条目校验值"))
_LEFT = headed(("收到日期", "文件", "退回单位", "涉及月份", "情况", "登记人", "校验值"))


@valueclass
class Listed:
    """A file of the folder: its name with its section, its bytes and their hash, and what it is."""

    name: str
    size: int
    sha256: str
    what: str


@valueclass
class Missing:
    """What belongs to the year and is not in the folder, and why."""

    name: str
    what: str


def document(plan: Plan, clock: Clock, listed: Sequence[Listed], missing: Sequence[Missing]) -> Document:
    """The page that lists all of the folder, section by section."""
    return Document(
        title=f"{plan.title}：{plan.year}年档案",
        blocks=(
            Paragraph("\n".join(filter(None, (_about(plan, clock, listed), plan.notice)))),
            *_sections(listed),
            *_absent(missing),
            Paragraph(_CHECKED, quiet=True),
        ),
        sheet=Table(_LIST, tuple((each.name, each.what, each.size, each.sha256) for each in listed)),
    )


_CHECKED = (
    "文件都是普通的表格、文本和收到的原件，不用装程序就能看。校验值是文件的 SHA-256，可用系统自带的命令核对"
    "（certutil -hashfile 文件 SHA256，或 sha256sum 文件）；目录.csv 是同一张清单。"
)


def _about(plan: Plan, clock: Clock, listed: Sequence[Listed]) -> str:
    return (
        f"{phrases.known_text(clock)}；数据截至{date_text(clock.as_of)}；共{len(listed)}个文件。\n"
        f"督办日志校验值 {plan.log_head or '（还没有记录）'}\n台账校验值 {plan.chain_head}"
    )


def _sections(listed: Sequence[Listed]) -> Iterable[Block]:
    for section in dict.fromkeys(each.name.partition("/")[0] for each in listed):
        own = [each for each in listed if each.name.startswith(f"{section}/")]
        yield Heading(f"{section}（{len(own)}个文件）")
        yield Table(_LISTED, tuple((each.name, each.what, each.size, each.sha256) for each in own))


def _absent(missing: Sequence[Missing]) -> Iterable[Block]:
    if missing:
        yield Heading(f"不在档案里的（{len(missing)}个）")
        yield Table(_MISSING, tuple((each.name, each.what) for each in missing))


def log(entries: Iterable[Sequence[Any]]) -> Document:
    """The log, an entry a row."""
    return _sheet("督办日志", Table(_LOG, tuple(map(_entry, entries))))


def _entry(row: Sequence[Any]) -> tuple[Cell, ...]:
    number, task, action, on, department, before, after, *rest = row
    statuses = (TaskStatus(each).label if each else None for each in (before, after))
    return (number, task, LogAction(action).label, on, department, *statuses, *rest)


def chain(links: Iterable[ChainEnd]) -> Document:
    """Every act of writing, one a row."""
    return _sheet("台账", Table(_CHAIN, tuple((each.acts, moment(each.recorded_at), each.head) for each in links)))


def left_out(receipts: Iterable[Receipt], words: Mapping[str, str]) -> Document:
    """The sheets that came and were not taken in, with what was wrong with them; `words` are those of the codes."""
    return _sheet("退回和没有写入的", Table(_LEFT, tuple(_left(each, words) for each in receipts)))


def _left(receipt: Receipt, words: Mapping[str, str]) -> tuple[Cell, ...]:
    told = "、".join(f"{words.get(code, code)} {count}处" for code, count in receipt.problems)
    return (
        moment(receipt.received_on),
        named(receipt),
        "、".join(receipt.units),
        "、".join(map(str, receipt.periods)),
        f"{state(receipt)}：{told}" if told else state(receipt),
        receipt.recorded_by,
        receipt.sha256,
    )


def _sheet(title: str, table: Table) -> Document:
    """A page that is nothing but a sheet."""
    return Document(title, (table,), sheet=table)
