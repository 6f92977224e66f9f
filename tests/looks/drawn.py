"""Documents drawn by the programs that people open them with, and what stands where on the pages."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

KEPT = Path(__file__).parents[2] / "build" / "looks"
"""Where pictures are left for the eye."""

_POINT = 25.4 / 72
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_LINE = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>', re.DOTALL)
_WORD = re.compile(r"<word [^>]*>(.*?)</word>")
_DPI = 127
"""Five points a millimetre."""


@dataclass(frozen=True)
class Line:
    """A line of text, and its box in millimetres from the sheet's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A page's size in millimetres, and its lines."""

    width: float
    height: float
    lines: tuple[Line, ...]

    def line(self, beginning: str) -> Line:
        """The line that begins so."""
        return next(line for line in self.lines if line.text.startswith(beginning))

    @property
    def text(self) -> str:
        """All that stands on it."""
        return "".join(line.text for line in self.lines)


def available(*programs: str) -> bool:
    """Whether the machine has them."""
    return all(shutil.which(program) for program in programs)


def converted(files: Mapping[str, bytes], folder: Path, form: str = "pdf") -> dict[str, Path]:
    """Each file as LibreOffice prints it, or saves it in another form."""
    given = folder / "given"
    given.mkdir()
    for name, raw in files.items():
        (given / name).write_bytes(raw)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        folder,
        *(given / each for each in files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: folder / f"{Path(name).stem}.{form}" for name in files}


def pages(printed: Path) -> list[Page]:
    """What stands where on each page."""
    ran = subprocess.run(["pdftotext", "-bbox-layout", printed, "-"], check=True, capture_output=True, text=True)
    return [
        Page(float(width) * _POINT, float(height) * _POINT, tuple(_lines(content)))
        for width, height, content in _PAGE.findall(ran.stdout)
    ]


def _lines(content: str) -> Iterator[Line]:
    for *box, words in _LINE.findall(content):
        left, top, right, bottom = (float(each) * _POINT for each in box)
        yield Line("".join(map(unescape, _WORD.findall(words))), left, top, right, bottom)


def red(printed: Path, page: int, folder: Path) -> list[tuple[float, float, float, float]]:
    """What is red on a page, from above: upper edge, lower edge, left, right, in millimetres."""
    root = folder / f"{printed.stem}-red"
    subprocess.run(
        ["pdftoppm", "-r", str(_DPI), "-f", str(page), "-l", str(page), "-singlefile", printed, root], check=True
    )
    raw = root.with_suffix(".ppm").read_bytes()
    _, size, _, _ = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    pixels = raw[len(raw) - width * height * 3 :]
    scale = _DPI / 25.4
    found: list[list[int]] = []
    for y in range(height):
        row = pixels[y * width * 3 : (y + 1) * width * 3]
        inked = [
            x
            for x, (r, g, b) in enumerate(zip(row[::3], row[1::3], row[2::3], strict=True))
            if r > 180 and g < 110 and b < 110
        ]
        if not inked:
            continue
        if found and y - found[-1][1] <= scale:
            found[-1][1:] = [y, min(found[-1][2], inked[0]), max(found[-1][3], inked[-1])]
        else:
            found.append([y, y, inked[0], inked[-1]])
    return [(top / scale, (bottom + 1) / scale, left / scale, right / scale) for top, bottom, left, right in found]


def keep(printed: Path) -> None:
    """Leave pictures of the pages for the eye."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for stale in KEPT.glob(f"{printed.stem}-*.png"):
        stale.unlink()
    subprocess.run(["pdftoppm", "-r", "70", "-png", printed, KEPT / printed.stem], check=True)
