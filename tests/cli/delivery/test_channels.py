"""`remind channels set`: the file is written for its owner alone, and a secret is said to nobody."""

import os
import stat
from pathlib import Path

import pytest

from jytrack.channels.settings import load
from tests.command import Ran, typed

SECRET = "s3cr3t-word"
HAND = """# 办公室的通道
[mail]
host = "old.example.gov.cn"
from = "a@example.gov.cn"

['工作群']
type = "folder"  # 试用
"""
MAIL = ("mail", "host=smtp.example.gov.cn", "from=就业办 <jyb@example.gov.cn>", "user=jyb")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "自己" / "channels.toml"


def sets(file: Path, *words: str, handed_in: str = "") -> Ran:
    ran = typed(["remind", "channels", "set", *words], {"JYTRACK_CHANNELS": str(file)}, handed_in)
    assert SECRET not in ran.out + ran.err
    return ran


def test_a_secret_is_handed_in_and_the_file_is_the_owners_alone(file: Path) -> None:
    ran = sets(file, *MAIL, "port=465", "security=ssl", handed_in=f"{SECRET}\n")
    assert ran.code == 0, ran.err
    assert "通道“mail”已写进" in ran.err
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    values = load(file, {})["mail"].values
    assert (values["host"], values["port"], values["security"]) == ("smtp.example.gov.cn", 465, "ssl")
    assert (values["from"], values["user"], values["password"]) == ("就业办 <jyb@example.gov.cn>", "jyb", SECRET)
    assert sets(file, "mail", "port=587", "security=starttls").code == 0, "the secret is there already"
    assert load(file, {})["mail"].values["password"] == SECRET


def test_a_secret_may_stand_in_the_environment(file: Path) -> None:
    assert sets(file, *MAIL, "password_env=JYB_WORD").code == 0
    assert 'password_env = "JYB_WORD"' in file.read_text(encoding="utf-8")
    assert load(file, {"JYB_WORD": SECRET})["mail"].values["password"] == SECRET
    assert sets(file, "mail", "--secret", "password", handed_in=SECRET).code == 0
    assert "JYB_WORD" not in file.read_text(encoding="utf-8")
    assert load(file, {})["mail"].values["password"] == SECRET


def test_what_else_stands_in_the_file_stays(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(HAND, encoding="utf-8")
    assert sets(file, "短信", "--type", "command", "run=/usr/local/bin/sms", "run=-q").code == 0
    assert file.read_text(encoding="utf-8").startswith(HAND)
    assert load(file, {})["短信"].values["run"] == ["/usr/local/bin/sms", "-q"]
    assert sets(file, "mail", "host=new.example.gov.cn").code == 0
    text = file.read_text(encoding="utf-8")
    assert "old.example" not in text
    assert text.startswith("# 办公室的通道\n")
    assert "['工作群']\ntype = \"folder\"  # 试用\n" in text
    assert sets(file, "工作群", "--type", "wecom", handed_in=f"https://qyapi.example.com/send?key={SECRET}\n").code == 0
    found = load(file, {})
    assert [each.type for each in found.values()] == ["folder", "mail", "wecom", "command"]
    assert found["工作群"].values["url"].endswith(SECRET)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*MAIL, f"password={SECRET}"), "password 不能写在命令里"),
        (("群", "--type", "wecom", f"url=https://x/?key={SECRET}"), "url 不能写在命令里"),
        ((*MAIL[:3], SECRET), "设置写成 键=值"),
        (MAIL, "没有读到mail 的 password"),
        (("群", "--type", "wecom"), "没有读到群 的 url"),
        (("群",), "通道是哪一种"),
        (("群", "--type", "fax"), "通道是哪一种"),
        (("mail", "host=smtp.example.gov.cn"), "缺少 from"),
        ((*MAIL[:3], "port=高"), "port 应为整数"),
        ((*MAIL[:3], "security=无"), "security 应为以下之一"),
        ((*MAIL[:3], "Host=x"), "Host 不认识"),
        (("a b", "--type", "folder"), "通道名只用"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(file: Path, words: tuple[str, ...], said: str) -> None:
    ran = sets(file, *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert "jytrack remind channels" in ran.err or "--secret" in ran.err
    assert not file.exists()


@pytest.mark.parametrize("text", ["[mail\n", "mail.host = 'x'\nmail.from = 'y'\n", 'x = """\n[mail]\n"""\n'])
def test_a_file_that_is_written_otherwise_is_left_alone(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    ran = sets(file, *MAIL[:3])
    assert ran.code == 2, ran.err
    assert file.read_text(encoding="utf-8") == text
