"""What may stand in a wording, told to whoever writes one: each hole, what fills it, and which documents have it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from jytrack.domain.plan.wording import BLOCKS, BRACES, FIELDS, SENTENCES, TABLES, DocumentKind

_HOLE = re.compile(r"\{\{([^{}]*)\}\}")
_K = DocumentKind
_SUMMARIES = (_K.QUARTERLY, _K.HALFYEAR, _K.ANNUAL, _K.SPECIAL)
_REVIEWS = (_K.MONTHLY, *_SUMMARIES)
_CIRCULARS = (_K.QUARTERLY, _K.HALFYEAR, _K.ANNUAL)

_MEANINGS: dict[str, tuple[str, Sequence[DocumentKind]]] = {
    "总体": ("方案各项指标各有几项完成、达到、滞后、待补报", _REVIEWS),
    "任务": ("各项任务各有几项办结、正常、滞后、逾期", _REVIEWS),
    "主要目标": ("方案排在前面的几项目标，一项一段", _SUMMARIES),
    "进展正常": ("已完成和达到要求的指标，带完成率", _SUMMARIES),
    "滞后指标": ("滞后、未完成、接近和超出控制目标的指标，一项一段，最要紧的在前", _REVIEWS),
    "待补报": ("因缺报暂不评价的指标，缺的是谁", _REVIEWS),
    "乡镇": ("各指标居前、居后的乡镇，一项一段", _SUMMARIES),
    "报送": ("应报、按时、迟报、缺报多少项次，是哪些单位", (_K.MONTHLY, *_CIRCULARS, _K.ACCOUNT)),
    "问题": (
        "只写事实：差距大的、超出目标的、迟报缺报的、逾期的节点；或更正的数",
        (*_SUMMARIES, _K.CORRECTION),
    ),
    "过半": ("时间过半时几项任务过半", (_K.HALFYEAR,)),
    "下半年": ("每项指标下半年要完成多少，按近来进度能否完成", (_K.HALFYEAR,)),
    "同比": ("与上年同期比较；上年的数没有登记的不写", (_K.HALFYEAR, _K.ANNUAL)),
    "素材": ("本季度登记的办理情况，一条一行，供改写", (_K.SPECIAL,)),
    "缺报": ("这个单位缺报的指标，一张表", (_K.URGE,)),
    "督办依据": ("任务在方案里的序号、名称，有什么问题", (_K.SUPERVISE,)),
    "督办事项": ("红灯的指标和逾期的节点，一项一段；单位报来的原因和措施", (_K.SUPERVISE,)),
    "督办要求": ("余下每月要完成多少、节点要办结", (_K.SUPERVISE,)),
    "责任汇总": ("这个单位牵头、配合的任务和牵头的指标各有几项，是什么灯", (_K.ACCOUNT,)),
    "牵头任务": ("牵头的任务，一张表", (_K.ACCOUNT, _K.HANDOUT)),
    "配合任务": ("共同牵头、责任和集合单位的任务，一张表", (_K.HANDOUT,)),
    "牵头指标": ("牵头的指标，一张表", (_K.ACCOUNT, _K.HANDOUT)),
    "责任节点": ("有日期的节点，一张表", (_K.ACCOUNT, _K.HANDOUT)),
    "填报责任": ("要报哪些指标、多久报一次、几日前报，一张表", (_K.HANDOUT,)),
    "得分": ("得分和每一项，只在 --score 时有", (_K.ACCOUNT,)),
    "签字表": ("单位填写、签字盖章的表，放在文末", (_K.ACCOUNT, _K.HANDOUT)),
    "校验": ("台账校验码，凭它可以核对", (_K.ACCOUNT,)),
    "变动数据": ("发布后变动的数，一张表：位置、通报数、现数、变动、原因", (_K.CORRECTION,)),
    "变动结论": ("随之改变的结论，一项一段", (_K.CORRECTION,)),
    "指标表": ("各项指标完成情况表", _SUMMARIES),
    "乡镇表": ("各指标各乡镇的累计、完成率、位次", _CIRCULARS),
    "清单表": ("滞后、超限、待补报、逾期事项，最后一栏留空由单位填", (_K.MONTHLY, *_CIRCULARS)),
    "单位表": ("各单位的任务、指标和报送计数", _CIRCULARS),
    "得分表": ("各单位得分，只在 --score 时有", (_K.ANNUAL,)),
    "反馈表": ("由单位填写、盖章的表", (_K.SUPERVISE,)),
    "口径": ("各项指标的口径和数据来源", _CIRCULARS),
    "年度": ("方案的年度，如2023", tuple(_K)),
    "时段": ("二季度、上半年、6月", tuple(_K)),
    "截至": ("6月30日", tuple(_K)),
    "期号": ("2023年第　　期，发布时才有号", tuple(_K)),
    "方案": ("方案的名称", tuple(_K)),
    "活动": ("方案的名称去掉地区和“实施方案”", tuple(_K)),
    "县名": ("方案的地区", tuple(_K)),
    "收文单位": ("收文的单位", (_K.URGE, _K.SUPERVISE, _K.ACCOUNT, _K.HANDOUT)),
    "事项": ("督办的是什么，如 加快创业担保贷款发放进度", (_K.SUPERVISE,)),
    "署名": ("文书.csv 的署名，没写的用方案里的领导小组办公室", tuple(_K)),
    "补报期限": ("几个工作日后的日期，见文书.csv；没有缺报的，写着它的一段不出", tuple(_K)),
    "整改期限": ("同上；没有滞后的，写着它的一段不出", tuple(_K)),
}

_KINDS_OF_HOLES = (
    ("写在一段话里或自成一行", SENTENCES),
    ("自成一行", BLOCKS),
    ("写在“附件：名称”之后", TABLES),
    ("写在任何一行里", FIELDS),
)


def foreign(kind: DocumentKind, text: str) -> Iterator[tuple[int, str]]:
    """The holes in a wording of `kind` that only other kinds fill, each with its line: nothing ever stands there."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.lstrip().startswith("//"):
            for name in _HOLE.findall(line.translate(BRACES)):
                if name.strip() in _MEANINGS and kind not in _MEANINGS[name.strip()][1]:
                    yield number, name.strip()


def told(kind: DocumentKind, text: str) -> str:
    """The wording `text` of `kind`, and below it what may stand in it, as remarks: a wording file again."""
    return text.rstrip("\n") + "\n\n" + "".join(f"// {line}\n" for line in _holes((kind,)))


def overview(own: Iterable[DocumentKind]) -> str:
    """Which wordings there are, which are the office's `own`, and all that may stand in one."""
    whose = {**dict.fromkeys(DocumentKind, "程序自带的"), **dict.fromkeys(own, "方案文件夹里的")}
    kinds = [f"  {kind.label}　{of}　jytrack report wording {kind.label} -o {kind.file}" for kind, of in whose.items()]
    return "\n".join(
        (
            "文书的文字",
            "",
            *kinds,
            "",
            "改法：写出一份，改好后放进方案文件夹的 documents 里，再运行 jytrack init --seed 方案文件夹。",
            "文件里“标题：”“主送：”“署名：”“附件：”各占一行，# 是一级标题，## 是二级标题，// 是备注，其余一行一段。",
            "没有内容的一段不出，没有段落的标题也不出，序号自动排。",
            "",
            *_holes(tuple(DocumentKind)),
            "",
        )
    )


def _holes(kinds: Sequence[DocumentKind]) -> Iterator[str]:
    """What may stand in wordings of `kinds`, a line each, under where it may stand."""
    for where, names in _KINDS_OF_HOLES:
        found = [name for name in names if set(kinds) & set(_MEANINGS[name][1])]
        if found:
            yield f"{where}："
        for name in found:
            meaning, used = _MEANINGS[name]
            some = (
                ""
                if len(kinds) == 1 or len(used) == len(DocumentKind)
                else f"（{'、'.join(kind.label for kind in used)}）"
            )
            yield f"  {{{{{name}}}}}　{meaning}{some}"
