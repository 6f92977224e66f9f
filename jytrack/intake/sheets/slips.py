"""Return slips: what a township gets back when its sheet is refused, to be pasted into the chat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wcwidth import wcswidth

from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.texts import clean
from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.sheets.points import Figure, Point
from jytrack.intake.values.mending import asked_of_unit
from jytrack.intake.values.personal import is_personal
from jytrack.intake.values.problem import Code, Severity

_MOST_LINES, _WIDTH = 18, 80
"""A slip stays under a screen: its items take so many lines of so many columns."""

_MOST_PLACES, _MOST_VALUES, _MOST_UNITS = 3, 3, 3
_LONGEST_VALUE, _LONGEST_ITEM = 20, 160
_WEEKDAYS = "一二三四五六日"
_LEFT_OUT = "（有个人信息，这里略去）"


@valueclass
class Letter:
    """What a slip says beside its items: to whom, about which file, until when, and who asks on which day.

    `copy` is the name of the marked copy that is sent along ("" for none), `locked`: only its marked cells can be
    changed; `lacking` names what of the original the copy has not. `personal`: there is no copy because the file holds
    personal data somewhere.
    """

    to: tuple[str, ...]
    file: str
    until: date
    sender: str
    today: date
    copy: str = ""
    locked: bool = False
    lacking: str = ""
    personal: bool = False


class Part(NamedTuple):
    """One sheet of the file with what is wrong in it; `name` is "" where the file has but one."""

    name: str
    points: Sequence[Point]


def return_slip(letter: Letter, parts: Iterable[Part]) -> str:
    """A polite text that names, for each error, the cells, their row and heading, what stands there and what to do.

    "" where nothing is asked of the unit. Nothing that looks like personal data is repeated. Every character is in
    GBK, which old programs of the townships expect.
    """
    asked = [Part(part.name, list(filter(_is_asked, part.points))) for part in parts]
    asked = [part for part in asked if part.points]
    if not asked:
        return ""
    items = [item for part in asked for item in _items(part, named=len(asked) > 1)]
    shown = _fitting(items)
    count = sum(len(part.points) for part in asked)
    tabs = [part.name for part in asked if part.name]
    where = f"（工作表{'、'.join(f'“{_safe(name)}”' for name in tabs)}）" if tabs else ""
    lines = [
        f"{several(letter.to, _MOST_UNITS) or '填报单位'}：您好！",
        f"你们报来的《{_safe(letter.file)}》{where}有{count}处要改：",
        *(f"{number}. {item}" for number, item in enumerate(items[:shown], 1)),
    ]
    if shown < len(items):
        rest = "全部见副本里的批注" if letter.copy else "其余请照样核对，改好后再发来看"
        lines.append(f"只列前{shown}项，共{len(items)}项；{rest}。")
    lines += [_request(letter, asked), "谢谢！", letter.sender, date_text(letter.today), ""]
    return clean("\n".join(lines)).encode("gbk", "replace").decode("gbk")


def _is_asked(point: Point) -> bool:
    """Whether the unit is asked to mend it."""
    return point.problem.severity is Severity.ERROR and asked_of_unit(point.problem) != ""


class _Kind(NamedTuple):
    """What problems have in common that are told in one item; `before` and `after` stand around the cell's value."""

    columns: tuple[str, ...]
    before: str
    after: str
    asked: str


def _items(part: Part, *, named: bool) -> Iterator[str]:
    """The errors of a sheet in a sentence or two each, equal ones of one column told once; `named`: with its name."""
    alike: dict[_Kind, list[Point]] = defaultdict(list)
    for point in part.points:
        error = point.problem
        before, value, after = error.message.partition(f"“{error.value}”") if error.value else (error.message, "", "")
        columns = tuple(name.rstrip("0123456789") for name in (error.column or "", *error.also))
        alike[_Kind(columns, before, value and after, asked_of_unit(error))].append(point)
    tab = f"“{_safe(part.name)}”表 " if named else ""
    for kind, group in alike.items():
        where = _place(group)
        sentence = f"{_told(kind, group)}。{kind.asked}"
        yield f"{tab}{where}：{sentence}" if where else f"{tab}{sentence}"


def _told(kind: _Kind, group: Sequence[Point]) -> str:
    """What is wrong, with the values of all cells that it is said of."""
    if not kind.after:
        return _safe(kind.before, _LONGEST_ITEM)
    values = list(dict.fromkeys(f"“{_safe(point.problem.value or '', _LONGEST_VALUE)}”" for point in group))
    more = "等" if len(values) > _MOST_VALUES else ""
    return f"{_safe(kind.before)}{''.join(values[:_MOST_VALUES])}{more}{_safe(kind.after, _LONGEST_ITEM)}"


def _place(group: Sequence[Point]) -> str:
    """Where problems are: the cells, what their rows are about, and what stands there unless the sentence says it."""
    places = list(dict.fromkeys(map(_cells, group)))
    return several(places, _MOST_PLACES, "处") if any(places) else ""


def _cells(point: Point) -> str:
    """The cells of one problem, with what is known of them."""
    error = point.problem
    told = [
        f"{_heading(figure, point.subject)}{_safe(figure.holds, _LONGEST_VALUE) or '空着'}"
        for figure in point.figures
        if not (figure.holds and figure.holds in error.message)
    ]
    about = "，".join(filter(None, (_safe(point.subject, 2 * _LONGEST_VALUE), "、".join(told))))
    cells = "、".join(figure.cell for figure in point.figures)
    where = f"{cells}格" if cells else f"第{error.row}行" if error.row else ""
    return f"{where}（{about}）" if where and about else where


def _heading(figure: Figure, subject: str) -> str:
    """The heading of a figure, unless what its row is about says the same."""
    return "现为" if not figure.heading or figure.heading in subject else _safe(figure.heading)


def _fitting(items: Sequence[str]) -> int:
    """How many of `items` a slip holds, one at least."""
    room, shown = _MOST_LINES, 0
    for item in items:
        room -= -(-max(wcswidth(item), 1) // _WIDTH)
        if room < 0:
            break
        shown += 1
    return max(shown, 1)


def _request(letter: Letter, parts: Iterable[Part]) -> str:
    """What to do once all is mended, and until when."""
    until = f"最迟{letter.until.month}月{letter.until.day}日（星期{_WEEKDAYS[letter.until.weekday()]}）"
    if letter.copy:
        rest = "别的格已锁住" if letter.locked else "其他地方不用动"
        lacking = f"（原表的{letter.lacking}没有带过来）" if letter.lacking else ""
        return (
            f"错处已在随附的《{letter.copy}》{lacking}里标黄、加了批注，请直接在这份表上改好标黄的格，{rest}，"
            f"保存后{until}发回。"
        )
    errors = [point.problem for part in parts for point in part.points]
    if any(error.code is Code.PERSONAL_DATA for error in errors):
        return f"请改好后{until}重新发来；已发的原文件请不要再转发。"
    if letter.personal:
        where = "表里另有手机号或身份证号（也可能在落款、批注、隐藏的表里）"
        return f"{where}，请一并删去，改好后{until}把整张表重新发来。"
    if all(error.row is None for error in errors):
        return f"请改好后{until}重新发来。"
    return f"请在原表上改好，其他地方不用动，保存后{until}把整张表重新发来。"


def _safe(text: str, longest: int = _LONGEST_ITEM) -> str:
    """`text` on one line, cut where a cell was as long as a page; nothing of it where it looks like personal data."""
    if is_personal(text):
        return _LEFT_OUT
    joined = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return joined if len(joined) <= longest else f"{joined[: longest - 2]}……"
