"""A letterhead taken apart: where its hole is, how its styles are called, what its sections hold."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Package

from jytrack.reports.formats.word.package import HOLE
from jytrack.reports.formats.word.sheets import Sheet
from jytrack.reports.formats.word.styles import BODY, NAMES

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _PARAGRAPH, _STYLE, _NAME, _VALUE, _ID = (f"{_W}{tag}" for tag in ("t", "p", "style", "name", "val", "styleId"))
_BEHIND_TITLE_PAGE = {f"{_W}{tag}" for tag in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")}
_BRACES = str.maketrans("｛｝", "{}")


def hole(package: Package) -> Any:
    """The paragraph {{正文}}, read over all its runs, for another program tears them apart; None: there is none."""
    for found in package.element.body.iterchildren(_PARAGRAPH):
        if written(found).translate(_BRACES).replace(" ", "") == HOLE:
            return found
    return None


def fixed(package: Package) -> tuple[bool, bool]:
    """Whether the office's own lines stand above the hole and below it; empty ones are none."""
    place = hole(package)
    above = any(_says_something(each) for each in place.itersiblings(preceding=True))
    return above, any(_says_something(each) for each in place.itersiblings() if not each.tag.endswith("}sectPr"))


def written(element: Any) -> str:
    """All the text in an element."""
    return "".join(each.text or "" for each in element.iter(_TEXT)).strip()


def ids(package: Package) -> dict[str, str]:
    """The identifier of each style by its name; another program renames them (Title1 becomes Style16)."""
    found = {}
    for style in package.styles.element.iterchildren(_STYLE):
        name = style.find(_NAME)
        if name is not None:
            found[_built_in(name.get(_VALUE, ""))] = style.get(_ID, "")
    return found


def renamed(package: Package) -> dict[str, str]:
    """Our identifiers of styles and those of the file, where they differ."""
    found = ids(package)
    return {key: found[name] for key, name in NAMES.items() if found[name] != key}


def lacking(package: Package) -> list[str]:
    """The names of styles that the file does not have, in the order of a document."""
    found = ids(package)
    return [name for name in NAMES.values() if name not in found]


def sheet(section: Any) -> Sheet:
    """The sheet of a `w:sectPr`."""
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    sides = (int(margins.get(f"{_W}{side}")) for side in ("top", "right", "bottom", "left", "header", "footer"))
    return Sheet(int(size.get(f"{_W}w")), int(size.get(f"{_W}h")), *sides)


def drop(section: Any, names: Sequence[str]) -> None:
    """Take these properties out of a `w:sectPr`."""
    for name in names:
        for found in section.findall(f"{_W}{name}"):
            section.remove(found)


def begin_apart(section: Any) -> None:
    """Give the first page of a `w:sectPr` a head and a foot apart from the others, which are none yet."""
    drop(section, ("titlePg",))
    for found in [each for each in section if each.get(f"{_W}type") == "first"]:
        section.remove(found)
    behind = [each for each in section if each.tag in _BEHIND_TITLE_PAGE]
    section.insert(section.index(behind[0]) if behind else len(section), section.makeelement(f"{_W}titlePg"))


def _built_in(name: str) -> str:
    """The body's style is called normal by some."""
    return NAMES[BODY] if name.casefold() == "normal" else name


def _says_something(element: Any) -> bool:
    return bool(written(element)) or any(each.tag.endswith(("}drawing", "}pict")) for each in element.iter())
