"""What goes in comes out, and what would lose something is refused."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
from sqlalchemy.types import TypeEngine

from jytrack.domain.values.period import Period
from jytrack.store.values.columns import Figure, Moment, PeriodNumber, Share
from jytrack.store.values.encoding import FOREVER, SHANGHAI, moment_number, moment_of

ENGINE = create_engine("sqlite://")
TABLES = {kind: Table(kind.__name__, MetaData(), Column("it", kind)) for kind in (Figure, Moment, PeriodNumber, Share)}
for table in TABLES.values():
    table.create(ENGINE)

NAIVE = datetime(2023, 6, 30)  # noqa: DTZ001 - what is refused
FIRST, LAST = NAIVE.replace(year=1900), NAIVE.replace(year=9000)

zones = st.integers(-12, 12).map(lambda hours: timezone(timedelta(hours=hours)))
values = st.one_of(
    st.tuples(st.just(Figure), st.integers(-(10**18), 10**18).map(lambda number: Fraction(number, 10_000))),
    st.tuples(st.just(Moment), st.datetimes(FIRST, LAST, timezones=zones)),
    st.tuples(st.just(PeriodNumber), st.builds(Period, st.integers(1, 9998), st.integers(1, 12))),
    st.tuples(st.just(Share), st.fractions(0, 1)),
    st.tuples(st.sampled_from(list(TABLES)), st.none()),
)


@given(values)
def test_round_trip(case: tuple[type[TypeEngine[object]], object]) -> None:
    kind, value = case
    with ENGINE.connect() as connection:  # rolled back
        connection.execute(insert(TABLES[kind]), {"it": value})
        assert connection.execute(select(TABLES[kind])).scalar_one() == value


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        (Figure, Fraction(11, 2), 55_000),
        (Moment, datetime(1970, 1, 1, 8, 0, 1, tzinfo=SHANGHAI), 1_000_000),
        (PeriodNumber, Period(2023, 6), 202306),
        (Share, Fraction(4, 12), "1/3"),
    ],
)
def test_stored_form(kind: type[TypeEngine[object]], value: object, stored: object) -> None:
    with ENGINE.connect() as connection:
        connection.execute(insert(TABLES[kind]), {"it": value})
        assert connection.exec_driver_sql(f"SELECT it FROM {kind.__name__}").scalar_one() == stored


@pytest.mark.parametrize(("kind", "value"), [(Figure, Fraction(1, 3)), (Moment, NAIVE)])
def test_what_would_lose_something_is_refused(kind: type[TypeEngine[object]], value: object) -> None:
    with ENGINE.connect() as connection, pytest.raises(Exception, match=r"decimals|offset"):
        connection.execute(insert(TABLES[kind]), {"it": value})


def test_forever_is_the_last_moment_of_the_office() -> None:
    assert moment_of(FOREVER) == datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=SHANGHAI)
    assert moment_number(moment_of(FOREVER)) == FOREVER
    assert moment_of(FOREVER).utcoffset() == timedelta(hours=8)
