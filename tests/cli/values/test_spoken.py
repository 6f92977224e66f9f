"""What a clerk types that is not quite what the help says: understood, or told what was meant; never a dead end."""

import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.cli.values import names, typed
from jytrack.domain.values.initials import initials, written_with
from tests.cli.conftest import Jytrack
from tests.cli.values.test_usage import COMMANDS
from tests.command import PROGRAM
from tests.plan_folder import change

SEED = Path(__file__).parents[3] / "seed" / "jingyuan-2023"
REGION = Path(__file__).parents[2] / "data" / "region-2024"

SHOWN = "城镇新增就业（urban-new-jobs）"
JUNE = "截至2023年6月30日"
MONTH = "1条"
UNDERSTOOD = (
    # dashes and widths of options
    ("report variance ——as-of 2023-06", JUNE),
    ("report variance －－as-of 2023-06", JUNE),
    ("report variance —as-of 2023-06", JUNE),
    ("report variance –as-of 2023-06", JUNE),
    ("report variance −−as-of 2023-06", JUNE),
    ("report variance ―as-of 2023-06", JUNE),
    ("report variance -as-of 2023-06", JUNE),
    ("report variance ---as-of 2023-06", JUNE),
    ("report variance －－ａｓ－ｏｆ 2023-06", JUNE),
    ("report variance --as_of 2023-06", JUNE),
    ("report variance --AS-OF 2023-06", JUNE),
    ("report variance --as—of 2023-06", JUNE),
    ("report variance --as-of=2023-06", JUNE),
    ("report variance --as-of＝2023-06", JUNE),
    ("report variance --as-of：2023-06", JUNE),
    ("report variance ——截至 2023-06", JUNE),
    ("report variance —截至=2023-06", JUNE),
    ("target readings ——unit 香水镇", "没有填报数"),
    ("target import ——dry-run 没有.csv", "没有文件 没有.csv"),
    ("target show 城镇新增就业 ——as-of 2023-06", JUNE),
    ("target show ——as-of 2023-06 城镇新增就业", JUNE),
    ("report --as-of 2023-06 variance --as-of 2023-06", JUNE),
    # dates and months
    ("report variance --as-of 2023.6.30", JUNE),
    ("report variance --as-of 2023/6/30", JUNE),
    ("report variance --as-of 20230630", JUNE),
    ("report variance --as-of 2023-6-30", JUNE),
    ("report variance --as-of 2023年6月30日", JUNE),
    ("report variance --as-of 2023年6月30号", JUNE),
    ("report variance --as-of '2023 年 6 月 30 日'", JUNE),
    ("report variance --as-of ２０２３－０６－３０", JUNE),
    ("report variance --as-of 2023—06—30", JUNE),
    ("report variance --as-of “2023-06-30”", JUNE),
    ("report variance --as-of 23年6月30日", JUNE),
    ("report variance --as-of 6月30日", JUNE),
    ("report variance --as-of 6.30", JUNE),
    ("report variance --as-of 6月", JUNE),
    ("report variance --as-of 6月底", JUNE),
    ("report variance --as-of 六月", JUNE),
    ("report variance --as-of 6月份", JUNE),
    ("report variance --as-of 2023.6", JUNE),
    ("report variance --as-of 2023年上半年", JUNE),
    ("report variance --as-of 二季度", JUNE),
    ("report variance --as-of 2023年底", "截至2023年12月31日"),
    ("report variance --as-of 年底", "截至2023年12月31日"),
    ("report variance --as-of 六月三十日", JUNE),
    ("report variance --as-of 2023年6月三十号", JUNE),
    ("report variance --as-of 2023年", "截至2023年12月31日"),
    ("report variance --as-of 23-6-30", JUNE),
    ("report variance --as-of 23.6.30", JUNE),
    ("report variance --as-of 二季度末", JUNE),
    ("report variance --as-of 2023年二季度底", JUNE),
    ("report variance --known-at 2099年7月5日9:30 --as-of 6月", JUNE),
    ("report variance --截至6月", JUNE),
    ("report variance ——截至6月", JUNE),
    ("report variance —截至2023年6月", JUNE),
    ("target lock 6月", "已锁定2023年6月"),
    ("target lock 2023.6", "已锁定2023年6月"),
    ("target lock 6月份", "已锁定2023年6月"),
    # words of a vocabulary
    ("report variance --light 红灯 --as-of 6月", "红灯"),
    ("report variance --light 绿色 --as-of 6月", "绿灯"),
    ("task list --status 办理 --as-of 6月", "任务"),
    ("report variance --known-at '2099.7.5 9：30' --as-of 6月", JUNE),
    ("report variance --known-at 2099年7月5日 --as-of 6月", JUNE),
    ("report submissions --period 6月 --as-of 2023-07-31", "6月"),
    ("report submissions --period 2023.6 --as-of 2023-07-31", "6月"),
    ("report submissions --period 2023年6月 --as-of 2023-07-31", "6月"),
    ("report submissions --period 2023-06-30 --as-of 2023-07-31", "6月"),
    ("report submissions --period 6 --as-of 2023-07-31", "6月"),
    ("report submissions --period ６月 --as-of 2023-07-31", "6月"),
    # numbers
    ("target record 城镇新增就业 --unit 香水镇 --period 6月 --month １２ --dry-run", "12"),
    ("target record 农村劳动力转移就业 --unit 香水镇 --period 6月 --cumulative 2,900 --confirm --dry-run", "2900"),
    ("target record 农村劳动力转移就业 --unit 香水镇 --period 6月 --cumulative 0.29万 --confirm --dry-run", "2900"),
    ("target revise 农村劳动力转移就业 --goal 3万 --from 8月 --reason 上级", "由29000改为30000人"),
    ("target revise 农村劳动力转移就业 --goal 2.95万 --from 2023-08 --reason 上级", "由29000改为29500人"),
    ("target revise 农村劳动力转移就业 --goal 29,500 --from 2023-08 --reason 上级", "自2023年8月1日起"),
    ("target revise 农村劳动力转移就业 --goal ２９５００人 --from 2023-08 --reason 上级", "自2023年8月1日起"),
    # names of targets
    ("target show 城镇新增", SHOWN),
    ("target show 城镇新增就业人数", SHOWN),
    ("target show “城镇新增就业”", SHOWN),
    ("target show 《城镇新增就业》", SHOWN),
    ("target show '城镇 新增 就业'", SHOWN),
    ("target show '　城镇新增就业 '", SHOWN),
    ("target show 1、城镇新增就业", SHOWN),
    ("target show czxzjy", SHOWN),
    ("target show CZXZJY", SHOWN),
    ("target show czxz", SHOWN),
    ("report explain 城镇新增 --department 香水镇 --as-of 6月", "香水镇"),
    ("report variance --format CSV --as-of 6月", "指标代码"),
    ("target allocate 城镇新增 --weights 村数 --dry-run", "任务分解"),
    ("target show ｃｚｘｚｊｙ", SHOWN),
    ("target show URBAN-NEW-JOBS", SHOWN),
    ("target show urban", SHOWN),
    ("target show urban-new-job", SHOWN),
    ("target show 三支一扶", "“三支一扶”计划招募"),
    ("target show 三支一扶计划招募", "“三支一扶”计划招募"),
    ("target show 零就业家庭", "零就业家庭（期末户数）"),
    ("target show 创业(网络创业)能力培训", "创业（网络创业）能力培训"),
    ("report explain 城镇新增 --unit xsz --as-of 6月", "香水镇"),
    # names of units
    ("target readings --unit 香水", "没有填报数"),
    ("target readings --unit xsz", "没有填报数"),
    ("target readings --unit '香 水 镇'", "没有填报数"),
    ("target readings --unit ‘香水镇’", "没有填报数"),
    ("task list --department rsj", "人社局"),
    ("report accountability --department “人社局” --as-of 6月", "人社局"),
    # texts and files in Chinese quotes, which are none to the shell
    ("task note 8 “已走访 三家 企业” --on 6月5日", "已记入任务8"),
    ("task note 8 ”已走访 三家“ ——on 6月5日", "已记入任务8"),
    ("task note 8 --note=“已走访 三家” --on 6月5日", "已记入任务8"),
    ("target show “城镇 新增 就业” --as-of 6月", SHOWN),
    ("target revise 农村劳动力转移就业 --goal 3万 --from 8月 --reason 「上级 调增」", "由29000改为30000人"),
    ("target import “没有 的.csv”", "没有文件 没有 的.csv"),
    ("target import “没有.csv”", "没有文件 没有.csv"),
    ("report explain “城镇新增” --unit ‘香水 镇’ --as-of 6月", "香水镇"),
    # tasks and milestones
    ("task show ８", "任务8"),
    ("task show 第14项", "任务14"),
    ("task show 第十四项", "任务14"),
    ("task show 任务14", "任务14"),
    ("task show 14号", "任务14"),
    ("task show 14、", "任务14"),
    ("task show 14.", "任务14"),
    ("task show 优化创业环境", "任务14"),
    ("task show 创业环境", "任务14"),
    ("task show yhcyhj", "任务14"),
    ("target list --task 第8项", "高校毕业生"),
    ("task assign 全部 --on 2023-03-20 --note 会议", "已交办30项任务"),
    ("task milestone done 20 春风 --on 2023-03-01", "春风行动"),
    ("task milestone done 20 援助月 --on 2023-03-01", "就业援助月"),
    ("task milestone done 第20项 “春风行动” --on 2023-03-01", "春风行动"),
    # plans, and global options behind the command
    ("--plan 2023 report variance --as-of 6月", JUNE),
    ("--plan 2023年 report variance --as-of 6月", JUNE),
    ("report variance --plan 2023 --as-of 6月", JUNE),
    ("report --plan 2023 variance --as-of 6月", JUNE),
    ("report variance ——plan=2023 --as-of 6月", JUNE),
    ("report variance --方案 2023 --as-of 6月", JUNE),
    # commands and options in Chinese
    ("报告 差额 --截至 6月", JUNE),
    ("指标 查看 城镇新增", SHOWN),
    ("“报告” 差额 --截至 6月", JUNE),
    ("ＲＥＰＯＲＴ variance --as-of 6月", JUNE),
    ("Report Variance --as-of 6月", JUNE),
    ("任务 备注 8 已走访 --发生日期 2023-06-05", "已记入任务8"),
    ("指标 登记 城镇新增 --单位 香水 --月份 6月 --本月数 12 --试运行", "12"),
    ("任务 清单 --灯色 红 --截至 6月", "任务"),
    ("数据库 概况", "数据库"),
)

SAID = (
    # what stands alone belongs behind an option
    ("report 6月", 2, "没有命令 6月，前面要写选项（--as-of 日期）"),
    ("report variance 6月", 2, "多出了参数 6月，前面要写选项（--as-of 日期）"),
    ("report accountability 人社局", 2, "多出了参数 人社局，前面要写选项（--department 单位）"),
    ("remind 香水镇", 2, "前面要写选项（--department 单位）"),
    ("report submissions --month 6月", 2, "没有选项 --month，前面要写选项（--period 月份、--as-of 日期）"),
    ("task assign 1 4 9 --note 会", 2, "多项任务写成 1,4,9"),
    ("task note 8 已走访 三家", 2, "有空格的文字要加引号"),
    ("task update 8 交办", 2, "多出了参数 交办，前面要写选项（--status 状态）"),
    # a group with what one of its commands shows
    ("task 8", 2, "没有命令 8，查看用 jytrack task show 8"),
    ("指标 城镇新增", 2, "没有命令 城镇新增，查看用 jytrack target show 城镇新增"),
    # what is lacking is shown by an example
    ("target record 城镇新增 香水镇 6月 12", 2, "写法如 jytrack target record 城镇新增就业 --unit 香水镇 --period 6月"),
    ("target template --all --period 7月", 2, "写法如 jytrack target template --all --period 6月 -o 要填的表"),
    ("plan new 2024", 2, "写法如 jytrack plan new --from jingyuan-2023 --year 2024 -o 2024方案"),
    ("report variance ——无此", 2, "没有选项 ——无此，写法如 jytrack report variance --as-of 6月"),
    ("target import --file 表.xlsx", 2, "没有选项 --file，写法如 jytrack target import 收到的表"),
    ("version", 2, "没有命令 version，您要的是不是 jytrack --version"),
    ("填报", 2, "您要的是不是 jytrack target readings、jytrack target template"),
    ("plan check 没有", 2, "没有方案文件夹 没有，请核对：jytrack plan check 文件夹"),
    ("report variance --as-of 23.6", 2, "“23.6”不是日期"),
    ("db archive 二三年 -o 存", 2, "“二三年”不是年度，应写成 2024"),
    # a month where only a day makes sense
    ("task extend 8 --until 2023-08 --note 迟", 2, "只写到月，要写到哪一天，如 2023-08-31"),
    ("task extend 8 --until 8月 --note 迟", 2, "只写到月，要写到哪一天，如 2023-08-31"),
    ("task note 8 已走访 --on 2023年6月", 2, "要写到哪一天"),
    ("task milestone add 8 检查 --due 2023-08 --note 定", 2, "要写到哪一天"),
    ("target schedule 城镇新增就业 --kind checkpoint --checkpoint 2023-12 --reason 改", 2, "要写到哪一天"),
    ("target received 1 --date 6月 --reason 改", 2, "要写到哪一天"),
    # no such date
    ("report variance --as-of 2023-02-30", 2, "不是日期，应写成 2023-06-30 或 2023-06"),
    ("report variance --as-of 13月", 2, "不是日期，应写成 2023-06-30 或 2023-06"),
    ("report variance --as-of 06-2023", 2, "不是日期"),
    ("report submissions --period 上半年", 2, "不是月份，应写成 2023-06"),
    ("report submissions --period 十三月", 2, "不是月份"),
    # slips in commands
    ("targt", 2, "没有命令 targt，您要的是不是 target"),
    ("target improt 表.csv", 2, "您要的是不是 import"),
    ("差额", 2, "您要的是不是 jytrack report variance"),
    ("variance", 2, "您要的是不是 jytrack report variance"),
    ("导入 表.csv", 2, "您要的是不是 jytrack task import、jytrack target import"),
    ("task record", 2, "您要的是不是 jytrack target record、jytrack remind record"),
    ("report 差距", 2, "您要的是不是 差额"),
    ("variance report", 2, "您要的是不是 jytrack report variance"),
    ("report report variance", 2, "jytrack report"),
    ("天气", 2, "用法见 jytrack --help"),
    # slips in options
    ("report variance --asof 2023-06", 2, "没有选项 --asof，相近的有 --as-of"),
    ("report --as of 6月", 2, "没有选项 --as，相近的有 --as-of、--ascii"),
    ("report matrix --unit 香水镇", 2, "没有选项 --unit，写法如 jytrack report matrix --as-of 6月"),
    ("remind --department 各乡镇", 3, "“各乡（镇）”是集合单位，没有直接催它的事，请写具体单位"),
    ("db check 没有.zip", 2, "备份用 jytrack db backup 备份文件"),
    ("report variance --截止 2023-06", 2, "没有选项 --截止，相近的有 --截至"),
    ("report variance --as-of2023-06", 2, "相近的有 --as-of"),
    ("target record 城镇新增 --units 香水镇", 2, "相近的有 --unit"),
    ("target revise 城镇新增 --gaol 600", 2, "相近的有 --goal"),
    ("report variance --无此选项", 2, "没有选项 --无此选项，写法如 jytrack report variance --as-of 6月；用法见"),
    ("report variance --plan", 2, "选项 --plan 后面缺少内容"),
    # forgotten and swapped
    ("target record 城镇新增 --period 6月 --month 12", 2, "缺少选项 --unit"),
    ("target record --unit 香水镇 --period 6月 --month 12", 2, "缺少参数 指标"),
    ("task note 已走访 8", 4, "没有任务“已走访”；名单见 jytrack task list"),
    ("target show 香水镇", 4, "没有指标“香水镇”，它是单位；"),
    ("target readings --unit 城镇新增就业", 4, "没有单位“城镇新增就业”，它是指标；"),
    ("target readings --unit 香水镇,大湾乡", 4, "“香水镇,大湾乡”是2个单位，一次写一个"),
    ("target show 城镇新增就业人数完成情况", 4, "是不是“城镇新增就业人数”"),
    ("target record 香水镇 --unit 城镇新增 --period 6月 --month 1", 4, "没有单位“城镇新增”"),
    # several are meant, or none
    ("target show 就业率", 4, "可以指几个指标：离校未就业高校毕业生帮扶就业率（目标90%）、困难毕业生"),
    ("task show 就业", 4, "可以指几个任务：1 加快项目建设带动就业"),
    ("task milestone done 20 就业援助周 --on 2023-03-01", 4, "是不是“就业援助月”"),
    ("target readings --unit 香水乡", 4, "是不是“香水”"),
    ("target show 城镇新增就业率", 4, "没有指标“城镇新增就业率”；名单见 jytrack target list"),
    ("target show urban-nwe-jobs", 4, "是不是“urban-new-jobs”"),
    ("task show 第99项", 4, "方案里没有任务99，全部任务见 jytrack task list"),
    ("--plan 2022 report", 4, "没有方案“2022”，已有：jingyuan-2023"),
    ("target revise 城镇新增 --goal 六百 --from 8月 --reason 上级", 2, "目标值“六百”不是数"),
    ("report variance --format 表格", 2, "可选 table"),
)


@pytest.mark.parametrize(("line", "expected"), UNDERSTOOD, ids=[line for line, _ in UNDERSTOOD])
def test_understood(jytrack: Jytrack, line: str, expected: str) -> None:
    ran = jytrack(*shlex.split(line))
    assert expected in ran.out + ran.err
    assert ran.code in (0, 3) or expected.startswith("没有文件")


@pytest.mark.parametrize(("line", "code", "expected"), SAID, ids=[line for line, _, _ in SAID])
def test_told_what_was_meant(jytrack: Jytrack, line: str, code: int, expected: str) -> None:
    ran = jytrack(*shlex.split(line))
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), ran.err
    assert expected in ran.err
    assert "jytrack" in ran.err


def test_there_are_as_many_kinds_as_clerks_typed() -> None:
    assert len(UNDERSTOOD) + len(SAID) >= 113


def options(command: Any) -> Iterator[str]:
    """The long English names of a command's options."""
    for parameter in command.params:
        if parameter.param_type_name == "option":
            yield from (name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("--"))


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_each_command_and_option_has_one_chinese_name(bare: Jytrack, words: tuple[str, ...], command: Any) -> None:
    below = names.below(" ".join(words))
    assert sorted(below.values()) == sorted(getattr(command, "commands", {}))
    chinese = [names.chinese(name) for name in options(command)]
    assert all(not name.isascii() for name in chinese), "names.OPTIONS lacks one"
    assert len(set(chinese)) == len(chinese)
    typed_in_chinese = [names.COMMANDS[" ".join(words[: at + 1])][0] for at in range(len(words))]
    help_page = bare(*typed_in_chinese, "--帮助")
    assert help_page.code == 0
    assert help_page.out == bare(*words, "--help").out
    assert all(name in help_page.out for name in (*chinese, *below))
    assert ("例：jytrack " in help_page.out) is bool(words)


def test_the_table_names_nothing_else() -> None:
    known = dict(COMMANDS)
    assert {" ".join(words) for words in known if words} == set(names.COMMANDS)
    used = {name for command in known.values() for name in options(command)} | {"--help"}
    assert set(names.OPTIONS) == used
    for _, example in names.COMMANDS.values():
        assert shlex.split(example)[0] == "jytrack"


NOT_THERE = (
    "没有方案文件夹",
    "没有文件",
    "没有这个文件",
    "没有备份文件",
    "无法确认",
    "没有 crontab",
    "没有名为“邮件”的通道",
    "没有读到工作群 的 url",
    "服务器上的库才用：",
)
"""What a well-formed example may meet here: files, timer, channel and server are not there, nobody is asked."""


@pytest.mark.parametrize("example", [example for _, example in names.COMMANDS.values()])
def test_every_example_is_well_formed(example: str, jytrack: Jytrack, tmp_path: Path, monkeypatch: Any) -> None:
    """A clerk copies the example from the help: none of them is met with how the command is used."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = jytrack(*shlex.split(example)[1:])
    assert ran.code != 2 or any(words in ran.err for words in NOT_THERE), ran.err


PROSE = st.text(alphabet="—–－-“”‘’ ，。１２３ａｂ是否as-of截至unit=：", max_size=12)


@given(note=PROSE.filter(lambda text: not text.startswith("-")), reason=PROSE, on=st.dates(date(2023, 1, 1)))
def test_what_is_typed_rightly_is_never_changed(note: str, reason: str, on: date) -> None:
    """Texts and values go on as they came, whatever they look like."""
    for words, arguments in (
        (("task", "note"), ["8", note, "--on", on.isoformat()]),
        (("target", "revise"), ["urban-new-jobs", "--goal", "600", "--from", on.isoformat(), "--reason", reason]),
        (("task", "assign"), ["8", "--note", reason, "--file", reason, "--all"]),
        (("target", "import"), ["--reason", reason, "-o", reason, "--correct", "表.csv"]),
    ):
        command, context = PROGRAM, PROGRAM.context_class(PROGRAM, info_name="jytrack")
        for word in words:
            command = command.commands[word]
            context = command.context_class(command, info_name=word, parent=context)
        assert typed.read(command, context, arguments) == arguments


WORDS = st.text(alphabet="已走访，a1：", min_size=1, max_size=4)


@given(words=st.lists(WORDS, min_size=1, max_size=4), rest=st.lists(WORDS, max_size=2))
def test_a_text_that_the_shell_took_apart_is_one_again(words: list[str], rest: list[str]) -> None:
    """What stands between Chinese quotes is one text, and nothing behind an option belongs to it."""
    apart = f"“{' '.join(words)}”".split(" ")
    assert typed.rejoined([*apart, *rest], lambda word: False) == (
        [*apart, *rest] if len(apart) == 1 else [" ".join(words), *rest]
    )
    opened = [f"“{words[0]}", "--on", *words[1:], "尾”"]
    assert typed.rejoined(opened, "--on".__eq__) == opened


@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        ("--as-of 6 月", "--as-of 6月"),
        ("--as-of 6 月 30 日", "--as-of 6月30日"),
        ("--截至 2023年 6 月底", "--as-of 2023年6月底"),
        ("--截至=6 月 --wide", "--as-of=6月 --wide"),
        ("--as-of 6月 30", "--as-of 6月 30"),
        ("--as-of 2023-06 底", "--as-of 2023-06 底"),
        ("--department 6 月", "--department 6 月"),
        ("--as-of 6", "--as-of 6"),
    ],
)
def test_a_day_that_the_shell_took_apart_is_one_again(arguments: str, read: str) -> None:
    context = PROGRAM.context_class(PROGRAM, info_name="jytrack")
    command = PROGRAM.commands["report"].commands["variance"]
    context = command.context_class(command, info_name="variance", parent=context)
    assert typed.read(command, context, arguments.split()) == read.split()


@pytest.mark.parametrize("asked", ["?", "？", "/?"])
def test_a_question_mark_asks_for_help(jytrack: Jytrack, asked: str) -> None:
    assert jytrack("report", asked).out == jytrack("report", "--help").out
    assert jytrack(asked).out == jytrack("--help").out


def test_a_month_chooses_the_plan(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("init", "--seed", REGION).code == 0
    for period, unit in (("2023-12", "香水镇"), ("2024-3", "乙水县")):
        path = tmp_path / f"{period}.csv"
        assert jytrack("target", "template", "--period", period, "--unit", unit, "-o", path).code == 0
        assert period.replace("-", "年") in path.read_text(encoding="utf-8-sig")
    for plan, title in (("2023", "泾源县"), ("2024", "虚构")):
        assert title in jytrack("report", "variance", "--plan", plan).out
        assert title in jytrack("--plan", plan, "report", "variance").out


def test_a_metric_without_a_code_has_its_initials(unplanned: Jytrack, tmp_path: Path) -> None:
    folder = shutil.copytree(SEED, tmp_path / "方案")
    change(folder, "metrics.csv", {"指标名称": "城镇新增就业"}, {"指标代码": ""})
    assert unplanned("init", "--seed", folder).code == 0
    assert "城镇新增就业（czxzjy）" in unplanned("target", "show", "czxzjy").out
    change(folder, "metrics.csv", {"指标名称": "新培育创业实体"}, {"指标代码": "czxzjy"})
    ran = unplanned("init", "--seed", folder)
    assert ran.code == 3
    assert "“czxzjy”重复" in ran.out


def test_initials() -> None:
    assert initials("城镇新增就业") == "czxzjy"
    assert initials("以工代赈项目") == "ygdxxm"  # 赈 is beyond the table: x
    assert written_with("ygdzxm", "以工代赈项目")  # and any letter fits it
    assert written_with("cdgc", "重点工程") or written_with("zdgc", "重点工程")
    assert not written_with("czxz", "城镇新增就业")
