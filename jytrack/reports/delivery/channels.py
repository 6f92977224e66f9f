"""`remind channels`: which channels there are, and how they are set."""

from collections.abc import Mapping
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Column, Document, Heading, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header

_TABLE = (Column("通道"), Column("类型"), Column("联系方式", right=True))
_SHEET = ("通道", "通道类型", "用到的联系方式")
_TYPES = {
    "folder": "文件夹",
    "mail": "邮件",
    "wecom": "企业微信群机器人",
    "dingtalk": "钉钉群机器人",
    "feishu": "飞书群机器人",
    "command": "程序",
}
_EXAMPLE = """\
[mail]
host = "smtp.example.gov.cn"
from = "就业办 <jyb@example.gov.cn>"
user = "jyb@example.gov.cn"
password_env = "JYTRACK_MAIL_PASSWORD"

["工作群"]
type = "wecom"
url_env = "JYTRACK_GROUP_URL"

["短信"]
type = "command"
run = ["/usr/local/bin/sms-gateway"]"""
_RULE = (
    "文件只有自己能读（chmod 600）；密码、带密钥的地址可放在环境变量里，写 …_env。汉字的通道名要加引号。"
    "试发：jytrack remind channels test 通道"
)


@valueclass
class Channels:
    """The channels' types by name and how many contacts each has, and whether the file is there that sets them."""

    place: str
    there: bool
    types: Mapping[str, str]
    used: Mapping[str, int]


def report(plan: Plan, clock: Clock, found: Channels) -> Report:
    """The channels, and how others are set."""
    return Report(partial(_document, found), partial(_data, plan, clock, found))


def _document(found: Channels) -> Document:
    rows = tuple((name, _TYPES[kind], found.used[name]) for name, kind in found.types.items())
    missing = "（还没有；没有它消息都写进数据库旁边的 outbox 文件夹）"
    where = f"设置文件：{found.place}{'' if found.there else missing}"
    return Document(
        "催办消息的通道",
        (Table(_TABLE, rows), Paragraph(where), Heading("写法"), Paragraph(_EXAMPLE), Paragraph(_RULE, quiet=True)),
        sheet=Table(headed(_SHEET), rows),
    )


def _data(plan: Plan, clock: Clock, found: Channels) -> JsonObject:
    rows: list[JsonValue] = [
        {"channel": name, "type": kind, "contacts": found.used[name]} for name, kind in found.types.items()
    ]
    return {**header(plan.code, clock), "path": found.place, "rows": rows}
