"""A draft of one kind: the office's wording in force or the shipped one, its own data, its letterhead."""

from base64 import b64decode
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind, Stationery, Wording
from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import DatabaseProblem
from jytrack.intake.plan.stationery import stationery
from jytrack.intake.plan.wording import read_wording
from jytrack.reports.documents.amounts import day_in, short_date
from jytrack.reports.documents.filling import Occasion, filled
from jytrack.reports.documents.material import Material
from jytrack.reports.values.document import Block, Document
from jytrack.services.values.calendars import with_calendar
from jytrack.shipped import shipped
from jytrack.store.database.database import Session
from jytrack.store.plan.papers import load_papers

_BLANK = "　　月　　日"
_TIMELY = 31
"""So many days after its months a document is still made for those who are to answer."""

DRAFT, FICTIONAL = "代拟稿", "含演示数据，纯属虚构"


@valueclass
class Office:
    """What the office brings to a document of one kind: read from the database once, then used for as many as needed.

    `shipped_wording` tells that the wording is the program's own.
    """

    wording: Wording
    text: str
    stationery: Stationery
    letterhead: bytes
    shipped_wording: bool


def open_office(session: Session, plan: Plan, kind: DocumentKind) -> Office:
    """The wording of `kind` in force for the plan, with the office's own data and its letterhead."""
    papers = load_papers(session, plan)
    kept = papers.wordings.get(kind)
    text = shipped_text(kind) if kept is None else kept
    problems: list[FileProblem] = []
    wording = read_wording(kind, text, problems)
    if problems:  # what was checked by `init` may have been written by a program that knew other holes
        raise DatabaseProblem(f"{kind.file} {problems[0].message}；改好后运行 jytrack init --seed 文件夹")
    return Office(wording, text, stationery(papers.stationery), b64decode(papers.letterhead), kept is None)


def shipped_text(kind: DocumentKind) -> str:
    """The program's own wording of `kind`."""
    return (shipped("seed") / "documents" / kind.file).read_text(encoding="utf-8")


def drafted(
    office: Office,
    plan: Plan,
    clock: Clock,
    blocks: Mapping[str, tuple[Block, ...]],
    tables: Mapping[str, tuple[Block, ...]],
    *,
    span: str,
    receiver: str = "",
    contact: bool = False,
    without: Collection[str] = (),
    matter: str = "",
    issue: str = "",
    dated: date | None = None,
) -> Document:
    """The draft at `clock`.

    `span` is what the document calls its months (二季度, 6月), `receiver` the unit that it goes to; `contact` leaves a
    line for whom to call. A field named in `without` is left empty, and the paragraphs that name it are dropped: no
    day to report by where nothing is missing. `matter` is what a letter is about; `issue` is that of the document that
    it speaks of, `dated` a day of the month that it is dated, without one that after its period.
    """
    fields = fields_of(office.stationery, plan, clock, span, receiver) | dict.fromkeys(without, "") | {"事项": matter}
    fields |= {"期号": issue} if issue else {}
    dated = dated or clock.as_of + timedelta(days=1)
    mark = f"（{DRAFT}　{FICTIONAL}）" if plan.notice else f"（{DRAFT}）"
    occasion = Occasion(plan.year, f"{dated.year}年{dated.month}月　日", mark, contact, office.letterhead)
    return filled(office.wording, office.stationery, Material(fields, blocks, tables), occasion)


def fields_of(own: Stationery, plan: Plan, clock: Clock, span: str, receiver: str = "") -> dict[str, str]:
    """The holes within lines that are the same in every document.

    Days to answer run from the day on which the figures were known, so that the same figures make the same document
    whenever it is printed. Long after the months that it is about nobody can say them: they are left blank then.
    """
    return {
        "年度": str(plan.year),
        "时段": span,
        "截至": short_date(clock.as_of),
        "期号": f"{plan.year}年第　　期",
        "方案": plan.title,
        "活动": plan.activity,
        "县名": plan.region,
        "收文单位": receiver,
        "署名": own.organisation or plan.signature,
        "补报期限": _answer_by(plan, clock, own.reporting_days),
        "整改期限": _answer_by(plan, clock, own.mending_days),
    }


def _answer_by(plan: Plan, clock: Clock, workdays: int) -> str:
    """The day so many workdays after the figures were known, with its year where that is another; or a blank."""
    begun = max(clock.as_of, clock.known_at.date())
    if (begun - clock.as_of).days > _TIMELY:
        return _BLANK
    day = WorkCalendar.of(with_calendar(plan).calendar).after(begun, workdays)
    return day_in(day, plan.year)
