"""`db info` and `db check`: where the database is, what it holds, whether it is sound."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from jytrack.domain.sheets.records import ChainEnd, DatabaseCheck, DatabaseInfo, LogEnd, PrintedCode, Writer
from jytrack.domain.values.numerals import date_text, plain
from jytrack.reports.values.document import Cell, Column, Document, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment, strings
from jytrack.reports.values.phrases import moment_text

_ITEMS = (Column("项目"), Column("内容", shrink=True))
_FINDINGS = (Column("问题", shrink=True),)
_COUNTED = (
    ("department", "单位", "个"),
    ("task", "任务", "项"),
    ("target", "指标", "项"),
    ("reading", "填报数（连同更正前的）", "条"),
    ("import_batch", "导入和登记", "次"),
)
_KIB = 1024
_PATHS = 5
_SHOWN = 12
"""How many digits of a hash are printed, as on the pages that are to be compared."""
_LOOKED_AT = Paragraph(
    "查的是：文件结构，每个值读不读得懂，记录之间的引用，填报数的更正历史，防改触发器，材料，留存的原件，\n"
    "每次写入的内容（填报数、目标、进度、分解、方案、督办日志）和表结构有没有被改、被删。\n"
    "查不出的是：整个数据库换成了以前的，删了末尾几次写入又改回计数的，改后把校验码全部重算的；\n"
    "这些要拿打印页上的校验码核对：jytrack db check --code 校验码",
    quiet=True,
)


def info_report(info: DatabaseInfo) -> Report:
    """What the database is and holds."""
    return Report(partial(_info_document, info), partial(_info_data, info))


def _info_document(info: DatabaseInfo) -> Document:
    rows: list[tuple[Cell, ...]] = [
        ("数据库", info.path),
        ("大小", f"{plain(-(-info.size // _KIB))} KB"),
        ("结构版本", info.revision),
        ("方案", "、".join(info.plans) or "还没有"),
        *((name, f"{info.counts[table]}{unit}") for table, name, unit in _COUNTED),
        ("督办日志", _log_text(info.log)),
        ("台账", _chain_text(info.chain)),
        ("最近登记", moment_text(info.last_import) if info.last_import else "还没有"),
        *([("正在写入", _writer_text(info.writer))] if info.writer else []),
    ]
    return Document("数据库概况", (Table(_ITEMS, tuple(rows)),))


def _writer_text(writer: Writer) -> str:
    """Who writes at this moment."""
    if writer.since is None or writer.address is None:
        return writer.login
    return f"{writer.login}（{writer.address or '服务器本机'}，自{moment_text(writer.since)}起）"


def _info_data(info: DatabaseInfo) -> JsonObject:
    return {
        **header(None, None),
        "path": info.path,
        "size_bytes": info.size,
        "revision": info.revision,
        "counts": {**info.counts},
        "last_recorded_at": moment(info.last_import),
        **_log_values(info.log),
        **_chain_values(info.chain),
        "writer": info.writer.login if info.writer else None,
        "writer_address": info.writer.address if info.writer else None,
        "writer_since": moment(info.writer.since if info.writer else None),
        "rows": strings(info.plans),
    }


def check_report(check: DatabaseCheck) -> Report:
    """Whether the database is sound, everything that was found wrong, and what printed codes are still good for."""
    missed = (f"台账里没有校验码 {code}：没抄错、没用错数据库的话，打印以后有记录被删或被改" for code in _absent(check))
    findings = (*check.wrong, *missed, *check.lost)
    return Report(partial(_check_document, check, findings), partial(_check_data, check, findings))


def _check_document(check: DatabaseCheck, findings: tuple[str, ...]) -> Document:
    table = Table(_FINDINGS, tuple((finding,) for finding in findings))
    told = [f"{check.path}：{f'发现{len(findings)}处问题' if findings else '完好'}"]
    if check.bundled is not None:
        told.append(f"备份里有数据库和{check.bundled}份材料，都与清单相符")
    told += [f"督办日志{_log_text(check.log)}"] if check.log else []
    told += [f"台账{_chain_text(check.chain)}"] if check.chain else []
    told += [_code_text(code) for code in check.codes if code.known]
    told += _notices(check)
    wrong = (table, Paragraph("\n".join(_remedies(check)))) if findings else ()
    blocks = (Paragraph("\n".join(told)), *wrong, *((_LOOKED_AT,) if check.log and not check.codes else ()))
    return Document("数据库检查", blocks, sheet=table)


def _check_data(check: DatabaseCheck, findings: tuple[str, ...]) -> JsonObject:
    return {
        **header(None, None),
        "path": check.path,
        "sound": check.sound,
        **_log_values(check.log),
        **_chain_values(check.chain),
        "codes": [_code_values(code) for code in check.codes],
        "ahead_of_clock": [moment(each) for each in check.ahead],
        "left_behind": [str(path) for path in check.left],
        "bundled_evidence": check.bundled,
        "unnamed_evidence": [str(path) for path in check.unnamed],
        "rows": strings(findings),
    }


def _notices(check: DatabaseCheck) -> Iterator[str]:
    """What is no fault of the database, and worth knowing."""
    if check.ahead:
        yield (
            f"有{len(check.ahead)}个登记时间比现在还晚，最晚{moment_text(check.ahead[-1])}："
            "登记那时或现在的电脑时钟不准，请校准；数照常计入"
        )
    if check.left:
        yield (
            f"有{len(check.left)}个临时文件，正在写的，或程序被强行结束时留下的；"
            "一小时没动过的可删：jytrack db check --tidy\n" + _listed(check.left)
        )
    if check.unnamed:
        yield (
            f"evidence 里有{len(check.unnamed)}个文件，这个数据库没有记录提到；"
            f"同一文件夹里别的数据库也不用的，可删\n{_listed(check.unnamed)}"
        )


def _listed(paths: Sequence[Path]) -> str:
    """So many of the paths as are worth reading, a line each."""
    shown = [f"  {path}" for path in paths[:_PATHS]]
    return "\n".join((*shown, *([f"  …… 共{len(paths)}个"] if len(paths) > _PATHS else ())))


def _absent(check: DatabaseCheck) -> list[str]:
    """The printed codes that the database does not hold."""
    return [code.code for code in check.codes if not code.known]


def _remedies(check: DatabaseCheck) -> Iterator[str]:
    """What helps against what was found."""
    if check.wrong and check.bundled is not None:
        yield "请换一份备份"
    elif check.wrong:
        yield "可用备份恢复：jytrack db restore 备份文件"
    if _absent(check):
        yield "校验码没抄错的，从打印以后做的备份恢复，再核对一次：jytrack db restore 备份文件"
    if check.lost:
        if check.bundled is None:
            yield (
                f"材料用 .zip 备份恢复：jytrack db restore 备份.zip；只有 .db 备份的，"
                f"请把另存的 evidence 文件夹放回 {check.evidence}"
            )
        else:
            yield "备份的时候这些材料就不在了；以前的备份里可能还有：jytrack db check 备份文件"


def _log_text(log: LogEnd) -> str:
    """How long the log is, and its last entry."""
    if not log.entries:
        return "尚无记录"
    return f"{log.entries}条，末条{_day(log.recorded_at)}登记，校验码 {log.head[:_SHOWN]}"


def _chain_text(chain: ChainEnd) -> str:
    """How many acts of writing there were, and the last."""
    return f"{chain.acts}次写入，末次{_day(chain.recorded_at)}，校验码 {chain.head[:_SHOWN]}"


def _day(recorded_at: datetime | None) -> str:
    """The day of a moment."""
    return date_text(recorded_at.date() if recorded_at else None)


def _log_values(log: LogEnd | None) -> JsonObject:
    """The same for programs; null where the log could not be looked at or is empty."""
    return {
        "log_entries": log.entries if log else None,
        "log_recorded_at": moment(log.recorded_at) if log else None,
        "log_head": log.head or None if log else None,
    }


def _chain_values(chain: ChainEnd | None) -> JsonObject:
    """The same of all acts of writing."""
    return {
        "chain_acts": chain.acts if chain else None,
        "chain_recorded_at": moment(chain.recorded_at) if chain else None,
        "chain_head": chain.head or None if chain else None,
    }


def _code_text(code: PrintedCode) -> str:
    """What a page with a known code pins."""
    if code.issued:
        state = "底稿、定稿和数据都在，没有动过" if code.intact else "留下的数据或文件被改动，见下表"
        return f"{code.code[:_SHOWN]}：是{code.issued}的数据指纹，{state}"
    at = moment_text(code.recorded_at) if code.recorded_at else "时间不明"
    if code.act is not None:
        state = "到这一次为止都没有改动" if code.intact else "到这一次为止有改动，见下表"
        since = f"之后又写入{code.later}次" if code.later else "之后没有新写入"
        return f"校验码 {code.code[:_SHOWN]}：是台账第{code.act}次写入（{at}），{state}；{since}"
    state = "到这一条为止都没有改动" if code.intact else "到这一条为止有改动，见下表"
    since = f"之后又记了{code.later}条" if code.later else "之后没有新记录"
    return f"校验码 {code.code[:_SHOWN]}：是日志第{code.entry}条（{at}登记），{state}；{since}"


def _code_values(code: PrintedCode) -> JsonObject:
    """The same for programs; `act` and `entry` null where the database lacks it."""
    return {
        "code": code.code,
        "act": code.act,
        "entry": code.entry,
        "publication": code.issued or None,
        "recorded_at": moment(code.recorded_at),
        "intact": code.intact,
        "later": code.later,
    }
