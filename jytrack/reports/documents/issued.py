"""`report issued`: the documents that went out, what is kept of each, and what became of them."""

from collections.abc import Mapping, Sequence
from functools import partial

from jytrack.domain.documents.publication import KeptFile, Publication
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, JsonValue, Report, Table, hinted
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.phrases import known_text

Changed = Mapping[int, int] | None
"""How many targets each document shows otherwise today, by its number; None: nobody asked."""

_COLUMNS = (
    Column("号", right=True),
    Column("期号"),
    Column("文书", shrink=True),
    Column("截至"),
    Column("发布"),
    Column("文号", shrink=True),
    Column("数据指纹"),
    Column("情况", shrink=True),
)
_SHEET = (
    "发布号", "期号", "文书", "发给", "截至日", "数据时间", "发布日期", "文号", "数据指纹", "留存文件", "更正哪号",
    "代替哪号", "发布情况", "变动指标数",
)  # fmt: skip


def report(plan: Plan, clock: Clock, found: Sequence[Publication], changed: Changed) -> Report:
    """All documents of a plan, the first one first."""
    return Report(partial(_document, plan, clock, found, changed), partial(_data, plan, clock, found, changed))


def state(each: Publication, found: Sequence[Publication], changed: Changed) -> str:
    """What became of it."""
    replaced = next((later.number for later in found if later.replaces == each.number), None)
    corrected = [later.number for later in found if later.corrects == each.number and not later.withdrawn]
    parts = [
        "补登" if each.entered else "",
        f"代替第{each.replaces}号" if each.replaces else "",
        f"更正第{each.corrects}号" if each.corrects else "",
        f"已于{date_text(each.withdrawn.on)}收回：{each.withdrawn.note}" if each.withdrawn else "",
        f"已由第{replaced}号代替" if replaced else "",
        f"有更正说明第{'、'.join(map(str, corrected))}号" if corrected else "",
        f"定稿有{len(each.changed_by_hand)}处手改" if each.changed_by_hand else "",
        f"{changed[each.number]}项有变动" if changed and changed.get(each.number) else "",
    ]
    return "；".join(filter(None, parts))


def _document(plan: Plan, clock: Clock, found: Sequence[Publication], changed: Changed) -> Document:
    rows = tuple(
        (
            each.number,
            each.called,
            f"{each.title}{f'（{each.about}）' if each.about and not each.corrects else ''}",
            f"{each.as_of:%Y-%m}",
            f"{each.published_on:%Y-%m-%d}",
            each.stated_no,
            each.fingerprint,
            state(each, found, changed),
        )
        for each in found
    )
    foot = "；原样取出用 jytrack report reissue 号；看后来变了什么用 jytrack report changes 号"
    return Document(
        title=f"{plan.title}：已发布的文书",
        blocks=(
            Table(_COLUMNS, rows, empty="还没有发布过文书。"),
            hinted(f"共{len(found)}件，{known_text(clock)}", foot, quiet=True),
        ),
        sheet=Table(headed(_SHEET), tuple(_sheet_row(each, found, changed) for each in found)),
    )


def _sheet_row(each: Publication, found: Sequence[Publication], changed: Changed) -> tuple[Cell, ...]:
    return (
        each.number, each.called, each.title, each.about or None, moment(each.as_of), moment(each.known_at),
        moment(each.published_on), each.stated_no or None, each.fingerprint,
        "、".join(file.name for file in each.papers), each.corrects, each.replaces, state(each, found, changed) or None,
        changed.get(each.number) if changed else None,
    )  # fmt: skip


def _data(plan: Plan, clock: Clock, found: Sequence[Publication], changed: Changed) -> JsonObject:
    rows: list[JsonValue] = [_json(each, changed) for each in found]
    return {**header(plan.code, clock), "rows": rows}


def _json(each: Publication, changed: Changed) -> JsonObject:
    files: list[JsonValue] = [_file(file) for file in each.papers]
    return {
        "number": each.number,
        "kind": each.kind.value,
        "series": each.series.value,
        "year": each.year,
        "issue": each.issue,
        "about": each.about or None,
        "title": each.title,
        "as_of": moment(each.as_of),
        "known_at": moment(each.known_at),
        "published_on": moment(each.published_on),
        "recorded_at": moment(each.recorded_at),
        "recorded_by": each.recorded_by,
        "document_no": each.stated_no or None,
        "fingerprint": each.fingerprint,
        "program": each.program,
        "files": files,
        "corrects": each.corrects,
        "replaces": each.replaces,
        "entered": each.entered,
        "reason": each.reason or None,
        "withdrawn": moment(each.withdrawn.on) if each.withdrawn else None,
        "changed": changed.get(each.number) if changed is not None else None,
    }


def _file(file: KeptFile) -> JsonObject:
    return {"role": file.role.value, "name": file.name, "sha256": file.sha256}
