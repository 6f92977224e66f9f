"""The tree of user errors: each class is one row of the exit-code table."""

import errno

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "那是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EEXIST: "那里已有同名的文件",
    errno.EIO: "磁盘读写出错",
    errno.EFBIG: "文件超过允许的大小",
    errno.EMFILE: "同时打开的文件太多",
    errno.EBADF: "输出没有打开",
    errno.ENXIO: "没有程序在读",
    errno.ESPIPE: "那是管道，不是文件",
    errno.ELOOP: "链接绕成了圈",
}


class JytrackError(Exception):
    """Something a user can cause and mend: one line in Chinese that ends with the command that helps."""

    exit_code = 1


class UsageError(JytrackError):
    """Wrong usage: a malformed option, a file that is not there."""

    exit_code = 2


class InputRefused(JytrackError):
    """Something inside the input was refused or in conflict; nothing was written."""

    exit_code = 3


class NotFound(JytrackError):
    """A task, target, unit or plan named on the command line does not exist."""

    exit_code = 4


class DatabaseProblem(JytrackError):
    """The database is missing, locked, damaged, older or newer than the program."""

    exit_code = 5


class OutputProblem(JytrackError):
    """Something could not be written out or sent."""

    exit_code = 6


FINDINGS = 7
"""Exit code of ``--exit-code`` when there are findings: red lights, overdue items, missing reports."""

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


class Stopped(JytrackError):
    """Ctrl-C in a command that works step by step: what is done stands, and it may be run again."""

    exit_code = INTERRUPTED


def os_reason(error: OSError) -> str:
    """Why the system refused, in Chinese; its number where no words are known."""
    return _REASONS.get(error.errno or 0, f"系统错误{error.errno}")
