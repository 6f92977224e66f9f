"""Who may read a database on a server, and who may write."""

from jytrack.errors import NotFound, OutputProblem
from jytrack.store.database import guards
from jytrack.store.database.schema import head_revision, require_head
from jytrack.store.engines.engine import server_engine
from jytrack.store.values.address import Server


def grant(where: Server, login: str, *, writes: bool) -> None:
    """Let `login` read the database at `where`, or also write, and no more than that.

    NotFound where the server knows no such login; OutputProblem where the one who asks does not own the database, and
    where its owner is asked for, whose rights are all there are.
    """
    with server_engine(where).writing() as session:
        require_head(session, where)
        owner = session.catalog.owner()
        if not session.catalog.owns():
            raise OutputProblem(
                f"数据库 {where} 的所有者是 {owner}，只有所有者能授权；"
                f"请用 --db 'postgresql://{owner}@主机/数据库' 再运行 jytrack db grant"
            )
        if not session.catalog.knows(login):
            raise NotFound(f"服务器上没有登录名“{login}”；请管理员先建：createuser {login}，再运行 jytrack db grant")
        if login == owner:
            raise OutputProblem(
                f"{login} 是数据库 {where} 的所有者，本来就什么都能做；别的登录名用 jytrack db grant 登录名"
            )
        session.grant(login, guards.laid(head_revision(), session.catalog.columns), writes=writes)
