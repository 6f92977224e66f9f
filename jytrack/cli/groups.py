"""The program's commands under the groups that they are typed with: which there are, in the order of their help."""

from jytrack.cli.accounts import report
from jytrack.cli.delivery import contacts, papers, remind
from jytrack.cli.delivery import schedule as jobs
from jytrack.cli.documents import bulletins, letters, publishing, wording
from jytrack.cli.figures import comparing, targets
from jytrack.cli.keeping import database
from jytrack.cli.plan import goals, locks
from jytrack.cli.sheets import checking, exporting, originals, readings, receiving, submissions, templating, undoing
from jytrack.cli.supervision import evidence, forms, milestones, owning, supervising, tasks
from jytrack.cli.values.shell import group
from jytrack.domain.values.words import Act

MILESTONE = group(
    "节点：新增，登记完成，重开，撤销；延期用 jytrack task extend。",
    {
        "add": milestones.add_milestone,
        "done": milestones.finish_milestone,
        "reopen": milestones.reopen_milestone,
        "drop": milestones.drop_milestone,
    },
)

TASK = group(
    "任务：查看、督办、记备注。",
    {
        "list": tasks.list_tasks,
        "board": tasks.board,
        "show": tasks.show,
        "update": tasks.update,
        "note": tasks.note,
        "evidence": evidence.evidence,
        **{act.value: supervising.mover(act) for act in Act},
        "extend": supervising.extend,
        "approve": supervising.approve,
        "refuse": supervising.refuse,
        "own": owning.own_task,
        "members": owning.members,
        "ledger": forms.ledger,
        "template": forms.template,
        "import": forms.import_forms,
        "handout": letters.handout,
    },
)
TASK.add_typer(MILESTONE, name="milestone")

TARGET = group(
    "指标：查看目标，导入和登记填报数。",
    {
        "list": targets.list_targets,
        "show": targets.show,
        "import": readings.import_sheets,
        "record": readings.record,
        "readings": targets.readings,
        "withdraw": readings.withdraw,
        "imports": undoing.imports,
        "original": originals.original,
        "undo": undoing.undo,
        "received": receiving.received,
        "template": templating.template,
        "export": exporting.export,
        "check": checking.check,
        "revise": goals.revise,
        "allocate": goals.allocate,
        "schedule": goals.schedule,
        "own": owning.own_target,
        "lock": locks.lock,
        "unlock": locks.unlock,
        "locks": locks.locks,
    },
)

REPORT = group(
    "看进度：差额与责任、周报。",
    {
        "variance": comparing.variance,
        "accountability": report.accountability,
        "townships": comparing.townships,
        "matrix": comparing.matrix,
        "submissions": submissions.submissions,
        "explain": comparing.explain,
        "brief": report.brief,
        "weekly": report.weekly,
        "monthly": bulletins.monthly,
        "quarterly": bulletins.quarterly,
        "halfyear": bulletins.halfyear,
        "annual": bulletins.annual,
        "special": bulletins.special,
        "urge": letters.urge,
        "supervise": letters.supervise,
        "wording": wording.wording,
        "looks": wording.looks,
        "publish": publishing.publish,
        "issued": publishing.issued,
        "reissue": publishing.reissue,
        "changes": publishing.changes,
        "withdraw": publishing.withdraw,
        "register": publishing.register,
    },
    alone=report.report,
)

CONTACTS = group(
    "联系方式：各单位的消息发到哪里。",
    {"list": contacts.list_contacts, "set": contacts.set_contact, "drop": contacts.drop_contact},
    alone=contacts.contacts,
)

CHANNELS = group(
    "通道：消息怎样发出去。",
    {"test": contacts.test_channel},
    alone=contacts.channels,
)

SCHEDULE = group(
    "定时任务：每天自动发催办消息。",
    {"show": jobs.show, "install": jobs.install, "remove": jobs.remove},
)

REMIND = group(
    "催办：该催的事，发消息，催办记录。",
    {
        "send": remind.send,
        "log": remind.log,
        "settle": remind.settle,
        "record": remind.record,
        "notes": papers.notes,
        "calendar": papers.calendar,
    },
    alone=remind.remind,
)
REMIND.add_typer(CONTACTS, name="contacts")
REMIND.add_typer(CHANNELS, name="channels")
REMIND.add_typer(SCHEDULE, name="schedule")

DATABASE = group(
    "数据库：概况、检查、备份、恢复、存档。",
    {
        "info": database.info,
        "check": database.check,
        "backup": database.backup,
        "restore": database.restore,
        "archive": database.archive,
    },
)
