"""Contacts, channels and sending as they are typed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.channels.servers import BotServer, bot_server, mail_server
from tests.cli.conftest import Jytrack
from tests.command import Ran

SECRET = "s3cr3t-0f-the-0ffice"
OFFICE = "县就业工作领导小组办公室"


@pytest.fixture
def channels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the channels, empty."""
    path = tmp_path / "channels.toml"
    path.touch()
    monkeypatch.setenv("JYTRACK_CHANNELS", str(path))
    return path


def mail_channel(path: Path, port: int) -> None:
    path.write_text(
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nfrom = "jyb@example.gov.cn"\n', encoding="utf-8"
    )


def rows(ran: Ran) -> list[dict[str, object]]:
    assert ran.code == 0, ran.err
    found: list[dict[str, object]] = json.loads(ran.out)["rows"]
    return found


def test_an_address_is_set_listed_and_dropped(jytrack: Jytrack, channels: Path) -> None:
    mail_channel(channels, 25)
    typed = ("remind", "contacts", "set", "香水", "--channel", "mail", "--address", "xsz@example.gov.cn")
    assert jytrack(*typed, "--mobile", "13800001234").err == "已登记 香水镇 的联系方式：mail xs***@example.gov.cn\n"
    assert "没有改动" in jytrack(*typed, "--mobile", "13800001234").err
    (row,) = rows(jytrack("remind", "contacts", "list", "--format", "json"))
    assert (row["department"], row["address"], row["mobile"]) == ("香水镇", "xsz@example.gov.cn", "138****1234")
    page = jytrack("remind", "contacts", "list").out
    assert "13800001234" not in page
    assert "还没有联系方式的填报单位和牵头单位" in page
    dropped = jytrack("remind", "contacts", "drop", "香水镇", "--channel", "mail", "--address", "xsz@example.gov.cn")
    assert (dropped.code, dropped.err.startswith("已停用")) == (0, True)
    assert rows(jytrack("remind", "contacts", "list", "--format", "json")) == []
    assert jytrack("remind", "contacts", "drop", "香水镇", "--channel", "mail").code == 4


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("香水镇", "--channel", "fax"), 2, "没有名为“fax”的通道，已有：folder、mail"),
        (("香水真", "--channel", "folder"), 4, "是不是“香水”"),
        (("香水镇", "--channel", "mail"), 2, "不是邮件地址"),
        (("香水镇", "--channel", "mail", "--address", "a@example.cn\nBcc: b@example.cn"), 2, "不是邮件地址"),
        (("香水镇", "--channel", "folder", "--address", "13800001234"), 2, "手机号或身份证号"),
        (("香水镇", "--channel", "folder", "--mobile", "12345"), 2, "11位"),
    ],
)
def test_what_is_refused(jytrack: Jytrack, channels: Path, words: tuple[str, ...], code: int, told: str) -> None:
    mail_channel(channels, 25)
    ran = jytrack("remind", "contacts", "set", *words)
    assert (ran.code, told in ran.err, ran.err.count("\n")) == (code, True, 1), ran.err


def test_a_list_is_taken_in_whole_or_not_at_all(jytrack: Jytrack, channels: Path, tmp_path: Path) -> None:
    mail_channel(channels, 25)
    file = tmp_path / "通讯录.csv"
    header = "单位,通道,地址,只收抄送,手机\n"
    file.write_text(
        f"{header}香水镇政府,mail,xsz@example.gov.cn,,\n香水真,mail,b@example.gov.cn,,\n办公室,fax,,也许,\n", "utf-8"
    )
    ran = jytrack("remind", "contacts", "--import", file)
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "第3行“单位”方案里没有这个单位，是不是“香水镇”" in ran.err
    assert "第4行“只收抄送”应为是或否" in ran.err
    assert rows(jytrack("remind", "contacts", "list", "--format", "json")) == []
    file.write_text(
        f"{header}香水镇政府,mail,xsz@example.gov.cn,,\n办公室,folder,,,\n香水镇,mail,ld@example.gov.cn,是,\n",
        "gb18030",
    )
    assert jytrack("remind", "contacts", "--import", file).err == "通讯录 通讯录.csv：登记3个，原来就有0个\n"
    assert jytrack("remind", "contacts", "--import", file).err == "通讯录 通讯录.csv：登记0个，原来就有3个\n"
    found = rows(jytrack("remind", "contacts", "list", "--format", "json"))
    assert {(row["department"], row["copies"]) for row in found} == {
        (OFFICE, False),
        ("香水镇", False),
        ("香水镇", True),
    }
    assert jytrack("remind", "contacts", "--import", tmp_path / "无.csv").code == 2


def test_a_channel_is_tried_out(jytrack: Jytrack, channels: Path) -> None:
    with mail_server() as server:
        mail_channel(channels, server.port)
        assert jytrack("remind", "channels", "test", "mail").code == 2  # the office has no address there
        jytrack("remind", "contacts", "set", "办公室", "--channel", "mail", "--address", "jyb@example.gov.cn")
        assert jytrack("remind", "channels", "test", "mail").err == "通道“mail”已发出一条测试消息\n"
        assert len(server.to("jyb@example.gov.cn")) == 1
        server.refused["jyb@example.gov.cn"] = "550 no"
        ran = jytrack("remind", "channels", "test", "mail")
        assert (ran.code, "没有这个信箱" in ran.err) == (6, True)
    assert jytrack("remind", "channels", "test", "fax").code == 4


def bot_channel(path: Path, server: BotServer) -> None:
    path.write_text(
        f'["群"]\ntype = "dingtalk"\nurl = "{server.url}/robot/send?access_token={SECRET}"\nsecret = "SEC{SECRET}"\n',
        encoding="utf-8",
    )
    path.chmod(0o600)


def test_no_secret_is_said_or_kept_anywhere(jytrack: Jytrack, channels: Path, database: Path, tmp_path: Path) -> None:
    with bot_server() as server:
        server.usual = (200, json.dumps({"errcode": 310000, "errmsg": f"token {SECRET} SEC{SECRET}"}).encode(), {})
        bot_channel(channels, server)
        jytrack("remind", "contacts", "set", "办公室", "--channel", "群")
        said = [
            jytrack("remind", "send", "--log", tmp_path / "运行.log"),
            jytrack("remind", "channels", "test", "群"),
            jytrack("remind", "channels", "--format", "json"),
            jytrack("remind", "log", "--format", "json"),
            jytrack("db", "backup", tmp_path / "备份.db"),
        ]
        assert len(server.posts) >= 2
    assert [ran.code for ran in said] == [6, 6, 0, 0, 0]
    assert "安全设置没有通过" in said[0].err
    channels.chmod(0o644)
    said.append(jytrack("remind", "send"))
    assert (said[-1].code, "chmod 600" in said[-1].err) == (2, True)
    channels.chmod(0o600)
    channels.write_text(channels.read_text() + "sceret = 1\n")
    said.append(jytrack("remind", "send"))
    assert "sceret 不认识" in said[-1].err
    assert not [ran for ran in said if SECRET in ran.out + ran.err]
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path != channels]
    assert len(kept) > 3
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]


def test_what_was_typed_is_no_markup_and_no_header(jytrack: Jytrack, channels: Path) -> None:
    name = '<img src=x>\r\nBcc: all@example.cn <at user_id="all">'
    assert (
        jytrack("task", "milestone", "add", "3", name, "--due", "2023-12-20", "--on", "2023-03-20", "--note", "会").code
        == 0
    )
    lead = rows(jytrack("task", "list", "--format", "json"))[2]["lead"]
    assert isinstance(lead, list)
    with mail_server() as server:
        mail_channel(channels, server.port)
        jytrack("remind", "contacts", "set", lead[0], "--channel", "mail", "--address", "a@example.gov.cn")
        jytrack("remind", "send")
        (found,) = server.to("a@example.gov.cn")
    page = found.get_body(("html",))
    assert page is not None
    assert "<img" not in page.get_content()
    assert "&lt;img src=x&gt;" in page.get_content()
    assert "Bcc" not in found


def test_a_run_is_logged_and_its_log_is_put_aside(
    jytrack: Jytrack, channels: Path, tmp_path: Path, database: Path
) -> None:
    log = tmp_path / "运行.log"
    log.write_bytes(b"x" * 1_000_001)
    for _ in range(2):
        ran = jytrack("remind", "send", "--log", log)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert str(database) in lines[0]
    assert (tmp_path / "运行.log.1").stat().st_size == 1_000_001
    assert jytrack("remind", "send", "--log", database).code == 2


def test_the_week_and_the_brief_are_sent_once(jytrack: Jytrack, channels: Path, tmp_path: Path) -> None:
    for words in (("report", "weekly", "--send"), ("report", "brief", "--send", "folder")):
        first, second = jytrack(*words), jytrack(*words)
        assert (first.code, "已发出" in first.err, "没有再发" in second.err) == (0, True, True)
    assert len(list((tmp_path / "outbox").glob("*.txt"))) == 2
    assert jytrack("report", "brief", "--send", "fax").code == 2


def test_by_hand_counts_and_says_who(jytrack: Jytrack, channels: Path, database: Path) -> None:
    assert jytrack("remind", "record", "--department", OFFICE, "--note", "").code == 2
    assert jytrack("remind", "record", "--department", OFFICE, "--note", "打给13800001234").code == 2
    assert jytrack("remind", "record", "--department", "网信办", "--note", "电话").code == 2
    ran = jytrack("remind", "record", "--department", OFFICE, "--note", "当面催，答应周五")
    assert ran.err.startswith("已登记第1条：人工催办")
    assert "当面催，答应周五" in jytrack("remind", "log").out
    assert "已催1次" in jytrack("task", "show", "27").out
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT channel, recorded_by FROM delivery").fetchall() == [("hand", "测试员")]


def test_notes_are_handed_over(jytrack: Jytrack, channels: Path, tmp_path: Path) -> None:
    ran = jytrack("remind", "notes", "-o", tmp_path / "单", "--department", OFFICE, "--record")
    assert ran.code == 0
    assert {path.suffix for path in (tmp_path / "单").iterdir()} == {".docx", ".txt"}
    assert "纸质催办单" in jytrack("remind", "log").out
    assert jytrack("remind", "notes", "-o", tmp_path / "单", "--record", "--as-of", "2023-06-30").code == 2
