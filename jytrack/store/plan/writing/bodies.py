"""Writers of the plan's head and calendar, its departments and its tasks."""

from collections.abc import Collection

from jytrack.store.database import tables
from jytrack.store.database.keys import department_ids, names_added
from jytrack.store.plan.writing.rows import Rows

Owners = Collection[str]
"""Whose pieces changed; a writer that rewrites the whole kind need not know."""


def write_plan(rows: Rows, _: Owners) -> None:
    """The plan's head."""
    plan = rows.plan
    known = rows.session.execute("SELECT id FROM plan WHERE code = ?", (plan.code,)).fetchone()
    row = tables.Plan(
        id=known[0] if known else None,
        code=plan.code,
        title=plan.title,
        region=plan.region,
        year=plan.year,
        issued_on=plan.issued_on,
        document=plan.document,
    )
    rows.merge([row])


def write_departments(rows: Rows, _: Owners) -> None:
    """The departments, in official order; the region's own rows are made where a name is new."""
    plan = rows.plan
    known = department_ids(rows.session, plan.region)
    rows.add(tables.Department(region=plan.region, name=d.name) for d in plan.departments if d.name not in known)
    names_added(rows.session)
    # Two departments may have swapped their codes, which are unique at every moment.
    rows.session.execute("UPDATE plan_department SET code = NULL WHERE plan_id = ?", (rows.plan_id,))
    rows.merge(
        tables.PlanDepartment(
            plan_id=rows.plan_id,
            department_id=rows.departments[department.name],
            position=department.position,
            kind=department.kind,
            code=department.code,
            villages=department.villages,
            communities=department.communities,
            basis=department.basis,
        )
        for department in plan.departments
    )


def write_department_aliases(rows: Rows, _: Owners) -> None:
    """The departments' aliases."""
    rows.clear("department_alias")
    rows.add(
        tables.DepartmentAlias(
            plan_id=rows.plan_id, alias=alias, department_id=rows.departments[department.name], position=position
        )
        for department in rows.plan.departments
        for position, alias in enumerate(department.aliases, 1)
    )


def write_members(rows: Rows, _: Owners) -> None:
    """The groups' members."""
    rows.clear("group_member")
    rows.add(
        tables.GroupMember(
            plan_id=rows.plan_id,
            group_id=rows.departments[department.name],
            member_id=rows.departments[member],
            position=position,
        )
        for department in rows.plan.departments
        for position, member in enumerate(department.members, 1)
    )


def write_tasks(rows: Rows, _: Owners) -> None:
    """The tasks' own rows."""
    rows.merge(
        tables.Task(plan_id=rows.plan_id, no=task.no, title=task.title, section=task.section, summary=task.summary)
        for task in rows.plan.tasks
    )


def write_links(rows: Rows, _: Owners) -> None:
    """The tasks' departments."""
    rows.clear("task_department")
    rows.add(
        tables.TaskDepartment(
            plan_id=rows.plan_id,
            task_no=task.no,
            role=link.role,
            department_id=rows.departments[link.department],
            position=link.position,
            basis=link.basis,
        )
        for task in rows.plan.tasks
        for link in task.links
    )


def write_milestones(rows: Rows, _: Owners) -> None:
    """The tasks' milestones, windows and checklists; when they were done is the log's to say."""
    rows.clear("milestone")
    rows.add(
        tables.Milestone(
            plan_id=rows.plan_id,
            task_no=task.no,
            name=milestone.name,
            position=position,
            kind=milestone.kind,
            starts_on=milestone.starts_on,
            due_on=milestone.due_on,
            frequency=milestone.frequency,
            basis=milestone.basis,
        )
        for task in rows.plan.tasks
        for position, milestone in enumerate(task.milestones, 1)
    )


def write_policies(rows: Rows, _: Owners) -> None:
    """The tasks' policy figures."""
    rows.clear("policy")
    rows.add(
        tables.Policy(
            plan_id=rows.plan_id,
            task_no=task.no,
            position=position,
            item=policy.item,
            figure=policy.figure,
            condition=policy.condition,
            basis=policy.basis,
        )
        for task in rows.plan.tasks
        for position, policy in enumerate(task.policies, 1)
    )


def write_calendar(rows: Rows, _: Owners) -> None:
    """The days that differ from the week's pattern."""
    rows.clear("calendar_day")
    rows.add(
        tables.CalendarDay(plan_id=rows.plan_id, day=day.day, name=day.name, off=day.off, source=day.source)
        for day in rows.plan.calendar
    )


def write_papers(rows: Rows, _: Owners) -> None:
    """The office's wordings, its own data and its letterhead."""
    rows.clear("office_paper")
    rows.add(
        tables.OfficePaper(plan_id=rows.plan_id, name=name, content=content)
        for name, content in rows.plan.papers.named().items()
    )


def write_reminders(rows: Rows, _: Owners) -> None:
    """The stages at which what is owed is reminded of, where the plan has its own."""
    rows.clear("reminder_rule")
    rows.add(
        tables.ReminderRule(
            plan_id=rows.plan_id,
            kind=rule.kind,
            stages=",".join(map(str, rule.stages)),
            every=rule.every,
            lead_from=rule.lead_from,
            office_from=rule.office_from,
        )
        for rule in rows.plan.reminders
    )
