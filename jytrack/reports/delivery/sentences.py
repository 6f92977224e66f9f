"""One sentence for each thing that is owed: what, until when, what exactly is missing, and what to do."""

from collections.abc import Mapping
from datetime import date

from jytrack.domain.delivery.obligations import Obligation
from jytrack.domain.delivery.routing import Due
from jytrack.domain.plan.stages import ObligationKind
from jytrack.domain.values.texts import one_line
from jytrack.domain.values.words import WaitingFor
from jytrack.reports.values.phrases import short_day

_WAITS: Mapping[WaitingFor, tuple[str, str]] = {
    WaitingFor.ACCEPTANCE: ("交办，等签收", "请签收并告知办公室"),
    WaitingFor.REWORK: ("退回，等重报", "请补正后重新反馈"),
    WaitingFor.EXTENSION: ("申请延期", "请批复：jytrack task approve {no} 或 refuse {no}"),
    WaitingFor.REVIEW: ("反馈，等核实", "请核实：jytrack task finish {no} 或 return {no}"),
}
"""What waits, and what is to be done about it; the last two are the office's."""


def sentence(due: Due, today: date) -> str:
    """What one recipient is told of one thing; of another department's with its name in front."""
    owed = due.obligation
    who = f"{owed.department}：" if due.copy or due.relayed else ""
    return one_line(f"{who}{_told(owed, today)}")


def brief(owed: Obligation, today: date) -> str:
    """The same in a few words, without what to do."""
    return one_line(f"{what(owed)}（{_since(owed, today)}）")


def what(owed: Obligation) -> str:
    """What is owed, by name."""
    task = f"任务{owed.task}" if owed.task is not None else ""
    match owed.kind:
        case ObligationKind.MILESTONE | ObligationKind.DUTY:
            return f"{task}“{owed.what}”"
        case ObligationKind.WINDOW:
            return f"{task}政策窗口“{owed.what}”"
        case ObligationKind.ANSWER:
            return f"{task}（{owed.what}）{_WAITS[owed.waits][0] if owed.waits else ''}"
        case _:
            return owed.what


def _told(owed: Obligation, today: date) -> str:
    match owed.kind:
        case ObligationKind.SUBMISSION:
            names = "、".join(each.name for each in owed.owed)
            return (
                f"{what(owed)}应于{short_day(owed.due_on)}报送，{days(owed.due_on, today)}。"
                f"还缺{len(owed.owed)}项：{names}。请填下发的表发回办公室。"
            )
        case ObligationKind.MILESTONE | ObligationKind.DUTY:
            until = f"应于{short_day(owed.due_on)}完成，{days(owed.due_on, today)}{_moved(owed)}"
            return f"{what(owed)}{until}。{_done(owed)}"
        case ObligationKind.WINDOW:
            return f"{what(owed)}{short_day(owed.due_on)}截止，{days(owed.due_on, today)}。请抓紧受理，逾期不再办。"
        case ObligationKind.ANSWER:
            return _answer(owed, today)
        case ObligationKind.TARGET:
            return f"{owed.what}：{owed.reason}。请研究措施，抓紧推进。"
        case ObligationKind.NOTICE:
            return f"{owed.what}：{owed.reason}。{_remedy(owed)}"


def _done(owed: Obligation) -> str:
    """What the debtor does when it is done."""
    if owed.kind is ObligationKind.DUTY:
        return f"办完请登记：jytrack task milestone done {owed.task} {_quoted(owed.what)} --note 依据"
    return "办完请把依据报办公室登记。"


def _moved(owed: Obligation) -> str:
    """The extension that was granted, which moves the reminders alone."""
    return f"，已批准延至{short_day(owed.counted_from)}" if owed.counted_from != owed.due_on else ""


def _answer(owed: Obligation, today: date) -> str:
    """A move that somebody waits for."""
    waits = owed.waits or WaitingFor.REVIEW
    words, asked = _WAITS[waits]
    who = "、".join(owed.asking)
    until = f"至{short_day(owed.until)}" if owed.until else ""
    waited = (today - owed.due_on).days
    task = f"任务{owed.task}（{owed.what}）"
    return f"{task}{who}{short_day(owed.due_on)}{words}{until}，已{waited}天。{asked.format(no=owed.task)}。"


def _remedy(notice: Obligation) -> str:
    """What the office does about a message."""
    _, kind, rest = notice.key.split("/", 2)
    if kind == "unclear":
        return (
            f"问清后登记：jytrack remind settle {rest} --sent 或 --failed；要重发：jytrack remind send --again {rest}"
        )
    return f"经过见 jytrack remind log --department {_quoted(notice.what)}" if kind == "failure" else ""


def _since(owed: Obligation, today: date) -> str:
    if owed.kind is ObligationKind.ANSWER:
        return f"已{(today - owed.due_on).days}天"
    return days(owed.due_on, today)


def days(due_on: date, today: date) -> str:
    """How long there still is, or how late it is."""
    left = (due_on - today).days
    return f"还有{left}天" if left > 0 else f"已逾期{-left}天" if left else "就在今天"


def _quoted(text: str) -> str:
    """A word as it is typed behind a command."""
    return "'" + text.replace("'", "'\\''") + "'" if set(text) & set(" ()'\"&;|<>$`*?[]#~=%!{}\\") else text
