"""A wording file's text (documents/季通报.txt) read line by line: a wording, or every line that must be mended.

There is nothing to execute in it: what stands in double braces is one of a closed list of names.
"""

import re
from collections.abc import Callable, Collection, Sequence

from jytrack.domain.plan.wording import (
    BLOCKS,
    BRACES,
    FIELDS,
    SENTENCES,
    TABLES,
    DocumentKind,
    Wording,
    WordingAttachment,
    WordingLine,
)
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.values.nearest import meant

COMMAND = "jytrack report wording"
_TITLE, _ADDRESSEE, _SIGNED, _ATTACHED = "标题", "主送", "署名", "附件"
_REMARK = "//"
_LONGEST = 100_000

_HOLE = re.compile(r"\{\{([^{}]*)\}\}")
_FOREIGN = re.compile(r"\{[%#]|[%#]\}")
_HEAD = re.compile(rf"({_TITLE}|{_ADDRESSEE}|{_SIGNED}|{_ATTACHED})[:：](.*)")
_HEADING = re.compile(r"([#＃]+)\s*(.*)")
_ATTACHMENT = re.compile(r"(.+)\{\{([^{}]*)\}\}")
_MARK = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．])\s*")

Refuse = Callable[[str], None]


def holes(text: str) -> list[str]:
    """The names that stand in double braces, in order."""
    return [str(name) for name in _HOLE.findall(text)]


def read_wording(kind: DocumentKind, text: str, problems: list[FileProblem]) -> Wording:
    """The wording of `kind` that `text` is; what is wrong goes to `problems`, and the wording is then of no use."""
    file = f"{kind.label}.txt"
    if len(text) > _LONGEST:
        problems.append(FileProblem(file, f"太长，最多{_LONGEST}字"))
        return Wording(kind, "")
    heads: dict[str, str] = {}
    attachments: list[WordingAttachment] = []
    lines: list[WordingLine] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.translate(BRACES).strip().removeprefix("\ufeff")
        if not line or line.startswith(_REMARK):
            continue

        def refuse(message: str, number: int = number) -> None:
            problems.append(FileProblem(file, message, number))

        if not _is_paired(line, refuse):
            continue
        line = _HOLE.sub(lambda hole: f"{{{{{hole[1].strip()}}}}}", line)
        head = _HEAD.fullmatch(line)
        if head is None:
            lines += _body_line(line, refuse)
        elif head[1] == _ATTACHED:
            attachments += _attachment(head[2].strip(), refuse)
        elif head[1] in heads:
            refuse(f"“{head[1]}：”写了两行，只留一行")
        else:
            _require_known(line, FIELDS, refuse)
            heads[head[1]] = head[2].strip()
    if not heads.get(_TITLE):
        problems.append(FileProblem(file, f"缺“{_TITLE}：”一行"))
    return Wording(
        kind,
        heads.get(_TITLE, ""),
        heads.get(_ADDRESSEE, ""),
        heads.get(_SIGNED, ""),
        tuple(attachments),
        tuple(lines),
    )


def _is_paired(line: str, refuse: Refuse) -> bool:
    """Whether braces stand in it as holes alone."""
    if foreign := _FOREIGN.search(line):
        refuse(f"只认{{{{名称}}}}，不认“{foreign[0]}”")
        return False
    if set("{}") & set(_HOLE.sub("", line)):
        refuse(f"花括号不成对：{line}")
        return False
    return True


def _body_line(line: str, refuse: Refuse) -> list[WordingLine]:
    """The heading or paragraph that the line is; none where it has been refused."""
    if heading := _HEADING.fullmatch(line):
        level, title = len(heading[1]), _MARK.sub("", heading[2], count=1)
        if level > 2:
            refuse("标题只有 # 和 ## 两级")
        elif not title:
            refuse("# 后面没有标题")
        elif _require_known(title, FIELDS, refuse):
            return [WordingLine(title, level)]
        return []
    if not _require_known(line, (*FIELDS, *SENTENCES, *BLOCKS), refuse):
        return []
    for name in holes(line):
        if name in BLOCKS and _HOLE.sub("", line, count=1):
            refuse(f"“{name}”要自成一行")
            return []
    return [WordingLine(line)]


def _attachment(text: str, refuse: Refuse) -> list[WordingAttachment]:
    """The attachment that a line 附件：名称{{表}} promises; none where it has been refused."""
    found = _ATTACHMENT.fullmatch(text)
    if found is None or found[2] in FIELDS:
        refuse(f"附件要写成“附件：名称{{{{表名}}}}”，表名有：{'、'.join(TABLES)}")
        return []
    title, table = found[1].strip(), found[2]
    known = _require_known(title, FIELDS, refuse) and _require_known(f"{{{{{table}}}}}", TABLES, refuse)
    return [WordingAttachment(title, table)] if known else []


def _require_known(text: str, allowed: Collection[str], refuse: Refuse) -> bool:
    """Whether all holes of `text` are among `allowed`; those that are not are refused."""
    known: Sequence[str] = (*FIELDS, *SENTENCES, *BLOCKS, *TABLES)
    strangers = [name for name in holes(text) if name not in allowed]
    for name in strangers:
        if name in TABLES:
            refuse(f"“{name}”是附件的表，要写成“附件：名称{{{{{name}}}}}”")
        elif name in known:
            refuse(f"“{name}”不能写在这里；有哪些见 {COMMAND}")
        else:
            refuse(f"没有“{name}”这一项{meant(name, known)}；有哪些见 {COMMAND}")
    return not strangers
