"""What is wrong with the rows of a database, in one Chinese line each: asked when a row could not be made sense of."""

from collections.abc import Iterator

from jytrack.store.database import chain, recount
from jytrack.store.database.misfits import misfits, missing
from jytrack.store.engines.session import Session
from jytrack.store.values.encoding import told_moment

__all__ = ["damage", "dangling", "misfits", "missing", "not_as_written"]


def damage(session: Session) -> Iterator[str]:
    """All that shows that the rows are not those that the program wrote, what names it most closely first."""
    session.lenient()  # names of columns may be damaged too
    if not session.catalog.is_sound():
        yield "文件的结构坏了"
        return
    lacking = list(missing(session))
    yield from lacking
    if not lacking:
        yield from misfits(session)
        yield from dangling(session)
        yield from map(not_as_written, recount.faults(session))


def dangling(session: Session) -> Iterator[str]:
    """References to rows that are not there."""
    for table, parent, count in session.catalog.dangling():
        yield f"表 {table} 有{count}行指向表 {parent} 中不存在的记录"


def not_as_written(fault: recount.Fault) -> str:
    """What of an act's writing was changed."""
    moment = told_moment(fault.recorded_at) if fault.recorded_at is not None else None
    act = f"第{fault.act}次写入{f'（{moment:%Y-%m-%d %H:%M}）' if moment else ''}"
    table, _, closed = (fault.subject or "").partition(":")
    if not table:
        return f"{act}的校验码被改动，或它之前有缺失"
    if table == chain.SCHEMA:
        return f"表、索引或触发器被改动，不是{act}时的样子"
    if fault.act is None:
        return f"表 {table} 有不是本程序写入的内容"
    if fault.rewritten:
        return f"表 {table} 被改动，不是{act}时的样子"
    return f"{act}在表 {table} {'作废的行' if closed else '写下的内容'}被改动、添加或删除"
