"""The sheets of an import on their way: opened, read, and what becomes of each."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from jytrack.domain.sheets.correcting import Age, Correction
from jytrack.domain.sheets.receipts import Item, Received
from jytrack.domain.values.period import Period
from jytrack.domain.values.texts import readable_name
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError
from jytrack.intake.sheets.addressed import by_name
from jytrack.intake.sheets.files import Tab, open_file
from jytrack.intake.sheets.points import Point, points
from jytrack.intake.sheets.reader import SheetReader
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.values.days import named_days
from jytrack.intake.values.mending import asked_of_unit
from jytrack.intake.values.problem import Code, Problem, ProblemList, Severity, finding
from jytrack.reports.sheets.template_values import CHOICES
from jytrack.services.sheets.ahead import ReadAhead
from jytrack.services.sheets.corrections import Corrections
from jytrack.services.sheets.merging import Fate, Laid, Merger
from jytrack.services.values.inputs import file_name, opened_input, reading
from jytrack.store.sheets.imports import EarlierImport

SHEETS = ".csv .tsv .txt .xlsx .xlsm .xls .et .ods"
"""What is taken from a folder; of a file that is named, only the content counts."""

FORMS = f"{SHEETS} .docx"
"""The same of forms, which come back as Word files too."""

_LEFT_BEHIND = (".", "~$")
"""How the names of files begin that spreadsheet programs leave beside an open sheet."""

_PIECE = 1 << 20
IMPORT = "jytrack target import"
"""The command that takes in readings, which messages end with."""


@valueclass
class File:
    """A file that the user named, open for reading; it was `modified` so many seconds after 1970.

    `told`: its own name tells somebody's number, `name` does not.
    """

    name: str
    stream: BinaryIO
    sha256: str
    size: int
    path: Path
    modified: float
    told: bool = False


@dataclass
class Parcel:
    """One sheet on its way: where it is from, what is read of it, and what becomes of that.

    `file` None: typed by hand. `reader` None: the file cannot be read at all, and `trouble` says why. `refused` are the
    rows that hold an error; None among them stands for the sheet as a whole. `doubts` is what a second look at what was
    written found, `remarks` tell of what was not read or not changed.
    `earlier` is an import of the same content; `received` is the day it counts as received, and what says so, None for
    what was typed by hand; `age` tells what is known of a sheet that corrects. `unconfirmed` are corrections that were
    refused because the sheet is older than what they replace. `label` is what the sheet is called where "" would leave
    open which of a workbook's it is; `tabs` are all that its file has, whatever is read of them. `ahead` is what was
    read before the database was locked.
    """

    name: str
    file: File | None = None
    encoding: str = ""
    reader: SheetReader | None = None
    trouble: Problem | None = None
    laid: Laid | None = None
    contradictions: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    refused: set[int | None] = field(default_factory=set)
    earlier: EarlierImport | None = None
    received: Received | None = None
    age: Callable[[], Age] | None = None
    unconfirmed: list[Correction] = field(default_factory=list)
    label: str = ""
    tabs: tuple[Tab, ...] = ()
    ahead: ReadAhead | None = None

    @property
    def sheet(self) -> str:
        """The name of the sheet in its workbook, "" where the file has but one."""
        return self.reader.tab.name if self.reader else ""

    @property
    def problems(self) -> list[Problem]:
        """Everything there is to say about the sheet, in row order; of one with personal data only where these are."""
        if self.reader and self.reader.leaked:
            return self._said
        said = *self.remarks, *self._said, *self.contradictions, *self.doubts
        return sorted(said, key=lambda problem: problem.row or 0)

    @property
    def points(self) -> list[Point]:
        """What each problem points at."""
        if self.reader is None:
            return list(map(Point, self.problems))
        return points(self.reader.tab, self.reader.header, self.reader.metric, self.problems)

    @property
    def addressees(self) -> tuple[str, ...]:
        """Whose figures it holds."""
        return self.reader.addressees if self.reader else ()

    @property
    def months(self) -> set[Period]:
        """The months that it speaks of."""
        found = (*self.reader.periods, self.reader.period) if self.reader else ()
        return {period for period in found if period}

    @property
    def _said(self) -> list[Problem]:
        """What was said at reading."""
        if self.trouble:
            return [self.trouble]
        return self.reader.problems if self.reader else []

    def read_ahead(self, file: BinaryIO) -> Iterator[None]:
        """Read the entries, block by block, before anything is laid; they are kept in `file`."""
        if self.reader is not None:
            self.ahead = ReadAhead(file)
            yield from self.ahead.fill(self.reader.entries())

    def lay(self, merger: Merger, file: int | None) -> Iterator[None]:
        """Hand the entries of the rows without an error over to `merger`, block by block."""
        received_on = self.received.day if self.received else None
        self.laid = laid = merger.begin(self.label or self.name, file, received_on, self.age)
        if self.reader is None or None in self.refused:
            return
        for entries in self.ahead or self.reader.entries():
            merger.lay(laid, [entry for entry in entries if entry.row not in self.refused] if self.refused else entries)
            yield

    def learn(self) -> bool:
        """Take in which rows the last pass refused; whether there are new ones."""
        before = len(self.refused)
        self.refused |= {problem.row for problem in self._said if problem.severity is Severity.ERROR}
        if self.reader and self.reader.leaked:
            self.refused.add(None)
        if self.laid:
            self.contradictions += map(self._placed, self.laid.problems.listed())
            self.laid.problems = ProblemList()
            self.unconfirmed += self.laid.unconfirmed
            self.laid.unconfirmed = []
            self.refused |= self.laid.refused | {problem.row for problem in self.contradictions}
        return len(self.refused) > before

    def _placed(self, problem: Problem) -> Problem:
        """A problem beside the record with the cell that holds its figure."""
        if self.reader is None or not problem.row:
            return problem
        first, *others = problem.about or (None,)
        cells = [*self.reader.locate(first)] if first else []
        cells += [f"{letter}{about.row}" for about in others if about for letter in self.reader.locate(about)]
        return replace(problem, column=cells[0], also=tuple(cells[1:])) if cells else problem

    @property
    def errors(self) -> list[Problem]:
        """The problems that refuse it."""
        return [each for each in self.problems if each.severity is Severity.ERROR]

    @property
    def goes_back(self) -> bool:
        """Whether its unit can mend any of its errors; what only the office can settle stays here."""
        return any(map(asked_of_unit, self.errors))

    def goes_to(self, context: Context) -> tuple[Item, ...]:
        """What a refused sheet was for, of the units that it goes back to."""
        return self.reader.goes_to(self.errors) if self.reader else by_name(self.name, context)

    @property
    def corrections(self) -> Corrections:
        """All that the sheet corrects, or would if it were confirmed, in row order."""
        made = self.laid.corrections if self.laid else Corrections()
        if not self.unconfirmed:
            return made  # the rows were laid in their order
        whole = Corrections()
        for each in sorted((*made, *self.unconfirmed), key=lambda each: each.entry.row):
            whole.append(each)
        return whole

    @property
    def rejected(self) -> int:
        """How many rows were refused; a sheet refused as a whole without naming one counts as one."""
        return len(self.refused - {None}) or len(self.refused)

    def count(self, fate: Fate) -> int:
        """How many entries met `fate`."""
        return self.laid.fates[fate] if self.laid else 0


def named_files(named: Iterable[Path], command: str = IMPORT, kinds: str = SHEETS) -> list[Path]:
    """The files that were named, and the sheets in the folders that were and in those folders' days; each once.

    UsageError, ending with `command`, for what is not there.
    """
    found: list[Path] = []
    for path in named:
        with reading(path, f"{command} 文件夹"):
            if not path.is_dir():
                found.append(path)
                continue
            inside = sorted(each for each in _inside(path) if _is_sheet(each, kinds))
        if not inside:
            raise UsageError(f"文件夹 {path} 里没有表格（{kinds}），请核对：{command} 文件夹")
        found += inside
    return list(dict.fromkeys(found))


def reads(folder: Path, named: Iterable[Path]) -> bool:
    """Whether what lies in `folder` is read where these are named."""
    where = folder.resolve()
    known = {path.resolve() for path in named}
    return where in known or (where.parent in known and bool(named_days(where.name)))


def passed_over(named: Iterable[Path], kinds: str = SHEETS) -> list[str]:
    """The names of what lies in the folders that were named and is not read; what programs left there is not told."""
    inside = (path for folder in named if folder.is_dir() for path in sorted(_inside(folder)))
    return [file_name(path) for path in inside if not _is_sheet(path, kinds) and not path.name.startswith(_LEFT_BEHIND)]


def _inside(folder: Path) -> Iterator[Path]:
    """What lies in a folder, and in each folder in it that keeps what came on one day."""
    for path in folder.iterdir():
        if path.is_dir() and named_days(path.name):
            yield from path.iterdir()
        else:
            yield path


@contextmanager
def opened(path: Path, command: str = IMPORT) -> Iterator[File]:
    """The file at `path`, open for reading; UsageError, ending with `command`, when that cannot be."""
    with opened_input(path, f"{command} 文件") as stream:
        digest = hashlib.sha256()
        while piece := stream.read(_PIECE):
            digest.update(piece)
        name, modified = file_name(path), os.fstat(stream.fileno()).st_mtime
        told = name != readable_name(path.name)
        yield File(name, stream, digest.hexdigest(), stream.tell(), path.absolute(), modified, told)


def parcels_of(file: File, context: Context, received: Received) -> list[Parcel]:
    """The sheets of `file`, which was received so, or what is wrong with it as a whole."""
    context = replace(context, received_on=received.day)
    file.stream.seek(0)
    found = open_file(file.stream)
    if isinstance(found, Problem):
        return [Parcel(file.name, file, trouble=found, received=received)]
    readers = [SheetReader(tab, file.name, context) for tab in found.filled]
    ours = [reader for reader in readers if reader.is_ours] if len(readers) > 1 else readers
    several = len(found.tabs) > 1
    parcels = [
        Parcel(
            file.name,
            file,
            found.encoding,
            reader,
            received=received,
            label=f"{file.name} / {reader.tab.name}" if several else "",
            tabs=found.tabs,
        )
        for reader in ours or readers
    ]
    others = [reader.tab.name for reader in readers if ours and reader not in ours]
    if others:
        message = f"工作表{'、'.join(f'“{name}”' for name in others)}里没有填报表的表头，没有读"
        parcels[0].remarks.append(finding(Code.OTHER_TAB, message))
    hidden = [name for name in found.hidden if name != CHOICES]
    if hidden:
        message = f"工作表{'、'.join(f'“{name}”' for name in hidden)}隐藏着，没有读"
        parcels[0].remarks.append(finding(Code.HIDDEN, message))
    if file.told:
        parcels[0].remarks.append(finding(Code.FIXED, "文件名里有身份证号或手机号，登记时用 * 代替"))
    return parcels


def _is_sheet(path: Path, kinds: str) -> bool:
    """Whether a file in a folder is meant: a sheet by its name, and not what a spreadsheet program left behind."""
    return path.is_file() and path.suffix.lower() in kinds.split() and not path.name.startswith(_LEFT_BEHIND)
