"""`target template`, as it is typed, and the workbook as a clerk opens it."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Jytrack
from tests.conftest import Golden
from tests.services.desks import with_demo

TOWN = ("target", "template", "--unit", "香水镇", "--period", "2023-07", "-o")
FILE = "香水镇2023年7月填报表.xlsx"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo's readings to June."""
    return with_demo(tmp_path_factory.mktemp("demo") / "demo.db")[0]


def test_a_file_for_the_unit_in_a_folder_that_is_made(jytrack: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "下发" / "7月"
    ran = jytrack(*TOWN, folder)
    assert (ran.code, ran.out) == (0, "")
    assert f"已写入 {folder / FILE}" in ran.err
    assert "每季度" in ran.err
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert openpyxl.load_workbook(folder / FILE).worksheets[0]["A1"].value == "香水镇2023年7月就业情况填报表"


def test_all_units(jytrack: Jytrack, tmp_path: Path) -> None:
    ran = jytrack("target", "template", "--all", "--period", "2023-07", "--format", "csv", "-o", tmp_path / "表")
    assert ran.code == 0
    names = {path.name for path in (tmp_path / "表").iterdir()}
    assert len(names) == 13
    assert {"大湾乡2023年7月填报表.csv", "人社局2023年7月填报表.csv"} <= names


def test_a_file_that_is_there_is_kept_unless_forced(jytrack: Jytrack, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("填了一半")
    ran = jytrack("target", "template", "--all", "--period", "2023-07", "-o", tmp_path)
    assert ran.code == 2
    assert FILE in ran.err
    assert "--force" in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {FILE, "台账.db"}
    assert (tmp_path / FILE).read_text() == "填了一半"
    assert jytrack(*TOWN, tmp_path, "--force").code == 0
    assert (tmp_path / FILE).read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "--unit 单位 只做一个单位，--all 各单位都做"),
        (("--unit", "香水镇", "--all"), 2, "两者选一个"),
        (("--unit", "香水县"), 4, "没有单位"),
        (("--unit", "教育体育局"), 2, "没有填报责任"),
        (("--all", "--period", "2024-01"), 2, "方案是2023年的"),
        (("--all", "--format", "docx"), 2, "--format"),
    ],
)
def test_refusals(jytrack: Jytrack, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    folder = tmp_path / "表"
    ran = jytrack("target", "template", *arguments, "-o", folder)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert "jytrack" in ran.err
    assert not folder.exists()


def test_a_folder_that_cannot_be(jytrack: Jytrack, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    ran = jytrack(*TOWN, tmp_path / "文件")
    assert (ran.code, "是文件，不是文件夹" in ran.err) == (2, True)
    ran = jytrack(*TOWN, tmp_path / "文件" / "里面")
    assert (ran.code, "建不了文件夹" in ran.err) == (6, True)
    assert jytrack(*TOWN[:-1]).code == 2


def test_one_sheet_may_have_a_file_name(jytrack: Jytrack, tmp_path: Path) -> None:
    ran = jytrack(*TOWN, tmp_path / "下发" / "七月.XLSX")
    assert (ran.code, f"已写入 {tmp_path / '下发' / '七月.XLSX'}" in ran.err) == (0, True)
    assert openpyxl.load_workbook(tmp_path / "下发" / "七月.XLSX").worksheets[0]["B5"].value == "城镇新增就业"
    assert jytrack(*TOWN, tmp_path / "七月.csv").code == 0
    assert (tmp_path / "七月.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    ran = jytrack(*TOWN, tmp_path / "七月.csv")
    assert (ran.code, "没有覆盖" in ran.err) == (2, True)
    ran = jytrack(*TOWN, tmp_path / "七月.xlsx", "--format", "csv")
    assert (ran.code, "后缀和 --format csv 不一样" in ran.err) == (2, True)
    ran = jytrack("target", "template", "--all", "--period", "2023-07", "-o", tmp_path / "七月.xlsx")
    assert (ran.code, "要做的表有13张，-o 后面请写文件夹" in ran.err) == (2, True)
    assert not (tmp_path / "七月.xlsx").exists()


@pytest.mark.parametrize(
    ("unit", "period", "kind"),
    [("香水镇", "2023-07", "csv"), ("香水镇", "2023-07", "xlsx"), ("发改局", "2023-09", "xlsx")],
)
def test_what_the_unit_gets(
    jytrack: Jytrack, demo: Path, tmp_path: Path, golden: Golden, unit: str, period: str, kind: str
) -> None:
    folder = tmp_path / "表"
    asked = ("--unit", unit, "--period", period, "--format", kind, "-o", str(folder))
    assert jytrack("target", "template", *asked, env={"JYTRACK_DB": str(demo)}).code == 0
    (path,) = folder.iterdir()
    name = f"cli/template-{unit}-{period}"
    if kind == "csv":
        golden(f"{name}.csv", path.read_bytes())
    else:
        golden(f"{name}.txt", "\n".join(dump(path.read_bytes())) + "\n")


def dump(content: bytes) -> Iterator[str]:
    """All that a clerk meets in the first sheet of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    setup = sheet.page_setup
    yield f"表名 {sheet.title}，保护 {sheet.protection.sheet}，密码 {sheet.protection.password}"
    yield f"冻结 {sheet.freeze_panes}，合并 {' '.join(sorted(map(str, sheet.merged_cells.ranges)))}"
    yield (
        f"打印 {setup.orientation}，纸 {setup.paperSize}，横向 {setup.fitToWidth} 页，纵向 {setup.fitToHeight} 页，"
        f"每页重复 {sheet.print_title_rows}"
    )
    yield "列宽 " + " ".join(f"{key}={dimension.width:.0f}" for key, dimension in sheet.column_dimensions.items())
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None and not cell.has_style:
                continue
            yield (
                f"{cell.coordinate} {'锁' if cell.protection.locked else '填'} {cell.fill.fgColor.rgb[2:]} "
                f"{cell.number_format} {'' if cell.value is None else cell.value}".rstrip()
            )
            if rule := rules.pop(cell.coordinate, None):
                yield f"   {rule.type} {rule.formula1} {rule.formula2 or ''}".rstrip()
                yield f"   {rule.prompt} | {rule.error}"
    assert not rules
