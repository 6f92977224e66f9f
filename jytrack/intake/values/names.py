"""Names of units and metrics as sheets dress them: numbered, marked, with a measure unit or the county in front."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jytrack.intake.values.cell import unmarked
from jytrack.intake.values.spelling import spelling

_CIRCLED = "①-⑳⑴-⒛㈠-㈩ⓐ-ⓩ❶-❿"
_NUMBERED = re.compile(
    rf"\s*(?:[{_CIRCLED}][.．、]?|[(（]\s*(?:[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[)）][.．、]?"
    r"|(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[.．、]|[:：)）]))\s*(?=[^0-9０-９])"
)
_LOOSELY_NUMBERED = re.compile(r"[0-9]{1,2}(?:[.．][0-9]{1,2})*[.．、]?(?=[^0-9.．、月年])")
"""A number in front of a name; in front of a heading it might belong to a month."""
_MARKED = re.compile(rf"[\s*＊#＃※△▲☆★●○◆■:：,，;；.。、{_CIRCLED}]+$")
_MARK_BEFORE = re.compile(r"^[\s*＊#＃※△▲☆★●○◆■]+")
_AMONG = re.compile(r"^其中[:,]?")
_OFFICE = re.compile(r"(?:人民)?政府$")
_BESIDE_UNIT = re.compile(
    r"(?:盖?公?章|签章|签字|本级|机关|[0-9]{9,12}|[0-9]+个?(?:行政村|村|社区)|[乡镇村]|人民?政府|街道|县城|城区|驻地)?(?:\(?盖?章\)?)?"
)
_BRACKET = re.compile(r"(.+?)[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")


class Bare(NamedTuple):
    """A name in the form of `spelling`, and what stood in brackets behind it ("" for nothing)."""

    name: str
    said: str = ""


def bare_forms(text: str, region: str = "") -> Iterator[Bare]:
    """What the name `text` may be once it is undressed, the least undressed first; `region` is the county's name."""
    seen = set()
    for form in _forms(unmarked(text), spelling(region)):
        if form.name and form not in seen:
            seen.add(form)
            yield form


def says_who(bracket: str) -> bool:
    """Whether what stands in brackets behind a unit's name says who it is, and nothing of its figures."""
    return _BESIDE_UNIT.fullmatch(spelling(bracket)) is not None


def undressed(text: str) -> str:
    """`text` without the number before it and the marks around it, nothing else."""
    plain = _MARKED.sub("", _MARK_BEFORE.sub("", text))
    return _MARKED.sub("", _NUMBERED.sub("", plain, count=1))


def _forms(text: str, region: str) -> Iterator[Bare]:
    yield Bare(spelling(text))
    name = spelling(undressed(text))
    yield Bare(name)
    for each in (name, _AMONG.sub("", name), _LOOSELY_NUMBERED.sub("", name, count=1)):
        yield Bare(each)
        own = each.removeprefix(region) if region else each
        yield Bare(own)
        yield Bare(_OFFICE.sub("", own))
        if match := _BRACKET.fullmatch(each):
            yield Bare(spelling(undressed(match[1])), match[2])
