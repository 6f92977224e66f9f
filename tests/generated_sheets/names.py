"""How names are dressed: numbered, marked, with a measure unit, the county's name or a code in place of the name."""

from tests.generated_sheets.pen import Pen
from tests.generated_sheets.titles import NUMERALS
from tests.generated_sheets.truth import TOWNS, Metric

CORNERS = ("乡镇", "单位", "填报单位")
ANY_CORNERS = ("各乡镇", "乡镇\\指标", "乡（镇）名称", "填报单位（盖章）", "", "地区", "镇（乡）", "名称", "单位名称")
ODD_CORNERS = ("项目", "指标", "内容", "行政区", "泾源县")


def unit_name(pen: Pen, unit: str, number: int) -> str:
    """A unit as the row `number` (from 1) calls it."""
    if unit not in TOWNS or not pen.has("dressed-units"):
        return unit
    way = pen.pick(("number", "star", "county", "code", "space", "alias", "circled"))
    return {
        "number": f"{number}.{unit}",
        "star": f"{unit}*",
        "county": f"泾源县{unit}",
        "code": TOWNS[unit],
        "space": " ".join(unit),
        "alias": f"{unit}人民政府",
        "circled": f"{chr(0x2460 + number - 1)}{unit}",
    }[way]


def metric_name(pen: Pen, metric: Metric, number: int, *, heading: bool = False) -> str:
    """A metric as the row or heading `number` (from 1) calls it."""
    name = metric.name
    if pen.has("dressed-metrics"):
        ways = ["number", "comma", "bracket", "chinese", "circled", "star", "spaces", "code"]
        ways += ["alias"] if metric.aliases else []
        ways += [] if heading else ["colon", *(["part"] if number > 1 else [])]
        name = {
            "number": f"{number}.{name}",
            "comma": f"{number}、{name}",
            "bracket": f"（{NUMERALS[number]}）{name}",
            "chinese": f"{NUMERALS[number]}、{name}",
            "circled": f"{chr(0x2460 + number - 1)}{name}",
            "star": f"{name}*",
            "colon": f"{name}：",
            "part": f"其中：{name}",
            "spaces": f"{name[:2]} {name[2:]}",
            "alias": (metric.aliases or ("",))[0],
            "code": metric.code,
        }[pen.pick(ways)]
    return name


def corner(pen: Pen) -> str:
    """What stands above a column of units."""
    if pen.has("odd-corner"):
        return pen.pick(ODD_CORNERS)
    return pen.pick(ANY_CORNERS) if pen.has("any-corner") else pen.pick(CORNERS)
