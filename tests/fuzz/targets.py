"""What the fuzzer feeds: each target takes bytes and fails by an exception when a promise of intake is broken."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.quantity import LARGEST, SCALE
from jytrack.intake.sheets.files import Tab, open_file
from jytrack.intake.sheets.reader import SheetReader
from jytrack.intake.values.cell import Cells, Form, is_amount, is_blank, narrow
from jytrack.intake.values.periods import named_month, named_periods, named_span, named_year, read_period
from jytrack.intake.values.personal import is_personal
from jytrack.intake.values.problem import Problem, Severity
from jytrack.intake.values.spelling import spelling
from tests.intake.sample import CONTEXT, METRICS, TOWNSHIPS

WORDS = (
    *(
        "",
        "\n",
        "—",
        " ",
        "0",
        "1",
        "5",
        "12",
        "30",
        "2900",
        "-3",
        "1.5",
        "１２",
        "1，234",
        "2.9万",
        "550人",
        "7000000元",
    ),
    *(
        "同上",
        "#REF!",
        "=A1",
        "约9",
        "88.33%",
        "90%",
        "0.9",
        "13800000000",
        "64042419900101000X",
        "\u200b9",
        '"',
        "注：5",
    ),
    *(
        "乡镇",
        "单位",
        "指标",
        "月份",
        "本月数",
        "累计数",
        "分子",
        "分母",
        "数值",
        "占比",
        "来源",
        "备注",
        "序号",
        "计量单位",
    ),
    *("本月", "累计", "本月数（元）", "累记数", "随便", "合计", "小计", "全县", "制表人：某", "电话", "目标任务"),
    *(
        "人",
        "户",
        "个",
        "万元",
        "元",
        "万人",
        "填报单位：香水镇",
        "单位：元",
        "附件",
        "2023年",
        "2022年",
        "2023年1-3月",
    ),
    *(
        "2023-01",
        "2023-02",
        "2023-03",
        "3月",
        "2023年3月",
        "2023/3/31",
        "202303",
        "2023.1",
        "2022-12",
        "2021-01",
        "2023-12",
    ),
    *(f"{month}月" for month in range(1, 14)),
    *("香水镇2023年3月统计表", "2023年城镇新增就业", "香水", "香水乡", "人社局", "社会经济调查队"),
    *TOWNSHIPS,
    *(metric.name for metric in METRICS),
    *("新增就业", "城镇新增就业（本月）", "城镇新增就业（累计）", "就业新增", "有稳定就业者的家庭占比（分子）"),
)
FORMS = (
    *(Form("人"), Form("人", may_be_negative=True), Form("万元", whole=False), Form("%", whole=False)),
    *(Form("万元", whole=False, said=frozenset(["元"])), Form("人", said=frozenset(["万人"]))),
)


def file(data: bytes) -> None:
    """Any bytes are a file: it is read to its end, twice with the same result."""
    opened = open_file(BytesIO(data))
    if isinstance(opened, Problem):
        assert opened.severity is Severity.ERROR
        return
    for tab in opened.filled:
        reader = SheetReader(tab, "香水镇2023年3月.csv", CONTEXT)
        entries = list(chain.from_iterable(reader.entries()))
        problems = reader.problems
        _check(entries, problems, leaked=reader.leaked)
        again = list(chain.from_iterable(reader.entries()))
        assert (entries, problems) == (again, reader.problems)


def rows(data: bytes) -> None:
    """Bytes choose words for the cells of a sheet, which is read in blocks and row by row with the same result."""
    table = list(_table(data))
    context = replace(CONTEXT, unit="香水镇") if data[:1] == b"\x01" else CONTEXT
    name = "2023年3月.csv" if len(data) % 2 else "表.csv"
    found = []
    for guarded in (False, True):
        reader = SheetReader(Tab("", lambda: table, guarded), name, context)
        entries = list(chain.from_iterable(reader.entries()))
        _check(entries, reader.problems, leaked=reader.leaked)
        found.append((entries, reader.problems))
    personal = any(is_personal(cell) for cells in table for cell in cells)
    assert personal or found[0] == found[1]


def value(data: bytes) -> None:
    """Any text is a cell, a month, a heading, a name."""
    text = data.decode("utf-8", "ignore")
    for form in FORMS:
        parsed = Cells(form)[text]
        assert parsed.quantity is None or abs(parsed.quantity) <= LARGEST * SCALE
        assert parsed.quantity is None or is_amount(text)
        assert not (parsed.trouble and is_blank(text))
    period, trouble = read_period(text, 2023)
    assert period is not None or trouble is not None
    assert narrow(narrow(text)) == narrow(text)
    for read in (named_year, named_span, is_personal, spelling):
        read(text)
    named_periods(text, 2023)
    named_month(spelling(text), 2023)


TARGETS: dict[str, Callable[[bytes], None]] = {"file": file, "rows": rows, "value": value}


def _check(entries: Sequence[Entry], problems: Sequence[Problem], *, leaked: bool) -> None:
    """What holds of every sheet: rows in order, each entry with a figure, figures whole, nothing personal echoed."""
    assert [entry.row for entry in entries] == sorted(entry.row for entry in entries)
    assert all(any(figure is not None for figure in entry[4:9]) for entry in entries)
    assert all(figure is None or type(figure) is int for entry in entries for figure in entry[4:9])
    assert all(problem.message for problem in problems)
    assert not leaked or all(problem.value is None for problem in problems)


def _table(data: bytes) -> Iterator[list[str]]:
    """The rows that `data` chooses: a byte a word, one more than there are words begins the next row."""
    for line in data.split(bytes([len(WORDS)])):
        yield [WORDS[byte] if byte < len(WORDS) else chr(0x4E00 + byte) for byte in line]
