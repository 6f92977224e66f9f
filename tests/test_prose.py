"""Office Chinese: between a figure and a word of prose stands no blank, in what is written here and in what is read.

Commands within a sentence and samples of what is to be typed stand apart, whatever they begin and end with.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "jytrack"
GOLDEN = Path(__file__).parent / "golden"

WORD = "[\u4e00-\u9fff]"
COMMAND = re.compile(r"jytrack [^；，。（）：”\n]*")
SAMPLE = re.compile(r"(?:如|写成|或|写|也可写) [-+]?[0-9][^ ，；。）]*(?: 或 [0-9][^ ，；。）]*)*")
LABEL = re.compile(r"(任务|附件)[0-9]* ")
"""What numbers a title, and stands before it."""

_NUMBER = "[-+≤≥]?[0-9](?:[0-9.,]*[0-9])?%?"
APART = re.compile(rf"{WORD} {_NUMBER}(?![0-9A-Za-z:/.-])|(?<![0-9A-Za-z:/.,_-])(?<![A-Za-z] ){_NUMBER} {WORD}")

FIGURE = re.compile(
    r"^(len|plain|decimal|percent|date_text|short_day|short_date|day_in|period_text|moment_text|numbered|_shown)\("
    r"|(^|[._])(no|id|number|count|row|late|left|rest|more|act|earlier|days|year|entry)$|(//|[-+]) [0-9_]+$"
)
"""Expressions that are a figure, a day or a month."""


def apart(text: str) -> list[str]:
    """Where a figure and a word stand apart in `text`."""
    return APART.findall(SAMPLE.sub("如", LABEL.sub("任务", COMMAND.sub("jytrack", text))))


def written(text: str) -> str:
    """A string of the source as a sentence: a figure for each expression that is one, a name for the others."""
    tree = ast.parse(text, mode="eval").body
    if isinstance(tree, ast.Constant):
        return str(tree.value)
    assert isinstance(tree, ast.JoinedStr)
    return "".join(map(_part, tree.values))


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    return "7" if FIGURE.search(ast.unparse(part.value)) else "name"


def strings(path: Path) -> Iterator[ast.expr]:
    """The strings in the source, those of one f-string as one, without what documents the source itself."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    within = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    within |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        is_text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        if isinstance(node, ast.expr) and is_text and id(node) not in within:
            yield node


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("有 3 处要改", True),
        ("第 2行", True),
        ("合计 420", True),
        ("落后 5.5% 以上", True),
        ("日期 2023年6月30日", True),
        ("有3处要改：12人、5.5%的", False),
        ("现状见 jytrack task show 8 节点；", False),
        ("应写成 2023-06-30 或 2023-06", False),
        ("多项写成 1-5 或 1,4,9", False),
        ("任务14 优化创业环境", False),
        ("自2023-06-30 起", False),
    ],
)
def test_what_stands_apart(text: str, found: bool) -> None:
    assert bool(apart(text)) is found


def test_expressions_that_are_figures() -> None:
    assert written("f'第 {act} 次，{len(rows)} 条，{path} 里'") == "第 7 次，7 条，name 里"
    assert apart(written("f'原定 {date_text(day)}'"))
    assert not apart(written("f'见 jytrack task show {no} 节点'"))


def test_nothing_is_written_apart() -> None:
    found = {
        f"{path.relative_to(SOURCE)}:{node.lineno}": apart(written(ast.unparse(node)))
        for path in sorted(SOURCE.rglob("*.py"))
        for node in strings(path)
    }
    assert {where: said for where, said in found.items() if said} == {}


def test_nothing_is_read_apart() -> None:
    """In the lines of all goldens that are no rows of a table: those have columns, of two blanks or bars."""
    found = {}
    for path in sorted(GOLDEN.rglob("*.*")):
        if path.suffix in (".txt", ".md") and path.parent.name not in ("cli", "screens", "formats"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if not re.search(r"\S  +\S|\|", line) and apart(line):
                    found[f"{path.relative_to(GOLDEN)}:{number}"] = line
    assert found == {}
