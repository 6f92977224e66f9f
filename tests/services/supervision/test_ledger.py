"""The ledger and the forms as the office sees them, at the demo's days and with what came back."""

from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.plan.feedback import FormKind
from jytrack.errors import NotFound
from jytrack.reports.formats import csv
from jytrack.reports.formats.plain import render
from jytrack.services.sheets.forms import Order, import_forms
from jytrack.services.supervision import bulk, forms
from jytrack.services.supervision.supervising import Ground
from tests.command import uncoded, undated
from tests.conftest import Golden
from tests.services.desks import CHINA, desk_at, told, with_demo

JULY = datetime(2023, 7, 5, 12, tzinfo=CHINA)
DAYS = [date(2023, 3, 31), date(2023, 6, 30), date(2023, 12, 31)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, _ = with_demo(tmp_path_factory.mktemp("ledger") / "demo.db")
    desk = desk_at(path, JULY)
    bulk.note(desk, (14,), Ground(0, note="已上线", on=date(2023, 5, 5)))
    form = path.parent / "台账.csv"
    form.write_text("2023年5月督办台账\n序号,任务,最近进展,存在问题\n15,,放700万元,审批慢\n", encoding="utf-8")
    import_forms(desk, Order((form,), received=date(2023, 6, 2)))
    form.write_text("2023年6月说明\n指标,滞后原因\n创业担保贷款发放,审批慢\n", encoding="utf-8")
    import_forms(desk, Order((form,), received=date(2023, 7, 3)))
    return path


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_ledger(demo: Path, golden: Golden, day: date) -> None:
    page = forms.ledger(desk_at(demo, JULY), None, day, None).report.document
    golden(f"letters/ledger-{day}.txt", uncoded(undated(render(page))))


@pytest.mark.parametrize("kind", FormKind)
@pytest.mark.parametrize("day", DAYS[:2], ids=str)
def test_the_forms(demo: Path, golden: Golden, kind: FormKind, day: date) -> None:
    (made,) = forms.forms(desk_at(demo, JULY), kind, forms.Asked(as_of=day))
    golden(f"letters/form-{kind}-{day}.csv", csv.render(made.report.document).decode("utf-8-sig"))


def test_a_department_sees_its_tasks_alone(demo: Path) -> None:
    desk = desk_at(demo, JULY)
    rows = told(forms.ledger(desk, "审批局", DAYS[1], None))["rows"]
    assert all("审批局" in (*row["lead"], *row["responsible"]) for row in rows)
    assert [row["no"] for row in rows if row["lead"][:1] == ["审批局"]] == [14]
    with pytest.raises(NotFound, match="没有单位“没有局”"):
        forms.ledger(desk, "没有局", None, None)
