"""Numbers of mobile telephones and identity cards, however they are written: found, so that nothing with them is kept.

A number may be in groups, with anything soft between them: blanks of all widths, dashes, dots, brackets, line breaks.
Commas part it as they part a telephone's number or an amount as long. Letters, and the marks of a list, end it.
"""

import re
import unicodedata
from collections.abc import Iterator

_SOFT = "._~'+*/|\\·•・‧。．−"
_SOFT_KINDS = frozenset(("Zs", "Zl", "Zp", "Pd", "Ps", "Pe", "Cf", "Cc", "Mn"))
"""What may stand within a number: these, and all blanks, dashes, brackets and characters that are not seen."""

_CHINESE = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_CHINESE_RUN = re.compile("[〇零一二三四五六七八九幺]{11}")
_STRETCH = re.compile("[0-9][ 0-9]*X?")
_GROUP = re.compile("[0-9]+|X")
_DIGEST = re.compile("(?<![0-9a-f])(?=[0-9]*[a-f])[0-9a-f]{64}(?![0-9a-f])")
_DECIMAL = re.compile(r"([+-]?[0-9]+)\.[0-9]+[^0-9.]*")

_BIRTH = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)"
_PHONE = re.compile(r"(?:(?:00)?86|0)?1[3-9][0-9]{9}")
_IDENTITY = re.compile(
    rf"[1-9][0-9]{{5}}(?:18|19|20)[0-9]{{2}}{_BIRTH}[0-9]{{3}}[0-9Xx]|{_PROVINCE}[0-9]{{6}}{_BIRTH}[0-9]{{3}}"
)
_BY_COMMAS = re.compile(r"(?<![0-9,])1[3-9](?:[0-9],[0-9]{4},[0-9]{4}|(?:,[0-9]{3}){3})(?![0-9,])")

_FEWEST, _LONGEST = 11, 20
"""How many digits the shortest of these numbers has, and more than the longest one has."""

_MOST_GROUPS = 6
"""In how many groups a number is written, unless each is a single digit: a list of figures has more."""


class _Forms(dict[int, str]):
    """What a character is within a number: its digit, X, a comma, a blank for what is soft; # ends the number."""

    def __missing__(self, code: int) -> str:
        """The form of one character, worked out once."""
        character = chr(code)
        digit = unicodedata.digit(character, None)
        if digit is not None:
            form = str(digit)
        elif character in "XxＸｘ":
            form = "X"
        elif character in ",，":
            form = ","
        else:
            soft = character in _SOFT or unicodedata.category(character) in _SOFT_KINDS
            form = " " if soft else "#"
        self[code] = form
        return form


_FORMS = _Forms()


def is_personal(text: str) -> bool:
    """Whether `text` holds the number of a mobile telephone or an identity card."""
    return len(text) >= _FEWEST and next(_found(text), None) is not None


def masked(text: str) -> str:
    """`text` with an asterisk in the place of each digit of such a number."""
    if len(text) < _FEWEST:
        return text
    characters = list(text)
    for begin, end in _found(text):
        for at in range(begin, end):
            if _FORMS[ord(text[at])] not in ("#", " ", ",") or text[at].translate(_CHINESE) != text[at]:
                characters[at] = "*"
    return "".join(characters)


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Where in `text` such numbers stand."""
    if _CHINESE_RUN.search(text):
        text = text.translate(_CHINESE)
    text = _DIGEST.sub("#" * 64, text)  # a file's sha256, which a copy of it bears
    if decimal := _DECIMAL.fullmatch(text):  # a figure that was divided has as many digits
        text = decimal[1]
    form = text.translate(_FORMS)
    for stretch in _STRETCH.finditer(form):
        if stretch.end() - stretch.start() >= _FEWEST:
            yield from _joined(form, stretch.start(), stretch.end())
    for parted in _BY_COMMAS.finditer(form):
        yield parted.span()


def _joined(form: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where neighbouring groups of digits make up such a number."""
    groups = list(_GROUP.finditer(form, begin, end))
    for first, group in enumerate(groups):
        number = ""
        for count, other in enumerate(groups[first:], 1):
            number += other[0]
            if len(number) > _LONGEST:
                break
            few = count <= _MOST_GROUPS or len(number) == count
            if few and (_PHONE.fullmatch(number) or _IDENTITY.fullmatch(number)):
                yield group.start(), other.end()
