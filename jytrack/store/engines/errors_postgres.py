"""What the troubles of a server are called in Chinese, by their codes: its own words may be of any language."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2

from jytrack.domain.sheets.records import Writer
from jytrack.errors import DatabaseProblem, JytrackError, OutputProblem
from jytrack.store.values.address import Server

_WAITED = {"55P03", "57014", "40P01", "40001"}
_IDLE = "25P03"
_GONE = ("57P", "08")
_FULL = "53"
_STANDBY = "25006"
_NO_RIGHT = "42501"
_OTHER_NAME = "28000"
_THIS_MACHINE = "服务器本机"


@contextmanager
def connecting(where: Server) -> Iterator[None]:
    """Turn what stands in the way of a connection into a user error: the driver gives no code for most of it."""
    try:
        yield
    except psycopg2.Error:
        raise DatabaseProblem(
            f"连不上服务器 {where}；请检查地址、网络、数据库名、用户和密码（~/.pgpass），再用 jytrack db info 试"
        ) from None


@contextmanager
def explaining(where: Server) -> Iterator[None]:
    """Turn the server's own errors into the user errors of the exit-code table."""
    try:
        yield
    except psycopg2.Error as error:
        explained = _explained(error, where)
        if explained is None:
            raise
        raise explained from error


def is_gone(error: psycopg2.Error) -> bool:
    """Whether the connection broke; the driver gives no code then, and no class of its own while it has not noticed."""
    code = error.pgcode or ""
    unnoticed = type(error) is psycopg2.DatabaseError
    nameless = not code and (unnoticed or isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError))
    return nameless or code == _IDLE or code.startswith(_GONE)


def occupied(where: Server, writer: Writer | None) -> DatabaseProblem:
    """What is said to who waited for another writer in vain."""
    return DatabaseProblem(f"数据库 {where} 正被{_named(writer)}占用，未作改动；请稍后重试，查看它用 jytrack db info")


def no_right(where: Server) -> OutputProblem:
    """What is said to who may not do what it asked for."""
    return OutputProblem(
        f"在服务器 {where} 上没有这项权限，未作改动；建库、装方案、升级、恢复只有所有者能做，别的"
        f"请管理员授权：jytrack db grant {where.login or '登录名'} --read（或 --write）"
    )


def _explained(error: psycopg2.Error, where: Server) -> JytrackError | None:
    """The user error for a trouble with the server; None for a bug."""
    code = error.pgcode or ""
    if is_gone(error):
        return DatabaseProblem(f"与服务器 {where} 的连接断了，未作改动；请重试，查看它用 jytrack db info")
    if code in _WAITED:
        return occupied(where, None)
    if code.startswith(_FULL):
        return OutputProblem(f"服务器 {where} 的空间或连接数不足，未作改动；请管理员处理后用 jytrack db check 检查")
    if code == _STANDBY:
        return OutputProblem(f"服务器 {where} 是只读的备用服务器，未作改动；请用 --db 指定主服务器")
    if code == _NO_RIGHT:
        return no_right(where)
    if code == _OTHER_NAME:
        return OutputProblem(
            f"在服务器 {where} 上只能以自己的登录名登记，未作改动；"
            "请在地址里写明登录名：--db 'postgresql://登录名@主机/数据库'"
        )
    return None


def _named(writer: Writer | None) -> str:
    """Who it is, as far as that is known."""
    if writer is None:
        return "另一个程序"
    if writer.since is None or writer.address is None:
        return f" {writer.login} "
    return f" {writer.login}（{writer.address or _THIS_MACHINE}，自{writer.since:%Y-%m-%d %H:%M:%S}起）"
