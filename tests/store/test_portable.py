"""Outside its engines, the store's statements use nothing that one engine alone understands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import jytrack.store

STORE = Path(jytrack.store.__file__).parent
EXCUSED = {
    "engines": "what one engine alone understands is written here",
    "database/tables": "a file's CHECKs and options are those that its migrations laid, word for word",
}
WORDS = {
    "SQLite's own": r"PRAGMA|pragma_\w+|sqlite_\w+|\bjson_\w+|group_concat|\btypeof\b|\bstrftime\b|\binstr\b",
    "SQLite's own options": r"AUTOINCREMENT|WITHOUT ROWID|(NOT )?INDEXED\b|\bINSERT OR\b|\bGLOB\b|\bRAISE\b",
    "PostgreSQL's own": r"::\w|\bILIKE\b|string_agg|DISTINCT ON|\bRETURNING\b|\bSERIAL\b|\bEXCLUDED\b",
    "a prefix or short word for temporary tables": r"\btemp\.|CREATE TEMP\b",
    "a limit of -1": r"LIMIT -1",
    "IS between columns": r"\bIS (NOT )?[a-z]+\.",
    "max() or min() of several values": r"\b(max|min)\((?:[^()]|\([^()]*\))*,",
    "a sum that a server makes numeric": r"(?<!CAST\()(?<!CAST\(coalesce\()\bsum\(",
    "a parameter that may have no type": r"(\?|:\w+) IS (NOT )?NULL",
    "a query in FROM without AS": r"(FROM|JOIN) \((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)(?! AS )",
    "truth as a number": r"withdrawn, [01]\b|withdrawn = [01]\b|\bsum\((\w\.)?withdrawn|max\((?!CASE)[^()]*\bwithdrawn",
}
NAMES = {"sqlite3", "lastrowid", "executemany", "executescript", "total_changes", "rowcount"}

SOURCES = [
    path
    for path in sorted(STORE.rglob("*.py"))
    if not any(path.relative_to(STORE).as_posix().startswith(f"{room}/") for room in EXCUSED)
]


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a module but for its docstrings, those in parts as a whole."""
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts | spoken:
            yield node.value


def names(tree: ast.AST) -> Iterator[str]:
    """The names that a module uses and imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(STORE).as_posix())
def test_statements_are_portable(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        (what, " ".join(text.split()))
        for text in texts(tree)
        for what, pattern in WORDS.items()
        if re.search(pattern, text)
    ]
    assert not found
    assert not NAMES & set(names(tree))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(STORE).as_posix())
def test_no_query_asks_which_engine_it_has(path: Path) -> None:
    assert (
        not re.search(r"isinstance\(session|\.dialect\b", path.read_text(encoding="utf-8")) or path.name == "models.py"
    )


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA foreign_keys",
        "SELECT value FROM json_each(?)",
        "SELECT x FROM task_log NOT INDEXED",
        "SELECT 1 FROM reading WHERE r.month IS NOT b.month",
        "SELECT max(a, b) FROM reading",
        "SELECT max(coalesce(a, 0), b) FROM reading",
        "SELECT sum(month) FROM reading",
        "SELECT 1 WHERE ? IS NULL OR unit_id = ?",
        "SELECT count(*) FROM (SELECT 1 FROM reading) WHERE TRUE",
        "SELECT max(superseded_at > :moment AND NOT withdrawn) FROM reading",
    ],
)
def test_what_is_not_portable_is_seen(sql: str) -> None:
    assert any(re.search(pattern, sql) for pattern in WORDS.values())


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT CAST(sum(month) AS BIGINT), CAST(coalesce(sum(month), 0) AS BIGINT) FROM reading",
        "SELECT max(CASE WHEN superseded_at > :moment THEN 1 ELSE 0 END) FROM reading",
        "SELECT 1 FROM (SELECT max(id) FROM task_log) AS last WHERE month IS NOT NULL",
    ],
)
def test_what_is_portable_passes(sql: str) -> None:
    assert not any(re.search(pattern, sql) for pattern in WORDS.values())
