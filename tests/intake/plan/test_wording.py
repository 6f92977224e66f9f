"""A wording file: what it says, and each line that must be mended, in the words of documents.md §6."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.plan.wording import DocumentKind, Wording, WordingAttachment, WordingLine
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.plan.wording import read_wording
from jytrack.services.documents.drafting import shipped_text
from tests.plan_folder import plan_of, problems_of
from tests.plan_text import FOLDER

GOOD = "标题：关于{{年度}}年的通报\n"


def lines_of(text: str) -> list[str]:
    problems: list[FileProblem] = []
    read_wording(DocumentKind.QUARTERLY, text, problems)
    return [f"第{each.row}行：{each.message}" if each.row else each.message for each in problems]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (GOOD, []),
        ("{{总体}}\n", ["缺“标题：”一行"]),
        ("标题：\n", ["缺“标题：”一行"]),
        ("", ["缺“标题：”一行"]),
        (GOOD + "{{滞后指针}}\n", ["第2行：没有“滞后指针”这一项，是不是“滞后指标”；有哪些见 jytrack report wording"]),
        (GOOD + "{{天气}}\n", ["第2行：没有“天气”这一项；有哪些见 jytrack report wording"]),
        (GOOD + "{{进展正长}}{{主要目际}}\n", [
            "第2行：没有“进展正长”这一项，是不是“进展正常”；有哪些见 jytrack report wording",
            "第2行：没有“主要目际”这一项，是不是“主要目标”；有哪些见 jytrack report wording",
        ]),
        (GOOD + "{{}}\n", ["第2行：没有“”这一项；有哪些见 jytrack report wording"]),
        (GOOD + "{{总体}{{任务}}\n", ["第2行：花括号不成对：{{总体}{{任务}}"]),
        (GOOD + "{总体}\n", ["第2行：花括号不成对：{总体}"]),
        (GOOD + "{{{总体}}}\n", ["第2行：花括号不成对：{{{总体}}}"]),
        (GOOD + "{% if 滞后 %}\n", ["第2行：只认{{名称}}，不认“{%”"]),
        (GOOD + "{# 备注 #}\n", ["第2行：只认{{名称}}，不认“{#”"]),
        (GOOD + "情况是：{{滞后指标}}\n", ["第2行：“滞后指标”要自成一行"]),
        (GOOD + "{{总体}}{{滞后指标}}\n", ["第2行：“滞后指标”要自成一行"]),
        (GOOD + "{{指标表}}\n", ["第2行：“指标表”是附件的表，要写成“附件：名称{{指标表}}”"]),
        (GOOD + "附件：指标表\n", [
            "第2行：附件要写成“附件：名称{{表名}}”，表名有：指标表、乡镇表、清单表、单位表、得分表、反馈表、口径"]),
        (GOOD + "附件：表{{总体}}\n", ["第2行：“总体”不能写在这里；有哪些见 jytrack report wording"]),
        (GOOD + "附件：表{{指标表}}在此\n", [
            "第2行：附件要写成“附件：名称{{表名}}”，表名有：指标表、乡镇表、清单表、单位表、得分表、反馈表、口径"]),
        (GOOD + "# {{滞后指标}}\n", ["第2行：“滞后指标”不能写在这里；有哪些见 jytrack report wording"]),
        (GOOD + "### 三级\n", ["第2行：标题只有 # 和 ## 两级"]),
        (GOOD + "#\n", ["第2行：# 后面没有标题"]),
        (GOOD + GOOD, ["第2行：“标题：”写了两行，只留一行"]),
        ("标题：{{总体}}\n", ["第1行：“总体”不能写在这里；有哪些见 jytrack report wording"]),
        ("a" * 100_001, ["太长，最多100000字"]),
        ("// 备注里写什么都行 {{ {% \n" + GOOD + "{{总体}\n\n{{滞后}}指标\n", [
            "第3行：花括号不成对：{{总体}",
            "第5行：没有“滞后”这一项，是不是“滞后指标”；有哪些见 jytrack report wording",
        ]),
    ],
)  # fmt: skip
def test_each_line_that_must_be_mended_is_named(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


def test_a_wording_is_read_line_by_line() -> None:
    problems: list[FileProblem] = []
    text = (
        "\ufeff// 备注\r\n标题: 关于｛｛ 年度 ｝｝年的通报\r\n主送：各单位：\r\n署名：办公室\r\n"
        "附件：{{年度}}年情况表{{指标表}}\r\n　\r\n# 一、总体情况\r\n"
        "　　{{ 总体 }}{{任务}}\r\n＃＃（一）主要目标\r\n{{主要目标}}\r\n"
    )
    assert read_wording(DocumentKind.QUARTERLY, text, problems) == Wording(
        DocumentKind.QUARTERLY,
        "关于{{年度}}年的通报",
        "各单位：",
        "办公室",
        (WordingAttachment("{{年度}}年情况表", "指标表"),),
        (
            WordingLine("总体情况", 1),
            WordingLine("{{总体}}{{任务}}"),
            WordingLine("主要目标", 2),
            WordingLine("{{主要目标}}"),
        ),
    )
    assert problems == []


@pytest.mark.parametrize("kind", DocumentKind)
def test_what_is_shipped_is_whole(kind: DocumentKind) -> None:
    assert lines_of(shipped_text(kind)) == []


@given(st.text(alphabet="{}%#年度总体：标题 附件\n｛｝/指标表", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    lines_of(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Path(shutil.copytree(FOLDER, tmp_path / "plan"))
    (made / "documents").mkdir(exist_ok=True)
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_folder_brings_its_words_in_any_encoding(folder: Path, encoding: str) -> None:
    (folder / "documents" / "季通报.txt").write_bytes(GOOD.replace("\n", "\r\n").encode(encoding))
    (folder / "documents" / "文书.csv").write_bytes(
        "项目,值\n署名,某县就业办\n抄送,\n补报期限,3\n页边距,37、28、35、28\n行距,28\n".encode(encoding)
    )
    papers = plan_of(folder).papers
    assert papers.wordings == {DocumentKind.QUARTERLY: GOOD}
    assert papers.stationery == {"署名": "某县就业办", "补报期限": "3", "页边距": "37、28、35、28", "行距": "28"}


def test_all_that_is_wrong_in_the_folder_is_told_at_once(folder: Path) -> None:
    papers = folder / "documents"
    (papers / "季通报.txt").write_text("{{滞后指针}}\n", encoding="utf-8")
    (papers / "季通抱.txt").write_text(GOOD, encoding="utf-8")
    (papers / "专题报告.txt").write_bytes(b"\x00\x01")
    (papers / "~$通报.txt").write_bytes(b"\x00")
    (papers / "文书.csv").write_text(
        "项目,值\n署名,甲\n抄关,乙\n署名,丙\n补报期限,零\n整改期限,99\n页边距,37、26\n行距,5\n正文字号,大\n印发机关,"
        + 101 * "长" + "\n",
        encoding="utf-8",
    )  # fmt: skip
    told = {(each.file, each.row, each.message) for each in problems_of(folder)}
    listed = "署名、发文机关标志、机关代字、主送、抄送、印发机关、补报期限、整改期限、页边距、行距、正文字号"
    assert told == {
        ("季通报.txt", None, "缺“标题：”一行"),
        ("季通报.txt", 1, "没有“滞后指针”这一项，是不是“滞后指标”；有哪些见 jytrack report wording"),
        ("季通抱.txt", None, "文书文件夹里没有这种文件，是不是“季通报.txt”"),
        ("专题报告.txt", None, "文件里不是可读的文字"),
        ("文书.csv", 3, f"没有“抄关”这一项；有：{listed}"),
        ("文书.csv", 4, "“署名”重复：第2行已有"),
        ("文书.csv", 5, "应为整数"),
        ("文书.csv", 6, "应在1至60之间"),
        ("文书.csv", 7, "要写四个毫米数，依次是上、右、下、左，各在10至80之间，如 37、26、35、28"),
        ("文书.csv", 8, "要写磅数，在10至60之间，如 28.95"),
        ("文书.csv", 9, "要写磅数，在8至36之间，如 28.95"),
        ("文书.csv", 10, "太长，最多100字"),
    }
