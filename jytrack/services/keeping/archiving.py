"""A year as a folder for the shelf: what came in, what was recorded and what it comes to, readable without the program.

Each section is a generator of files; what is to stand there besides is one more.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.listing import free_name
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import TaskGrouping, TaskOrder, UnitOrder
from jytrack.errors import NotFound
from jytrack.intake.values.problem import Code
from jytrack.reports.formats import csv, html
from jytrack.reports.keeping import archive as report
from jytrack.reports.values.document import Document
from jytrack.services.accounts import reporting
from jytrack.services.figures import comparing, targets
from jytrack.services.plan import locking
from jytrack.services.sheets import checking, history, submissions
from jytrack.services.supervision import evidence as proofs
from jytrack.services.supervision import tasks
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.documents import publications
from jytrack.store.keeping import archive as store
from jytrack.store.plan import plans
from jytrack.store.sheets import acts, receipts
from jytrack.store.supervision import evidence

Write = Callable[[str, bytes], None]
"""Writes a file of the folder, named with the sections that it stands in."""

INDEX, LIST = "index.html", "目录.csv"


@valueclass
class Archived:
    """What was written: how many files, and what is not among them although it belongs to the year, a line each."""

    files: int
    lacking: tuple[str, ...]


@valueclass
class _Year:
    """The year that is put on the shelf: everything is told as it was known at one moment."""

    desk: Desk
    session: Session
    plan: Plan
    clock: Clock


_Made = tuple[str, str, bytes | None]
"""A file's name with its section, what it is, and what it holds; None: it is gone."""


def archive(desk: Desk, year: int, write: Write) -> Archived:
    """Write the files of the plan of `year`, and a page and a sheet that list them all with their hashes.

    NotFound where there is no such plan.
    """
    with desk.database.reading() as session:
        code = plans.find_plan_code(session, desk.plan, year)
        if plans.plan_year(session, code) != year:
            raise NotFound(f"没有{year}年的方案；已有的见 jytrack db info，另有同年方案的写 jytrack --plan 方案代码")
        desk = replace(desk, plan=code)
        plan, clock = desk.open_plan(session, min(desk.today, date(year, 12, 31)))
        here = _Year(desk, session, plan, clock)
        listed, lacking = [], []
        for section in (_papers, _sheets, _evidence, _log, _data):
            for name, what, content in section(here):
                if content is None:
                    lacking.append(report.Missing(name, what))
                else:
                    write(name, content)
                    listed.append(report.Listed(name, len(content), hashlib.sha256(content).hexdigest(), what))
    page = report.document(plan, clock, listed, lacking)
    write(LIST, csv.render(page))
    write(INDEX, html.render(page, {file.name for file in listed}).encode())
    return Archived(len(listed), tuple(f"{each.name}：{each.what}" for each in lacking))


def _papers(here: _Year) -> Iterator[_Made]:
    """The documents as they went out, each with the draft that it was made of."""
    taken = set[str]()
    for paper in publications.load(here.session, here.plan, here.clock.known_at):
        number = f"，{paper.stated_no}" if paper.stated_no else ""
        back = f"，{paper.withdrawn.on} 收回：{paper.withdrawn.note}" if paper.withdrawn else ""
        for file in paper.papers:
            told = f"{paper.published_on} 发布{number}，数据指纹 {paper.fingerprint}{back}"
            name = f"文件/{paper.called}_{paper.kind.label}_{file.role.label}{PurePath(file.name).suffix}"
            yield (
                free_name(name, taken),
                f"{paper.called}{file.role.label}，{told}",
                contents.load(here.session, file.sha256),
            )


def _sheets(here: _Year) -> Iterator[_Made]:
    """The files that came, each once for each import, and a list of those that were not taken in."""
    taken = set[str]()
    for act in acts.load_acts(here.session, here.plan, here.clock.known_at):
        files = {(file.name, file.sha256): file for file in act.files}
        for (name, sha256), file in files.items():
            undone = "" if act.undone_by is None else f"，已由第{act.undone_by}次撤销"
            what = f"第{act.id}次导入，{file.received_on} 收到，{act.recorded_by}登记{undone}"
            place = free_name(f"收表/第{act.id}次-{PurePath(name).name}", taken)
            if file.original:
                yield place, what, contents.load(here.session, sha256)
            else:
                yield place, f"{what}；没有留存原件（sha256 {sha256}）", None
    left = receipts.load(here.session, here.plan, here.clock.known_at)
    words = {str(code): code.label for code in Code}
    yield "收表/退回和没有写入的.csv", "收到过、没有写入的表，不留内容", csv.render(report.left_out(left, words))


def _evidence(here: _Year) -> Iterator[_Made]:
    """The files that prove entries of the log, each under its task."""
    shelf = evidence.Shelf(here.desk.where, here.session)
    _, _, entries = proofs.proved(here.desk, None, None, here.clock.known_at)
    for name, file in proofs.named((f"任务{task}-" if task else "归属-", entry) for task, entry in entries):
        content = shelf.content(file)
        yield f"材料/{name}", "督办日志所附的材料" if content is not None else shelf.fault(file), content


def _log(here: _Year) -> Iterator[_Made]:
    """The log entry by entry, and every act of writing, each with the hash that pins all before it."""
    code, known_at = here.plan.code, here.clock.known_at
    entries = report.log(store.log_entries(here.session, code, known_at))
    yield "日志/督办日志.csv", f"末条校验值 {here.plan.log_head or '（还没有记录）'}", csv.render(entries)
    links = report.chain(store.chain_links(here.session, known_at))
    yield "日志/台账.csv", f"每次写入的校验值，末次 {here.plan.chain_head}", csv.render(links)


def _data(here: _Year) -> Iterator[_Made]:
    """What was reported and what it comes to, at the year's end or today, as known now."""
    desk, as_of, known_at = here.desk, here.clock.as_of, here.clock.known_at
    arranged = tasks.Arrangement(TaskGrouping.SECTION, TaskOrder.PLAN)
    pages: tuple[tuple[str, str, Callable[[], Answer]], ...] = (
        ("填报数", "每个填报数，连同更正、收回前的",
         lambda: targets.readings(desk, None, None, None, None, known_at, with_history=True)),
        ("导入", "历次导入、登记、收回、撤销", lambda: history.imports(desk, known_at)),
        ("指标", "指标、目标、牵头和填报单位", lambda: targets.list_targets(desk, None, None, as_of, known_at)),
        ("差额", "各指标的目标、实际、时序、差额", lambda: reporting.variance(desk, as_of, known_at)),
        ("各单位", "各单位各指标的完成情况",
         lambda: comparing.townships(desk, None, None, UnitOrder.PLAN, as_of, known_at)),
        ("任务", "任务、牵头单位、状态",
         lambda: tasks.list_tasks(desk, tasks.Filter(), arranged, as_of, known_at)),
        ("责任", "各部门的任务、指标、节点、报送", lambda: reporting.accountability(desk, as_of, known_at)),
        ("报送", "各单位应报、按时、迟报、缺报", lambda: submissions.submissions(desk, None, None, as_of, known_at)),
        ("待核对", "填报数的疑点", lambda: checking.check(desk, checking.Scope(), as_of, known_at)),
        ("锁定", "锁定的月份和开过的例外", lambda: locking.locks(desk, None, known_at, everything=True)),
    )  # fmt: skip
    for name, what, asked in pages:
        document: Document = asked().report.document
        yield f"数据/{name}.csv", what, csv.render(document)
