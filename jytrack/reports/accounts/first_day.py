"""What stands in the place of a daily page while nothing is on record: what to do first, not all that is late."""

from dataclasses import replace

from jytrack.domain.accounts.standing import Standing
from jytrack.domain.values.period import Period
from jytrack.reports.values.document import Document, Paragraph, Report


def lines(standing: Standing) -> tuple[str, ...]:
    """Five lines: how it stands, and the commands to begin with, in their order."""
    plan, month = standing.plan, Period.of(min(standing.clock.as_of, standing.plan.ends_on))
    begins = min((duty.since for each in plan.targets for duty in (*each.duties, *each.unit_duties)), default=month)
    if begins.month > 1 and begins.year == plan.year:
        more = f"1{f'—{begins.month - 1}' * (begins.month > 2)}月的数可以补报，不算迟"
    elif standing.clock.closed_months:
        more = f"以前月份不补报的，init 再加 --since {month}"
    else:
        more = "先看样子（数据虚构）：jytrack demo 演示库.db"
    return (
        f"已装入{len(plan.tasks)}项任务、{len(plan.targets)}项指标，还没有填报数，也没有办理记录。先做：",
        f"1. 发空表：jytrack target template --all --period {month} -o 下发",
        "2. 收回来的表放进一个文件夹，先检查：jytrack target import 收表 --dry-run",
        "3. 定牵头、交办：jytrack task own；jytrack task assign --all-tasks",
        f"4. 看结果：jytrack report；{more}",
    )


def on_first_day(page: Report, standing: Standing) -> Report:
    """The page, with these lines in the place of its own where nothing is on record; what programs read stays."""
    if not standing.is_new:
        return page

    def document() -> Document:
        made = page.document
        return replace(made, blocks=(Paragraph("\n".join(lines(standing))),))

    return Report(document, lambda: page.data)
