"""`init`: what was made, upgraded or changed."""

from collections.abc import Sequence
from functools import partial

from jytrack.domain.sheets.records import FileProblem, SettingChange
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Cell, Column, Document, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header

_CHANGES = (
    Column("设置", shrink=True),
    Column("原来", shrink=True),
    Column("现在", shrink=True),
    Column("处理", shrink=True),
)
_PROBLEMS = (
    Column("文件"),
    Column("行", right=True),
    Column("列", shrink=True),
    Column("填的是", shrink=True),
    Column("问题", shrink=True),
)
_THRESHOLDS = "亮灯标准"
"""What the settings log calls thresholds, of which a folder tells those that differ from the default."""


@valueclass
class InitOutcome:
    """What `init` found and left: `revision_before` None when the database was made new.

    `plan_is_new` when the plan was loaded for the first time; `backup` is the copy made before an upgrade. `left_open`
    says of which finished tasks the folder now lists milestones that are not done. After a `dry_run` all this is what
    would be, and what the plan leaves to be confirmed.
    """

    path: str
    plan: str
    title: str
    tasks: int
    targets: int
    plan_is_new: bool
    revision_before: str | None
    revision: str
    backup: str | None = None
    changes: Sequence[SettingChange] = ()
    left_open: Sequence[str] = ()
    dry_run: bool = False


def report(outcome: InitOutcome) -> Report:
    """What was done, which settings changed, and what has to be changed in another way."""
    return Report(partial(_document, outcome), partial(_data, outcome))


def _document(outcome: InitOutcome) -> Document:
    done = "将更新" if outcome.dry_run else "已更新"
    table = Table(_CHANGES, tuple(_change_row(change, done) for change in outcome.changes))
    return Document(
        title=outcome.title,
        blocks=(Paragraph("\n".join(_sentences(outcome))), *((table,) if table.rows else ())),
        sheet=table,
    )


def _data(outcome: InitOutcome) -> JsonObject:
    changes: list[JsonValue] = [
        {"subject": item.subject, "before": item.before, "after": item.after, "instead": item.instead or None}
        for item in outcome.changes
    ]
    return {
        **header(outcome.plan, None),
        "path": outcome.path,
        "revision_before": outcome.revision_before,
        "revision": outcome.revision,
        "backup": outcome.backup,
        "plan_is_new": outcome.plan_is_new,
        "dry_run": outcome.dry_run,
        "tasks": outcome.tasks,
        "targets": outcome.targets,
        "rows": changes,
    }


def refused_report(folder: str, problems: Sequence[FileProblem]) -> Report:
    """Everything that is wrong with a plan folder, by file, row and column; nothing was loaded."""
    return Report(partial(_refused_document, folder, problems), partial(_refused_data, folder, problems))


def _refused_document(folder: str, problems: Sequence[FileProblem]) -> Document:
    rows: list[tuple[Cell, ...]] = [
        (item.file, "" if item.row is None else item.row, item.column or "", item.value or "", item.message)
        for item in problems
    ]
    words = (
        f"没有装入：共{len(problems)}处须改正；改好先检查：jytrack plan check {folder}，"
        f"没有错再装入：jytrack init --seed {folder}"
    )
    whole = Table(_PROBLEMS, tuple(rows))
    listed = Table(_PROBLEMS, tuple(row for row, item in zip(rows, problems, strict=True) if not _is_paper(item)))
    papers = "\n".join(_paper_line(item) for item in problems if _is_paper(item))
    blocks = (*((Paragraph(papers),) if papers else ()), *((listed,) if listed.rows else ()))
    return Document("方案文件夹有误", (Paragraph(words), *blocks), sheet=whole)


def _is_paper(problem: FileProblem) -> bool:
    """Whether it is one of a text or a letterhead, which have neither columns nor cells."""
    return problem.file.endswith((".txt", ".docx"))


def _paper_line(problem: FileProblem) -> str:
    """The problem on one line, as its file has lines."""
    line = f" 第{problem.row}行" if problem.row else ""
    return f"{problem.file}{line}：{problem.message}"


def _refused_data(folder: str, problems: Sequence[FileProblem]) -> JsonObject:
    listed: list[JsonValue] = [
        {"file": item.file, "row": item.row, "column": item.column, "value": item.value, "message": item.message}
        for item in problems
    ]
    return {**header(None, None), "folder": folder, "rows": listed}


def _change_row(change: SettingChange, done: str) -> tuple[Cell, ...]:
    handled = f"未改，请用 {change.instead}" if change.instead else done
    nothing = "（默认）" if change.subject.startswith(_THRESHOLDS) else "（无）"
    return change.subject, _short(change.before) or nothing, _short(change.after) or nothing, handled


def _short(text: str) -> str:
    """What was said; of a whole page how long it is."""
    lines = text.splitlines()
    return f"共{len(lines)}行{len(text)}字" if len(lines) > 1 else text


def _sentences(outcome: InitOutcome) -> list[str]:
    """What a clerk should know, one sentence a line."""
    if outcome.dry_run:
        return _rehearsal(outcome)
    lines = [f"{'已建立' if outcome.revision_before is None else '使用'}数据库 {outcome.path}"]
    if outcome.revision_before not in (None, outcome.revision):
        lines.append(f"结构已从{outcome.revision_before}升级到{outcome.revision}，升级前的备份在 {outcome.backup}")
    if outcome.plan_is_new:
        lines.append(
            f"已装入方案 {outcome.plan}：{outcome.tasks}项任务、{outcome.targets}项指标；先做什么：jytrack report"
        )
    elif outcome.changes:
        applied = sum(1 for change in outcome.changes if not change.instead)
        left = len(outcome.changes) - applied
        lines.append(f"方案 {outcome.plan} 有{applied}处设置已更新，改动已记入日志")
        lines += [f"另有{left}处不能这样改，见下表"] if left else []
    else:
        lines.append(f"方案 {outcome.plan} 没有变化")
    return [*lines, *outcome.left_open]


def _rehearsal(outcome: InitOutcome) -> list[str]:
    """The same of what was only tried."""
    lines = [f"只检查，没有写入：方案 {outcome.plan} 没有错误，{outcome.tasks}项任务、{outcome.targets}项指标"]
    if outcome.revision_before is None:
        lines.append(f"数据库 {outcome.path} 还没有建立，或者要先升级；jytrack init 会建立或升级，并装入")
    elif not outcome.plan_is_new:
        lines.append(f"将更新{len(outcome.changes)}处设置，见下表" if outcome.changes else "与上次装入的相同")
    return [*lines, *outcome.left_open]
