"""What a column's heading says, level by level: whom, what, when, which figure, and in which measure (intake.md)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.sheet import Context, Field, Layout
from jytrack.intake.sheets.statements import Vocabulary
from jytrack.intake.sheets.words import (
    BARE_COUNTS,
    DONE,
    FIGURE_HEADINGS,
    ROLE_WORDS,
    Role,
    field_of,
    is_part,
    is_sum,
    none_of_ours,
    only_groups,
    units_of,
)
from jytrack.intake.values.names import bare_forms, says_who, undressed
from jytrack.intake.values.nearest import misspelt
from jytrack.intake.values.periods import named_month
from jytrack.intake.values.spans import Reach, in_digits, whole_span
from jytrack.intake.values.spelling import spelling

_YEAR = re.compile(r"(20[0-9]{2})(?:年度?)?")
_BRACKETS = str.maketrans("[]【】〔〕", "()()()")
_SEPARATORS = "-_:/·"
_LONGEST = 40


class Column(NamedTuple):
    """The column `at` (from 0): what its heading states, and what it leaves to the row or to the sheet.

    A figure's column names its `metric`, `unit` or `period`, or none of them. `field` None: the heading does not say,
    so the figure is read the way its metric is reported; `done`: it says only that it was done. `said` are the measure
    units in the heading; `aside` says why figures in it are none of ours ("" where there are none to be looked for).
    """

    at: int
    title: str
    role: Role
    metric: Metric | None = None
    field: Field | None = None
    said: frozenset[str] = frozenset()
    period: Period | None = None
    unit: str | None = None
    span: Reach | None = None
    done: bool = False
    aside: str = ""

    @property
    def counts(self) -> bool:
        """Whether the heading says that something was done or counted, and not of what months."""
        return self.done or (self.role is Role.UNKNOWN and spelling(self.title) in BARE_COUNTS)


class Part(NamedTuple):
    """What a piece of a heading says; None or empty where it does not. `yearless`: a month is named without a year."""

    role: Role | None = None
    metric: Metric | None = None
    unit: str | None = None
    field: Field | None = None
    period: Period | None = None
    year: int | None = None
    yearless: bool = False
    span: Reach | None = None
    said: frozenset[str] = frozenset()
    done: bool = False
    aside: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether a figure's column may be headed so."""
        return self.role is None and (self.metric or self.unit or self.field or self.period) is not None


class Headings:
    """Reads headings against what a sheet may hold; a month is one of `year` where its heading names none."""

    def __init__(self, context: Context, vocabulary: Vocabulary, year: int) -> None:
        self._context = context
        self._vocabulary = vocabulary
        self._year = year
        self._region = spelling(context.region)
        self._read: dict[str, Part | None] = {}

    @property
    def measures(self) -> frozenset[str]:
        """All measure units that a sheet may name."""
        return self._vocabulary.measures

    def column(self, at: int, levels: Sequence[str]) -> Column:
        """The column under headings one over the other, the uppermost first; blank ones say nothing."""
        texts = [level.strip() for level in levels if level.strip()]
        title = texts[0] if len(texts) == 1 else "".join((*texts[:-1], f"（{texts[-1]}）")) if texts else ""
        part = self._joined(texts)
        if part is None:
            return Column(at, title, Role.UNKNOWN)
        if part.aside:
            return Column(at, title, Role.EXTRA, aside=part.aside)
        if part.role is not None:
            return Column(at, title, part.role)
        if not part.is_figure and not part.done:
            return Column(at, title, Role.UNKNOWN)
        if part.metric and not part.said <= units_of(part.metric):
            return Column(at, title, Role.UNKNOWN)
        if part.year not in (None, self._year) and part.period is None:
            return Column(at, title, Role.UNKNOWN)  # another year's, and of which month is not said
        if part.done and not (part.metric or part.unit or part.period or part.field):
            return Column(at, title, Role.UNKNOWN, done=True)
        stated = part.metric, part.field, part.said, part.period, part.unit, part.span, part.done
        return Column(at, title, Role.FIGURE, *stated)

    def changes(self, text: str, stated: Period | None) -> bool:
        """Whether `text`, beside the figures of a row, makes them others than their headings and `stated` say."""
        part = self._part(_plain(undressed(text)))
        if part is None or part.role is not None or part.metric or part.unit:
            return False
        apart = part.period not in (None, stated) or part.year not in (None, self._year) or part.span is not None
        another = part.field not in (None, Field.MONTH) or not part.said <= self._vocabulary.own_measures
        return apart or bool(part.aside) or another

    def meant(self, title: str, layout: Layout) -> str:
        """The heading of a figure's column that `title` may misspell; "" when none is near."""
        if layout in (Layout.LONG, Layout.RETURN, Layout.SINGLE):
            return misspelt(spelling(title), FIGURE_HEADINGS)
        metric = self._context.metrics.get(misspelt(spelling(title), self._context.metrics))
        return metric.name if metric else ""

    def unit(self, text: str) -> str | None:
        """The unit that `text` names, dressed or not."""
        forms = bare_forms(text, self._context.region)
        names = (self._context.units.get(bare.name) for bare in forms if says_who(bare.said))
        return next(filter(None, names), None)

    def metric(self, text: str) -> Metric | None:
        """The metric that `text` names, dressed or not."""
        forms = bare_forms(text, self._context.region)
        return next(filter(None, (self._context.metrics.get(bare.name) for bare in forms)), None)

    def _joined(self, texts: Sequence[str]) -> Part | None:
        """What all levels say together; None where one of them is not understood, or two contradict each other."""
        if not texts:
            return None
        if whole := self._part(_plain(undressed("".join(texts)))):
            return whole
        together: Part | None = self._of(texts[-1])
        for text in reversed(texts[:-1]):
            above = self._of(text)
            if above is None and only_groups(_plain(undressed(text))):
                continue
            if above is not None and above.role is not None and not above.aside:
                above = Part()  # 指标 over the names of metrics says what they are, nothing of their figures
            if above is not None and above.aside:
                return above
            together = _merged(together, above)
        return together

    def _of(self, text: str) -> Part | None:
        """What one level says: as it stands, else undressed."""
        for each in dict.fromkeys((text, undressed(text))):
            if part := self._part(_plain(each)):
                return part
        if unit := self.unit(text):
            return Part(unit=unit)
        own = _plain(undressed(text))
        return self._part(own.removeprefix(self._region)) if self._region and own.startswith(self._region) else None

    def _part(self, text: str) -> Part | None:
        """What all of `text` (in the form of `in_digits`) says; None where a piece of it is not understood."""
        if len(text) > _LONGEST or not text:
            return None
        if text not in self._read:
            self._read[text] = None
            self._read[text] = self._piece(text) or next(self._divided(text), None)
        return self._read[text]

    def _piece(self, text: str) -> Part | None:
        """What `text` says as one piece."""
        if text in ROLE_WORDS:
            return Part(ROLE_WORDS[text])
        if metric := self._context.metrics.get(text):
            return Part(metric=metric)
        if unit := self._context.units.get(text):
            return Part(unit=unit)
        if field := field_of(text):
            return Part(field=field)
        if why := none_of_ours(text):
            return Part(aside=why)
        if text.startswith("其中"):
            among = self._part(text.removeprefix("其中").lstrip(":,"))
            return among if among and among.metric else Part(aside="其中的一部分")
        if is_part(text):
            return Part(aside="其中的一部分")
        if is_sum(text) or text == self._region:
            return Part(aside="合计")
        if measures := self._vocabulary.measures_in(text.removeprefix("单位:")):
            return Part(said=measures)
        return self._when(text)

    def _when(self, text: str) -> Part | None:
        """The month or the months that `text` names, or that it says only what was done."""
        if period := named_month(text, self._year):
            return Part(period=period, yearless=_YEAR.match(text) is None)
        if year := _YEAR.fullmatch(text):
            return Part(year=int(year[1]))
        if span := whole_span(text):
            if span.first != 1 or span.last is None:
                return Part(aside="不从一月起的几个月合计")
            period = Period(span.year or self._year, span.last)
            return Part(field=Field.CUMULATIVE, period=period, yearless=span.year is None, span=span.reach)
        return Part(done=True) if DONE.fullmatch(text) else None

    def _divided(self, text: str) -> Iterator[Part]:
        """What the pieces of `text` say together: what stands in brackets, and words before or behind the rest."""
        if text.endswith(")") and (at := text.rfind("(")) >= 0:
            within, rest = text[at + 1 : -1], undressed(text[:at]).rstrip(_SEPARATORS)
            yield from self._both(within, rest)
            for word in ("、", ",", ";", "/"):
                if word in within:
                    first, _, others = within.partition(word)
                    yield from self._both(first, f"{rest}({others})" if rest else others)
        if text.startswith("(") and (at := text.find(")")) > 0:
            yield from self._both(text[1:at], text[at + 1 :])
        for at in range(len(text) - 1, 0, -1):
            before, behind = text[:at].rstrip(_SEPARATORS), text[at:].lstrip(_SEPARATORS)
            if (piece := self._qualifier(before)) and (joined := _merged(piece, self._part(behind))):
                yield joined
        for at in range(1, len(text)):
            before, behind = text[:at].rstrip(_SEPARATORS), text[at:].lstrip(_SEPARATORS)
            if (piece := self._qualifier(behind)) and (joined := _merged(piece, self._part(before))):
                yield joined

    def _both(self, one: str, other: str) -> Iterator[Part]:
        """What two pieces say together, where both are understood."""
        joined = _merged(self._part(one), self._part(other))
        if joined:
            yield joined

    def _qualifier(self, text: str) -> Part | None:
        """What `text` says of a name that it stands beside: which figure, which months, or that it is none of ours."""
        if not text or text in ROLE_WORDS:
            return None
        if field := field_of(text):
            return Part(field=field)
        if why := none_of_ours(text):
            return Part(aside=why)
        return self._when(text)


def _plain(text: str) -> str:
    """A heading in the form of `in_digits`, with one kind of brackets."""
    return in_digits(spelling(text).translate(_BRACKETS))


def _merged(one: Part | None, other: Part | None) -> Part | None:
    """What two pieces of a heading say together; None where one is not understood or they contradict each other."""
    if one is None or other is None:
        return None
    if one.aside or other.aside:
        return Part(aside=one.aside or other.aside)
    if (one.role or other.role) is not None:
        return None
    pairs = (one.metric, other.metric), (one.unit, other.unit), (one.field, other.field), (one.period, other.period)
    if any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs):
        return None
    metric, unit = one.metric or other.metric, one.unit or other.unit
    field, period = one.field or other.field, one.period or other.period
    year, yearless = one.year or other.year, one.yearless or other.yearless
    if period and year:
        if not yearless and period.year != year:
            return None
        period, year, yearless = Period(year, period.month), None, False
    span, done = one.span or other.span, one.done or other.done
    return Part(None, metric, unit, field, period, year, yearless, span, one.said | other.said, done)
