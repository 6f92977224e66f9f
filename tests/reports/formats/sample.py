"""Fictional documents that hold everything a document can hold, for all formats."""

from fractions import Fraction

from jytrack.domain.values.numerals import more_than
from jytrack.domain.values.words import Colour
from jytrack.reports.values.chart import Chart, ChartKind, Series
from jytrack.reports.values.document import (
    Attachment,
    Bar,
    Cell,
    Column,
    Document,
    Field,
    Form,
    Heading,
    Lamp,
    Line,
    Number,
    Paragraph,
    Percent,
    Points,
    Table,
)
from jytrack.reports.values.letter import Letter, LetterKind

OFFICE = "云台县就业工作领导小组办公室"
TOWNS = ("东河镇", "西坪镇", "南岭乡", "北坡乡", "中川镇", "清泉镇", "白杨乡")
LIGHTS = (Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.GREY)
WORDS = {Colour.GREEN: "快于时序", Colour.YELLOW: "滞后", Colour.RED: "严重滞后", Colour.GREY: "待补报"}
METRICS = (
    "城镇新增就业", "农村劳动力转移就业", "新培育创业实体", "创造新岗位", "城镇失业人员再就业", "创业担保贷款发放",
    "离校未就业高校毕业生帮扶就业率", "职业技能培训", "线上线下招聘活动", "城乡公益性岗位开发", "就业困难人员实现就业",
    "实习和见习岗位募集",
)  # fmt: skip

NUMBERED = tuple(
    f"{metric}{(at + 3) * 37}人，完成年度目标{(at + 3) * 90}人的41.1%，慢于时序进度8.9个百分点，"
    f"比时序少{(at + 3) * 8}人；后续6个月月均需完成{(at + 3) * 9}人，为近3个月月均{(at + 3) * 6}人的1.49倍"
    for at, metric in enumerate(METRICS)
)


def indicators() -> Table:
    """The wide table: every kind of cell, a column to write in, rows that nothing is judged by."""
    columns = (
        Column("序号", right=True),
        Column("指标"),
        Column("单位"),
        Column("牵头单位"),
        Column("年度目标", right=True),
        Column("1—6月累计", right=True),
        Column("完成率", right=True),
        Column("进度"),
        Column("时序进度", right=True),
        Column("与时序差（百分点）", right=True),
        Column("与时序差额", right=True),
        Column("进展"),
        Column("缺报单位", shrink=True),
        Column("滞后原因", blank=True),
        Column("下步措施", blank=True),
        Column("责任人", blank=True),
    )
    return Table(columns, tuple(_indicator(at, name) for at, name in enumerate(METRICS)), muted=frozenset({3, 7, 11}))


def _indicator(at: int, name: str) -> tuple[Cell, ...]:
    colour = LIGHTS[at % 4]
    goal, done = Fraction(100 * (at + 5)), Fraction(37 * (at + 5)) + at * at
    share, even = done / goal, Fraction(1, 2)
    muted = colour is Colour.GREY
    return (
        at + 1,
        name,
        "人" if at % 3 else "万元",
        "人社局" if at % 2 else "发展改革局、农业农村局",
        Number(goal),
        Number(done, least=muted),
        Percent(share),
        Bar(share, even, colour),
        Percent(even),
        Points((share - even) * 100, (more_than(0),)),
        Number(done - goal / 2, 1),
        Lamp(colour, WORDS[colour]),
        "南岭乡、北坡乡" if muted else "",
        "企业用工推迟到三季度" if at == 2 else None,
        None,
        None,
    )


def towns() -> Table:
    """A narrow table whose cells hold two lines of figures."""
    columns = (Column("指标"), *(Column(town) for town in TOWNS))
    rows = tuple((metric, *(f"{40 + at * 3}.{at}% 第{at + 1}" for at, _ in enumerate(TOWNS))) for metric in METRICS[:5])
    return Table(columns, rows)


def charts() -> tuple[Chart, ...]:
    """One of each kind."""
    shares = tuple(Fraction(95 - 7 * at, 100) for at, _ in enumerate(METRICS))
    even = Series("时序进度", (Fraction(1, 2),) * len(METRICS), expected=True)
    colours = tuple(LIGHTS[at % 4] for at, _ in enumerate(METRICS))
    in_towns = tuple(None if at == 3 else Fraction(68 - 6 * at, 100) for at, _ in enumerate(TOWNS))
    months = tuple(f"{month}月" for month in range(1, 7))
    return (
        Chart("各指标完成率与时序进度（1—6月）", ChartKind.BARS, METRICS, (Series("完成率", shares, colours), even)),
        Chart(
            "各乡镇城镇新增就业完成率",
            ChartKind.COLUMNS,
            TOWNS,
            (
                Series("城镇新增就业完成率", in_towns, tuple(LIGHTS[at % 3] for at, _ in enumerate(TOWNS))),
                Series("时序进度", (Fraction(1, 2),) * len(TOWNS), expected=True),
            ),
        ),
        Chart(
            "累计完成率走势",
            ChartKind.LINES,
            months,
            (
                *(
                    Series(name, tuple(Fraction((at + 3) * month, 60) for month in range(1, 7)))
                    for at, name in enumerate(METRICS[:4])
                ),
                Series("时序进度", tuple(Fraction(month, 12) for month in range(1, 7)), expected=True),
            ),
        ),
        Chart(
            "每月新增",
            ChartKind.COLUMNS,
            months,
            (Series("人", tuple(map(Fraction, range(40, 100, 10)))),),
            percent=False,
        ),
    )


FEEDBACK = Form(
    (
        Field("督办事项", "创业担保贷款发放（任务15）"),
        Field("牵头单位", "人社局"),
        Field("1—6月完成", "700万元，38.9%，慢于时序进度11.1个百分点，比时序少200万元"),
        Field("滞后原因", lines=3),
        Field("赶超措施", lines=3),
        Field("分月计划（万元）", "7月　　　8月　　　9月　　　10月　　　11月　　12月"),
        Field(
            "单位意见",
            "□属实　　□有异议（请写明序号、应为多少、依据材料）：\n"
            "主要负责人签字：　　　　　　（公章）　　　年　　月　　日",
            2,
        ),
    )
)


def bulletin(kind: LetterKind = LetterKind.CIRCULAR, mark: str = OFFICE, **letter: object) -> Document:
    """A circular of several pages with attachments upright and turned."""
    held = Letter(
        kind,
        mark=mark,
        number="云就办〔2023〕　　号",
        draft="代拟稿　含演示数据，纯属虚构",
        addressee="各乡（镇）人民政府，县就业工作领导小组各成员单位",
        organisation="县就业工作领导小组办公室",
        dated="2023年7月　日",
        copies="县委办公室，县人大常委会办公室，县政府办公室，县政协办公室。",
        printed_by=OFFICE,
    )
    return Document(
        "关于2023年二季度“就业创业促进年”活动进展情况的通报",
        (
            Paragraph(
                "按照《云台县“就业创业促进年”活动实施方案》“月调度、季通报、半年看进度、全年比成效”的要求，县就业工作领导小组"
                "办公室汇总了各乡镇、各部门截至6月30日的进展情况，现通报如下。"
            ),
            Heading("一、总体情况", 1),
            Paragraph("截至6月30日，方案确定的31项指标中，已完成2项，达到时序或目标要求10项，滞后3项，严重滞后2项。"),
            Heading("（一）主要目标。", 2),
            *(Heading(f"{at}.", 3, f"{words}。") for at, words in enumerate(NUMBERED[:5], 1)),
            Heading(
                "（二）进展正常的指标。",
                2,
                "已完成年度目标的有“西部计划”招募（100.0%）、城乡公益性岗位开发（101.4%以上）。",
            ),
            Heading("二、滞后和需关注的指标", 1),
            *(Heading(f"{at}.", 3, f"{words}。") for at, words in enumerate(NUMBERED[5:], 1)),
            Heading("三、各乡镇情况", 1),
            Table(
                (Column("乡镇"), Column("完成率", right=True), Column("位次", right=True), Column("说明", shrink=True)),
                tuple((town, Percent(Fraction(68 - at, 100)), at + 1, "") for at, town in enumerate(TOWNS)),
                muted=frozenset({3}),
            ),
            Heading("四、下一步要求", 1),
            Paragraph("请各牵头单位对照附件逐项查明滞后原因，于7月14日前书面报送整改措施和完成时限。"),
            *charts()[:1],
        ),
        letter=held if not letter else _changed(held, letter),
        attachments=(
            Attachment(
                "2023年1—6月主要指标完成情况表",
                (Paragraph("时序进度按月均衡为50.0%", quiet=True), indicators()),
                landscape=True,
            ),
            Attachment("2023年1—6月各乡镇主要指标完成情况表", (towns(), Paragraph("空格为没有。", quiet=True))),
            Attachment("督办事项办理情况反馈表", (FEEDBACK,)),
        ),
    )


def _changed(letter: Letter, fields: dict[str, object]) -> Letter:
    return Letter(**{name: fields.get(name, getattr(letter, name)) for name in letter.__dataclass_fields__})  # type: ignore[arg-type]


def urging() -> Document:
    """A letter of one page: twelve missing items."""
    columns = ("序号", "未报指标", "单位", "应报日期", "逾期", "上次累计", "本次填报")
    return Document(
        "关于催报2023年6月就业工作数据的函",
        (
            Paragraph(
                "贵乡2023年6月就业工作数据应于6月25日前报送。截至7月3日，下列12项指标尚未收到，已逾期8天；全县7项指标因此暂不能评价。"
            ),
            Table(
                tuple(Column(title, right=title == "序号", blank=title == "本次填报") for title in columns),
                tuple(
                    (at, name, "人", "6月25日", "8天", f"{at * 7}（5月）", None) for at, name in enumerate(METRICS, 1)
                ),
            ),
            Paragraph("请于7月5日17时前补报。没有发生的填0，没有数的空着，可直接填在上表或所附填报表中。"),
        ),
        letter=Letter(
            LetterKind.NOTE,
            mark=OFFICE,
            number="云就办催〔2023〕　　号",
            draft="（代拟稿　含演示数据，纯属虚构）",
            addressee="北坡乡人民政府：",
            organisation="县就业工作领导小组办公室",
            dated="2023年7月　日",
            contact=True,
        ),
    )


def page() -> Document:
    """A page without a letter: lights, charts, tables, a form."""
    return Document(
        "云台县“就业创业促进年”活动2023年上半年进展",
        (
            Paragraph("截至2023年6月30日，已结束6个月，按月均衡的时序进度50.0%", quiet=True),
            Line(tuple(Lamp(colour, f"{at * 3} 项") for at, colour in enumerate(Colour, 1))),
            Paragraph("截至6月30日，方案确定的31项指标中，已完成2项，达到时序或目标要求10项，滞后3项。"),
            *charts(),
            Heading("滞后和需关注的指标"),
            indicators(),
            Heading("各乡镇"),
            towns(),
            Heading("没有的"),
            Table((Column("甲"),), (), empty="没有要催的事。"),
            Heading("反馈"),
            FEEDBACK,
            Paragraph("注：“≥”为尚有单位未报，实际不少于此数。", quiet=True),
        ),
    )
