"""Every command that writes, with what has to be there before it: the walk of those who break things.

`{in}` is a folder with what commands read, `{out}` an empty one for what they write.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.command import PROGRAM, Ran, typed

ROOT = Path(__file__).parents[1]
ON = "--on 2023-06-20 --note 会议定"
RECORD = "target record urban-new-jobs --unit 香水镇 --period 2023-01 --month 5"
GROUP = "县就业工作领导小组成员单位"
STARTED = ("task assign 3 --on 2023-04-03", "task accept 3 --on 2023-04-04", "task start 3 --on 2023-04-05")
REPORTED = (*STARTED, f"task report 3 {ON}")
EXTENDED = (*STARTED, f"task extend 3 --until 2024-01-31 {ON}")
NODE = f"task milestone add 3 座谈会 --due 2023-08-01 {ON}"
FILES = "--file {in}/依据.txt --file {in}/名单.txt"

PUBLISHED = "report publish quarterly --as-of 2023-03"

SLOW = "remind contacts set 办公室 --channel slow"
"""An address at which nobody ever knows what became of a message."""
CHANNELS = '[slow]\ntype = "command"\nrun = ["/bin/sleep", "9"]\ntimeout = 0\n'

WRITES: dict[str, tuple[str, ...]] = {
    "init": ("init",),
    "task update": (*STARTED[:2], "task update 3 --status in_progress --on 2023-04-05"),
    "task note": (f"task note 3 开了会 --on 2023-06-20 {FILES}",),
    "task evidence": (f"task note 3 开了会 --on 2023-06-20 {FILES}", "task evidence 3 --as-of 2023-12-31 -o {out}"),
    "task assign": (f"task assign 3 {ON} {FILES}",),
    "task accept": (STARTED[0], f"task accept 3 {ON}"),
    "task start": (*STARTED[:2], f"task start 3 {ON} {FILES}"),
    "task report": (*STARTED, f"task report 3 {ON}"),
    "task return": (*REPORTED, f"task return 3 {ON}"),
    "task finish": (*REPORTED, f"task finish 3 {ON} {FILES}"),
    "task close": (*REPORTED, f"task finish 3 {ON}", f"task close 3 {ON}"),
    "task suspend": (*STARTED, f"task suspend 3 {ON}"),
    "task resume": (*STARTED, f"task suspend 3 {ON}", f"task resume 3 {ON}"),
    "task cancel": (f"task cancel 3 {ON} {FILES}",),
    "task extend": EXTENDED,
    "task approve": (*EXTENDED, f"task approve 3 {ON} {FILES}"),
    "task refuse": (*EXTENDED, f"task refuse 3 {ON}"),
    "task own": (f"task own 27 --department 人社局 {ON} {FILES}",),
    "task members": (f"task members {GROUP} --add 教体局 {ON} {FILES}",),
    "task template": ("task template --kind ledger --as-of 2023-06-30 -o {out}/台账.xlsx",),
    "task import": ("task import {in}/台账.csv {in}/坏台账.csv --partial --slips {out}/退回 -o {out}/a.txt",),
    "task handout": ("task handout --department 人社局 --as-of 2023-03-31 -o {out}",),
    "report urge": ("report urge --all --as-of 2023-06-30 -o {out}",),
    "task milestone add": (NODE,),
    "task milestone done": (NODE, f"task milestone done 3 座谈会 {ON} {FILES}"),
    "task milestone reopen": (NODE, f"task milestone done 3 座谈会 {ON}", f"task milestone reopen 3 座谈会 {ON}"),
    "task milestone drop": (NODE, f"task milestone drop 3 座谈会 {ON}"),
    "target import": ("target import {in}/香水镇.csv {in}/错.csv --partial --slips {out}/退回 -o {out}/a.txt",),
    "target record": (f"{RECORD} -o {{out}}/a.json",),
    "target withdraw": (RECORD, "target withdraw urban-new-jobs --unit 香水镇 --period 2023-01 --reason 错"),
    "target received": (RECORD, "target received 1 --date 2023-02-20 --reason 错"),
    "target undo": (RECORD, "target undo 1 --reason 错 --yes -o {out}/a.md"),
    "target original": ("target import {in}/香水镇.csv", "target original 1 -o {out}/原件.csv"),
    "target template": ("target template --unit 香水镇 --period 2023-07 --as-of 2023-07-10 -o {out}",),
    "target export": (RECORD, "target export -o {out}/a.xlsx"),
    "target revise": ("target revise new-posts --goal 420 --from 2023-05-01 --reason 加码",),
    "target allocate": ("target allocate new-posts --equal -o {out}/a.csv",),
    "target schedule": (
        "target schedule new-posts --kind steps --points 0,0,1/4,1/4,1/4,0.5,0.5,0.5,0.75,0.75,0.75,1 --reason 定了",
    ),
    "target own": (f"target own urban-new-jobs --department 人社局 {ON} {FILES}",),
    "target lock": ("target lock 2023-01 2023年二季度 --note 通报已印发",),
    "target unlock": ("target lock 2023-01", "target unlock 2023-01 --unit 香水镇 --reason 核实"),
    "db backup": (f"task note 3 开了会 --on 2023-06-20 {FILES}", "db backup {out}/备份.zip"),
    "db archive": (
        f"task note 3 开了会 --on 2023-06-20 {FILES}",
        "target import {in}/香水镇.csv",
        "db archive 2023 -o {out}/档案",
    ),
    "db restore": (
        f"task note 3 开了会 --on 2023-06-20 {FILES}",
        "db backup {in}/备份.zip",
        RECORD,
        "db restore {in}/备份.zip --yes",
    ),
    "plan new": ("plan new --from jingyuan-2023 --year 2024 -o {out}/新方案",),
    "plan drop": ("plan drop jingyuan-2023 --yes",),
    "report publish": ("report publish quarterly --as-of 2023-03 --file {in}/定稿.pdf -o {out}/底稿.docx",),
    "report reissue": (PUBLISHED, "report reissue 1 -o {out}/原件.docx"),
    "report withdraw": (PUBLISHED, "report withdraw 1 --reason 错"),
    "report register": (PUBLISHED, "report register 1 --document-no 〔2023〕1号 --file {in}/依据.txt"),
    "remind settle": (SLOW, "remind send", "remind settle 1 --sent --note 电话问过"),
    "remind record": ("remind record --department 县就业工作领导小组办公室 --note 当面催",),
    "remind notes": ("remind notes --record -o {out}",),
    "remind calendar": ("remind calendar -o {out}/日历.ics --as-of 2023-06-28",),
    "remind contacts set": (SLOW,),
    "remind contacts drop": (SLOW, "remind contacts drop 办公室 --channel slow"),
}
"""What each is typed as; the last line is the command itself."""

READS = {
    *("task list", "task board", "task show", "task ledger", "target list", "target show", "target readings"),
    *("target imports", "target check", "target locks", "report variance", "report accountability", "report townships"),
    *("report submissions", "report explain", "report brief", "report weekly", "report quarterly", "report halfyear"),
    *("report changes", "report issued", "report monthly", "report annual", "report matrix", "report looks"),
    *("report special", "report supervise", "report wording", "remind log", "remind contacts list"),
    *("db info", "db check", "plan check", "help"),
}
"""Those that write an answer at most."""


BEYOND = {
    *("remind send", "remind channels test", "remind schedule show", "remind schedule install"),
    *("remind schedule remove", "remind channels set", "demo", "db grant"),
}
"""Those that reach beyond the database, or make another; tests of their own break them."""


def all_commands() -> Iterator[tuple[str, ...]]:
    """The names of every command of the program."""
    yield from _below((), PROGRAM)


def _below(name: tuple[str, ...], command: object) -> Iterator[tuple[str, ...]]:
    for word, child in getattr(command, "commands", {}).items():
        if getattr(child, "commands", None):
            yield from _below((*name, word), child)
        else:
            yield (*name, word)


@dataclass(frozen=True)
class Stage:
    """A folder in which one command is ready to be run: the database, what it reads, and where it writes."""

    folder: Path
    line: str

    @property
    def database(self) -> Path:
        return self.folder / "库" / "台账.db"

    @property
    def arguments(self) -> list[str]:
        return _words(self.line, self.folder)

    def copied(self, folder: Path) -> "Stage":
        """The same anew in another folder."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Stage(folder, self.line)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "JYTRACK_DB": str(self.database),
            "JYTRACK_ACTOR": "测试员",
            "JYTRACK_CHANNELS": str(self.folder / "in" / "channels.toml"),
        }

    def run(self, *arguments: str) -> Ran:
        """Run the command, or another one, on the database of the stage."""
        return typed(arguments or self.arguments, self.settings)


class Stages(dict[str, Stage]):
    """Each command that writes, ready to be run; made when it is asked for, below `folder`."""

    def __init__(self, folder: Path, initiated: Path) -> None:
        super().__init__()
        self._folder, self._initiated = folder, initiated

    def __missing__(self, name: str) -> Stage:
        made = self[name] = set_up(name, self._folder / name, self._initiated)
        return made


def set_up(name: str, folder: Path, initiated: Path) -> Stage:
    """The stage of the command `name`, from a database as `init` makes it."""
    for each in ("库", "in", "out"):
        (folder / each).mkdir(parents=True)
    (folder / "in" / "依据.txt").write_text("会议纪要" * 20, encoding="utf-8")
    (folder / "in" / "定稿.pdf").write_bytes(b"%PDF-1.4 " * 20)
    (folder / "in" / "名单.txt").write_text("名单" * 20, encoding="utf-8")
    (folder / "in" / "channels.toml").write_text(CHANNELS, encoding="utf-8")
    header = "单位,指标,月份,本月数\n"
    (folder / "in" / "香水镇.csv").write_text(f"{header}香水镇,城镇新增就业,2023-01,12\n", encoding="utf-8")
    form = "2023年3月督办台账\n序号,任务,最近进展\n3,,{}\n"
    (folder / "in" / "台账.csv").write_text(form.format("开了会"), encoding="utf-8")
    (folder / "in" / "坏台账.csv").write_text(form.format("同上"), encoding="utf-8")
    (folder / "in" / "错.csv").write_text(f"{header}香水镇,城镇新增就业,2023-02,不详\n", encoding="utf-8")
    *before, line = WRITES[name]
    stage = Stage(folder, line)
    if name != "init":
        shutil.copy(initiated, stage.database)
    for step in before:
        ran = stage.run(*_words(step, folder))
        assert ran.code == (6 if step == "remind send" else 0), ran.err
    return stage


def _words(line: str, folder: Path) -> list[str]:
    return [word.replace("{in}", str(folder / "in")).replace("{out}", str(folder / "out")) for word in line.split()]
