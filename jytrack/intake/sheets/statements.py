"""What a text beside figures says of them: the same reading for titles, tabs, file names and groups of columns."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from jytrack.domain.values.period import Period
from jytrack.intake.sheets.kinds import GENERAL, PARTS, Kind, kind_of
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.sheets.words import measure_units
from jytrack.intake.values.cell import MONEY, TIMES, narrow
from jytrack.intake.values.periods import named_periods, named_years
from jytrack.intake.values.spans import Span, find_spans, in_digits, without_spans
from jytrack.intake.values.spelling import spelling

NO_YEAR = 1
"""Stands for the year of a month that is named without one."""


class Said(NamedTuple):
    """What one text says of the figures that it stands beside; what it does not speak of is empty or None.

    `months` are single months, of NO_YEAR where none is named, `spans` months taken together; `monthly`: 本月;
    `measures`: measure units, `strange` one that is not known; `parts`: of whom alone the figures are; `metrics` and
    `units` by name: the plan's own; `beyond`: words beside a metric's name that may make it another or add one.
    """

    text: str
    years: frozenset[int] = frozenset()
    months: frozenset[Period] = frozenset()
    spans: tuple[Span, ...] = ()
    monthly: bool = False
    measures: frozenset[str] = frozenset()
    strange: str = ""
    kind: Kind | None = None
    parts: frozenset[str] = frozenset()
    metrics: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    beyond: str = ""

    @property
    def year(self) -> int | None:
        """The only year that it names."""
        return next(iter(self.years)) if len(self.years) == 1 else None

    @property
    def anything(self) -> bool:
        """Whether it says anything of figures at all."""
        return self._replace(text="") != Said("")


_APART = re.compile(r"(?<=[0-9０-９])\s+(?=[0-9０-９])")
"""Numbers that only a space keeps apart."""

_OF_ALL = re.compile(r"以上|以下|上述|本表|表中|表内|上表|下表|所填|所报|均为|均系|数据为")
_MONTHLY = re.compile(r"本月|当月|单月")
_WORDS = r"((?:[^\s:;。()|]+)(?: *[、,/] *[^\s:;。()|]+)*)"
_OF_UNIT = re.compile(
    r"(?:(?:(?:^|[\s(,;|])|(?<=计量)|(?<=金额)|(?<=数量)|(?<=货币)|(?<=数字)|(?<=数据))单位|(?:^|[\s(,;|])计量)"
    rf" *(?::|[均都]?[为是]) *{_WORDS}"
)
_BEHIND_UNIT = re.compile(rf"单位 *: *{_WORDS}")
_SHARE = re.compile(r"[万千百]?元/(?:人|户|个|月|年|天|次)")
"""Money for each of something: no sum of money."""
_MARKS = str.maketrans("（）【】[]：，；", "()()():,;")
_TOKENS = re.compile(r"[、,/和及]")
_ALONE = (
    re.compile(r"\(([^()]*)\)"),
    re.compile(rf"^ *(?:计量)?单位 +{_WORDS} *$"),
    re.compile(r"以([^\s:;、,()|]+?)(?:计|为单位)"),
)
"""Where a measure unit may stand, and other words may too."""
_JOINING = "以及|连同|[和及与、跟同,/+&]"
_USUAL = (
    r"$|[^一-龥、,/+&]|的?(?:完成|实际)?(?:总?人数|户数|个数|数|总量|金额|情况|统计|汇总|调度|进展|进度|推进|落实|实施|工作|指标|项目|目标|任务|计划"
    r"|报表|月报|快报|简报|通报|表|一览|明细|清单|台账|数据|信息|上报|填报|报送|分[乡镇月县类]|各|全|截|自|年|月|季|上半|下半|累计|本|当"
    r"|单位|乡|镇|县|街道|其中|比|较|同比|环比|增长|上年|去年|指导|考核|责任|分解|下达|预计|排名)"
)
_BEYOND = re.compile(rf"\0((?!(?:{_JOINING})?(?:就业|创业)*(?:{_USUAL}))[^\0]{{1,8}})|([一-龥]{{2,8}}(?:{_JOINING}))\0")
"""Words right behind a name, or joined to it from before, that are none of those in which titles end."""

_COUNTED = "人 名 户 家 个 件 起 次 人次 场 场次 项 条 期 %"
_OF_OTHER_THINGS = (
    "亩 公顷 米 公里 千米 平方米 平方公里 立方米 克 公斤 千克 斤 吨 美元 港元 欧元 日元 英镑 小时 学时 课时 天 工日"
    " 台 辆 套 头 只 株 本 册 份 篇 栋 座 所 位 对 倍 ‰"
)
"""Measure units that are strange unless a metric of the plan has them; named here to tell them from other words."""
_STRANGE = frozenset(times + unit for unit in _OF_OTHER_THINGS.split() for times in ("", *TIMES))


class Vocabulary:
    """The words that texts are searched for: names of the plan's metrics and units, and measure units."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._read: dict[str, Said] = {}

    @cached_property
    def own_measures(self) -> frozenset[str]:
        """The measure units of the plan's metrics, in which a bare number is read."""
        return frozenset(unit for metric in self._context.metrics.values() for unit in measure_units(metric))

    @cached_property
    def measures(self) -> frozenset[str]:
        """All measure units that a sheet may name."""
        own = self.own_measures
        counted = {unit for unit in own | set(_COUNTED.split()) if unit not in MONEY}
        return frozenset(
            own | MONEY.keys() | counted | {times + unit for times in TIMES for unit in counted if unit != "%"}
        )

    def measures_in(self, words: str) -> frozenset[str] | None:
        """The measure units that `words` list, None where one of them is not known."""
        tokens = [token.strip().removeprefix("人民币") or "元" for token in _TOKENS.split(words) if token.strip()]
        return frozenset(tokens) if tokens and self.measures.issuperset(tokens) else None

    def said(self, text: str) -> Said:
        """What `text` says of the figures beside it; months without a year are of the plan's."""
        if text not in self._read:
            self._read[text] = self._of(text)
        return self._read[text]

    def _of(self, text: str) -> Said:
        """The same, worked out."""
        plain = in_digits(spelling(_APART.sub(",", text)))
        rest, metrics = _without(plain, self._metric_names)
        beyond = next((behind or before for behind, before in _BEYOND.findall(rest)), "")
        rest, units = _without(rest, self._unit_names)
        measures, strange = self._measures(narrow(text))
        found = find_spans(rest)
        spans = tuple(span for span in found if span.first != span.last or span.last is None)
        years = named_years(plain)
        year = next(iter(years)) if len(years) == 1 else None
        months = named_periods(without_spans(rest), year or NO_YEAR)
        months |= {Period(span.year or year or NO_YEAR, span.last) for span in found if span.last and span not in spans}
        return Said(
            text,
            years,
            months,
            spans,
            _MONTHLY.search(rest) is not None,
            measures,
            strange,
            kind_of(rest),
            frozenset(() if GENERAL.search(rest) else PARTS.findall(rest)),
            frozenset(metrics),
            frozenset(units),
            beyond,
        )

    @cached_property
    def _metric_names(self) -> tuple[tuple[str, str], ...]:
        return _longest_first((key, metric.name) for key, metric in self._context.metrics.items())

    @cached_property
    def _unit_names(self) -> tuple[tuple[str, str], ...]:
        return _longest_first(self._context.units.items())

    def _measures(self, text: str) -> tuple[frozenset[str], str]:
        """The measure units that `text` states, and one that it states and that is not known."""
        text = text.translate(_MARKS)
        found: set[str] = set()
        if share := _SHARE.search(text):
            return frozenset(), share[0]
        for words in _OF_UNIT.findall(text):
            known = self.measures_in(words)
            if known is None and not self._is_unit(words):
                return frozenset(), words
            found |= known or set()
        for words in chain.from_iterable(pattern.findall(text) for pattern in _ALONE):
            known = self.measures_in(words)
            if known is None and not _STRANGE.isdisjoint(_TOKENS.split(words)):
                return frozenset(), words
            found |= known or set()
        found |= frozenset().union(*(self.measures_in(words) or () for words in _BEHIND_UNIT.findall(text)))
        if own := self.measures_in(text):
            found |= own
        return frozenset(found), ""

    def _is_unit(self, words: str) -> bool:
        """Whether 单位 in front of `words` means an organisation: one of the plan, or what ends as one."""
        return spelling(words) in self._context.units or words.endswith(
            ("镇", "乡", "局", "县", "办", "室", "部", "会", "院", "队", "中心")
        )


def speaks_of_all(text: str) -> bool:
    """Whether a remark is about all figures of the sheet."""
    return _OF_ALL.search(text) is not None


def is_prose(text: str) -> bool:
    """Whether `text` tells how to fill the sheet in, rather than what it holds: it is made of sentences."""
    return "。" in text and not speaks_of_all(text)


def _longest_first(names: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Names that are worth looking for in a text, the longest first."""
    return tuple(sorted((each for each in names if len(each[0]) > 1), key=lambda each: len(each[0]), reverse=True))


def _without(text: str, names: Iterable[tuple[str, str]]) -> tuple[str, set[str]]:
    """`text` without the names in it, and what these mean: of two in the same place only the longer one."""
    found = set()
    for name, meaning in names:
        if name in text:
            found.add(meaning)
            text = text.replace(name, "\0")
    return text, found
