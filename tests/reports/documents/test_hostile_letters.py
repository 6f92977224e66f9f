"""Names that are markup, formulas or holes go into letters as they are, in every format."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from xml.etree import ElementTree

import pytest

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.plan.wording import DocumentKind, Stationery
from jytrack.intake.plan.wording import read_wording
from jytrack.reports.documents import supervised, urging
from jytrack.reports.documents.filling import Occasion, filled
from jytrack.reports.documents.material import Material
from jytrack.reports.values.document import Document
from jytrack.services.documents.drafting import shipped_text
from jytrack.services.values.standing import stand_plan
from tests.services.desks import CHINA, desk_at, with_demo

NAMES = ("<w:p>", "=1+1", "{{总体}}", "指" * 300, "a\x00b\x1b[31mc", "| b | 一\n二")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> PlanStanding:
    path, _ = with_demo(tmp_path_factory.mktemp("hostile") / "demo.db")
    return stand_plan(desk_at(path, datetime(2023, 7, 5, tzinfo=CHINA)), date(2023, 6, 30), None)


def renamed(standing: PlanStanding, name: str) -> PlanStanding:
    """The same standing, every target and task called `name`."""
    assessments = tuple(
        replace(each, target=replace(each.target, metric=replace(each.target.metric, name=name, written_as=name)))
        for each in standing.assessments
    )
    judged = {each.target.code: each for each in assessments}
    tasks = tuple(
        replace(
            item,
            task=replace(item.task, title=name),
            targets=tuple(judged[each.target.code] for each in item.targets),
        )
        for item in standing.tasks
    )
    return replace(standing, assessments=assessments, tasks=tasks)


def documents(standing: PlanStanding, name: str) -> list[Document]:
    found = supervised.supervised(standing, standing.tasks[14], {})
    assert found is not None
    made = {
        DocumentKind.URGE: ({"缺报": urging.urging(urging.urged(standing, "黄花乡"))}, {}),
        DocumentKind.SUPERVISE: (
            {
                "督办依据": supervised.basis(found),
                "督办事项": supervised.facts(found),
                "督办要求": supervised.asked(found),
            },
            {"反馈表": supervised.reply(found, name)},
        ),
    }
    fields = {
        "年度": "2023",
        "时段": "6月",
        "收文单位": name,
        "方案": name,
        "事项": supervised.matter(found),
        "补报期限": "7月7日",
        "整改期限": "7月14日",
        "署名": name,
    }
    return [
        filled(
            read_wording(kind, shipped_text(kind), []),
            Stationery(),
            Material(fields, blocks, tables),
            Occasion(2023, "2023年7月　日", "（代拟稿）"),
        )
        for kind, (blocks, tables) in made.items()
    ]


@pytest.mark.parametrize("form", ["plain", "markdown", "html", "docx", "xlsx"])
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_stays_a_name(standing: PlanStanding, name: str, form: str) -> None:
    for document in documents(renamed(standing, name), name):
        made = import_module(f"jytrack.reports.formats.{form}").render(document)
        assert "\x1b" not in str(made)
        if form in ("docx", "xlsx"):
            with zipfile.ZipFile(io.BytesIO(made)) as package:
                parts = {part: package.read(part) for part in package.namelist() if part.endswith(".xml")}
            for content in parts.values():
                ElementTree.fromstring(content)
            assert not any(b"<f>" in content for content in parts.values())
        elif form == "html":
            assert "<w:p>" not in str(made)


def test_a_hole_in_a_name_is_not_filled(standing: PlanStanding) -> None:
    for document in documents(renamed(standing, "{{署名}}"), "{{署名}}"):
        assert "{{署名}}" in import_module("jytrack.reports.formats.plain").render(document)
