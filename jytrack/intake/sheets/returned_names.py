"""What the copies of refused files are called, told without what it takes to make one."""

import re
from pathlib import PurePath

_SUFFIX = re.compile(r"\.(csv|tsv|txt|xlsx|xlsm|xltx|xls|xlt|et|ods|ots)$", re.IGNORECASE)
_RETURNED = re.compile(r"(\.退回( ?[(（][0-9]+[)）]|-[0-9]+)?)+$")


def returned_name(name: str) -> str:
    """The name of the copy of the file `name`, the same if that is such a copy itself; macros keep their suffix."""
    stem = _RETURNED.sub("", _SUFFIX.sub("", PurePath(name).name))
    return f"{stem}.退回{'.xlsm' if has_macros(name) else '.xlsx'}"


def is_returned_name(name: str) -> bool:
    """Whether a file is called as a returned copy is."""
    return _RETURNED.search(_SUFFIX.sub("", PurePath(name).name)) is not None


def has_macros(name: str) -> bool:
    """Whether a file by this name may hold macros, which spreadsheet programs refuse under another suffix."""
    return name.lower().endswith(".xlsm")
