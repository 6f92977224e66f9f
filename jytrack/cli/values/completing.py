"""What the shell offers behind Tab: commands and options in both tongues, and the values that options take."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import typer

from jytrack.cli.values.dates import SHANGHAI

KINDS = ("单位", "指标", "序号", "节点", "月份", "方案")
"""What of the plan's there are names of, by what help calls the value."""

ASKED = "_JYTRACK_COMPLETE"
"""What a shell sets in the environment when it asks what may follow."""


def without_markup() -> None:
    """Let explanations be offered as they are: Typer would load a library to look for markup, which none has."""
    from typer import _completion_classes

    _completion_classes._sanitize_help_text = lambda text: text


Completer = Callable[..., list[tuple[str, str] | str]]


def completer(option: Any) -> Completer | None:
    """What completes the value of an option or argument; None where nothing is known of it."""
    kind = (option.metavar or "").strip("[].")
    words = getattr(option.parser, "words", None)
    if words is not None:
        return lambda: [(each.label, each.value) for each in words]
    return of_plan(kind) if kind in KINDS else None


def of_plan(kind: str) -> Completer:
    """What offers the names of `kind` in the plan of the database at hand."""

    def names(ctx: typer.Context) -> list[tuple[str, str] | str]:
        from jytrack.services.values.completing import known

        said = ctx.find_root().params
        found = known(said.get("db"), said.get("plan_code"), datetime.now(SHANGHAI).date(), kind)
        return [(name, told) if told else name for name, told in found]

    return names
