"""What headings and names of a split mean, once numbering, brackets and the words of the trade are taken off."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.values.cell import MONEY
from jytrack.intake.values.names import bare_forms, says_who
from jytrack.intake.values.nearest import misspelt
from jytrack.intake.values.spelling import spelling


class Kind(Enum):
    """What a column or a row of a split holds; `UNNAMED` figures have a heading that names no indicator."""

    FIGURE = auto()
    UNNAMED = auto()
    TOTAL = auto()
    SUBTOTAL = auto()
    ASIDE = auto()


@valueclass
class Vocabulary:
    """What a split may name: units (their printed names) and metrics by every accepted spelling."""

    year: int
    region: str
    units: Mapping[str, str]
    metrics: Mapping[str, Metric]


class Heading(NamedTuple):
    """A heading understood: `said` are the measure units that it states, `trouble` why it must not be read."""

    kind: Kind
    metric: Metric | None = None
    said: frozenset[str] = frozenset()
    trouble: str = ""


_NUMBERING = re.compile(
    r"(?:\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、)]|"
    r"[0-9]{1,2}(?=[^0-9.年月]))"
)
_UNIT_WORDS = frozenset(["乡镇", "乡(镇)", "乡镇名称", "单位", "单位名称", "填报单位", "责任单位", "unit"])
_ASIDE = frozenset(["序号", "编号", "行号", "代码", "行政区划代码", "区划代码", "备注", "说明", "计量单位", "note"])
_TOTAL = re.compile(r"(?:.{0,8}(?:合计|总计|共计|汇总|总数)|全[县市区](?:累计)?)数?")
_SUBTOTAL = re.compile(r".{0,8}小计数?")
_BRACKET = re.compile(r"(.*?)\(([^()]+)\)")
_BEFORE = re.compile(r"^(?:分解|下达|年度|全年|本年)")
_AFTER = re.compile(
    r"(?:目标任务数?|任务目标数?|任务数?|目标数?|目标值|分解任务数?|分解目标数?|分解数?|计划数?|指标数?|数量|人数|数)$"
)
# These words say that what stands below is not what is asked for in the whole year.
_ELSE = re.compile(
    r"完成|上年|去年|同期|累计|实际|同比|环比|占比|比重|其中|本月|当月|上月|剩余|[0-9]月|季度|半年|排名|差额"
)
_UNIT_LINE = re.compile(r"单位:([^:]+)")
_BETWEEN = re.compile(r"[、,;/和]")
_MULTIPLES = "十百千万亿"
_ALTERNATIVES = 3


def bare(text: str) -> str:
    """`text` in the form of `spelling`, without numbering in front and marks around it."""
    return _NUMBERING.sub("", spelling(text).strip("*:"), count=1).strip("*:、.")


def named_unit(vocabulary: Vocabulary, text: str) -> str | None:
    """The unit that a cell names, dressed or not; None when it names none."""
    forms = (each for each in bare_forms(text, vocabulary.region) if says_who(each.said))
    return next((unit for each in forms if (unit := vocabulary.units.get(each.name))), None)


def total_kind(vocabulary: Vocabulary, text: str) -> Kind | None:
    """`TOTAL` or `SUBTOTAL` where `text` says that figures are a sum; None where it does not."""
    name = _BRACKET.sub(r"\1", bare(text))
    if _SUBTOTAL.fullmatch(name):
        return Kind.SUBTOTAL
    return Kind.TOTAL if _TOTAL.fullmatch(name) or name == spelling(vocabulary.region) else None


def is_recognised(vocabulary: Vocabulary, text: str) -> bool:
    """Whether `text` is a heading that is known by itself."""
    if bare(text) in _UNIT_WORDS | _ASIDE or total_kind(vocabulary, text):
        return True
    return _peeled(vocabulary, text).metric is not None


def read_heading(vocabulary: Vocabulary, texts: Sequence[str]) -> Heading:
    """The column under the non-blank levels of its heading, the uppermost first.

    The lowest level that says more than “what is asked” names the figure; those above may only group, never contradict.
    """
    levels = [_peeled(vocabulary, text) for text in texts]
    own = next((level for level in reversed(levels) if level.rest), levels[-1])
    if bare(own.text) in _ASIDE:
        return Heading(Kind.ASIDE)
    if total := total_kind(vocabulary, own.text):
        return Heading(total)
    said = frozenset[str]().union(*(level.said for level in levels))
    named = list({level.metric.code: level.metric for level in levels if level.metric}.values())
    if len(named) > 1:
        names = "”和“".join(metric.name for metric in named)
        return Heading(Kind.UNNAMED, trouble=f"同时写了“{names}”，分不清是哪个指标")
    if foreign := next((level for level in levels if not level.metric and _ELSE.search(level.rest)), None):
        return Heading(Kind.UNNAMED, trouble=f"“{foreign.text}”不是全年任务的分解数")
    if own.metric is None:
        return Heading(Kind.UNNAMED, None, said)
    return Heading(Kind.FIGURE, own.metric, said)


def meant(vocabulary: Vocabulary, text: str) -> str:
    """What an unknown heading may have meant, as advice; never by leaving out a word that changes the meaning."""
    key = _peeled(vocabulary, text).rest
    holding = {metric.name for name, metric in vocabulary.metrics.items() if len(key) > 1 and key in name}
    if len(holding) > 1:
        listed = "”“".join(sorted(holding)[:_ALTERNATIVES])
        return (
            f"分不清是“{listed}”中的哪个，请写全称" if len(holding) <= _ALTERNATIVES else "不止一个指标是这样，请写全称"
        )
    guess = misspelt(key, vocabulary.metrics)
    if holding or guess:
        return f"不认识，是不是“{holding.pop() if holding else vocabulary.metrics[guess].name}”？"
    return "不认识，请写指标全称"


class _Level(NamedTuple):
    """One level of a heading: the metric that it names, what is left of it once peeled, the measure units it says."""

    text: str
    metric: Metric | None
    rest: str
    said: frozenset[str] = frozenset()


def _peeled(vocabulary: Vocabulary, text: str) -> _Level:
    """`text` without what only qualifies: numbering, the year, measure units and “what is asked”."""
    if whole := vocabulary.metrics.get(spelling(text)):
        return _Level(text, whole, bare(text))
    key, said = bare(text), frozenset[str]()
    while key and key not in vocabulary.metrics:
        shorter, unit = _without_bracket(key, vocabulary)
        shorter = shorter.removeprefix(f"{vocabulary.year}年")
        shorter = _AFTER.sub("", _BEFORE.sub("", shorter, count=1))
        said |= unit
        if shorter == key:
            break
        key = shorter
    return _Level(text, vocabulary.metrics.get(key), key, said)


def stated_units(vocabulary: Vocabulary, title: str) -> frozenset[str]:
    """The measure units that a unit line above the headings states, such as 单位：人、万元."""
    known = _measure_units(vocabulary)
    words = (word for said in _UNIT_LINE.findall(spelling(title)) for word in _BETWEEN.split(said.strip("()")))
    return frozenset(word for word in words if word in known or (word[1:] in known and word[0] in _MULTIPLES))


def multiplied_otherwise(metric: Metric, said: frozenset[str]) -> str:
    """The unit in `said` that would make figures of `metric` another number; "" where none does.

    人 over a column of 个 changes no number; 元 over 万元 and 万人 over 人 do.
    """
    if metric.measure_unit in said:
        return ""
    money = metric.measure_unit in MONEY
    return next((word for word in sorted(said) if _is_money(word) is money and (money or word[0] in _MULTIPLES)), "")


def _is_money(word: str) -> bool:
    """Whether a measure unit is one of money, also where it is not one that can be converted (千元)."""
    return word.endswith("元")


def _without_bracket(key: str, vocabulary: Vocabulary) -> tuple[str, frozenset[str]]:
    """`key` without a bracket at its end that states a measure unit, which comes along, or only “what is asked”."""
    match = _BRACKET.fullmatch(key)
    if match is None:
        return key, frozenset()
    word = match[2].removeprefix("单位").strip(":")
    if word in _measure_units(vocabulary):
        return match[1], frozenset((word,))
    return (match[1] if not _AFTER.sub("", word) else key), frozenset()


def _measure_units(vocabulary: Vocabulary) -> frozenset[str]:
    """All measure units that a heading may state."""
    return frozenset[str]().union(*map(units_of, vocabulary.metrics.values()), MONEY)


def units_of(metric: Metric) -> frozenset[str]:
    """The measure units that a heading over `metric` may state."""
    unit = metric.measure_unit
    return frozenset(MONEY) if unit in MONEY else frozenset((unit, f"万{unit}"))
