"""What figures are that are not what was done: told by the words of a title, a tab, a file's name or a remark."""

import re

from jytrack.domain.values.words import Word


class Kind(Word):
    """What figures are that are not what was done in the plan's year."""

    SAMPLE = "sample", "样表或试填的数"
    LAST_YEAR = "last-year", "上年或供对比的数"
    PART = "part", "其中一部分的数"
    TAKEN_BACK = "taken-back", "更正前、减少、扣除或退回的数"
    EXPECTED = "expected", "预计、打算或摸底的数"
    LACKING = "lacking", "没有完成的数"
    SPLIT = "split", "任务分解表"
    TARGET = "target", "目标、任务或计划表"
    COMPARED = "compared", "比率、增减、得分或排名表"

    @property
    def soft(self) -> bool:
        """Whether it may stand in the name of a file that holds what was done all the same."""
        return self in (Kind.TARGET, Kind.COMPARED, Kind.SAMPLE)


_DONE = r"完成(?!率|比)|进展|进度(?!差)|推进|落实(?!率)|执行|实施|月报|台账|办理"
_BESIDE = r"完成(?:任务|数)?(?:情况|进度|及|和|与|、)|(?:进展|推进|落实|进度)情况|月报|台账"
_NEVER = r"(?!)"
_KINDS = tuple(
    (kind, re.compile(words), re.compile(unless))
    for kind, words, unless in (
        (Kind.SAMPLE, r"样表|样例|示例|范例|示范表|填写示范|测试(?:表|数据|用|\)|$)|试填|空表|废表|作废", _NEVER),
        (Kind.LAST_YEAR, r"上年|去年|上一年|前一年|往年|历年|同期|[作供]为?对比|对比[数用]", _NEVER),
        (Kind.PART, r"其中", _NEVER),
        (
            Kind.TAKEN_BACK,
            r"(?:更正|修改|订正|调整|核实|审核|核减)前|原报|核减|扣减|扣除|核销|剔除|减员|减少|流失|离职|注销|退回(?:数|人数|表|名单|情况)|不合格",
            _NEVER,
        ),
        (
            Kind.EXPECTED,
            r"预计|预测|预期|预估|预报|预填|估计|估算|测算|意向|意愿|需求|摸底|摸排|[底基]数|力争|争取|(?:确保|力保|保底|冲刺|奋斗)(?:完成|实现)?数|下月|次月|下一?步|下一?阶段|下季度"
            r"|拟上?报|(?:拟|打算|准备|可望|有望|计划)再?(?:新增|招聘|招用|招录|开发|开展|培育|培训|安排|发放|转移|实现)|拟再?完成|计划完成(?!情况|进度|率)"
            r"|(?:应|需)(?:完成|达到?|报)|序时",
            _NEVER,
        ),
        (
            Kind.LACKING,
            r"(?<!离校)未(?:完成|就业(?!的?高校|的?毕业|的?大学)|落实|达标|实现)|尚未|欠账|欠缺|欠报|缺口|剩余|尚缺|差额|差距|余额"
            r"|待(?:完成|就业|落实|核实|审核|认定|确认)",
            _NEVER,
        ),
        (Kind.SPLIT, r"分解|分配表|下达|责任[书状]|分[月季](?:目标|计划|任务)", r"完成(?!率|比)"),
        (Kind.TARGET, r"目标|任务|计划|(?:指导|指令|约束)性指标", _DONE),
        (
            Kind.COMPARED,
            r"完成率|完成比例|占比|比重|进度差|增长|增速|增幅|降幅|增减|同比|环比|[较比](?:上[月年期季周]|去年|往年)|对比|排名|名次|排序|位次|排行"
            r"|得分|评分|打分|赋分|积分|分数|人均|户均|平均|均值",
            _BESIDE,
        ),
    )
)
"""Each kind by its words, and the words by which a text speaks of what was done all the same."""

_OTHER_PLANS = re.compile(r"行动计划|(?<=[”\"])计划")


def kind_of(text: str) -> Kind | None:
    """The kind of figures that `text`, without the plan's own names, speaks of; None: of what was done."""
    text = _OTHER_PLANS.sub("", text)
    found = (kind for kind, words, unless in _KINDS if words.search(text) and not unless.search(text))
    return next(found, None)


PARTS = re.compile(
    r"女性|妇女|男性|残疾|脱贫|贫困|建档立卡|监测(?:户|对象|帮扶)|低保|低收入|特困|搬迁|移民|少数民族|回族|青年|大龄|高龄|老年"
    r"|省外|省内|县外|县内|区外|区内|市外|市内|跨省|境外|国外|返乡|灵活就业|退役军人|毕业生|大学生|农民工|失业人员|困难(?:人员|群体)"
    r"|党员|学生|公益性?岗位|劳务派遣"
)
"""Of whom alone figures may be; a metric that is named so is about them."""

GENERAL = re.compile(r"等(?:重点|各类|群体|人员|就业|\d|$)|重点群体|各类(?:群体|人员)")
"""By such words a text names some of those whom it is about, not all."""
