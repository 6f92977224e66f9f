"""The one message that a recipient gets from a run: the most urgent first, grouped by kind."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from jytrack.domain.delivery.routing import Due
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.stages import ObligationKind, Urgency
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.texts import one_line
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.delivery.sentences import brief, sentence

_NUMERALS = "一二三四五六七八九十"
_ORDER = tuple(Urgency)
_COLOURS = {Urgency.RED: "#c62828", Urgency.YELLOW: "#b26a00", Urgency.BLUE: "#1565c0"}
_HEADINGS = {
    ObligationKind.SUBMISSION: "要报的表",
    ObligationKind.MILESTONE: "要办的节点",
    ObligationKind.DUTY: "办公室要办的",
    ObligationKind.WINDOW: "快截止的政策",
    ObligationKind.ANSWER: "等你们回音的",
    ObligationKind.TARGET: "落后的目标",
    ObligationKind.NOTICE: "消息发送情况",
}
_COPIES, _RELAYED = "抄送知悉（别的单位欠办）", "没有联系方式，请办公室转告"


@valueclass
class Digest:
    """What one recipient is told, as text and as a page; its colour is that of its most urgent thing."""

    subject: str
    text: str
    html: str
    urgency: Urgency
    red: tuple[Due, ...]


def digest(plan: Plan, department: str, dues: Sequence[Due], today: date) -> Digest:
    """The message to a department about `dues`, of which there is at least one."""
    own = [due for due in dues if not due.copy and not due.relayed]
    urgency = min((due.urgency for due in own or dues), key=_ORDER.index)
    title = f"【{urgency.label if own else '抄送'}】{department}：{len(own or dues)}件"
    title += ("请办理" if own else "请知悉") + f"（{today.month}月{today.day}日）"
    sections = list(_sections(dues, today))
    closing = [f"{plan.office}　{date_text(today)}", *filter(None, (plan.notice,))]
    return Digest(
        one_line(title),
        "\n".join([*_text(sections), "", *closing]),
        _page(title, urgency, sections, closing),
        urgency,
        tuple(due for due in own if due.urgency is Urgency.RED),
    )


def _sections(dues: Iterable[Due], today: date) -> Iterator[tuple[str, list[str]]]:
    """Headings with their lines: what is owed by kind, then copies, then what the office is to pass on."""
    ranked = sorted(dues, key=lambda due: (_ORDER.index(due.urgency), due.obligation.due_on))
    groups: dict[str, list[str]] = {}
    for due in ranked:
        if not due.copy and not due.relayed:
            groups.setdefault(_HEADINGS[due.obligation.kind], []).append(sentence(due, today))
    yield from groups.items()
    copies = [sentence(due, today) for due in ranked if due.copy]
    if copies:
        yield _COPIES, copies
    relayed: dict[str, list[str]] = {}
    for due in ranked:
        if due.relayed:
            relayed.setdefault(due.obligation.department, []).append(brief(due.obligation, today))
    if relayed:
        yield _RELAYED, [one_line(f"{name}：{'；'.join(told)}") for name, told in relayed.items()]


def _text(sections: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """The sections as lines."""
    for place, (heading, lines) in enumerate(sections):
        yield f"{_NUMERALS[place]}、{heading}"
        yield from (f"{number}. {line}" for number, line in enumerate(lines, 1))


def _page(title: str, urgency: Urgency, sections: Sequence[tuple[str, Sequence[str]]], closing: Sequence[str]) -> str:
    """The same as a page for mail programs: nothing in it is fetched, nothing that was typed is markup."""
    colour = _COLOURS[urgency]
    bar = f"border-left:6px solid {colour};padding-left:.6em;font-weight:bold;color:{colour}"
    parts = [
        '<div style="font-family:sans-serif;max-width:40em;line-height:1.6">',
        f'<p style="{bar}">{escape(title)}</p>',
    ]
    for place, (heading, lines) in enumerate(sections):
        parts.append(f"<p><b>{_NUMERALS[place]}、{escape(heading)}</b></p><ol>")
        parts += [f"<li>{escape(line)}</li>" for line in lines]
        parts.append("</ol>")
    parts += [f'<p style="color:#666">{escape(line)}</p>' for line in closing]
    return "\n".join([*parts, "</div>"])
