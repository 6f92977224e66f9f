"""Makes the ugly files beside it, each named after what is wrong with it: python -m tests.data.ugly.make.

Everything in them is fictional. Telephone and card numbers are made up, the latter with check digits that do not fit.
The old .xls are saved by LibreOffice (soffice) out of an .xlsx.
"""

import csv
import io
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from tests.intake.workbooks import cell, number, ods, row, table, zipped

HERE = Path(__file__).parent
LONG = "乡镇,指标,月份,本月数\n"
BOTH = "乡镇,指标,月份,本月数,累计数\n"
PARTS = "乡镇,指标,月份,分子,分母,占比\n"
GOOD = LONG + "香水镇,城镇新增就业,2023-03,12\n大湾乡,城镇新增就业,2023-03,5\n"
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
HOME = "有稳定就业者的家庭占比"

TEXTS = {
    # what is put right
    "全角数字和空格.csv": LONG + "香水镇,城镇新增就业,2023-03,　１２ \n大湾乡,城镇新增就业,2023-03,１，２３４\n",
    "写成2.9万人和550人.csv": BOTH
    + '香水镇,农村劳动力转移就业,2023-03,,0.29万人\n大湾乡,新增就业,2023-03,"1,550人",\n',
    "表头写明是元.csv": "单位,指标,月份,本月数（元）\n人社局,创业担保贷款,2023-03,7000000\n",
    "格子里写明是元.csv": "单位,指标,月份,本月数\n人社局,创业担保贷款,2023-03,7000000元\n",
    "月份各写各的.csv": LONG
    + "".join(
        f"{town},新增就业,{month},{number}\n"
        for number, (town, month) in enumerate(
            zip(
                TOWNS,
                ("2023年3月", "2023.03", "2023/3/31", "202303", "3月", "20230331", "２０２３年０３月份"),
                strict=True,
            )
        )
    ),
    "数字前后有看不见的字符.csv": LONG + "\u200b香水镇,城镇新增就业,2023-03\u200b,\ufeff12\u200b\n",
    "横线和无都是没报.csv": BOTH + "香水镇,城镇新增就业,2023-03,—,无\n大湾乡,城镇新增就业,2023-03,/,30\n",
    # what is only in the way
    "标题在前落款带电话.csv": "附件3（虚构）,,\n泾源县2023年3月就业情况统计表,,\n填报单位（盖章）：县就业办,,单位：人\n"
    "乡镇,城镇新增就业,农村劳动力转移就业\n香水镇,12,2900\n大湾乡,5,1800\n合计,17,4700\n,,\n"
    "制表人：某某,审核人：某某,电话：13800000000\n填报日期：2023年4月2日,,\n",
    "合计对不上.csv": "2023年3月,\n乡镇,城镇新增就业\n香水镇,12\n大湾乡,5\n合计,18\n",
    "小计和合计都有.csv": "2023年3月,\n乡镇,城镇新增就业\n香水镇,12\n新民乡,1\n小计,13\n大湾乡,5\n小计,5\n全县,18\n",
    "列换了顺序又多出几列.csv": "排名,本月新增,联系人,报告期,指标名称,上年同期,单位名称\n"
    "1,12,某,2023-03,新增就业,7,香水\n",
    "表头里换行和空格.csv": '"乡\n镇",指 标,月　份,"本\n月数"\n香水镇,"城镇\n新增就业",2023-03,12\n',
    "两级表头.csv": "2023年3月,,,,\n乡镇,城镇新增就业,,有稳定就业者的家庭占比（%）,\n,本月,累计,分子（户）,分母（户）\n"
    "香水镇,12,30,900,1000\n",
    "计量单位写在单位列.csv": "2023年3月,,,\n乡镇,指标,单位,本月数\n"
    "香水镇,城镇新增就业,人,12\n香水镇,创造新岗位,个,3\n",
    "三百列.csv": LONG.strip() + ",备用" * 296 + "\n香水镇,城镇新增就业,2023-03,12" + "," * 296 + "\n",
    "备注十万字.csv": LONG.strip() + ",备注\n香水镇,城镇新增就业,2023-03,12," + "注" * 100_000 + "\n",
    "后面跟着三千个空行.csv": GOOD + ",,,\n" * 3000,
    "备注里有逗号引号和换行.csv": LONG.strip()
    + ',备注\n香水镇,城镇新增就业,2023-03,12,"含“返乡”8人, 见""附表"";\n下月再报"\n',
    "行尾是旧式回车.csv": GOOD.replace("\n", "\r"),
    "表头前有十九个空行.csv": "\n" * 19 + GOOD,
    "只报一个乡镇的月报.csv": "香水镇2023年3月就业月报（虚构）,,,\n填报单位：香水镇,,,单位：人、个\n"
    "序号,指标,本月数,累计数\n1,城镇新增就业,12,30\n2,农村劳动力转移就业,,2900\n3,合计,12,2930\n",
    "全年分月一张表.csv": "香水镇2023年（虚构）,,,,\n指标,1月,2月,3月,12月,合计\n"
    "城镇新增就业,1,3,2,,6\n零就业家庭,0,0,0,,\n",
    "全年分月按乡镇排.csv": "2023年城镇新增就业（虚构）,,\n乡镇,1月,2月\n香水镇,1,2\n大湾乡,4,5\n合计,5,7\n",
    "去年的数.csv": LONG + "香水镇,城镇新增就业,2022-12,12\n",
    "比率和分子分母不符.csv": PARTS + f"香水镇,{HOME},2023-03,900,1000,95%\n",
    "月份写在文件名里2023年3月.csv": "乡镇,城镇新增就业\n香水镇,12\n",
    "同一份表换了名字.csv": LONG + "香水镇,创造新岗位,2022-06,5\n",
    # what is refused
    "只有表头.csv": LONG,
    "只有空格和换行.csv": " \n\t\n　\n",
    "只有标题没有表头.csv": "香水镇2023年3月就业情况\n12\n",
    "表头前有二十个空行.csv": "\n" * 20 + GOOD,
    "表头写错一个字.csv": "乡镇,指标,月份,本月数,累记数\n香水镇,城镇新增就业,2023-03,12,30\n",
    "两份表接在一起标记在中间.csv": GOOD + "\ufeff" + GOOD,
    "零字节.csv": GOOD.replace("12", "1\0002"),
    "引号不成对.csv": LONG + '香水镇,城镇新增就业,2023-03,"12\n大湾乡,城镇新增就业,2023-03,5\n',
    "一格十四万字.csv": LONG.strip() + ",备注\n香水镇,城镇新增就业,2023-03,12," + "注" * 140_000 + "\n",
    "乡镇写错.csv": LONG + "泾河镇,城镇新增就业,2023-03,12\n",
    "指标写错.csv": LONG + "香水镇,城镇就业新增,2023-03,12\n",
    "同一列有两次.csv": "2023年3月,,\n乡镇,城镇新增就业,新增就业\n香水镇,12,12\n",
    "同一行报了两遍.csv": GOOD + "香水镇,新增就业,2023年3月,12\n",
    "不归本单位报.csv": LONG + "香水镇,创业担保贷款,2023-03,12\n",
    "累计的数填进了本月.csv": LONG + "香水镇,农村劳动力转移就业,2023-03,2900\n",
    "比率只写百分数.csv": PARTS + f"香水镇,{HOME},2023-03,,,95%\n",
    "分子大于分母.csv": PARTS + f"香水镇,{HOME},2023-03,1000,900,\n",
    "带身份证号.csv": LONG.strip() + ",备注\n香水镇,城镇新增就业,2023-03,12,64042419900101000X\n",
    "带手机号.csv": LONG.strip() + ",联系电话\n香水镇,城镇新增就业,2023-03,12,138 0000 0000\n",
    "月份还没到.csv": LONG + "香水镇,城镇新增就业,2023-12,12\n",
    "前年的数.csv": LONG + "香水镇,城镇新增就业,2021-12,12\n",
    "月份写成2023.1.csv": LONG + "香水镇,城镇新增就业,2023.1,12\n",
    "标题与文件名不一致2023年4月.csv": "2023年3月,\n乡镇,城镇新增就业\n香水镇,12\n",
    "标题写的别的镇_大湾乡.csv": "香水镇2023年3月,\n指标,本月数\n城镇新增就业,12\n",
    "标题和表里不是同一个镇.csv": "大湾乡2023年3月,,\n乡镇,指标,本月数\n香水镇,城镇新增就业,12\n",
    "看不出月份.csv": "乡镇,城镇新增就业\n香水镇,12\n",
    "看不出单位.csv": "2023年3月,\n指标,本月数\n城镇新增就业,12\n",
    "标题写的是一到三月.csv": "2023年1-3月,\n乡镇,城镇新增就业\n香水镇,12\n",
    "写了同上.csv": GOOD + "新民乡,城镇新增就业,2023-03,同上\n",
    "约数.csv": GOOD + "新民乡,城镇新增就业,2023-03,约20\n",
    "半个人.csv": GOOD + "新民乡,城镇新增就业,2023-03,7.5\n",
    "岗位是负数.csv": GOOD + "新民乡,创造新岗位,2023-03,-7\n",
    "失业率没有来源.csv": "单位,指标,月份,数值\n社会经济调查队,城镇调查失业率,2023-03,5.4\n",
    "累计比上月小.csv": BOTH + "香水镇,创造新岗位,2023-02,,30\n香水镇,创造新岗位,2023-03,,29\n",
    "本月加上月对不上累计.csv": BOTH + "香水镇,创造新岗位,2023-02,,30\n香水镇,创造新岗位,2023-03,5,36\n",
    "与已登记的不一致.csv": LONG + "香水镇,创造新岗位,2022-06,6\n",
    "没有表头的一列有数.csv": "2023年3月,,\n乡镇,城镇新增就业,\n香水镇,12,7\n",
    "什么都错.csv": LONG
    + "香水乡,城镇就业新增,三月,同上\n大湾乡,创造新岗位,2023-03,-1.5\n,城镇新增就业,2023-03,#REF!\n",
}

ENCODED = {
    "带BOM分号分隔.csv": ("utf-8-sig", GOOD.replace(",", ";")),
    "小端制表符分隔.txt": ("utf-16", GOOD.replace(",", "\t")),
    "国标编码带生僻字.csv": ("gb18030", LONG.strip() + ",备注\n香水镇,城镇新增就业,2023-03,12,𠮷家企业\n"),
    "全角逗号分隔.csv": ("gb18030", GOOD.replace(",", "，")),
}

Fill = Callable[[Any, Any], None]


def written(rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> Fill:
    """Fills the first sheet with `rows` and adds others by name."""

    def fill(book: Any, sheet: Any) -> None:
        for name, content in {"": rows, **sheets}.items():
            page = book.add_worksheet(name) if name else sheet
            for at, cells in enumerate(content):
                page.write_row(at, 0, cells)

    return fill


def parsed(text: str) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(text)))


def merged(book: Any, sheet: Any) -> None:
    """Units merged over the rows of their metrics, under a merged title."""
    sheet.merge_range(0, 0, 0, 3, "2023年3月就业情况（虚构）")
    sheet.write_row(1, 0, ["乡镇", "指标", "本月数", "累计数"])
    for at, town in ((2, "香水镇"), (4, "大湾乡")):
        sheet.merge_range(at, 0, at + 1, 0, town)
        sheet.write_row(at, 1, ["城镇新增就业", 12, 30])
        sheet.write_row(at + 1, 1, ["创造新岗位", 3])


def two_levels(book: Any, sheet: Any) -> None:
    """A header of merged cells in two levels."""
    sheet.merge_range(0, 0, 0, 4, "2023年3月（虚构）")
    sheet.merge_range(1, 0, 2, 0, "乡镇")
    sheet.merge_range(1, 1, 1, 2, "城镇新增就业")
    sheet.merge_range(1, 3, 1, 4, HOME)
    sheet.write_row(2, 1, ["本月", "累计", "分子", "分母"])
    sheet.write_row(3, 0, ["香水镇", 12, 30, 900, 1000])


def hidden(book: Any, sheet: Any) -> None:
    """A sheet to be read, beside a hidden one that is nonsense."""
    written(parsed(GOOD), 旧底稿=[["不要读", "这一张"], ["张某", "13800000000"]])(book, sheet)
    book.get_worksheet_by_name("旧底稿").hide()


def stray(book: Any, sheet: Any) -> None:
    """A cell in the last row of all."""
    written(parsed(GOOD))(book, sheet)
    sheet.write(1_048_575, 0, "x")


def dated(book: Any, sheet: Any) -> None:
    """Months as dates, figures as text."""
    sheet.write_row(0, 0, ["乡镇", "指标", "月份", "本月数"])
    sheet.write_row(1, 0, ["香水镇", "城镇新增就业", None, "12"])
    sheet.write_datetime(1, 2, date(2023, 3, 31), book.add_format({"num_format": "yyyy年m月"}))  # type: ignore[arg-type]


def erring(book: Any, sheet: Any) -> None:
    """A formula that refers to nothing."""
    written(parsed(GOOD))(book, sheet)
    sheet.write_formula(1, 3, "=#REF!+1", None, "#REF!")


def small(book: Any, sheet: Any) -> None:
    """A sheet without anything in it."""


def workbook(fill: Fill) -> bytes:
    """The workbook that `fill` fills, always the same bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": date(2023, 4, 1)})
    fill(book, book.add_worksheet("表"))
    book.close()
    return stream.getvalue()


def uncalculated() -> bytes:
    """Formulas that no spreadsheet program has calculated yet."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for cells in [["乡镇", "指标", "月份", "本月数"], ["香水镇", "城镇新增就业", "2023-03", "=6+6"]]:
        sheet.append(cells)
    book.save(stream)
    return stream.getvalue()


def old(raw: bytes) -> bytes:
    """The workbook `raw` as an old binary .xls."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(raw)
        convert = ["soffice", "--headless", "--convert-to", "xls", "--outdir", folder, str(path)]
        subprocess.run(convert, check=True, capture_output=True)
        return path.with_suffix(".xls").read_bytes()


def shown(*texts: str) -> str:
    """The XML of a row of texts in an .ods."""
    return row(*(cell(text, office_value_type="string") for text in texts))


def binaries() -> dict[str, bytes]:
    """The files that are no text."""
    good = workbook(written(parsed(GOOD)))
    months = {f"{month}月": [["乡镇", "城镇新增就业"], ["香水镇", month], ["大湾乡", month]] for month in (1, 2)}
    page = f"<html><body><table><tr><td>{GOOD}</td></tr></table></body></html>"
    figures = row(
        *(cell(text, office_value_type="string") for text in ("香水镇", "城镇新增就业", "2023-03")), number(12)
    )
    return {
        "合并的乡镇.xlsx": workbook(merged),
        "两级表头合并.xlsx": workbook(two_levels),
        "有隐藏的工作表.xlsx": workbook(hidden),
        "一个月一张工作表.xlsx": workbook(lambda book, sheet: written([], **months)(book, sheet)),
        "另一张工作表是草稿.xlsx": workbook(written(parsed(GOOD), 草稿=[["算一算"], [12, 5]])),
        "另一张工作表是填表说明.xlsx": workbook(written(parsed(GOOD), 说明=[["填表说明"], ["请按月填报"]])),
        "最后一行有一格.xlsx": workbook(stray),
        "月份是日期数字是文本.xlsx": workbook(dated),
        "公式引用出错.xlsx": workbook(erring),
        "公式没有算过.xlsx": uncalculated(),
        "备注带手机号.xlsx": workbook(
            written([*parsed(GOOD), ["新民乡", "城镇新增就业", "2023-03", 3, "13800000000"]])
        ),
        "空工作簿.xlsx": workbook(small),
        "工作簿改名成文本.csv": good,
        "文本改名成工作簿.xlsx": GOOD.encode("gb18030"),
        "网页改名.xls": page.encode(),
        "文档改名.xlsx": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}),
        "压缩包改名.xlsx": zipped({"香水镇.csv": GOOD}),
        "传了一半.xlsx": good[: len(good) // 2],
        "老格式合并的乡镇.xls": old(workbook(merged)),
        "老格式公式引用出错.xls": old(workbook(erring)),
        "开放格式.ods": ods(table(shown("乡镇", "指标", "月份", "本月数"), figures)),
        "空文件.csv": b"",
        "两种编码混在一起.csv": LONG.encode() + "香水镇,城镇新增就业,2023-03,12\n".encode("gb18030"),
        "图片改名.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        "大端制表符分隔.txt": b"\xfe\xff" + GOOD.replace(",", "\t").encode("utf-16-be"),
    }


def main() -> None:
    """Write all files."""
    for name, text in TEXTS.items():
        (HERE / name).write_bytes(text.encode())
    for name, (encoding, text) in ENCODED.items():
        (HERE / name).write_bytes(text.encode(encoding))
    for name, raw in binaries().items():
        (HERE / name).write_bytes(raw)


if __name__ == "__main__":
    main()
