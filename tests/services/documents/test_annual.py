"""全年比成效: results beside last year's, the quarters' lights, what was not reached first, scores where asked for."""

from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.errors import UsageError
from jytrack.reports.formats.plain import render
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Attachment, Document, Paragraph, Table
from jytrack.services.accounts.scoring import find_preset
from jytrack.services.documents.annual import annual
from jytrack.services.plan.goals import Revision, revise
from jytrack.services.sheets import importing
from tests.plan_text import load
from tests.reports.documents.numbers_in_facts import strangers
from tests.services.desks import CHINA, desk_at, with_demo

LATER = datetime(2024, 1, 8, 9, tzinfo=CHINA)
OVER = date(2023, 12, 31)
NAMES = {each.code: (each.metric.name, each.metric.prose_name) for each in load().targets}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, with the rest of one target's year and all of the year before, and a goal that was revised."""
    found, folder = with_demo(tmp_path_factory.mktemp("demo") / "demo.db")[0], tmp_path_factory.mktemp("sheets")
    lines = [f"人社局,线上线下招聘活动,2022-{month:02},1" for month in range(1, 13)]
    lines += [f"人社局,线上线下招聘活动,2023-{month:02},1" for month in range(7, 13)]
    lines += [f"人社局,创业担保贷款发放,2023-{month:02},200" for month in range(7, 13)]
    sheet = folder / "补.csv"
    sheet.write_text("单位,指标,月份,本月数\n" + "\n".join(lines) + "\n", encoding="utf-8")
    order = importing.Order((sheet,), received=date(2024, 1, 4))
    assert not importing.import_sheets(desk_at(found, LATER), order).refused
    return found


def draft(path: Path, score: str = "") -> Document:
    return annual(desk_at(path, LATER), OVER, None, find_preset(score) if score else None, score).report.document


@pytest.fixture(scope="module")
def drawn(path: Path) -> Document:
    """The document, drawn once."""
    return draft(path)


def attachment(document: Document, words: str) -> Attachment:
    [found] = [each for each in document.attachments if words in each.title]
    return found


def final(document: Document) -> dict[str, dict[str, str]]:
    """The final table by target, as it is read."""
    table = attachment(document, "目标任务完成情况表").blocks[0]
    assert isinstance(table, Table)
    heads = [column.title for column in table.columns]
    return {str(row[1]): dict(zip(heads, map(text, row), strict=True)) for row in table.rows}


def test_what_was_not_reached_is_told_first(drawn: Document) -> None:
    told = render(drawn)
    body = told.partition("【附件")[0]
    assert "（一）未完成和需关注的指标" in body
    loans = "创业担保贷款发放1900万元，已完成年度目标1800万元（105.5%）"
    assert loans not in body.partition("（二）")[0]
    assert body.index("线上线下招聘活动9场次") < body.index("期末零就业家庭至少1户") < body.index("城镇新增就业")


@pytest.mark.parametrize(
    ("target", "column", "shown"),
    [
        ("线上线下招聘活动", "年度目标（原目标）", "10"),
        ("线上线下招聘活动", "实际", "9"),
        ("线上线下招聘活动", "是否完成", "红 否"),
        ("线上线下招聘活动", "上年", "12"),
        ("线上线下招聘活动", "同比", "-25.0%"),
        ("线上线下招聘活动", "二季度", "红"),
        ("线上线下招聘活动", "四季度", "红"),
        ("创业担保贷款发放", "是否完成", "绿 是"),
        ("创业担保贷款发放", "上年", "—"),
        ("创业担保贷款发放", "同比", "—"),
        ("创业担保贷款发放", "一季度", "黄"),
        ("创业担保贷款发放", "二季度", "红"),
        ("创业担保贷款发放", "四季度", "绿"),
        ("城镇新增就业", "是否完成", "灰 待补报"),
        ("零就业家庭（期末户数）", "是否完成", "红 否"),
    ],
)
def test_the_final_table(drawn: Document, target: str, column: str, shown: str) -> None:
    assert final(drawn)[target][column] == shown


def test_a_revised_goal_stands_beside_the_one_before(tmp_path: Path) -> None:
    found = with_demo(tmp_path / "demo.db")[0]
    revise(desk_at(found, LATER), Revision("job-fairs", "12", date(2023, 9, 1), "上级调增"))
    assert final(draft(found))["线上线下招聘活动"]["年度目标（原目标）"] == "12（10）"


def test_scores_only_where_they_are_asked_for(path: Path, drawn: Document) -> None:
    assert not [each for each in drawn.attachments if "计分" in each.title]
    assert "计分" not in render(drawn)
    table, _, named, preset = attachment(draft(path, "ningxia"), "计分").blocks
    assert isinstance(table, Table)
    assert isinstance(named, Paragraph)
    assert isinstance(preset, Table)
    assert named.text.startswith("计分办法：ningxia。来源：")
    scored = {str(row[0]): text(row[1]) for row in table.rows}
    assert scored["人社局"] != ""
    assert scored["税务局"] == ""


def test_every_number_is_a_fact(path: Path) -> None:
    report = annual(desk_at(path, LATER), OVER, None, None).report
    assert strangers(report.document, report.data, NAMES) == []


@pytest.mark.parametrize("asked", [date(2023, 6, 30), date(2023, 12, 30)])
def test_the_year_ends_on_its_last_day(path: Path, asked: date) -> None:
    with pytest.raises(UsageError, match="最近的是：jytrack report annual --as-of 2023-12"):
        annual(desk_at(path, LATER), asked, None, None)


def test_before_the_year_is_over_there_is_none(path: Path) -> None:
    with pytest.raises(UsageError, match="2023年全年还没有结束，不出全年比成效；先看样子"):
        annual(desk_at(path, datetime(2023, 12, 30, 9, tzinfo=CHINA)), None, None, None)
