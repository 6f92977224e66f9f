"""`remind log`: what was sent to whom, when, and what became of it; and what pages say of how often was urged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from jytrack.domain.delivery.ledger import HAND, Delivery, Item, Outcome
from jytrack.domain.delivery.routing import FOLDER
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.stages import ObligationKind
from jytrack.domain.values.clock import Clock
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.phrases import moment_text
from jytrack.reports.values.used import opening

_TABLE = (
    Column("第几条", right=True),
    Column("发出"),
    Column("给谁", shrink=True),
    Column("怎么送", shrink=True),
    Column("什么事", shrink=True),
    Column("结果", shrink=True),
)
_SHEET = ("消息编号", "发出时间", "单位", "通道", "件数", "催的事", "送达情况", "送达说明", "登记人")
_SHOWN = 3
_KINDS = {kind.value: kind.label for kind in ObligationKind} | {"weekly": "一周小结", "brief": "简报"}


def report(plan: Plan, clock: Clock, found: Sequence[Delivery], now: datetime) -> Report:
    """The deliveries in the given order."""
    return Report(partial(_document, plan, clock, found, now), partial(_data, plan, clock, found, now))


def _document(plan: Plan, clock: Clock, found: Sequence[Delivery], now: datetime) -> Document:
    table = Table(_TABLE, tuple(_row(each, now) for each in found), empty="还没有发过消息。")
    return Document(
        f"{plan.title}：催办记录",
        (opening(plan, clock), table, Paragraph(f"共{len(found)}条", quiet=True)),
        sheet=Table(headed(_SHEET), tuple(_sheet_row(each, now) for each in found)),
    )


def state(delivery: Delivery, now: datetime) -> str:
    """What became of a message, in a word."""
    if delivery.outcome is Outcome.SENT and delivery.recipient.channel == FOLDER:
        return "已写进文件夹"
    if delivery.outcome is None:
        return Outcome.UNCLEAR.label if delivery.cut_off(now) else "正在发送"
    return delivery.outcome.label


def _result(delivery: Delivery, now: datetime) -> str:
    by_hand = "（人工登记）" if delivery.settled else ""
    reason = f"：{delivery.reason}" if delivery.reason else ""
    return f"{state(delivery, now)}{by_hand}{reason}"


def _channel(delivery: Delivery) -> str:
    return "人工" if delivery.recipient.channel == HAND else delivery.recipient.shown


def _row(delivery: Delivery, now: datetime) -> tuple[Cell, ...]:
    more = f" 等{len(delivery.items)}件" if len(delivery.items) > _SHOWN else ""
    return (
        delivery.number,
        moment_text(delivery.claimed_at),
        delivery.recipient.department,
        _channel(delivery),
        "；".join(map(item_words, delivery.items[:_SHOWN])) + more,
        _result(delivery, now),
    )


def item_words(item: Item) -> str:
    """One stage of one obligation, in a few words."""
    kind, _, rest = item.obligation.partition("/")
    name = rest.rpartition("/")[2] or rest
    about = {"submission": f"{rest.partition('/')[0]} 报表"}.get(kind, name)
    copy = f"抄送 {item.debtor} " if item.copy else ""
    late = f"{item.stage:+d}" if item.stage else "当天"
    return f"{copy}{_KINDS.get(kind, kind)} {about}（{late}）"


def _sheet_row(delivery: Delivery, now: datetime) -> tuple[Cell, ...]:
    return (
        delivery.number, moment(delivery.claimed_at), delivery.recipient.department, delivery.recipient.channel,
        len(delivery.items), "；".join(map(item_words, delivery.items)), state(delivery, now), delivery.reason,
        delivery.by,
    )  # fmt: skip


def _data(plan: Plan, clock: Clock, found: Sequence[Delivery], now: datetime) -> JsonObject:
    rows: list[JsonValue] = [_json_row(each, now) for each in found]
    return {**header(plan.code, clock), "rows": rows}


def _json_row(delivery: Delivery, now: datetime) -> JsonObject:
    outcome = Outcome.UNCLEAR if delivery.outcome is None and delivery.cut_off(now) else delivery.outcome
    items: list[JsonValue] = [
        {
            "obligation": item.obligation,
            "counted_from": item.counted_from.isoformat(),
            "stage": item.stage,
            "debtor": item.debtor,
            "copy": item.copy,
        }
        for item in delivery.items
    ]
    found: Mapping[str, JsonValue] = {
        "number": delivery.number,
        "run": delivery.run,
        "claimed_at": moment(delivery.claimed_at),
        "department": delivery.recipient.department,
        "channel": delivery.recipient.channel,
        "outcome": outcome.value if outcome else None,
        "ended_at": moment(delivery.ended_at),
        "reason": delivery.reason or None,
        "code": delivery.code or None,
        "settled": delivery.settled,
        "recorded_by": delivery.by,
        "sha256": delivery.sha256,
        "items": items,
    }
    return dict(found)
