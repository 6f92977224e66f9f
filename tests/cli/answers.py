"""Every command that answers in a format, as it may be typed on the demo: what holds for all is held for all."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from jytrack.cli.values import output
from jytrack.cli.values.options import Format
from jytrack.cli.values.output import render
from jytrack.reports.values.document import Report
from tests.command import Ran, typed
from tests.services.desks import with_demo

DEED = Path("上线通知.pdf")

BEFORE = (
    "task members 县就业工作领导小组成员单位 --add 财政局 --note 名单 --on 2023-06-20",
    "task assign 14 --all --on 2023-03-10",
    "task accept 14 --on 2023-03-13",
    "task start 14 --on 2023-03-20",
    f"task report 14 --note 已上线 --file {DEED} --on 2023-05-05",
    "task milestone add 3 验收 --due 2023-06-01 --note 会议定 --on 2023-03-20",
    "task milestone add 3 开工 --due 2023-04-01 --note 会议定 --on 2023-03-20",
    "task milestone done 3 开工 --on 2023-04-09",
    "task assign 3 --on 2023-03-20",
    "task extend 3 --milestone 验收 --until 2023-08-15 --note 雨季 --on 2023-05-21",
    "task approve 3 --milestone 验收 --on 2023-05-24",
    "target allocate urban-new-jobs --weights villages",
    "target allocate new-posts --equal",
    "target record job-fairs --unit 人社局 --period 2023-08 --month 2 --received 2023-09-04",
    "target received 15 --date 2023-09-01 --reason 核对收文登记",
    "target record job-fairs --unit 人社局 --period 2023-09 --month 3 --received 2023-10-08",
    "target undo 16 --reason 登记错 --yes",
    "report publish quarterly --as-of 2023-06 --no-lock --document-no 泾就办发〔2023〕5号",
    "task own 27 --department 人社局 --note 会议初议 --on 2023-06-19",
    "task own 27 --department 县就业工作领导小组办公室 --note 会议明确 --on 2023-06-20",
    "target received 13 --date 2023-06-26 --reason 核对收文登记",
    "target check --accept 1 --accept 2 --accept 4 --note 电话核对",
    "target check --reopen 2 --note 再问",
    "task import 说明.csv --received 2023-07-03",
    "task import 改.csv --received 2023-07-04 --correct --reason 来函更正",
    "task import 台账.csv --received 2023-07-03",
    "target lock 2023-11 --note 通报已印发",
    "target unlock 2023-11 --unit 香水镇 --reason 核实 --until 2099-12-31",
    "remind contacts set 香水镇 --channel folder --mobile 13800000000",
    "remind contacts set 香水镇 --channel folder --address 分管领导 --copy",
    "remind contacts set 办公室 --channel folder",
    "remind send",
    "remind record --department 香水镇 --note 电话催，答应月底前补齐",
)
"""What the office has done, so that no table of an answer is empty."""

REFUSED_SHEET = "单位,指标,月份,本月数\n香水镇,创造新岗位,2023-06,同上\n大湾乡,没有的指标,2023-06,3\n"
SENT = Path(__file__).parents[2] / "seed" / "demo" / "2023-05" / "虚构_人社局5月登记表.csv"
FORM = "2023年6月滞后原因说明表\n指标,滞后原因,下步措施,责任人,完成时限\n创业担保贷款发放,{},每周会商,局长,2023-09-30\n"
LEDGER = "2023年6月督办台账\n序号,任务,最近进展,存在问题,下步打算\n3,,{},无,继续走访\n"
SPLIT = "单位,创造新岗位\n香水镇,100\n泾河源镇,60\n六盘山镇,60\n新民乡,50\n兴盛乡,50\n黄花乡,50\n大湾乡,50\n"

ANSWERS = {
    "init": (),
    "plan check": ("方案", "坏方案"),
    "remind": ("--as-of 2023-06-30", "--as-of 2026-12-31"),
    "remind send": ("--dry-run --as-of 2023-06-30",),
    "remind log": ("", "--department 香水镇"),
    "remind contacts list": ("",),
    "remind channels": ("",),
    "task list": ("--as-of 2023-06-30",),
    "task board": ("--as-of 2023-06-30",),
    "task show": ("3 --as-of 2023-06-30", "14 --as-of 2023-06-30", "27 --as-of 2023-06-30"),
    "task ledger": ("--as-of 2023-06-30", "--as-of 2023-06-30 --department 人社局"),
    "task import": (
        "台账.csv --dry-run",
        "坏台账.csv --received 2023-07-04",
        "改.csv 再改.csv --correct --reason 核实 --dry-run",
    ),
    "task evidence": ("14 --as-of 2023-12-31",),
    "task own": ("--as-of 2023-06-30",),
    "task members": ("--as-of 2023-06-30",),
    "target list": ("--as-of 2023-06-30",),
    "target show": ("urban-new-jobs --as-of 2023-06-30", "leadership-reviews", "surveyed-unemployment"),
    "target import": ("错.csv --received 2023-07-05", "对.csv --dry-run", "再.csv --dry-run"),
    "target record": ("job-fairs --unit 人社局 --period 2023-07 --month 1 --dry-run",),
    "target readings": ("--as-of 2023-06-30", "new-posts --unit 大湾乡 --history"),
    "target withdraw": ("new-posts --unit 大湾乡 --period 2023-05 --reason 不实 --dry-run",),
    "target imports": ("", "3"),
    "target undo": tuple(f"{number} --reason 错 --dry-run" for number in (13, 14, 19, 20)),
    "target received": ("14 --date 2023-06-24 --reason 核对收文登记 --dry-run",),
    "target check": ("--as-of 2023-06-30", "--accepted --as-of 2023-06-30"),
    "target allocate": ("--file 分解.csv --dry-run", "new-posts --equal --dry-run"),
    "target schedule": ("urban-new-jobs",),
    "target own": ("--as-of 2023-06-30",),
    "target locks": ("", "--all"),
    "report": ("--as-of 2023-06-30",),
    "report variance": ("--as-of 2023-06-30", "--as-of 2023-12-31"),
    "report accountability": (
        "--as-of 2023-06-30",
        "--as-of 2023-12-31 --order rank",
        "--as-of 2023-12-31 --score ningxia",
        "--as-of 2023-06-30 --department 人社局",
        "--as-of 2023-12-31 --department 香水镇",
        "--as-of 2023-12-31 --score ningxia --department 人社局",
    ),
    "report townships": ("--as-of 2023-06-30", "--target new-posts --as-of 2023-06-30"),
    "report matrix": ("--as-of 2023-06-30", "--as-of 2023-12-31 --order rank"),
    "report submissions": ("--as-of 2023-06-30", "--unit 香水镇 --as-of 2023-12-31"),
    "report explain": ("urban-new-jobs --as-of 2023-06-30", "surveyed-unemployment --as-of 2023-06-30"),
    "report brief": ("--as-of 2023-06-30",),
    "report changes": ("", "1 --all"),
    "report issued": ("", "--changes"),
    "db info": ("",),
    "db check": ("",),
}
"""Each command with what is typed behind it."""


class Office:
    """The demo's database in a folder of its own, with what the office has done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._answers: dict[str, dict[str, Ran]] = {}
        self._reports: dict[str, tuple[Ran, Report]] = {}
        with_demo(folder / "演示.db")
        (folder / DEED).write_bytes(b"%PDF-1.4")
        (folder / "channels.toml").touch()
        (folder / "错.csv").write_text(REFUSED_SHEET, encoding="utf-8")
        (folder / "对.csv").write_text("单位,指标,月份,本月数\n香水镇,创造新岗位,2023-07,9\n", encoding="utf-8")
        (folder / "说明.csv").write_text(FORM.format("审批慢"), encoding="utf-8")
        (folder / "改.csv").write_text(FORM.format("反担保难"), encoding="utf-8")
        (folder / "再改.csv").write_text(
            FORM.format("抵押难").replace("创业担保贷款发放", "线上线下招聘活动"), encoding="utf-8"
        )
        (folder / "台账.csv").write_text(LEDGER.format("走访企业20家"), encoding="utf-8")
        (folder / "坏台账.csv").write_text(LEDGER.format("同上"), encoding="utf-8")
        shutil.copy(SENT, folder / "再.csv")
        for plan in ("方案", "坏方案"):
            shutil.copytree(Path(__file__).parents[2] / "seed" / "jingyuan-2023", folder / plan)
        (folder / "坏方案" / "tasks.csv").write_text("序号\n一\n", encoding="utf-8-sig")
        (folder / "分解.csv").write_text(SPLIT, encoding="utf-8")
        for line in BEFORE:
            ran = self.types(line.split())
            assert ran.code == 0, f"{line}\n{ran.err}"

    def types(self, words: Sequence[str]) -> Ran:
        """One command, whose words name files of the folder."""
        channels = {"JYTRACK_CHANNELS": str(self.folder / "channels.toml")}
        settings = {"JYTRACK_DB": str(self.folder / "演示.db"), "JYTRACK_ACTOR": "办公室", "COLUMNS": "200", **channels}
        named = [
            str(self.folder / word)
            if word in ("下发", "归档", "方案", "坏方案") or (self.folder / word).is_file()
            else word
            for word in words
        ]
        return typed(named, settings)

    def answers(self, form: str) -> Mapping[str, Ran]:
        """Every answer in one format by its command line, asked for once."""
        if form not in self._answers:
            self._answers[form] = dict(self._answered(form))
        return self._answers[form]

    def reports(self) -> Mapping[str, tuple[Ran, Report]]:
        """Every answer as people read it, with what it was drawn from, to be drawn in other forms too."""
        if not self._reports:
            drawn: list[Report] = []

            def watched(report: Report, chosen: Format, path: Path | None = None) -> str | bytes:
                drawn.append(report)
                return render(report, chosen, path)

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(output, "render", watched)
                for line, ran in self._answered("plain"):
                    self._reports[line] = ran, drawn[len(self._reports)]
        return self._reports

    def _answered(self, form: str) -> Iterator[tuple[str, Ran]]:
        """Of `init` the answer to a new database, and that to a plan folder that is broken."""
        for command, behind in ANSWERS.items():
            for words in behind:
                line = f"{command} {words}".strip()
                yield line, self.types([*line.split(), "--format", form])
        broken = self.folder / "坏方案"
        for number, seed in enumerate(([], [], ["--seed", str(broken)])):
            words = ["--db", str(self.folder / f"新{form}.db"), "init", *seed, "--format", form]
            yield f"init {number}", self.types(words)
