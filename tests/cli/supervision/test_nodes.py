"""Milestones in the ledger: what holds up the lead, what a task that is over refuses, what is taken back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jytrack.shipped import shipped
from tests.cli.conftest import Jytrack
from tests.cli.supervision.test_supervising import done, task

OFFICE = "县就业工作领导小组办公室"
NODE = "养老托育项目验收"
ADD = f"task milestone add 3 {NODE} --due 2023-08-31 --note 会议定 --on 2023-07-10"
LOG = ("--as-of", "2023-12-31")


Refused = Callable[..., None]


@pytest.fixture
def refused(jytrack: Jytrack, database: Path) -> Refused:
    """The command is refused by one line that says all this and ends with a command; the database stays as it was."""

    def check(line: str, *says: str, code: int = 3) -> None:
        before = database.read_bytes()
        ran = jytrack(*line.split())
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1), ran.err
        for words in (*says, "jytrack"):
            assert words in ran.err
        assert database.read_bytes() == before

    return check


def reported(jytrack: Jytrack, no: int, *more: str) -> None:
    """The primary lead, or another, has come as far as 反馈."""
    for act in ("assign", "accept", "start", "report"):
        done(jytrack, f"task {act} {no} --note 依据 --on 2023-07-10", *more)


def nodes(jytrack: Jytrack, no: int, day: str) -> dict[str, str | None]:
    """The dated milestones by name, each with the day on which it was done."""
    return {each["name"]: each["done_on"] for each in task(jytrack, no, "--as-of", day)["milestones"]}


def test_a_lead_does_not_finish_while_milestones_are_open(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, ADD)
    done(jytrack, "task milestone add 3 全年总结 --due 2023-12-20 --note 会议定 --on 2023-07-10")
    reported(jytrack, 3)
    reported(jytrack, 3, "--department", "民政局")
    missing = (
        "到2023年7月20日还有2个节点没有登记完成，不能办结：养老托育项目验收、全年总结；"
        "登记用 jytrack task milestone done 3 节点"
    )
    refused("task finish 3 --note 好 --on 2023-07-20", missing)
    refused("task update 3 --status done --note 好 --on 2023-07-20", missing)
    refused("task finish 3 --all --note 好 --on 2023-07-20", missing)
    done(jytrack, "task finish 3 --department 民政局 --note 好 --on 2023-07-20")  # its own part is done
    done(jytrack, f"task milestone done 3 {NODE} --on 2023-07-21")
    done(jytrack, "task milestone done 3 全年总结 --on 2023-07-22")
    refused("task finish 3 --note 好 --on 2023-07-21", "还有1个节点没有登记完成，不能办结：全年总结；")
    done(jytrack, "task finish 3 --note 好 --on 2023-07-22")


def test_what_is_open_again_later_holds_up_an_earlier_finish(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, ADD)
    reported(jytrack, 3)
    done(jytrack, f"task milestone done 3 {NODE} --on 2023-07-12")
    done(jytrack, f"task milestone reopen 3 {NODE} --note 验收不合格 --on 2023-07-20")
    done(jytrack, f"task milestone done 3 {NODE} --on 2023-07-25")
    refused("task finish 3 --note 好 --on 2023-07-15", "于2023年7月20日重开，办结日期不能早于那天")
    done(jytrack, "task finish 3 --note 好 --on 2023-07-25")


def test_windows_and_undated_items_hold_nobody_up(jytrack: Jytrack) -> None:
    for no in (6, 20):  # windows; a checklist
        reported(jytrack, no)
        done(jytrack, f"task finish {no} --note 好 --on 2023-07-20")


@pytest.mark.parametrize(
    ("act", "status", "ways"),
    [
        ("finish", "办结", "可以：退回 jytrack task return 3、销号 jytrack task close 3"),
        ("cancel", "取消", "可以：恢复 jytrack task resume 3"),
    ],
)
def test_a_task_that_is_over_takes_nothing_more(
    jytrack: Jytrack, refused: Refused, act: str, status: str, ways: str
) -> None:
    done(jytrack, ADD)
    reported(jytrack, 3)
    asked = "--until 2024-01-31 --note 雨季"
    done(jytrack, f"task extend 3 {asked} --on 2023-07-11")
    done(jytrack, f"task milestone done 3 {NODE} --on 2023-07-12")
    if act == "cancel":
        done(jytrack, "task milestone add 3 补充 --due 2023-12-01 --note 会议定 --on 2023-07-12")
    done(jytrack, f"task {act} 3 --note 依据 --on 2023-07-20")
    lines = (
        "task milestone add 3 总结 --due 2023-12-01 --note 会议定",
        f"task milestone done 3 {NODE}",
        f"task milestone reopen 3 {NODE} --note 登记错了",
        f"task extend 3 --milestone {NODE} {asked}",
        f"task extend 3 --department 民政局 {asked}",
    )
    for line in lines:
        for on in ("2023-07-15", "2023-07-25"):  # nothing slips in before it was over
            refused(f"{line} --on {on}", "任务3（", f"现为“{status}”，不能", ways)
    if act == "cancel":
        refused("task milestone drop 3 补充 --note 错", "现为“取消”，不能撤销节点", ways)
        refused("task approve 3 --on 2023-07-25", "现为“取消”，不能批准延期", ways)
        done(jytrack, "task refuse 3 --note 任务已取消 --on 2023-07-25")
        done(jytrack, "task resume 3 --note 恢复 --on 2023-07-30")
    else:
        done(jytrack, "task approve 3 --on 2023-07-25")
        done(jytrack, "task return 3 --note 不实 --on 2023-07-30")
    for line in lines:
        refused(
            f"{line} --on 2023-07-25",
            "不能在2023年7月25日",
            f"：那时任务是“{status}”；请用 --on 写晚些的日期",
        )
    if act == "finish":
        seen = "不能在2023年7月15日重开节点：任务在那以后的2023年7月20日已经办结；请用 --on 写晚些的日期"
        refused(f"{lines[2]} --on 2023-07-15", seen)
    done(jytrack, f"{lines[0]} --on 2023-07-31")
    refused("task milestone drop 3 总结 --note 错 --on 2023-07-30", "没有节点“总结”", code=4)


def test_a_cancelled_department_is_granted_nothing(jytrack: Jytrack, refused: Refused) -> None:
    reported(jytrack, 3)
    for act in ("assign", "accept", "extend --until 2024-01-31", "cancel"):
        first, *more = act.split()
        done(jytrack, f"task {first} 3 --department 民政局 --note 依据 --on 2023-07-10", *more)
    refused("task approve 3 --department 民政局 --on 2023-07-25", "民政局现为“取消”，不能批准延期")
    done(jytrack, "task refuse 3 --department 民政局 --note 已取消 --on 2023-07-25")


def test_a_milestone_that_was_not_done_is_open_again(jytrack: Jytrack, refused: Refused) -> None:
    july, august = "月调度（7月）", "月调度（8月）"
    done(jytrack, f"task milestone done 27 {august} --on 2023-07-31")  # July was meant
    refused(f"task milestone done 27 {august} --on 2023-08-31", f"task milestone reopen 27 {august} --note 依据")
    refused(f"task milestone reopen 27 {august}", "要写明依据", code=2)
    said = done(jytrack, f"task milestone reopen 27 {august} --note 登记错了月份")
    assert f"节点“{august}”重开，自2023年7月31日起算没有完成，2023年7月31日的登记留在记录里（日期2023年7月31日" in said
    done(jytrack, f"task milestone done 27 {july} --on 2023-07-31")
    refused(f"task milestone reopen 27 {august} --note 再错", "没有登记完成，不用重开")
    refused("task milestone reopen 27 月调度 --note 错", "“月调度”可以指几个节点：月调度（3月）", code=4)
    for day in ("2023-07-31", "2023-08-30"):
        found = nodes(jytrack, 27, day)
        assert (found[july], found[august]) == ("2023-07-31", None)
    refused(f"task milestone done 27 {august} --on 2023-07-30", "已于2023年7月31日重开，日期不能早于那天")
    done(jytrack, f"task milestone done 27 {august} --on 2023-08-31")
    assert nodes(jytrack, 27, "2023-08-31")[august] == "2023-08-31"
    actions = [entry["action"] for entry in task(jytrack, 27, *LOG)["log"] if entry["milestone"] == august]
    assert actions == ["milestone_done", "milestone_reopened", "milestone_done"]
    assert "节点重开" in jytrack("task", "show", "27", *LOG).out


def test_a_milestone_is_open_again_from_a_day_on(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, ADD)
    done(jytrack, f"task milestone done 3 {NODE} --on 2023-08-10")
    refused(f"task milestone reopen 3 {NODE} --note 错 --on 2023-08-09", "已于2023年8月10日登记完成")
    done(jytrack, f"task milestone reopen 3 {NODE} --note 复查不合格 --on 2023-09-05")
    assert [nodes(jytrack, 3, day)[NODE] for day in ("2023-09-04", "2023-09-05")] == ["2023-08-10", None]
    (found,) = task(jytrack, 3, "--as-of", "2023-09-05")["milestones"]
    assert (found["state"], found["days_late"]) == ("overdue", 5)


def test_what_the_office_added_is_taken_back(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, ADD)
    drop = f"task milestone drop 3 {NODE}"
    refused(drop, "要写明依据", code=2)
    refused(
        "task milestone drop 27 月调度（8月） --note 错",
        "是方案里的，不能撤销",
        "milestones.csv",
        "jytrack init",
    )
    refused(f"{drop} --note 错 --on 2023-07-09", "没有节点", code=4)
    done(jytrack, f"task milestone done 3 {NODE} --on 2023-07-20")
    refused(f"{drop} --note 错", "已登记完成（2023年7月20日），不能撤销；先重开：jytrack task milestone reopen 3")
    done(jytrack, f"task milestone reopen 3 {NODE} --note 错")
    refused(f"{drop} --note 错 --on 2023-07-09", "没有节点", code=4)
    said = done(jytrack, f"{drop} --note 日期写错了 --on 2023-07-20")
    assert f"节点“{NODE}”已撤销，自2023年7月20日起不再算" in said
    assert [list(nodes(jytrack, 3, day)) for day in ("2023-07-19", "2023-07-20")] == [[NODE], []]
    assert "milestone_dropped" in {entry["action"] for entry in task(jytrack, 3, *LOG)["log"]}
    refused(f"task milestone done 3 {NODE} --on 2023-07-21", "没有节点", code=4)
    done(jytrack, "task assign 3 --on 2023-07-10")
    extend = f"task extend 3 --milestone {NODE} --until 2023-10-31 --note 雨季 --on 2023-07-15"
    refused(extend, "已于2023年7月20日撤销，日期不能早于那天")
    refused(ADD, "已有节点")  # before it was taken back it stood there
    done(jytrack, f"task milestone add 3 {NODE} --due 2023-09-30 --note 会议定 --on 2023-07-20")
    (found,) = task(jytrack, 3, *LOG)["milestones"]
    assert (found["due_on"], found["state"]) == ("2023-09-30", "overdue")


def test_taken_back_at_once_it_never_was(jytrack: Jytrack) -> None:
    done(jytrack, ADD)
    done(jytrack, f"task milestone drop 3 {NODE} --note 错")
    assert nodes(jytrack, 3, "2023-07-10") == {}
    assert nodes(jytrack, 3, "2023-12-31") == {}


def test_what_was_to_be_put_off_is_not_taken_back(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, ADD)
    reported(jytrack, 3)
    done(jytrack, f"task extend 3 --milestone {NODE} --until 2023-09-15 --note 雨季 --on 2023-07-12")
    refused(f"task milestone drop 3 {NODE} --note 错", "延期已批准或还待批，不能撤销")
    done(jytrack, f"task refuse 3 --milestone {NODE} --note 不准 --on 2023-07-13")
    done(jytrack, f"task milestone drop 3 {NODE} --note 错")  # what was refused postpones nothing


def test_an_extension_goes_beyond_what_was_granted(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, ADD)
    reported(jytrack, 3)
    extend = f"task extend 3 --milestone {NODE} --note 雨季 --on"
    approve = f"task approve 3 --milestone {NODE} --on"
    assert "申请从2023年8月31日延至2023年9月15日" in done(jytrack, f"{extend} 2023-07-11 --until 2023-09-15")
    assert "批准延至2023年9月15日，原定2023年8月31日照计" in done(jytrack, f"{approve} 2023-07-12")
    for until in ("2023-09-10", "2023-09-15"):
        stands = "原定2023年8月31日，已批准延至2023年9月15日，延期要写更晚的日期"
        refused(f"{extend} 2023-07-13 --until {until}", stands)
    said = done(jytrack, f"{extend} 2023-07-13 --until 2023-09-30")
    assert "申请从2023年8月31日（已批准延至2023年9月15日）延至2023年9月30日" in said
    refused(f"{approve} 2023-07-14 --until 2023-09-15", "已批准延至2023年9月15日")
    said = done(jytrack, f"{approve} 2023-07-14")
    assert "批准延至2023年9月30日（此前批准延至2023年9月15日），原定2023年8月31日照计" in said
    done(jytrack, "task extend 3 --until 2024-01-31 --note 雨季 --on 2023-07-15")  # the task is another thing
    done(jytrack, "task approve 3 --on 2023-07-16")
    done(jytrack, "task assign 3 --department 民政局 --on 2023-07-10")  # and so is another's part in it
    done(jytrack, "task extend 3 --department 民政局 --until 2024-01-15 --note 雨季 --on 2023-07-17")


@pytest.mark.parametrize("typed", ["月调度(8月)", " 月调度（8月） ", "月调度（８月）"])
def test_a_milestone_is_found_by_any_spelling(jytrack: Jytrack, typed: str) -> None:
    assert "节点“月调度（8月）”" in jytrack("task", "milestone", "done", "27", typed, "--on", "2023-08-31").err
    assert nodes(jytrack, 27, "2023-12-31")["月调度（8月）"] == "2023-08-31"
    ran = jytrack("task", "update", "27", "--milestone", typed)
    assert (ran.code, "已登记完成" in ran.err) == (3, True)


def test_an_unknown_milestone_suggests_the_nearest(jytrack: Jytrack, refused: Refused) -> None:
    for typed, meant in (("月调度(13月)", "月调度（3月）"), ("半年看进渡", "半年看进度")):
        refused(f"task milestone done 27 {typed}", f"没有节点“{typed}”，是不是“{meant}”", code=4)
    refused("task milestone add 27 月调度(8月) --due 2099-01-01 --note 会议", "已有节点")
    done(jytrack, "task milestone add 27 验收（一） --due 2023-08-31 --note 会议 --on 2023-07-10")
    again = "task milestone add 27 验收(一) --due 2023-08-31 --note 会议 --on"
    for on in ("2023-07-05", "2023-07-15"):
        refused(f"{again} {on}", "已有节点")
    refused("task extend 27 --milestone 半年看进渡 --until 2023-12-01 --note 雨", "是不是“半年看进度”", code=4)


def test_a_change_of_lead_says_whose_status_counts(jytrack: Jytrack, refused: Refused) -> None:
    own = "task own 27 --note 会议 --on"
    assert "任务状态" not in done(jytrack, f"{own} 2023-07-03 --department {OFFICE}")  # nothing had been told yet
    done(jytrack, "task assign 27 --on 2023-07-04")
    done(jytrack, "task accept 27 --on 2023-07-04")
    done(jytrack, "task extend 27 --until 2024-01-31 --note 雨季 --on 2023-07-10")
    said = done(jytrack, "task extend 27 --milestone 半年看进度 --until 2023-08-31 --note 雨季 --on 2023-07-10")
    assert said.rstrip().endswith("批准用 jytrack task approve 27 --milestone 半年看进度")
    said = done(jytrack, f"{own} 2023-07-10 --department 人社局")
    assert f"牵头单位 {OFFICE} → 人社局，自2023年7月10日起" in said
    assert "；任务状态改看人社局，现为“立项”" in said
    stranded = f"；{OFFICE}申请本任务延至2024年1月31日，还没有批：jytrack task refuse 27 --department {OFFICE}"
    assert stranded in said
    assert said.rstrip().endswith(f"还没有批：jytrack task refuse 27 --milestone 半年看进度 --department {OFFICE}")
    done(jytrack, f"task approve 27 --milestone 半年看进度 --department {OFFICE} --on 2023-07-10")
    done(jytrack, f"task refuse 27 --department {OFFICE} --note 改由人社局牵头 --on 2023-07-10")
    refused(f"task refuse 27 --department {OFFICE} --note 再 --on 2023-07-10", "不承担任务27", code=4)
    said = done(jytrack, f"{own} 2023-07-11 --department {OFFICE}")
    assert said.rstrip().endswith(f"；任务状态改看{OFFICE}，现为“签收”")


def test_what_a_task_without_lead_asked_for_is_its_leads(jytrack: Jytrack) -> None:
    for line in ("assign 27", "extend 27 --until 2024-01-31 --note 雨季"):
        done(jytrack, f"task {line} --on 2023-07-04")
    said = done(jytrack, f"task own 27 --note 会议 --on 2023-07-05 --department {OFFICE}")
    assert said.rstrip().endswith(f"；任务状态改看{OFFICE}，现为“交办”")
    done(jytrack, "task approve 27 --on 2023-07-06")
    (extension,) = task(jytrack, 27, *LOG)["extensions"]
    assert extension["granted"] == "2024-01-31"


def test_a_new_lead_does_not_finish_the_task_either(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, "task members 县就业工作领导小组成员单位 --add 财政局 --note 名单 --on 2023-07-03")
    reported(jytrack, 27, "--department", "财政局")
    done(jytrack, "task finish 27 --department 财政局 --note 好 --on 2023-07-20")
    own = "task own 27 --note 会议 --on 2023-07-21 --department 财政局"
    refused(own, "财政局在任务27（", "已经办结，不能改由它牵头：还有20个节点没有登记完成：月调度（3月）、")
    # Nor by being told of an earlier day.
    refused(own.replace("2023-07-21", "2023-07-19"), "已经办结，不能改由它牵头：还有20个节点")
    done(jytrack, "task return 27 --department 财政局 --note 由它牵头 --on 2023-07-21")
    assert "任务状态改看财政局，现为“退回”" in done(jytrack, own)


def test_a_name_is_one_line(jytrack: Jytrack) -> None:
    added = (
        "task",
        "milestone",
        "add",
        "3",
        "座谈\n会",
        "--due",
        "2023-08-01",
        "--on",
        "2023-05-01",
        "--note",
        "会议定",
    )
    ran = jytrack(*added)
    assert (ran.code, "新增节点“座谈 会”" in ran.err, ran.err.count("\n")) == (0, True, 1)


def test_opened_again_and_dropped_it_never_was(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, ADD)
    done(jytrack, f"task milestone done 3 {NODE} --on 2023-07-20")
    done(jytrack, f"task milestone reopen 3 {NODE} --note 错")
    assert "自2023年7月10日起不再算" in done(jytrack, f"task milestone drop 3 {NODE} --note 错")
    for day in ("2023-07-10", "2023-07-20", "2023-12-31"):
        assert nodes(jytrack, 3, day) == {}
    reported(jytrack, 3)
    done(jytrack, "task finish 3 --note 已核实 --on 2023-08-10")  # it stands in no one's way
    refused(ADD, "办结")


def test_a_node_done_tells_of_the_extension_that_is_moot(jytrack: Jytrack) -> None:
    done(jytrack, ADD)
    reported(jytrack, 3)
    done(jytrack, f"task extend 3 --milestone {NODE} --until 2023-09-15 --note 雨季 --on 2023-07-12")
    assert "还有一件延期申请待批" in done(jytrack, f"task milestone done 3 {NODE} --on 2023-07-20")


def test_a_finished_task_keeps_its_lead(jytrack: Jytrack, refused: Refused) -> None:
    own = "task own 27 --note 会议 --department"
    done(jytrack, f"{own} 发改局 --on 2023-03-10")
    reported(jytrack, 27)
    done(jytrack, "task cancel 27 --note 取消 --on 2023-08-01")
    refused(f"{own} 人社局 --on 2023-08-02", "现为“取消”，不能换牵头单位；可以：恢复")
    refused("task own 27 --as-printed --note 错 --on 2023-08-02", "不能换牵头单位")


def test_what_the_plan_lists_by_now_is_not_dropped_and_a_request_for_what_it_no_longer_lists_is_ended(
    jytrack: Jytrack, refused: Refused, tmp_path: Path
) -> None:
    done(jytrack, ADD)
    reported(jytrack, 3)
    folder = tmp_path / "方案"
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    listed = folder / "milestones.csv"
    plain = listed.read_bytes()
    listed.write_bytes(plain + f"3,{NODE},节点,,2023-09-01,,推定\r\n3,走访,节点,,,每月,推定\r\n".encode())
    assert jytrack("init", "--seed", folder).code == 0
    refused(f"task milestone drop 3 {NODE} --note 错", "是方案里的，不能撤销")
    done(jytrack, "task extend 3 --milestone 走访（7月） --until 2023-08-30 --note 雨季 --on 2023-07-20")
    listed.write_bytes(plain + "3,走访,节点,,,每季度,推定\r\n".encode())
    assert jytrack("init", "--seed", folder).code == 0
    done(jytrack, "task refuse 3 --milestone 走访（7月） --note 方案改了 --on 2023-07-21")


def test_two_lives_do_not_become_one(jytrack: Jytrack, refused: Refused) -> None:
    done(jytrack, "task members 县就业工作领导小组成员单位 --add 人社局 --note 名单 --on 2023-07-03")
    reported(jytrack, 27, "--department", "人社局")
    for act in ("assign", "accept"):
        done(jytrack, f"task {act} 27 --on 2023-08-02")  # without a lead
    own = "task own 27 --note 会议 --on 2023-08-04 --department"
    refused(f"{own} 人社局", "人社局在任务27（", "自己已有办理记录", "接不起来，不能改由它牵头")
    assert "现为“签收”" in done(jytrack, f"{own} 发改局")


def reseeded(jytrack: Jytrack, folder: Path, basis: str) -> None:
    """The plan of a folder in which the lead of task 3 stands on this basis."""
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    links = folder / "task_departments.csv"
    links.write_bytes(
        links.read_bytes().replace("3,发改局,牵头单位,1,原文".encode(), f"3,发改局,牵头单位,1,{basis}".encode())
    )
    assert jytrack("init", "--seed", folder).code == 0


def test_an_assumed_lead_that_is_back_holds_the_task_closed(jytrack: Jytrack, refused: Refused, tmp_path: Path) -> None:
    reseeded(jytrack, tmp_path / "推定", "推定")
    reported(jytrack, 3)
    done(jytrack, "task own 3 --note 会议 --department 民政局 --on 2023-07-12")
    done(jytrack, "task own 3 --note 会议 --as-printed --on 2023-08-01")
    done(jytrack, "task finish 3 --note 已核实 --on 2023-08-05")
    refused(ADD.replace("2023-07-10", "2023-07-20"), "现为“办结”，不能")  # when 民政局 led it


def test_a_lead_that_a_renewed_plan_prints_holds_the_task_closed(
    jytrack: Jytrack, refused: Refused, tmp_path: Path
) -> None:
    reseeded(jytrack, tmp_path / "推定", "推定")
    done(jytrack, "task own 3 --note 会议 --department 民政局 --on 2023-07-05")
    reseeded(jytrack, tmp_path / "原文", "原文")
    reported(jytrack, 3)
    done(jytrack, "task finish 3 --note 已核实 --on 2023-08-05")
    refused(ADD, "现为“办结”，不能")
