"""Whatever is typed wrongly, of whichever command, is told in one Chinese line that names the command's help."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Jytrack
from tests.command import PROGRAM


def commands(command: Any = PROGRAM, *words: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command, with the words that it is typed with."""
    yield words, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, *words, name)


def mistakes(command: Any) -> Iterator[list[str]]:
    """What may be typed wrongly behind one command: an option that is none, and each parameter in its ways."""
    yield ["--no-such-option"]
    arguments: list[str] = []
    for parameter in command.params:
        read = parameter.type.name not in ("str", "path", "boolean")
        if parameter.param_type_name == "argument":
            if read:
                yield [*arguments, "it's x"]
            arguments.append("1")
        else:
            option = parameter.opts[-1]
            yield [f"{option}=x"] if parameter.is_flag else [option]
            if read:
                yield from ([option, "it's x"], [option, ""])
    if all(parameter.nargs == 1 for parameter in command.params):
        yield [*arguments, "多", "余"]


COMMANDS = list(commands())


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) or "jytrack" for words, _ in COMMANDS])
def test_every_mistake_is_one_chinese_line(bare: Jytrack, words: tuple[str, ...], command: Any) -> None:
    for typed in mistakes(command):
        ran = bare(*words, *typed)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), typed
        assert ran.err.endswith(f"用法见 {' '.join(['jytrack', *words])} --help\n")
        said = re.sub(r"用法见 .*|查看用 .*|可选.*|如 .*|写成 .*|--?[a-z-]+", "", ran.err.replace("it's x", ""))
        assert re.search("[一-鿿]{2}", said)
        assert not re.search("[A-Za-z]{2,} [A-Za-z]{2,}", said), ran.err


@pytest.mark.parametrize(
    ("shell", "code", "said"), [("bash", 0, "已为 bash 装好命令补全"), ("tcsh", 2, "只能装进 bash、")]
)
def test_completion_is_installed_in_chinese(
    bare: Jytrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, code: int, said: str
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, f"/bin/{shell}"))
    ran = bare("--install-completion", env={"HOME": str(tmp_path)})
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert said in ran.err
    assert (tmp_path / ".bash_completions" / "jytrack.sh").exists() is (code == 0)
