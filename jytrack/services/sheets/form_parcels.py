"""The forms of one import on their way: opened, read, compared with what is on record, and what becomes of each row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jytrack.domain.plan.feedback import Key, TextChange, Told
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.receipts import Received
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.files import Tab, open_form
from jytrack.intake.sheets.form_reader import FormReader
from jytrack.intake.sheets.forms import FormContext, Statement
from jytrack.intake.sheets.points import Point
from jytrack.intake.values.mending import asked_of_unit
from jytrack.intake.values.problem import Code, Problem, Severity, finding
from jytrack.intake.values.rows import column_letter
from jytrack.services.sheets.merging import Fate
from jytrack.services.sheets.parcels import File
from jytrack.services.sheets.versions import Chosen
from jytrack.services.values.naming import targets_by_spelling
from jytrack.store.sheets.imports import EarlierImport

_LONGEST = 40
"""Characters of a text that is told beside another."""


@dataclass
class FormParcel:
    """One sheet of a file: `reader` None: the file cannot be read at all, and `trouble` says why.

    `fresh` is what it puts on record, `changes` what that replaces; `fates` tell each row's.
    `tabs` are all that its file has, whatever is read of them.
    """

    name: str
    file: File
    encoding: str = ""
    reader: FormReader | None = None
    trouble: Problem | None = None
    label: str = ""
    received: Received | None = None
    earlier: EarlierImport | None = None
    tabs: tuple[Tab, ...] = ()
    remarks: list[Problem] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    fresh: list[Statement] = field(default_factory=list)
    changes: dict[int, list[TextChange]] = field(default_factory=dict)
    fates: dict[int, Fate] = field(default_factory=dict)

    @property
    def sheet(self) -> str:
        """The name of the sheet in its workbook, "" where the file has but one."""
        return self.reader.tab.name if self.reader else ""

    @property
    def problems(self) -> list[Problem]:
        """Everything there is to say about it, in row order."""
        said = [self.trouble] if self.trouble else self.reader.problems if self.reader else []
        if self.reader and self.reader.leaked:
            return said
        return sorted((*self.remarks, *said, *self.conflicts), key=lambda each: each.row or 0)

    @property
    def points(self) -> list[Point]:
        """What each problem points at."""
        return [self.reader.point(each) if self.reader else Point(each) for each in self.problems]

    @property
    def errors(self) -> list[Problem]:
        """The problems that refuse it."""
        return [each for each in self.problems if each.severity is Severity.ERROR]

    @property
    def refused(self) -> set[int | None]:
        """The rows that hold an error; None: the form as a whole."""
        return {None if self.reader and self.reader.leaked else each.row for each in self.errors}

    @property
    def goes_back(self) -> bool:
        """Whether who sent it can mend any of its errors."""
        return any(map(asked_of_unit, self.errors))

    @property
    def addressees(self) -> tuple[str, ...]:
        """Whose it is: forms do not say, their names do."""
        return ()

    @property
    def months(self) -> tuple[Period, ...]:
        """No unit owes a form by a day of its duties."""
        return ()

    def count(self, fate: Fate) -> int:
        """How many rows met `fate`."""
        return sum(found is fate for found in self.fates.values())

    def settle(self, on_record: Mapping[Key, Told], act: dict[Key, str], *, correct: bool, about: "About") -> None:
        """Compare what the form says with the record and with `act`, the act's other forms, which it adds to."""
        whole = None in self.refused or self.reader is None
        for said in () if whole or self.reader is None else self.reader.statements:
            if said.row in self.refused:
                continue
            before = on_record[said.key].text if said.key in on_record else ""
            other = act.get(said.key)
            if other is not None and other != said.text:
                self._refuse(said, f"{about(said.key)}在这次的另一份表里写的是“{_cut(other)}”", "请核对，只留一份")
            elif not before and other is None:
                self._lay(said, Fate.NEW, act)
            elif said.text == (other or before):
                self.fates.setdefault(said.row, Fate.UNCHANGED)
            elif correct:
                self._lay(said, Fate.CORRECTED, act)
                self.changes.setdefault(said.row, []).append(TextChange(said.key, before, said.text))
            else:
                self._refuse(said, f"{about(said.key)}已登记“{_cut(before)}”，这里是“{_cut(said.text)}”", "")
        self.fresh = [said for said in self.fresh if said.row not in self.refused]
        self.fates = {row: fate for row, fate in self.fates.items() if row not in self.refused}

    def _lay(self, said: Statement, fate: Fate, act: dict[Key, str]) -> None:
        """Take it in; a row that corrects anything corrects."""
        act[said.key] = said.text
        self.fresh.append(said)
        if fate is Fate.CORRECTED or self.fates.get(said.row) is not Fate.CORRECTED:
            self.fates[said.row] = fate

    def _refuse(self, said: Statement, message: str, advice: str) -> None:
        """Refuse the row in which it stands."""
        letter = column_letter(said.column)
        self.conflicts.append(finding(Code.CONFLICT, message, advice, row=said.row, column=letter))


About = Callable[[Key], str]
"""What a key is about, in words."""


def about_of(plan: Plan) -> About:
    """The words for keys of `plan`: 2023年6月“职业技能培训”的滞后原因."""
    names = {target.code: target.metric.name for target in plan.targets}
    titles = {task.no: f"任务{task.no}" for task in plan.tasks}

    def words(key: Key) -> str:
        """The words for one of them."""
        subject = titles[key.subject] if isinstance(key.subject, int) else f"“{names[key.subject]}”"
        return f"{subject}{period_text(key.period)}的{key.item.label}"

    return words


def form_context(plan: Plan, period: Period | None, received: Received) -> FormContext:
    """What a form of `plan` is read against that was received so."""
    return FormContext(
        plan.year,
        {spelled: target.code for spelled, target in targets_by_spelling(plan).items()},
        {target.code: target.metric.name for target in plan.targets},
        {task.no: task.title for task in plan.tasks},
        received.day,
        period,
    )


def form_parcels(
    plan: Plan, read: Chosen, period: Period | None, day: Callable[[File], Received]
) -> Iterator[FormParcel]:
    """The forms of all files, mended copies in the place of their originals."""
    for file in read.files:
        received = day(file)
        if trouble := read.refused.get(file):
            yield FormParcel(file.name, file, trouble=trouble, received=received)
            continue
        found = list(_of_file(file, form_context(plan, period, received), received))
        found[0].remarks += read.remarks[file]
        yield from found


def _of_file(file: File, context: FormContext, received: Received) -> Iterable[FormParcel]:
    """The forms of one file, or what is wrong with it as a whole."""
    file.stream.seek(0)
    opened = open_form(file.stream)
    if isinstance(opened, Problem):
        return [FormParcel(file.name, file, trouble=opened, received=received)]
    readers = [FormReader(tab, file.name, context) for tab in opened.tabs]
    ours = [reader for reader in readers if reader.head or reader.leaked] or readers[:1]
    several = len(opened.tabs) > 1
    found = [
        FormParcel(
            file.name,
            file,
            opened.encoding,
            reader,
            label=f"{file.name} / {reader.tab.name}" if several else "",
            received=received,
            tabs=opened.tabs,
        )
        for reader in ours
    ]
    if others := [reader.tab.name for reader in readers if reader not in ours]:
        message = f"工作表{'、'.join(f'“{name}”' for name in others)}里没有说明表或台账的表头，没有读"
        found[0].remarks.append(finding(Code.OTHER_TAB, message))
    if file.told:
        found[0].remarks.append(finding(Code.FIXED, "文件名里有身份证号或手机号，登记时用 * 代替"))
    return found


def _cut(text: str) -> str:
    """A text short enough to be told beside another."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
