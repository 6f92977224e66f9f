"""Which sheet is older than the correction that it would replace."""

from datetime import date, datetime, timedelta, timezone

import pytest

from jytrack.domain.sheets.correcting import Age, LastCorrection, Proof, age_of, older_by
from jytrack.domain.sheets.receipts import DayFrom, Received

CHINA = timezone(timedelta(hours=8))


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2023, 7, day, hour, tzinfo=CHINA)


def stated(day: int) -> Received:
    return Received(date(2023, 7, day), DayFrom.FOLDER)


def today(day: int) -> Received:
    return Received(date(2023, 7, day), DayFrom.TODAY)


@pytest.mark.parametrize(
    ("received", "since", "corrected", "older"),
    [
        # The correction was recorded on the 10th at 10, of a sheet that was received on that day.
        pytest.param(stated(9), at(20), 10, Proof.RECEIVED, id="received on an earlier day"),
        pytest.param(stated(9), None, 10, Proof.RECEIVED, id="typed by hand for an earlier day"),
        pytest.param(today(10), None, 10, None, id="typed by hand today"),
        pytest.param(today(12), at(9), 10, Proof.MODIFIED, id="comes today, was there before"),
        pytest.param(today(10), at(10, 11), 10, None, id="made an hour after the correction"),
        pytest.param(stated(10), at(10, 9), 10, Proof.MODIFIED, id="of the same day, made an hour before it"),
        pytest.param(stated(10), at(10, 10), 10, None, id="made at that very moment"),
        # … of a sheet that was received on the 6th and taken in on the 10th.
        pytest.param(stated(9), at(9), 6, None, id="a week's sheets taken in one after the other"),
        pytest.param(stated(9), at(6, 12), 6, Proof.MODIFIED, id="received later, but was there on the day"),
        pytest.param(today(10), at(9), 6, Proof.MODIFIED, id="no day stated: the moment of recording counts"),
        pytest.param(stated(6), at(9), 6, Proof.MODIFIED, id="of the same day: the moment of recording counts"),
        # … and of one whose day was put right to the 12th afterwards.
        pytest.param(stated(13), at(11), 12, None, id="the moment of recording is the earlier one"),
    ],
)
def test_older(received: Received, since: datetime | None, corrected: int, older: Proof | None) -> None:
    last = LastCorrection("李四", at(10, 10), date(2023, 7, corrected), "核实")
    assert older_by(Age(received, since, Proof.MODIFIED), last) is older


def test_the_earliest_proof_counts() -> None:
    shown = {Proof.IMPORTED: None, Proof.SAVED: at(3), Proof.MODIFIED: at(4)}
    assert age_of(today(9), shown) == Age(today(9), at(3), Proof.SAVED)
    assert age_of(today(9), {**shown, Proof.IMPORTED: at(2)}).shown_by is Proof.IMPORTED
    assert age_of(today(9), dict.fromkeys(Proof)) == Age(today(9))
