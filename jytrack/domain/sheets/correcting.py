"""Corrections of what is on record, and whether a sheet was there before the correction that it would replace."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from jytrack.domain.figures.reading import Entry
from jytrack.domain.sheets.receipts import DayFrom, Received
from jytrack.domain.values.words import Word


class Proof(Word):
    """What shows that a sheet had been there before a correction."""

    RECEIVED = "received", "收到日期"
    IMPORTED = "imported", "以前导入过"
    SAVED = "saved", "表里记的保存时间"
    MODIFIED = "modified", "文件的修改时间"


class Age(NamedTuple):
    """When a sheet was received, and the earliest moment at which it is shown to have been as it is, and by what.

    `since` None: nothing shows it, as of what was typed by hand.
    """

    received: Received
    since: datetime | None = None
    shown_by: Proof = Proof.RECEIVED


class LastCorrection(NamedTuple):
    """What put a reading in force in the place of another: who, when, received on which day, for what reason."""

    by: str
    at: datetime
    received_on: date
    reason: str


class Correction(NamedTuple):
    """That figures of `before`, the reading on record, are replaced by those of `entry`; `fields` are their names.

    `last` put that reading there in the place of another; `older` shows that the sheet of `entry` was there before.
    """

    entry: Entry
    before: Entry
    fields: tuple[Word, ...]
    last: LastCorrection | None = None
    older: Proof | None = None


def age_of(received: Received, shown: dict[Proof, datetime | None]) -> Age:
    """The age of a sheet of which each proof shows that it was there by some moment, or (None) shows nothing."""
    found = [(moment, proof) for proof, moment in shown.items() if moment is not None]
    if not found:
        return Age(received)
    since, shown_by = min(found, key=lambda each: each[0])
    return Age(received, since, shown_by)


def older_by(age: Age, last: LastCorrection) -> Proof | None:
    """What shows that the sheet was there before the correction that it would replace; None: nothing does.

    Received days come first, because they are the office's own statement: a sheet that came on an earlier day is older.
    Else it is older when it was there, as it is, before the correction was recorded; of one that was received on a
    later day, by a statement and not for want of one, before the day of the correction was over.
    """
    received = age.received
    if received.day < last.received_on:
        return Proof.RECEIVED
    later = received.day > last.received_on and received.by is not DayFrom.TODAY
    over = datetime.combine(last.received_on + timedelta(days=1), time(), last.at.tzinfo)
    before = min(over, last.at) if later else last.at
    return age.shown_by if age.since is not None and age.since < before else None
