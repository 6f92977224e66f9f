"""The Chinese names of all commands and options, and an example of each command: help, completion and typing share it.

The English names are those that documents and JSON use. Nothing is imported here: most command lines need none of it.
"""

COMMANDS = {
    "init": ("建库", "jytrack init --seed 方案文件夹"),
    "demo": ("演示", "jytrack demo 演示.db"),
    "plan": ("方案", "jytrack plan check 方案文件夹"),
    "plan check": ("检查", "jytrack plan check 方案文件夹"),
    "plan new": ("新建", "jytrack plan new --from jingyuan-2023 --year 2024 -o 2024方案"),
    "plan drop": ("移除", "jytrack plan drop jingyuan-2024"),
    "task": ("任务", "jytrack task board"),
    "task list": ("清单", "jytrack task list --department 人社局 --light 红"),
    "task board": ("看板", "jytrack task board --as-of 6月"),
    "task show": ("查看", "jytrack task show 8"),
    "task update": ("更新", "jytrack task update 8 --status 签收"),
    "task note": ("备注", 'jytrack task note 8 "已走访三家企业"'),
    "task evidence": ("材料", "jytrack task evidence 8 -o 材料"),
    "task assign": ("交办", 'jytrack task assign 8 --note "领导小组会议"'),
    "task accept": ("签收", "jytrack task accept 8 --department 人社局"),
    "task start": ("办理", "jytrack task start 8"),
    "task report": ("反馈", 'jytrack task report 8 --note "已办三场招聘会" --file 总结.docx'),
    "task return": ("退回", 'jytrack task return 8 --note "缺佐证"'),
    "task finish": ("办结", 'jytrack task finish 8 --note "已核实"'),
    "task close": ("销号", "jytrack task close 8"),
    "task suspend": ("中止", 'jytrack task suspend 8 --note "资金未到位"'),
    "task resume": ("恢复", 'jytrack task resume 8 --note "资金已到位"'),
    "task cancel": ("取消", 'jytrack task cancel 8 --note "上级取消"'),
    "task extend": ("延期", 'jytrack task extend 8 --until 2023-09-30 --note "施工推迟"'),
    "task approve": ("批准", "jytrack task approve --all-tasks --note 同意"),
    "task refuse": ("不准", 'jytrack task refuse 8 --note "理由不足"'),
    "task own": ("归属", 'jytrack task own 18 --department 人社局 --note "会议明确"'),
    "task members": ("成员", 'jytrack task members 各乡（镇） --add 香水镇 --note "会议明确"'),
    "task ledger": ("台账", "jytrack task ledger --department 人社局 -o 台账.xlsx"),
    "task template": ("做表", "jytrack task template --kind ledger --all -o 要填的表"),
    "task import": ("导入", "jytrack task import 收到的表"),
    "task handout": ("交办单", "jytrack task handout --department 人社局 -o 交办单.docx"),
    "task milestone": ("节点", "jytrack task milestone done 20 春风行动"),
    "task milestone add": ("新增", 'jytrack task milestone add 8 中期检查 --due 2023-08-31 --note "会议定"'),
    "task milestone done": ("完成", "jytrack task milestone done 20 春风行动"),
    "task milestone reopen": ("重开", 'jytrack task milestone reopen 20 春风行动 --note "登记错了"'),
    "task milestone drop": ("撤销", 'jytrack task milestone drop 8 中期检查 --note "不再检查"'),
    "target": ("指标", "jytrack target list"),
    "target list": ("清单", "jytrack target list --department 人社局"),
    "target show": ("查看", "jytrack target show 城镇新增就业"),
    "target import": ("导入", "jytrack target import 收到的表 --slips 退回"),
    "target record": ("登记", "jytrack target record 城镇新增就业 --unit 香水镇 --period 6月 --month 12"),
    "target readings": ("填报数", "jytrack target readings 城镇新增就业 --unit 香水镇"),
    "target withdraw": ("收回", 'jytrack target withdraw 城镇新增就业 --unit 香水镇 --period 6月 --reason "报错了"'),
    "target imports": ("导入记录", "jytrack target imports"),
    "target original": ("原件", "jytrack target original 3 -o 原件.xlsx"),
    "target undo": ("撤销", 'jytrack target undo 3 --reason "导错了"'),
    "target received": ("收到日期", 'jytrack target received 3 --date 2023-07-05 --reason "邮件当天到"'),
    "target template": ("填报表", "jytrack target template --all --period 6月 -o 要填的表"),
    "target export": ("导出", "jytrack target export --period 6月 -o 六月.csv"),
    "target check": ("核对", "jytrack target check --unit 香水镇"),
    "target revise": ("调整", 'jytrack target revise 城镇新增就业 --goal 600 --from 8月 --reason "上级调增"'),
    "target allocate": ("分解", "jytrack target allocate 城镇新增就业 --weights villages"),
    "target schedule": ("时序", "jytrack target schedule 城镇新增就业"),
    "target own": ("归属", 'jytrack target own 城镇新增就业 --department 人社局 --note "会议明确"'),
    "target lock": ("锁定", "jytrack target lock 2023年二季度"),
    "target unlock": ("解锁", 'jytrack target unlock 2023-06 --unit 香水镇 --reason "审计更正"'),
    "target locks": ("锁定清单", "jytrack target locks"),
    "report": ("报告", "jytrack report --as-of 6月"),
    "report variance": ("差额", "jytrack report variance --as-of 6月"),
    "report accountability": ("责任", "jytrack report accountability --department 人社局"),
    "report townships": ("乡镇", "jytrack report townships --target 城镇新增就业"),
    "report matrix": ("一览", "jytrack report matrix --as-of 6月"),
    "report submissions": ("报送", "jytrack report submissions --unit 香水镇"),
    "report explain": ("依据", "jytrack report explain 城镇新增就业 --unit 香水镇"),
    "report brief": ("简报", "jytrack report brief"),
    "report weekly": ("周报", "jytrack report weekly"),
    "report monthly": ("月调度", "jytrack report monthly --as-of 6月 -o 月调度.docx"),
    "report quarterly": ("季通报", "jytrack report quarterly --as-of 6月 -o 季通报.docx"),
    "report halfyear": ("半年", "jytrack report halfyear --as-of 6月 -o 半年看进度.docx"),
    "report annual": ("全年", "jytrack report annual --as-of 12月 -o 全年比成效.docx"),
    "report special": ("专题", "jytrack report special --as-of 6月 -o 专题报告.docx"),
    "report urge": ("催报单", "jytrack report urge --unit 香水镇"),
    "report supervise": ("督办函", "jytrack report supervise 8 -o 督办函.docx"),
    "report wording": ("文字", "jytrack report wording 季通报 -o 季通报.txt"),
    "report looks": ("版式", "jytrack report looks -o 公文.docx"),
    "report publish": ("发布", "jytrack report publish 季通报 --as-of 6月"),
    "report issued": ("已发布", "jytrack report issued"),
    "report reissue": ("取出", "jytrack report reissue 1 -o 存档"),
    "report changes": ("变动", "jytrack report changes 1"),
    "report withdraw": ("收回", 'jytrack report withdraw 1 --reason "附表有误"'),
    "report register": ("登记文号", "jytrack report register 1 --document-no 泾就办〔2023〕12号"),
    "remind": ("催办", "jytrack remind"),
    "remind send": ("发送", "jytrack remind send --dry-run"),
    "remind log": ("记录", "jytrack remind log --department 香水镇"),
    "remind settle": ("核实", "jytrack remind settle 3 --sent"),
    "remind record": ("登记", 'jytrack remind record --department 香水镇 --note "电话催办"'),
    "remind notes": ("催办单", "jytrack remind notes -o 催办单"),
    "remind calendar": ("日历", "jytrack remind calendar -o 日历.ics"),
    "remind contacts": ("联系方式", "jytrack remind contacts list"),
    "remind contacts list": ("清单", "jytrack remind contacts list"),
    "remind contacts set": ("登记", "jytrack remind contacts set 香水镇 --channel 邮件 --address 办公邮箱"),
    "remind contacts drop": ("停用", "jytrack remind contacts drop 香水镇 --channel 邮件"),
    "remind channels": ("通道", "jytrack remind channels"),
    "remind channels set": ("登记", "jytrack remind channels set 工作群 --type wecom"),
    "remind channels test": ("试发", "jytrack remind channels test 邮件"),
    "remind schedule": ("定时任务", "jytrack remind schedule show"),
    "remind schedule show": ("查看", "jytrack remind schedule show"),
    "remind schedule install": ("安装", "jytrack remind schedule install --send daily@08:30"),
    "remind schedule remove": ("取消", "jytrack remind schedule remove"),
    "help": ("帮助", "jytrack help report variance"),
    "db": ("数据库", "jytrack db info"),
    "db info": ("概况", "jytrack db info"),
    "db check": ("检查", "jytrack db check"),
    "db backup": ("备份", "jytrack db backup 备份.zip"),
    "db restore": ("恢复", "jytrack db restore 备份.zip"),
    "db archive": ("存档", "jytrack db archive 2023 -o 存档2023"),
    "db grant": ("授权", "jytrack db grant wangfang --write"),
}
"""By the words that a command is typed with: its Chinese name, and how it is typed."""

OPTIONS = {
    "--accept": "--核实", "--accepted": "--已核实", "--add": "--增加", "--address": "--地址", "--again": "--重发",
    "--all": "--全部", "--all-tasks": "--全部任务", "--allow-shortfall": "--允许不足", "--as-of": "--截至",
    "--as-printed": "--照原样", "--as-unit": "--本县名称", "--ascii": "--英文字符", "--by": "--分组",
    "--changes": "--变动", "--channel": "--通道", "--checkpoint": "--考核日", "--code": "--校验码",
    "--confirm": "--确认", "--copy": "--抄送", "--correct": "--更正", "--corrects": "--更正第几号",
    "--cumulative": "--累计", "--date": "--日期", "--db": "--数据库", "--denominator": "--分母",
    "--department": "--单位", "--document": "--依据文件", "--document-no": "--文号", "--draft": "--底稿",
    "--dry-run": "--试运行", "--due": "--到期", "--early-warning": "--预警", "--equal": "--平均", "--every": "--全列",
    "--exit-code": "--退出码", "--failed": "--没送到", "--file": "--文件", "--for": "--发给", "--force": "--覆盖",
    "--format": "--格式", "--from": "--从", "--goal": "--目标值", "--help": "--帮助", "--history": "--历史",
    "--import": "--导入", "--incomplete": "--未报齐", "--install-completion": "--安装补全", "--issue": "--期号",
    "--kind": "--类型", "--known-at": "--当时", "--light": "--灯色", "--lock": "--锁定", "--log": "--日志",
    "--main": "--主要目标", "--milestone": "--节点", "--mobile": "--手机", "--month": "--本月数",
    "--monthly": "--月度", "--no-lock": "--不锁定", "--no-pager": "--不分屏", "--note": "--说明",
    "--numerator": "--分子", "--on": "--发生日期", "--order": "--顺序", "--output": "--输出", "--overdue": "--逾期",
    "--partial": "--部分", "--period": "--月份", "--plan": "--方案", "--points": "--比例", "--quiet": "--安静",
    "--read": "--只看",
    "--reason": "--原因", "--received": "--收到", "--record": "--登记", "--remove": "--减少", "--reopen": "--重列",
    "--replaces": "--代替", "--role": "--角色", "--score": "--计分", "--secret": "--密钥", "--section": "--行动",
    "--seed": "--方案文件夹", "--send": "--发送", "--sent": "--已送到", "--show-completion": "--显示补全",
    "--since": "--自", "--slips": "--退回", "--source": "--来源", "--status": "--状态", "--strict": "--从严",
    "--summary": "--汇总", "--target": "--指标", "--task": "--任务", "--tidy": "--清理", "--to": "--到",
    "--townships": "--写乡镇", "--type": "--种类", "--unit": "--单位", "--until": "--延到", "--value": "--期末数",
    "--version": "--版本", "--weekly": "--周报", "--weights": "--权数", "--wide": "--不省略", "--width": "--宽度",
    "--with": "--方式", "--with-doubts": "--带疑点", "--write": "--登记权", "--year": "--年度", "--yes": "--照办",
}  # fmt: skip
"""By the English name; one means the same wherever it is typed."""


def chinese(option: str) -> str:
    """The option's Chinese name; itself where it has none, as a short one."""
    return OPTIONS.get(option, option)


def path_of(command_path: str) -> str:
    """The key of COMMANDS for what Typer calls the command's path."""
    return command_path.partition(" ")[2]


def below(path: str) -> dict[str, str]:
    """The commands directly below `path`, their English names by their Chinese ones."""
    inside = f"{path} " if path else ""
    return {
        name: words.removeprefix(inside)
        for words, (name, _) in COMMANDS.items()
        if words.startswith(inside) and " " not in words.removeprefix(inside)
    }


def elsewhere(word: str) -> list[str]:
    """The commands of any group that are called `word`, in English or in Chinese; else those whose name begins so."""
    called = [words for words, (name, _) in COMMANDS.items() if word in (words.rpartition(" ")[2], name)]
    return called or [words for words, (name, _) in COMMANDS.items() if len(word) > 1 and name.startswith(word)]
