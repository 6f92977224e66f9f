"""The letters with which Chinese words begin in pinyin: 城镇新增就业 → czxzjy.

The first level of GB 2312 (3 755 characters, all but a few that an office writes) is ordered by pinyin, so that one
character for each letter tells where it begins; the codec is Python's own. Of other characters the letter is not known.
"""

from bisect import bisect_right

_LETTERS = "abcdefghjklmnopqrstwxyz"
_BEGIN = [each.encode("gb2312") for each in "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"]
_LAST = "座".encode("gb2312")

_ALSO = {
    "重": "c", "长": "z", "行": "h", "调": "t", "乐": "y", "率": "s", "会": "k", "单": "s", "厦": "x", "曾": "z",
    "区": "o", "盛": "c", "种": "c", "校": "j", "大": "d", "都": "d", "车": "j", "石": "d", "折": "s", "系": "j",
    "泾": "j", "浐": "c", "佘": "s", "瞿": "q", "邢": "x", "郗": "x", "鄂": "e", "圳": "z", "泗": "s", "衢": "q",
}  # fmt: skip
"""Further letters of characters that are read in two ways, and those of some that the first level does not have."""


def letters(character: str) -> str:
    """The letters with which `character` may begin when it is read aloud; "" where that is not known."""
    if character.isascii():
        return character.lower()
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        code = b""
    known = _BEGIN[0] <= code <= _LAST
    return (_LETTERS[bisect_right(_BEGIN, code) - 1] if known else "") + _ALSO.get(character, "")


def initials(name: str) -> str:
    """The first letter of each word and figure in `name`, as most read it; x where a letter is not known."""
    return "".join((letters(each) or "x")[0] for each in name if each.isalnum())


def written_with(typed: str, name: str) -> bool:
    """Whether `typed` (small letters and digits) are the initials of `name`; what is not known may be any letter."""
    return len(typed) == sum(map(str.isalnum, name)) and begun_with(typed, name)


def begun_with(typed: str, name: str) -> bool:
    """Whether the initials of `name` begin with `typed`, as in `written_with`."""
    words = [each for each in name if each.isalnum()]
    return len(words) >= len(typed) and all(
        letter in (letters(word) or letter) for letter, word in zip(typed, words, strict=False)
    )
