"""channels.toml: what is understood, what is refused by name and line, and that no secret is ever said."""

from pathlib import Path

import pytest

from jytrack.channels.message import Message, NotSent, Unclear
from jytrack.channels.opening import opened
from jytrack.channels.settings import ChannelSettings, load, place
from jytrack.channels.telling import told
from jytrack.errors import UsageError

SECRET = "s3cr3t-word"
GOOD = f"""
[mail]
host = "smtp.example.gov.cn"
from = "就业办 <jyb@example.gov.cn>"
user = "jyb"
password = "{SECRET}"

["工作群"]
type = "wecom"
url_env = "GROUP_URL"

["短信"]
type = "command"
run = ["/usr/local/bin/sms", "-q"]
"""
ENVIRONMENT = {"GROUP_URL": f"https://qyapi.example.com/send?key={SECRET}"}


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "channels.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_channels_are_read_with_their_defaults(tmp_path: Path) -> None:
    found = load(written(tmp_path, GOOD), ENVIRONMENT)
    assert [(each.name, each.type) for each in found.values()] == [
        ("folder", "folder"), ("mail", "mail"), ("工作群", "wecom"), ("短信", "command"),
    ]  # fmt: skip
    assert found["mail"].values["security"] == "starttls"
    assert found["工作群"].values["url"].endswith(SECRET)
    assert found["短信"].hidden == ("GROUP_URL",)
    assert SECRET not in repr(found)


def test_without_a_file_there_is_the_folder(tmp_path: Path) -> None:
    assert list(load(tmp_path / "none.toml", {})) == ["folder"]
    assert place({"JYTRACK_CHANNELS": "/x/y.toml"}) == Path("/x/y.toml")
    assert place({}).name == "channels.toml"
    with pytest.raises(UsageError, match="JYTRACK_CHANNELS"):
        load(tmp_path / "none.toml", {"JYTRACK_CHANNELS": str(tmp_path / "none.toml")})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("user", "usr"), "第5行 [mail] usr 不认识"),
        (GOOD.replace('"smtp.example.gov.cn"', "25"), "第3行 [mail] host 应为文字"),
        (GOOD.replace('user = "jyb"', 'port = "25"'), "第5行 [mail] port 应为整数"),
        (GOOD.replace('user = "jyb"', "port = 99999"), "应在0至65535"),
        (GOOD.replace('user = "jyb"', 'security = "tls"'), "security 应为以下之一：starttls"),
        (GOOD.replace('host = "smtp.example.gov.cn"\n', ""), "第2行 [mail]  缺少 host"),
        (GOOD.replace('"wecom"', '"qq"'), "第9行 [工作群] type 应为以下之一"),
        (GOOD.replace("GROUP_URL", "NO_SUCH"), "第10行 [工作群] url_env 指的环境变量没有设"),
        (
            GOOD.replace('url_env = "GROUP_URL"', 'url_env = "GROUP_URL"\nurl = "https://x"'),
            "url_env 和 url 只能写一个",
        ),
        (GOOD.replace('user = "jyb"', 'secret_env = "GROUP_URL"'), "secret_env 不认识"),
        (GOOD.replace('["/usr/local/bin/sms", "-q"]', "[]"), "run 应为一列文字"),
        (GOOD.replace('"jyb"', '"jyb\\nX"'), "user 里有换行"),
        (GOOD.replace("工作群", "a b"), "通道名只用"),
        ("mail = 3\n", "应写成一节"),
        ("[mail]\nhost = \n", "第2行写得不对，不是 TOML"),
        ("[mail", "写得不对，不是 TOML"),
        (GOOD.replace('"工作群"', "工作群"), "第8行：汉字的通道名要加引号"),
    ],
)
def test_what_is_not_understood_is_refused_by_name_and_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError) as error:
        load(written(tmp_path, text), ENVIRONMENT)
    assert words in str(error.value)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(("mode", "refused"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_a_file_with_secrets_is_its_owners_alone(tmp_path: Path, mode: int, *, refused: bool) -> None:
    path = written(tmp_path, GOOD, mode)
    if refused:
        with pytest.raises(UsageError, match=f"请运行 chmod 600 {path}"):
            load(path, ENVIRONMENT)
    else:
        load(path, ENVIRONMENT)
    load(written(tmp_path, GOOD.replace(f'password = "{SECRET}"', ""), 0o644), ENVIRONMENT)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "channels.toml"
    path.write_bytes("[mail]\nhost = '邮件'".encode("gb18030"))
    with pytest.raises(UsageError, match="不是 UTF-8"):
        load(path, {})


MESSAGE = Message(7, "香水镇/../../etc", "题", "文", "<p>文</p>")


def command(tmp_path: Path, script: str, timeout: int = 5) -> ChannelSettings:
    program = tmp_path / "sms"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return ChannelSettings(
        "短信", "command", {"run": [str(program), "fixed; rm -rf /"], "timeout": timeout}, (), ("KEY",)
    )


def test_a_program_gets_the_message_and_no_secret_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", SECRET)
    out = tmp_path / "out"
    settings = command(tmp_path, f'{{ echo "$# $1 $JYTRACK_ADDRESS"; cat; env; }} > {out}')
    opened(settings, tmp_path).send("$(id) `id`", MESSAGE)
    assert out.read_text().startswith("1 fixed; rm -rf / $(id) `id`\n题\n\n文\n")
    assert SECRET not in out.read_text()


def test_a_program_fails_or_never_ends(tmp_path: Path) -> None:
    with pytest.raises(NotSent, match="退出码3，欠费") as failed:
        opened(command(tmp_path, "echo 开始 >&2; echo 欠费 >&2; exit 3"), tmp_path).send("", MESSAGE)
    assert (type(failed.value), failed.value.code) == (NotSent, "3")
    with pytest.raises(Unclear, match="超过0秒"):
        opened(command(tmp_path, "sleep 60", 0), tmp_path).send("", MESSAGE)
    missing = ChannelSettings("短信", "command", {"run": [str(tmp_path / "none")], "timeout": 5})
    with pytest.raises(NotSent, match="运行不了"):
        opened(missing, tmp_path).send("", MESSAGE)


def test_a_folder_keeps_all_that_was_written(tmp_path: Path) -> None:
    folder = opened(ChannelSettings("folder", "folder", {"path": ""}), tmp_path / "outbox")
    folder.send("", MESSAGE)
    folder.send("", MESSAGE)
    folder.send("", Message(7, MESSAGE.department, "题", "别的", ""))
    names = sorted(path.name for path in (tmp_path / "outbox").iterdir())
    assert len(names) == 4
    assert names[:2] == ["00007_香水镇_.._.._etc.eml", "00007_香水镇_.._.._etc.txt"]
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "outbox").iterdir()} == {"0o600"}
    assert (tmp_path / "outbox").stat().st_mode & 0o777 == 0o700
    with pytest.raises(NotSent, match="写不进文件夹"):
        opened(ChannelSettings("folder", "folder", {"path": str(tmp_path / "outbox" / names[0])}), tmp_path).send(
            "", MESSAGE
        )


def test_what_the_other_side_says_never_says_a_secret() -> None:
    settings = ChannelSettings("m", "mail", {}, (SECRET, "https://h.example/robot/send?access_token=abcd1234&x=1"))
    said = told(settings, f"{SECRET} abcd1234 czNjcjN0LXdvcmQ= \x1b[2J" + "长" * 500)
    assert SECRET not in said
    assert "abcd1234" not in said
    assert "czNjcjN0LXdvcmQ=" not in said
    assert said.isprintable()
    assert len(said) <= 201
