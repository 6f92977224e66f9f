"""What views say in the words of a server; see `views_sqlite`."""

_MILLION = 1_000_000


def figure(column: str) -> str:
    """A stored quantity, in whole ten-thousandths, as a decimal."""
    return f"CAST({column} AS DOUBLE PRECISION) / 10000"


def moment(column: str) -> str:
    """A stored moment, in microseconds, as an ISO time of the office's zone, as Python writes it."""
    second = (
        f"to_char(TIMESTAMP '1970-01-01 08:00:00' + ({column} / {_MILLION}) * INTERVAL '1 second', "
        "'YYYY-MM-DD\"T\"HH24:MI:SS')"
    )
    fraction = (
        f"CASE WHEN {column} % {_MILLION} = 0 THEN '' ELSE '.' || lpad(CAST({column} % {_MILLION} AS TEXT), 6, '0') END"
    )
    return f"{second} || {fraction} || '+08:00'"


def month(column: str) -> str:
    """A stored period, the number yyyymm, as 2023-06."""
    return f"lpad(CAST({column} / 100 AS TEXT), 4, '0') || '-' || lpad(CAST({column} % 100 AS TEXT), 2, '0')"


def listed(name: str, query: str) -> str:
    """The column `name` of the rows of `query`, in their order, as one text."""
    return f"(SELECT string_agg({name}, '、') FROM ({query}) AS listed)"


def statement(name: str, query: str) -> str:
    """The statement that lays the view `name`."""
    return f"CREATE VIEW {name} AS {' '.join(query.split())}"
