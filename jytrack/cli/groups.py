"""The program's commands under the groups that they are typed with: which there are, in the order of their help."""

from collections.abc import Callable, Mapping

from jytrack.cli.values.members import Listed, Loader, of
from jytrack.domain.values.words import Act


def _moving(act: Act) -> Loader:
    """The command of an act that moves a task."""

    def load() -> Callable[..., None]:
        from jytrack.cli.supervision.supervising import mover

        return mover(act)

    return load


MILESTONE = Listed(
    "节点：新增，登记完成，重开，撤销；延期用 jytrack task extend。",
    {
        "add": of("supervision.milestones", "add_milestone"),
        "done": of("supervision.milestones", "finish_milestone"),
        "reopen": of("supervision.milestones", "reopen_milestone"),
        "drop": of("supervision.milestones", "drop_milestone"),
    },
)

TASK = Listed(
    "任务：查看、督办、记备注。",
    {
        "list": of("supervision.tasks", "list_tasks"),
        "board": of("supervision.tasks", "board"),
        "show": of("supervision.tasks", "show"),
        "update": of("supervision.tasks", "update"),
        "note": of("supervision.tasks", "note"),
        "evidence": of("supervision.evidence", "evidence"),
        **{act.value: _moving(act) for act in Act},
        "extend": of("supervision.supervising", "extend"),
        "approve": of("supervision.supervising", "approve"),
        "refuse": of("supervision.supervising", "refuse"),
        "own": of("supervision.owning", "own_task"),
        "members": of("supervision.owning", "members"),
        "ledger": of("supervision.forms", "ledger"),
        "template": of("supervision.forms", "template"),
        "import": of("supervision.forms", "import_forms"),
        "handout": of("documents.letters", "handout"),
        "milestone": MILESTONE,
    },
)

TARGET = Listed(
    "指标：查看目标，导入和登记填报数。",
    {
        "list": of("figures.targets", "list_targets"),
        "show": of("figures.targets", "show"),
        "import": of("sheets.readings", "import_sheets"),
        "record": of("sheets.readings", "record"),
        "readings": of("figures.targets", "readings"),
        "withdraw": of("sheets.readings", "withdraw"),
        "imports": of("sheets.undoing", "imports"),
        "original": of("sheets.originals", "original"),
        "undo": of("sheets.undoing", "undo"),
        "received": of("sheets.receiving", "received"),
        "template": of("sheets.templating", "template"),
        "export": of("sheets.exporting", "export"),
        "check": of("sheets.checking", "check"),
        "revise": of("plan.goals", "revise"),
        "allocate": of("plan.goals", "allocate"),
        "schedule": of("plan.goals", "schedule"),
        "own": of("supervision.owning", "own_target"),
        "lock": of("plan.locks", "lock"),
        "unlock": of("plan.locks", "unlock"),
        "locks": of("plan.locks", "locks"),
    },
)

REPORT = Listed(
    "看进度：差额与责任、周报。",
    {
        "variance": of("figures.comparing", "variance"),
        "accountability": of("accounts.report", "accountability"),
        "townships": of("figures.comparing", "townships"),
        "matrix": of("figures.comparing", "matrix"),
        "submissions": of("sheets.submissions", "submissions"),
        "explain": of("figures.comparing", "explain"),
        "brief": of("accounts.report", "brief"),
        "weekly": of("accounts.report", "weekly"),
        "monthly": of("documents.bulletins", "monthly"),
        "quarterly": of("documents.bulletins", "quarterly"),
        "halfyear": of("documents.bulletins", "halfyear"),
        "annual": of("documents.bulletins", "annual"),
        "special": of("documents.bulletins", "special"),
        "urge": of("documents.letters", "urge"),
        "supervise": of("documents.letters", "supervise"),
        "wording": of("documents.wording", "wording"),
        "looks": of("documents.wording", "looks"),
        "publish": of("documents.publishing", "publish"),
        "issued": of("documents.publishing", "issued"),
        "reissue": of("documents.publishing", "reissue"),
        "changes": of("documents.publishing", "changes"),
        "withdraw": of("documents.publishing", "withdraw"),
        "register": of("documents.publishing", "register"),
    },
    alone=of("accounts.report", "report"),
)

CONTACTS = Listed(
    "联系方式：各单位的消息发到哪里。",
    {
        "list": of("delivery.contacts", "list_contacts"),
        "set": of("delivery.contacts", "set_contact"),
        "drop": of("delivery.contacts", "drop_contact"),
    },
    alone=of("delivery.contacts", "contacts"),
)

CHANNELS = Listed(
    "通道：消息怎样发出去。",
    {"set": of("delivery.contacts", "set_channel"), "test": of("delivery.contacts", "test_channel")},
    alone=of("delivery.contacts", "channels"),
)

SCHEDULE = Listed(
    "定时任务：每天自动发催办消息。",
    {
        "show": of("delivery.schedule", "show"),
        "install": of("delivery.schedule", "install"),
        "remove": of("delivery.schedule", "remove"),
    },
)

REMIND = Listed(
    "催办：该催的事，发消息，催办记录。",
    {
        "send": of("delivery.remind", "send"),
        "log": of("delivery.remind", "log"),
        "settle": of("delivery.remind", "settle"),
        "record": of("delivery.remind", "record"),
        "notes": of("delivery.papers", "notes"),
        "calendar": of("delivery.papers", "calendar"),
        "contacts": CONTACTS,
        "channels": CHANNELS,
        "schedule": SCHEDULE,
    },
    alone=of("delivery.remind", "remind"),
)

DATABASE = Listed(
    "数据库：概况、检查、备份、恢复、存档、授权。",
    {
        "info": of("keeping.database", "info"),
        "check": of("keeping.database", "check"),
        "backup": of("keeping.database", "backup"),
        "restore": of("keeping.database", "restore"),
        "archive": of("keeping.database", "archive"),
        "grant": of("keeping.database", "grant"),
    },
)

PLAN = Listed(
    "方案：检查方案文件夹，起下一年的方案，移除装错的方案。",
    {
        "check": of("plan.plans", "check"),
        "new": of("plan.plans", "new"),
        "drop": of("plan.plans", "drop"),
    },
)

COMMANDS: Mapping[str, Loader | Listed] = {
    "init": of("plan.init", "init"),
    "demo": of("keeping.demo", "demo"),
    "plan": PLAN,
    "task": TASK,
    "target": TARGET,
    "report": REPORT,
    "remind": REMIND,
    "db": DATABASE,
    "help": of("keeping.helping", "help_page"),
}
