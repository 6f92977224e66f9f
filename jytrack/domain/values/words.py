"""The closed vocabularies of the field: an English code for machines, a Chinese label for people."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A code that is stored and printed in JSON, with the label that a clerk reads."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """The word `code`, carrying its label."""
        word = str.__new__(cls, code)
        word._value_, word.label = code, label
        return word


class DepartmentKind(Word):
    """What sort of body a department is; vertical units are listed, never scored."""

    BUREAU = "bureau", "部门"
    TOWNSHIP = "township", "乡镇"
    COUNTY = "county", "县区"
    VERTICAL = "vertical", "垂直单位"
    PARTY = "party", "党委部门"
    MASS = "mass", "群团"
    PARK = "park", "园区"
    OFFICE = "office", "领导小组办公室"
    GROUP = "group", "集合单位"


class Measure(Word):
    """What kind of number a metric is."""

    COUNT = "count", "数量"
    AMOUNT = "amount", "金额"
    RATE = "rate", "比率"
    LEVEL = "level", "水平"


class Reporting(Word):
    """How a metric is reported; the last three are read at the latest report, never summed over months."""

    INCREMENT = "increment", "当月新增"
    CUMULATIVE = "cumulative", "本年累计"
    CUMULATIVE_DISTINCT = "cumulative_distinct", "本年累计（去重）"
    POINT = "point", "期末数"


class Direction(Word):
    """Which side of the goal is good."""

    AT_LEAST = "at_least", "不低于"
    AT_MOST = "at_most", "不高于"


class Basis(Word):
    """Where a statement comes from: the plan's print, what follows from it, or our reading of it."""

    PRINTED = "printed", "原文"
    DERIVED = "derived", "推算"
    ASSUMED = "assumed", "推定"


class Frequency(Word):
    """How often a unit reports or a duty recurs."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF = "half", "每半年"
    YEAR = "year", "每年"

    @property
    def due_months(self) -> tuple[int, ...]:
        """The months of a year whose end makes a period due (domain.md §3)."""
        step = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}[self]
        return tuple(range(step, 13, step))


class Role(Word):
    """A department's printed role in a task; the order of printing tells the lead from co-leads."""

    LEAD = "lead", "牵头单位"
    RESPONSIBLE = "responsible", "责任单位"


class Part(Word):
    """The part a department plays in a task's accountability, strongest first."""

    LEAD = "lead", "牵头"
    CO_LEAD = "co_lead", "共同牵头"
    RESPONSIBLE = "responsible", "责任"
    VIA_GROUP = "via_group", "集合"


class ScheduleKind(Word):
    """The shape of the share expected by the end of each month."""

    LINEAR = "linear", "按月均衡"
    STEPS = "steps", "分步"
    LAST_YEAR = "last_year", "上年同期"
    CHECKPOINT = "checkpoint", "考核节点"


class ScheduleRole(Word):
    """Which schedule decides the light, and which only warns."""

    OFFICIAL = "official", "时序"
    EARLY_WARNING = "early_warning", "预警"


class MilestoneKind(Word):
    """Something due by a date, a period in which something may be applied for, an undated item."""

    MILESTONE = "milestone", "节点"
    WINDOW = "window", "政策窗口"
    CHECKLIST = "checklist", "清单"


class TaskStatus(Word):
    """Where a task stands in the supervision ledger."""

    REGISTERED = "registered", "立项"
    ASSIGNED = "assigned", "交办"
    ACCEPTED = "accepted", "签收"
    IN_PROGRESS = "in_progress", "办理中"
    REPORTED = "reported", "反馈"
    RETURNED = "returned", "退回"
    DONE = "done", "办结"
    CLOSED = "closed", "销号"
    SUSPENDED = "suspended", "中止"
    CANCELLED = "cancelled", "取消"

    @property
    def finished(self) -> bool:
        """Whether the task needs no more work: 办结 or 销号."""
        return self in (TaskStatus.DONE, TaskStatus.CLOSED)


class Act(Word):
    """What moves a department on in a task; the codes are the commands' names."""

    ASSIGN = "assign", "交办"
    ACCEPT = "accept", "签收"
    START = "start", "办理"
    REPORT = "report", "反馈"
    RETURN = "return", "退回"
    FINISH = "finish", "办结"
    CLOSE = "close", "销号"
    SUSPEND = "suspend", "中止"
    RESUME = "resume", "恢复"
    CANCEL = "cancel", "取消"


class LogAction(Word):
    """What an entry of the task log records."""

    STATUS = "status", "状态"
    NOTE = "note", "备注"
    MILESTONE_DONE = "milestone_done", "节点完成"
    MILESTONE_ADDED = "milestone_added", "新增节点"
    MILESTONE_REOPENED = "milestone_reopened", "节点重开"
    MILESTONE_DROPPED = "milestone_dropped", "撤销节点"
    EXTENSION_REQUESTED = "extension_requested", "延期申请"
    EXTENSION_APPROVED = "extension_approved", "批准延期"
    EXTENSION_REFUSED = "extension_refused", "不准延期"
    TASK_OWNER = "task_owner", "确定牵头单位"
    TARGET_OWNER = "target_owner", "确定目标归属"
    MEMBER_ADDED = "member_added", "增加成员"
    MEMBER_REMOVED = "member_removed", "减少成员"
    PROGRESS = "progress", "进展"
    PROBLEM = "problem", "存在问题"
    NEXT_STEP = "next_step", "下步打算"
    MONTH_LOCKED = "month_locked", "锁定月份"
    MONTH_LOCKED_STRICTLY = "month_locked_strictly", "锁定月份，不收补报"
    MONTH_UNLOCKED = "month_unlocked", "开例外"
    PUBLISHED = "published", "发布"
    PUBLICATION_WITHDRAWN = "publication_withdrawn", "收回发布"
    PUBLICATION_REGISTERED = "publication_registered", "登记文号"
    URGED = "urged", "催办"


class ExtensionState(Word):
    """What became of an extension that was asked for."""

    PENDING = "pending", "待批"
    GRANTED = "granted", "批准"
    REFUSED = "refused", "不准"


class MilestoneState(Word):
    """How a dated milestone stands; done late is a state of its own, and so is an approved postponement."""

    NOT_DUE = "not_due", "未到期"
    DUE_SOON = "due_soon", "临期"
    OVERDUE = "overdue", "逾期"
    POSTPONED = "postponed", "已延期"
    DONE = "done", "按时完成"
    DONE_LATE = "done_late", "迟完成"


class Colour(Word):
    """A light's colour; it is never shown without its word."""

    GREEN = "green", "绿"
    YELLOW = "yellow", "黄"
    RED = "red", "红"
    GREY = "grey", "灰"


class LightCode(Word):
    """Why a light has its colour (domain.md §3, Light and Task light)."""

    DONE = "done", "已完成"
    ON_TRACK = "on_track", "达到要求"
    BEHIND = "behind", "落后"
    FAR_BEHIND = "far_behind", "严重落后"
    NOT_MET = "not_met", "未完成"
    NEAR_LIMIT = "near_limit", "接近上限"
    OVER_LIMIT = "over_limit", "超过上限"
    NO_GOAL = "no_goal", "未设目标"
    NOT_DUE = "not_due", "未到考核节点"
    NO_REPORT = "no_report", "未报"
    AWAITING = "awaiting", "待补报"
    NOT_COMPUTABLE = "not_computable", "无法计算"
    DUE_SOON = "due_soon", "临期"
    OVERDUE = "overdue", "逾期"
    NEGLECTED = "neglected", "久未更新"


class ThresholdItem(Word):
    """The lines at which lights change colour, one for each field of `plan.Thresholds`, whose name is the code."""

    FLOW_RED = "flow_red", "进度差红线"
    RATE_RED = "rate_red", "比率差红线"
    NEAR_LIMIT = "near_limit", "上限预警幅度"
    HARD_PACE = "hard_pace", "吃紧倍数"
    LAST_MONTHS = "last_months", "年末月数"
    DUE_SOON_DAYS = "due_soon_days", "临期天数"
    NEGLECTED_DAYS = "neglected_days", "久未更新天数"


class UnitOrder(Word):
    """In what order units are compared."""

    PLAN = "plan", "方案顺序"
    RANK = "rank", "名次"


class TaskGrouping(Word):
    """Under which headings tasks are listed; 单位 is the primary lead."""

    SECTION = "section", "行动"
    STATUS = "status", "状态"
    DEPARTMENT = "department", "单位"


class TaskOrder(Word):
    """In what order tasks are listed."""

    PLAN = "plan", "方案顺序"
    OVERDUE = "overdue", "逾期在前"


class WaitingFor(Word):
    """What a task waits for: the office's word on the first two, a department's act on the others."""

    EXTENSION = "extension", "延期待批"
    REVIEW = "review", "反馈待核"
    ACCEPTANCE = "acceptance", "交办待签收"
    REWORK = "rework", "退回待重报"


class SubmissionState(Word):
    """How a due report came in (domain.md §3, reporting discipline)."""

    ON_TIME = "on_time", "按时"
    LATE = "late", "迟报"
    MISSING = "missing", "缺报"


class Flaw(Word):
    """Why a figure on record deserves a second look (intake.md, Codes, warnings)."""

    OUT_OF_PROPORTION = "out-of-proportion", "大小离谱"
    UNIT_SLIP = "unit-slip", "像差一万倍"
    LOOKS_CUMULATIVE = "looks-cumulative", "像累计数"
    LOOKS_MONTHLY = "looks-monthly", "像当月数"
    ALWAYS_RISING = "always-rising", "每月像累计"
    OUTLIER = "outlier", "明显偏离"
    OUT_OF_BOUNDS = "out-of-bounds", "超出界限"
    JUMP = "jump", "突增"
    NEVER_CHANGED = "never-changed", "一直不变"
    SAME_AS_LAST_MONTH = "same-as-last-month", "与上月全同"
    SUBSET = "subset", "部分大于整体"
    OVER_ALLOCATION = "over-allocation", "远超分解目标"
