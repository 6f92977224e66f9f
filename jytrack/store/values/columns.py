"""Column types: what the models hold as domain values, the database holds as exact integers and plain text."""

from datetime import datetime
from fractions import Fraction

from sqlalchemy import BigInteger, Dialect, Enum, Integer, String
from sqlalchemy.types import TypeDecorator

from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import Word
from jytrack.store.values.encoding import exact_of, moment_number, moment_of, month_of, share_text


class Figure(TypeDecorator[Fraction]):
    """An exact number of at most four decimals, as whole ten-thousandths so that SQL sums are exact too."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The stored integer; ValueError beyond four decimals."""
        return None if value is None else quantity(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Fraction | None:  # noqa: ARG002
        """The exact number."""
        return None if value is None else exact_of(value)


class Moment(TypeDecorator[datetime]):
    """A moment with a zone, as microseconds in UTC; it comes back in the office's zone."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The stored integer; TypeError for a moment without a zone."""
        return None if value is None else moment_number(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment."""
        return None if value is None else moment_of(value)


class PeriodNumber(TypeDecorator[Period]):
    """A calendar month, as the number yyyymm."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Period | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The stored number."""
        return None if value is None else value.number

    def process_result_value(self, value: int | None, dialect: Dialect) -> Period | None:  # noqa: ARG002
        """The period."""
        return None if value is None else month_of(value)


class Share(TypeDecorator[Fraction]):
    """An exact fraction, as the text n/d: a third stays a third."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The stored text."""
        return None if value is None else share_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:  # noqa: ARG002
        """The fraction."""
        return None if value is None else Fraction(value)


def word(kind: type[Word], column: str) -> Enum:
    """A closed vocabulary, stored by code, with a CHECK named after its `column`."""
    return Enum(
        kind,
        name=column,
        values_callable=lambda words: [each.value for each in words],
        native_enum=False,
        create_constraint=True,
        length=32,
    )
