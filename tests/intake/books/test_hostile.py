"""Workbooks made to mislead, to swell or to bring the program down, and what is sent in a workbook's place."""

import faulthandler
import io
import os
import resource
import signal
import struct
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from python_calamine import CalamineWorkbook

from jytrack.intake.books import workbook
from jytrack.intake.books.confined import WorkStopped, confined
from jytrack.intake.books.workbook import Workbook, is_workbook, read_workbook
from jytrack.intake.values.cell import is_amount
from jytrack.intake.values.problem import Code, Problem
from tests.intake.workbooks import number as ods_number
from tests.intake.workbooks import ods, replaced, row, table, xlsx, xlsx_of, zipped

DATA = Path(__file__).parents[2] / "data"
CASES = DATA / "cases"
PLAIN = xlsx_of([["乡镇", "城镇新增就业"], ["香水镇", 5]])
WORKBOOKS = sorted(
    path
    for path in DATA.rglob("*.*")
    if path.suffix in (".xls", ".xlsx", ".ods", ".et") and path.stat().st_size < 50_000
)


@pytest.fixture(autouse=True)
def quiet_ends() -> Iterator[None]:
    """The process that reads may end by a signal, of which the tests' own handler would tell at length."""
    faulthandler.disable()
    yield
    faulthandler.enable(sys.__stderr__)


def pages(raw: bytes) -> list[tuple[str, list[list[str]]]]:
    book = read_workbook(raw)
    assert isinstance(book, Workbook), book
    return [(page.name, page.rows) for page in book.pages]


def refusal(raw: bytes) -> Problem:
    problem = read_workbook(raw)
    assert isinstance(problem, Problem)
    assert problem.suggestion
    return problem


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\0\0\0\x18ftypheic", "图片"),
        (b"Rar!\x1a\x07\x01\0", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
        (b"{\\rtf1\\ansi", "Word"),
    ],
)
def test_what_is_no_sheet_is_told_what_it_is(head: bytes, what: str) -> None:
    assert is_workbook(head)
    assert what in refusal(head).message


def test_a_binary_workbook_of_the_new_kind_is_told_what_to_do() -> None:
    relations = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'
    problem = refusal(zipped({"_rels/.rels": relations, "xl/workbook.bin": b"\x83\x01"}))
    assert ".xlsb" in problem.message
    assert ".xlsx" in problem.suggestion


def moved(folder: str, back: bool = False) -> bytes:
    """The plain workbook with its parts in another folder, perhaps named with backslashes."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["_rels/.rels"] = members["_rels/.rels"].replace(b'"xl/', f'"{folder}/'.encode())
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b'"/xl/', f'"/{folder}/'.encode())
    named = {name.replace("xl/", f"{folder}/", 1): content for name, content in members.items()}
    return zipped({name.replace("/", "\\") if back else name: content for name, content in named.items()})


@pytest.mark.parametrize("folder", ["xl", "book", "a/b", "XL"])
@pytest.mark.parametrize("back", [False, True])
def test_parts_are_found_by_what_the_package_says(folder: str, back: bool) -> None:
    assert pages(moved(folder, back)) == pages(PLAIN)


def test_two_parts_of_one_name_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert "损坏" in refusal(zipped({**members, "xl/WORKBOOK.xml": members["xl/workbook.xml"]})).message


def test_two_sheets_in_one_part_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    twice = book.replace("</sheets>", '<sheet name="又" sheetId="2" r:id="rId1"/></sheets>')
    assert "损坏" in refusal(replaced(PLAIN, "xl/workbook.xml", twice)).message


@pytest.mark.parametrize("claim", [1000, 10**9, 10**14])
@pytest.mark.parametrize("named", [True, False])
def test_a_claimed_number_of_texts_is_not_believed(claim: int, named: bool) -> None:
    raw = replaced(PLAIN, "xl/sharedStrings.xml", f'<sst uniqueCount="{claim}"><si><t>a</t></si></sst>')
    if not named:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            relations = archive.read("xl/_rels/workbook.xml.rels")
        raw = replaced(raw, "xl/_rels/workbook.xml.rels", relations.replace(b"/sharedStrings", b"/nothing"))
    assert "损坏" in refusal(raw).message


def test_many_long_texts_are_read_and_only_one_that_no_cell_can_hold_is_refused() -> None:
    rows = [[f"{number}{'注' * 30_000}"] for number in range(8)]
    assert pages(xlsx_of(rows)) == [("表", rows)]
    long = f"<sst><si><t>{'注' * 50_000}</t></si></sst>"
    assert "32767个字" in refusal(replaced(PLAIN, "xl/sharedStrings.xml", long)).message


def test_a_claim_that_no_check_knows_ends_nothing_but_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (CASES / "files/17_shared_strings_count.xlsx").read_bytes()
    monkeypatch.setattr(workbook, "_outlines", lambda raw: ("xlsx", raw, []))
    assert refusal(raw).code is Code.TOO_LARGE


@pytest.mark.parametrize(
    "work",
    [
        lambda: os.kill(os.getpid(), signal.SIGSEGV),
        os.abort,
        lambda: len(bytearray(1 << 30)),
        lambda: [None for _ in iter(int, 1)],
        lambda: 1 / 0,
        lambda: lambda: None,
    ],
)
def test_work_that_breaks_its_process_breaks_no_other(work: Callable[[], object]) -> None:
    with pytest.raises(WorkStopped):
        confined(work, memory=1 << 28, seconds=1)


def test_work_that_ends_well_changes_nothing_here(capfd: pytest.CaptureFixture[str]) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    changed: list[int] = []

    def work() -> list[str]:
        changed.append(1)
        os.write(2, b"said")
        return ["x" * 1000] * 1000

    assert confined(work) == ["x" * 1000] * 1000
    assert changed == []
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert capfd.readouterr() == ("", "")


def with_first_entries_swapped(raw: bytes) -> bytes:
    """The binary workbook whose embedded workbook stands before its own in the directory."""
    changed = bytearray(raw)
    (sector,) = struct.unpack_from("<I", raw, 48)
    at = (sector + 1) * 512
    places = list(range(at, len(raw) - 127, 128))[:8]
    names = [bytes(raw[place : place + 64]).decode("utf-16-le", "replace").rstrip("\0") for place in places]
    books = [number for number, name in enumerate(names) if name.casefold() == "workbook"]
    if len(books) < 2:
        return raw
    one, other = books[:2]
    numbers = {one: other, other: one}
    for new, old in numbers.items():
        changed[places[new] : places[new] + 128] = raw[places[old] : places[old] + 128]
    for place in places:
        for link in (68, 72, 76):
            (number,) = struct.unpack_from("<I", changed, place + link)
            struct.pack_into("<I", changed, place + link, numbers.get(number, number))
    return bytes(changed)


@pytest.mark.parametrize("case", ["04_embedded_workbook_moves_a_figure", "05_embedded_workbook_loses_a_row"])
def test_no_order_of_the_directory_makes_an_embedded_workbook_the_sheet(case: str) -> None:
    raw = (CASES / "files" / f"{case}.xls").read_bytes()
    swapped = with_first_entries_swapped(raw)
    assert swapped != raw
    assert pages(swapped) == pages(raw)


def read_alone(raw: bytes) -> dict[str, list[list[str]]]:
    """What the library alone says that the cells of each sheet hold."""
    with CalamineWorkbook.from_object(io.BytesIO(raw)) as book:
        return {name: list(workbook._rows(book.get_sheet_by_name(name))) for name in book.sheet_names}


def changed_knowingly(shown: str) -> bool:
    """Whether a cell says that it is merged, in error, a percentage, or hidden below a merged one."""
    return not shown or shown.endswith("%") or shown.startswith(("#", "=")) or "（合并单元格 " in shown


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_the_outline_disagrees_with_no_value_of_the_library(path: Path) -> None:
    """What the library reads in a cell stands there in the page, and no figure stands where the library reads none."""
    raw = path.read_bytes()
    book = read_workbook(raw)
    if isinstance(book, Problem):
        return
    alone = read_alone(raw)
    for page in book.pages:
        for at, cells in enumerate(page.rows):
            read = alone[page.name][at] if at < len(alone[page.name]) else []
            for column, shown in enumerate(cells):
                held = read[column] if column < len(read) else ""
                assert shown == held or changed_knowingly(shown) or (held == "" and not is_amount(shown))
            assert not [text for text in read[len(cells) :] if text and path.suffix != ".ods"]


def grid(random: Random) -> list[list[object]]:
    """A small sheet of names and figures, with gaps."""
    cells = ("香水镇", "大湾乡", "合计", None, 0, 5, 12.5, -3, 10**9, True, "同上", " 550人 ", "1,234", "")
    return [[random.choice(cells) for _ in range(random.randint(1, 6))] for _ in range(random.randint(1, 8))]


def trimmed(rows: list[list[object]]) -> list[list[str]]:
    """The sheet as its CSV would hold it."""
    text = [["" if cell is None else workbook._text(cell) for cell in cells] for cells in rows]
    for cells in text:
        while cells and not cells[-1]:
            cells.pop()
    while text and not text[-1]:
        text.pop()
    return text


def merged_grid(random: Random) -> tuple[bytes, list[list[str]]]:
    """A sheet whose first two columns are merged in a row of names: as it is made, and as it reads."""
    rows = grid(random)

    def fill(_: object, sheet: object) -> None:
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell not in (None, ""):
                    sheet.write(at, column, cell)  # type: ignore[attr-defined]
        sheet.merge_range(len(rows), 0, len(rows), 1, "注")  # type: ignore[attr-defined]

    return xlsx(fill), [*trimmed([*rows, ["注"]])]


def fuzzed(seed: int) -> None:
    """One made workbook reads as it was made; damaged, it is read or refused, in bounded time."""
    random = Random(seed)
    raw, right = merged_grid(random)
    assert pages(raw) == [("表", right)]
    base = random.choice([raw, ods(table(row(ods_number(5)))), *(path.read_bytes() for path in WORKBOOKS)])
    damaged = bytearray(base)
    for _ in range(random.randint(1, 12)):
        if not damaged:
            break
        at = random.randrange(len(damaged))
        kind = random.randrange(3)
        if kind == 0:
            damaged[at] = random.randrange(256)
        elif kind == 1:
            damaged[at : at + 4] = random.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"])
        else:
            del damaged[at : at + random.randint(1, 40)]
    begun = time.monotonic()
    assert isinstance(read_workbook(bytes(damaged)), Workbook | Problem)
    assert time.monotonic() - begun < 30


def damaged_inside(seed: int) -> None:
    """An .xlsx whose XML is damaged within sound packing is read or refused."""
    random = Random(seed)
    path = random.choice([path for path in WORKBOOKS if path.suffix == ".xlsx" and zipfile.is_zipfile(path)])
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist() if not info.flag_bits & 1}
    name = random.choice(sorted(members))
    content = bytearray(members[name])
    for _ in range(random.randint(1, 5)):
        if content:
            at = random.randrange(len(content))
            content[at : at + random.randrange(3)] = random.choice([b"9999999999", b"0", b"-1", b"A", b"<", b'"', b""])
    assert isinstance(read_workbook(zipped({**members, name: bytes(content)})), Workbook | Problem)


@pytest.mark.parametrize("seed", range(25))
def test_made_and_damaged_workbooks(seed: int) -> None:
    fuzzed(seed)
    damaged_inside(seed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_many_made_and_damaged_workbooks(part: int) -> None:
    for seed in range(1000 + 500 * part, 1500 + 500 * part):
        fuzzed(seed)
        damaged_inside(seed)
