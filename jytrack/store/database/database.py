"""The database and its transactions. Daily commands load the driver only, neither SQLModel nor Alembic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jytrack.errors import DatabaseProblem, JytrackError
from jytrack.store.database import chain
from jytrack.store.database.schema import require_head
from jytrack.store.engines.engine import WAIT_SECONDS, engine_at
from jytrack.store.engines.session import Session
from jytrack.store.values.address import Address, address_of, default_path
from jytrack.store.values.encoding import Damaged

__all__ = ["Database", "Session", "default_path"]


class Database:
    """One database; each transaction checks the schema first, with two small questions.

    Opening raises DatabaseProblem when it is missing, foreign, damaged, locked, or of another revision, and so does
    reading a value that no program of ours wrote; OutputProblem when it cannot be written.
    """

    def __init__(self, where: Address | Path, wait: float = WAIT_SECONDS) -> None:
        """The database at `where`, a path alone being a file's; `wait` is how many seconds to wait for a writer."""
        self.where = address_of(where)
        self._engine = engine_at(self.where, wait)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One state of the database, whatever others write meanwhile."""
        with self._naming_damage(), self._engine.reading() as session:
            require_head(session, self.where)
            yield session

    @contextmanager
    def writing(self, *, keep: bool = True, bulk: str = "") -> Iterator[Session]:
        """The one writer's transaction: committed at its end, undone by any exception, or when not to `keep`.

        What is to be kept may be decided on the way: see `Session.keep`. What was written becomes a link of the chain.
        `bulk`: see `Engine.writing`.
        """
        with self._naming_damage(), self._engine.writing(bulk) as session:
            require_head(session, self.where)
            session.keep = keep
            yield session
            if session.keep:
                chain.close_act(session)

    @contextmanager
    def _naming_damage(self) -> Iterator[None]:
        """Say in one line which row is damaged, where a transaction failed because of one.

        An error of which the rows are no cause is a bug, and stays what it is: they are looked through, as they are
        without what the failed transaction wrote, before anything is said of them.
        """
        try:
            yield
        except JytrackError:
            raise
        except Exception as error:
            from jytrack.store.database.diagnosis import damage

            with self._engine.reading() as session:
                found = None if session.is_refusal(error) else next(damage(session), None)
            if found is None and not isinstance(error, Damaged):
                raise
            raise DatabaseProblem(
                f"数据库 {self.where} 的内容已损坏{f'：{found}' if found else ''}；"
                "请用 jytrack db check 查明，再从备份恢复：jytrack db restore 备份文件"
            ) from error
