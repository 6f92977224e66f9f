"""What the troubles of a server are called in Chinese, by their codes: its own words may be of any language."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2

from jytrack.errors import DatabaseProblem, JytrackError, OutputProblem
from jytrack.store.values.address import Server

_WAITED = {"55P03", "57014", "40P01", "25P03"}
_GONE = ("57P", "08")
_FULL = "53"
_TOO_MANY = {"53300"}
_STANDBY = "25006"
_NO_RIGHT = "42501"


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


def _explained(error: psycopg2.Error, where: Server) -> JytrackError | None:
    """The user error for a trouble with the server; None for a bug."""
    code = error.pgcode or ""
    if code in _WAITED:
        return DatabaseProblem(f"数据库 {where} 正被另一个程序占用，请稍后重试；查看它用 jytrack db info")
    if code.startswith(_GONE) or (not code and isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError)):
        return DatabaseProblem(f"与服务器 {where} 的连接断了；请用 jytrack db info 查看，再重试")
    if code in _TOO_MANY or code.startswith(_FULL):
        return OutputProblem(f"服务器 {where} 的空间或连接数不足，未作改动；请管理员处理后用 jytrack db check 检查")
    if code == _STANDBY:
        return OutputProblem(f"服务器 {where} 是只读的备用服务器，未作改动；请用 --db 指定主服务器")
    if code == _NO_RIGHT:
        return OutputProblem(f"在服务器 {where} 上没有这项权限，未作改动；请管理员授权：见 docs/server.md")
    return None
