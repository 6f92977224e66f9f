"""The office's words for its documents: which kinds there are, what each says line by line, and the office's own data.

The words belong to the plan's folder (documents/*.txt, documents/文书.csv); figures never stand in them, only holes
that facts fill: {{总体}}. What may stand in a hole is a closed list.
"""

from collections.abc import Mapping
from dataclasses import field

from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word


class DocumentKind(Word):
    """What the office hands out; the label is what the clerk calls it."""

    MONTHLY = "monthly", "月调度"
    QUARTERLY = "quarterly", "季通报"
    HALFYEAR = "halfyear", "半年看进度"
    ANNUAL = "annual", "全年比成效"
    SPECIAL = "special", "专题报告"
    URGE = "urge", "催报单"
    SUPERVISE = "supervise", "督办函"
    ACCOUNT = "account", "责任台账"
    HANDOUT = "handout", "交办单"
    CORRECTION = "correction", "更正说明"

    @property
    def file(self) -> str:
        """Its wording file's name."""
        return f"{self.label}.txt"


BRACES = str.maketrans("｛｝", "{}")
"""Braces as an input method writes them, and what they are read as."""

SENTENCES = ("总体", "任务", "进展正常", "待补报", "报送", "过半", "同比", "督办依据", "督办要求", "责任汇总")
"""Holes of sentences: they stand within a paragraph or are one."""

BLOCKS = (
    "主要目标", "滞后指标", "下半年", "乡镇", "问题", "素材", "缺报", "督办事项", "牵头任务", "配合任务", "牵头指标",
    "责任节点", "填报责任", "得分", "签字表", "校验", "变动数据", "变动结论",
)  # fmt: skip
"""Holes of several paragraphs or a table in the body: they stand on a line of their own."""

TABLES = ("指标表", "乡镇表", "清单表", "单位表", "得分表", "反馈表", "口径")
"""Holes of attachments."""

FIELDS = (
    "年度", "时段", "截至", "期号", "方案", "活动", "县名", "收文单位", "事项", "署名", "补报期限",
    "整改期限",
)  # fmt: skip
"""Holes within any line."""


@valueclass
class WordingLine:
    """One line of a wording's body: a heading of level 1 or 2, or a paragraph (level 0), holes and all."""

    text: str
    level: int = 0


@valueclass
class WordingAttachment:
    """A line 附件：: its title, and the hole of TABLES that is its content."""

    title: str
    table: str


@valueclass
class Wording:
    """What one kind of document says, its figures left open."""

    kind: DocumentKind
    title: str
    addressee: str = ""
    signed: str = ""
    attachments: tuple[WordingAttachment, ...] = ()
    lines: tuple[WordingLine, ...] = ()


@valueclass
class Stationery:
    """The office's own data (documents/文书.csv); what is blank there is "" or the default here.

    `mark` is the red head; without one there is none. `reporting_days` and `mending_days` are workdays given to report
    what is missing and to answer for what is late. Lengths are millimetres and points.
    """

    organisation: str = ""
    mark: str = ""
    code: str = ""
    addressee: str = ""
    copies: str = ""
    printed_by: str = ""
    reporting_days: int = 2
    mending_days: int = 7
    margins: tuple[int, int, int, int] = (37, 26, 35, 28)
    line: str = ""
    size: str = ""


LETTERHEAD = "公文.docx"
"""The file of the office's own letterhead."""


@valueclass
class Papers:
    """What a plan's folder says of documents: wordings as text, the office's own data by item, its 公文.docx in base64.

    What it says nothing of is not there; the program's own wording stands in then.
    """

    wordings: Mapping[DocumentKind, str] = field(default_factory=dict)
    stationery: Mapping[str, str] = field(default_factory=dict)
    letterhead: str = ""

    def named(self) -> dict[str, str]:
        """Each of them under the name by which it is kept: its file's, or its item of 文书.csv."""
        found = {kind.file: text for kind, text in self.wordings.items()} | dict(self.stationery)
        return found | ({LETTERHEAD: self.letterhead} if self.letterhead else {})
