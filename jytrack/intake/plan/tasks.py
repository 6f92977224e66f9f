"""Departments and tasks of a plan folder, with the links, milestones and policy figures of each task."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from jytrack.domain.plan.plan import Department, Milestone, Policy, Task, TaskLink
from jytrack.domain.plan.recurring import recurs
from jytrack.domain.values.words import Basis, DepartmentKind, Frequency, MilestoneKind, Role
from jytrack.intake.plan.files import Table
from jytrack.intake.plan.rows import Names, Row


def read_departments(table: Table) -> tuple[tuple[Department, ...], Names]:
    """The departments in official order, which is the file's, and what their names and aliases lead to."""
    names = Names("单位", table.file, sound=table.sound)
    departments = [_department(row, position, names) for position, row in enumerate(table.rows, 1)]
    kinds = {department.name: department.kind for department in departments}
    # Members can be told only when every name is known.
    return tuple(
        replace(department, members=_members(row, department.kind, names, kinds))
        for row, department in zip(table.rows, departments, strict=True)
    ), names


def _department(row: Row, position: int, names: Names) -> Department:
    """The department in `row`, still without its members."""
    name, aliases = row.text("单位名称"), row.names("别名")
    names.enter(row, name, [("单位名称", name), *(("别名", alias) for alias in aliases)])
    return Department(
        name=name,
        kind=row.word("类别", DepartmentKind),
        position=position,
        code=row.typed("行政区划代码") or None,
        villages=row.maybe("行政村数", row.whole),
        communities=row.maybe("社区数", row.whole),
        basis=row.word("依据", Basis),
        aliases=aliases,
    )


def _members(row: Row, kind: DepartmentKind, names: Names, kinds: Mapping[str, DepartmentKind]) -> tuple[str, ...]:
    """The departments that a group stands for: none of them a group itself, none twice."""
    members: dict[str, None] = {}  # in the order of the cell, each found at once
    for typed in row.names("成员"):
        member = names.owner(row, "成员", typed)
        if member is None:
            continue
        if kinds[member] is DepartmentKind.GROUP:
            row.refuse("成员", f"“{member}”本身是集合单位，不能作成员")
        elif member in members:
            row.refuse("成员", f"“{member}”重复")
        members[member] = None
    if members and kind is not DepartmentKind.GROUP:
        row.refuse("成员", f"只有{DepartmentKind.GROUP.label}才有成员")
    return tuple(members)


def read_tasks(tables: Mapping[str, Table], departments: Names, year: int | None) -> tuple[Task, ...]:
    """The tasks by number, each with what the other files say about it; `year` None: the plan's could not be read."""
    table = tables["tasks.csv"]
    rows: dict[int, Row] = {}
    for row in table.rows:
        no = row.whole("序号", low=1)
        if no in rows and row.sound:
            row.refuse("序号", f"任务{no}重复：第{rows[no].line}行已有")
        rows.setdefault(no, row)
    known = rows.keys() if table.sound else None
    links = _by_task(tables["task_departments.csv"], known)
    milestones = _by_task(tables["milestones.csv"], known)
    policies = _by_task(tables["policies.csv"], known)
    return tuple(
        Task(
            no=no,
            title=row.text("任务名称"),
            section=row.text("所属部分"),
            summary=row.typed("内容摘要"),
            links=_links(links[no], departments),
            milestones=_milestones(milestones[no], year),
            policies=tuple(_policy(line) for line in policies[no]),
        )
        for no, row in sorted(rows.items())
    )


def _by_task(table: Table, known: Collection[int] | None) -> Mapping[int, Sequence[Row]]:
    """The table's rows by the task they belong to; `known` None when the tasks themselves could not be read."""
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in table.rows:
        no = row.whole("任务", low=1)
        if row.sound and known is not None and no not in known:
            row.refuse("任务", "tasks.csv中没有这项任务")
        grouped[no].append(row)
    return grouped


def _links(rows: Sequence[Row], departments: Names) -> tuple[TaskLink, ...]:
    """A task's departments, leads first and then the responsible, each role in printed order."""
    links: list[TaskLink] = []
    for row in rows:
        name = departments.find(row, "单位") or row.typed("单位")
        link = TaskLink(name, row.word("角色", Role), row.whole("顺序", low=1), row.word("依据", Basis))
        same_role = [other for other in links if other.role is link.role] if row.sound else []
        if any(other.department == link.department for other in same_role):
            row.refuse("单位", f"已是这项任务的{link.role.label}")
        elif any(other.position == link.position for other in same_role):
            row.refuse("顺序", f"这项任务已有顺序为{link.position}的{link.role.label}")
        links.append(link)
    order = list(Role)
    return tuple(sorted(links, key=lambda link: (order.index(link.role), link.position)))


def _milestones(rows: Sequence[Row], year: int | None) -> tuple[Milestone, ...]:
    """A task's milestones, windows and checklist items, as listed."""
    milestones: list[Milestone] = []
    for row in rows:
        milestone = Milestone(
            name=row.text("名称"),
            kind=row.word("类别", MilestoneKind),
            starts_on=row.maybe("开始日期", partial(row.day_of, year=year)),
            due_on=row.maybe("截止日期", partial(row.day_of, year=year)),
            frequency=row.maybe("频次", partial(row.word, words=Frequency)),
            basis=row.word("依据", Basis),
        )
        if any(other.name == milestone.name for other in milestones):
            row.refuse("名称", "这项任务已有同名的节点")
        if row.sound:
            _check_dates(row, milestone)
        milestones.append(milestone)
    return tuple(milestones)


def _check_dates(row: Row, milestone: Milestone) -> None:
    """Refuse a dated kind without its date, a checklist item with one, and an end before the start."""
    if milestone.kind is MilestoneKind.CHECKLIST:
        if milestone.due_on or milestone.starts_on:
            row.refuse("截止日期", f"{milestone.kind.label}没有日期")
    elif recurs(milestone):
        if milestone.starts_on:
            row.refuse("开始日期", "按频次办的节点不写开始日期")
    elif not milestone.due_on:
        either = "或频次" if milestone.kind is MilestoneKind.MILESTONE else ""
        row.refuse("截止日期", f"{milestone.kind.label}要有截止日期{either}")
    elif milestone.starts_on and milestone.starts_on > milestone.due_on:
        row.refuse("开始日期", "开始日期晚于截止日期")


def _policy(row: Row) -> Policy:
    """The policy figure in `row`."""
    return Policy(row.text("事项"), row.text("标准"), row.typed("条件"), row.word("依据", Basis))
