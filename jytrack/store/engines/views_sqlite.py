"""What views say in the words of SQLite: stored values as people and other programs read them, lists as one text."""

_MILLION = 1_000_000
_UTC_TO_SHANGHAI = "'+8 hours'"


def figure(column: str) -> str:
    """A stored quantity, in whole ten-thousandths, as a decimal."""
    return f"{column} / 10000.0"


def moment(column: str) -> str:
    """A stored moment, in microseconds, as an ISO time of the office's zone, as Python writes it."""
    second = f"strftime('%Y-%m-%dT%H:%M:%S', {column} / {_MILLION}, 'unixepoch', {_UTC_TO_SHANGHAI})"
    fraction = f"CASE WHEN {column} % {_MILLION} = 0 THEN '' ELSE printf('.%06d', {column} % {_MILLION}) END"
    return f"{second} || {fraction} || '+08:00'"


def month(column: str) -> str:
    """A stored period, the number yyyymm, as 2023-06."""
    return f"printf('%04d-%02d', {column} / 100, {column} % 100)"


def listed(name: str, query: str) -> str:
    """The column `name` of the rows of `query`, in their order, as one text."""
    return f"(SELECT group_concat({name}, '、') FROM ({query}) AS listed)"  # noqa: S608 - the parts are our own


def statement(name: str, query: str) -> str:
    """The statement that lays the view `name`."""
    return f"CREATE VIEW {name} AS {' '.join(query.split())}"
