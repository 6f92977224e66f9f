"""What the office is told of the sending itself: who cannot be reached, who can again, what may not have arrived."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from jytrack.domain.delivery.ledger import RETRY_AFTER, TELL_AGAIN_AFTER, Delivery, Recipient, failing_since, recovered
from jytrack.domain.delivery.obligations import Obligation
from jytrack.domain.plan.stages import ObligationKind, StageRule

_RULES = {
    "failure": StageRule(ObligationKind.NOTICE, (0,), 1, None, None, workdays=False),
    "recovered": StageRule(ObligationKind.NOTICE, (0,), 0, None, None, workdays=False),
    "unclear": StageRule(ObligationKind.NOTICE, (0, 1, 3), 7, None, None, workdays=False),
}
"""How often the office hears of it: daily, once, and until somebody settles it."""


_LASTING = TELL_AGAIN_AFTER + RETRY_AFTER
"""A failure that was not tried again for longer is none any more: nothing is owed there, or the contact has gone."""


def notices(office: str, deliveries: Iterable[Delivery], now: datetime) -> Iterator[Obligation]:
    """What the `office` is to know of the `deliveries`; the same ledger sees to it that each is told once."""
    by_recipient: dict[Recipient, list[Delivery]] = {}
    for delivery in deliveries:
        by_recipient.setdefault(delivery.recipient, []).append(delivery)
    for recipient, own in by_recipient.items():
        yield from _of(office, recipient, own, now)


def _of(office: str, recipient: Recipient, own: Sequence[Delivery], now: datetime) -> Iterator[Obligation]:
    """What there is to say of one recipient."""
    streak = failing_since(own)
    if streak and now - (streak[-1].ended_at or now) <= _LASTING:
        reason = f"{len(streak)}次没有送出：{streak[-1].reason}"
        yield _notice(office, f"notice/failure/{recipient.key}", recipient, _day(streak[0]), reason)
    if (success := recovered(own)) is not None:
        yield _notice(office, f"notice/recovered/{success.number}", recipient, _day(success), "已恢复，能送到了")
    for delivery in own:
        if delivery.cut_off(now):
            why = f"（{delivery.reason}）" if delivery.reason else ""
            reason = f"第{delivery.number}条不知是否送达{why}"
            yield _notice(office, f"notice/unclear/{delivery.number}", recipient, delivery.claimed_at.date(), reason)


def _day(delivery: Delivery) -> date:
    """The day on which it was known what became of it."""
    return (delivery.ended_at or delivery.claimed_at).date()


def _notice(office: str, key: str, recipient: Recipient, day: date, reason: str) -> Obligation:
    return Obligation(
        ObligationKind.NOTICE, key, office, recipient.department, day, day, escalates=False, reason=reason
    )


def rule_of(notice: Obligation) -> StageRule:
    """How often the office is told of one of these."""
    return _RULES[notice.key.split("/")[1]]
