"""The numbers of a text compared with those of another: what was typed by hand into a document after it was made.

Dates, document numbers, telephone numbers and the numbers of lists are set aside: they belong to the paper, not to the
figures.
"""

import re
from collections import Counter
from collections.abc import Iterator

from jytrack.domain.documents.publication import HandChange

_AROUND = 14
_ASIDE = re.compile(
    r"""
    数据指纹.*                                         # the small print that pins the figures
    | (?<!\d)0\d{2,3}[-—\s]\d{7,8}(?!\d) | (?<!\d)1\d{10}(?!\d)   # telephones
    | --[a-z-]+\ \S+                                   # what is typed to look it up
    | [〔［\[（(]\s*\d{4}\s*[〕］\]）)]\s*第?\s*\d*\s*号      # a document number
    | \d{4}\s*年(\s*第\s*\d+\s*[期号])?                   # a year, an issue
    | 第\s*[\d]+\s*[期号次]
    | \d{1,2}\s*[—–~-]\s*\d{1,2}\s*月                    # a span of months
    | \d{1,2}\s*月(\s*\d{1,2}\s*日)?
    | \d{1,2}\s*日
    | \d{4}-\d{1,2}(-\d{1,2})?
    | \d{1,2}[:：]\d{2}([:：]\d{2})?(\.\d+)?
    | (?<!\d)[—–]\s*\d+\s*[—–](?!\d)                     # a page's number
    """,
    re.VERBOSE,
)
_LISTED = re.compile(r"^\s*(附件\s*\d+|[（(]?\d{1,2}[)）.．、](?!\d))")
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Every number of the text but those set aside, in its shortest form, with the words around it."""
    for line in text.splitlines():
        kept = _LISTED.sub(_blank, _ASIDE.sub(_blank, line))
        for found in _NUMBER.finditer(kept):
            begin, end = max(0, found.start() - _AROUND), min(len(line), found.end() + _AROUND)
            yield _shortest(found[0]), f"{'…' * (begin > 0)}{line[begin:end].strip()}{'…' * (end < len(line))}"


def changed_by_hand(draft: str, final: str) -> list[HandChange]:
    """The numbers that `final` has and the `draft` has not, and those that it lacks, each as often as it differs."""
    ours, theirs = list(numbers(draft)), list(numbers(final))
    return [*_beyond(theirs, ours, added=True), *_beyond(ours, theirs, added=False)]


def _beyond(found: list[tuple[str, str]], known: list[tuple[str, str]], *, added: bool) -> Iterator[HandChange]:
    """The numbers found more often than they are known; of several places of one number, those whose words are new."""
    spare = Counter(number for number, _ in found) - Counter(number for number, _ in known)
    words = {each for _, each in known}
    for number, around in sorted(found, key=lambda each: each[1] in words):
        if spare[number]:
            spare[number] -= 1
            yield HandChange(added, number, around)


def _shortest(number: str) -> str:
    """A number without what does not change it: 1,200.50 is 1200.5."""
    plain = number.replace(",", "")
    whole, dot, part = plain.partition(".")
    part = part.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{dot if part else ''}{part}"


def _blank(found: re.Match[str]) -> str:
    """As much room as was there, so that places stay what they are."""
    return " " * len(found[0])
