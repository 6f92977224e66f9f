"""A backup in one file: a zip with a copy of the database, the evidence that its log names, and the hash of each.

The list of hashes is one that `sha256sum -c` reads too. What is read is believed in nothing: no name becomes a path, no
size is unpacked that nobody could have packed, and what does not agree with its hash is handed to nobody.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

from jytrack.errors import DatabaseProblem, UsageError, os_reason

DATABASE, MANIFEST, EVIDENCE = "jytrack.db", "SHA256SUMS", "evidence/"

_PIECE = 1 << 20
_MOST_LISTED = 64 << 20
"""Bytes of a list of half a million files."""
_MOST_TIMES = 100
_SMALL = 64 << 20
"""What shrinks to less than a hundredth, and is larger than this, was made to swell."""
_LINE = re.compile(rf"([0-9a-f]{{64}})  ({re.escape(DATABASE)}|{EVIDENCE}([0-9a-f]{{64}}))")
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
"""What the library says of a broken, encrypted or strangely packed file; ValueError and struct.error besides."""
_OTHER = "请换一份备份：jytrack db restore 备份文件"


def is_bundle(path: Path) -> bool:
    """Whether the file at `path` is, or was to be, such a zip: by its name, or by how it begins."""
    if path.suffix.lower() == ".zip":
        return True
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def write(target: BinaryIO, database: Path, evidence: Mapping[str, Path]) -> None:
    """Pack the copy of a `database` and its `evidence`, by hash, whose files are as they came, into `target`.

    The same content is the same bytes; only the owner may read what is unpacked.
    """
    with zipfile.ZipFile(target, "w") as bundle:
        sums = [f"{_pack(bundle, DATABASE, database, zipfile.ZIP_DEFLATED)}  {DATABASE}"]
        for sha256, path in sorted(evidence.items()):
            # Scans and pictures are packed already.
            sums.append(f"{_pack(bundle, EVIDENCE + sha256, path, zipfile.ZIP_STORED)}  {EVIDENCE}{sha256}")
        bundle.writestr(_member(MANIFEST, zipfile.ZIP_DEFLATED), "".join(f"{line}\n" for line in sums))


def _pack(bundle: zipfile.ZipFile, name: str, path: Path, method: int) -> str:
    """Put the file at `path` into the bundle; its hash."""
    digest, member = hashlib.sha256(), _member(name, method)
    member.file_size = path.stat().st_size  # tells the library whether the long form is needed
    with path.open("rb") as file, bundle.open(member, mode="w") as packed:
        while piece := file.read(_PIECE):
            digest.update(piece)
            packed.write(piece)
    return digest.hexdigest()


def _member(name: str, method: int) -> zipfile.ZipInfo:
    """A member that says nothing of when and where it was packed."""
    member = zipfile.ZipInfo(name)
    member.create_system, member.external_attr, member.compress_type = 3, 0o600 << 16, method
    return member


class Bundle:
    """Such a zip, open for reading, of which names and sizes are as they should be; `sums` are the hashes by name."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        """DatabaseProblem, naming what is wrong, for any other file."""
        self.path = path
        self._archive = archive
        with self._reading():
            self._members = self._known(archive.infolist())
            if MANIFEST not in self._members:
                self._refuse(f"缺少清单 {MANIFEST}")
            self.sums = self._listed()
        if DATABASE not in self.sums:
            self._refuse("里面没有数据库")
        if extra := self._members.keys() - self.sums.keys() - {MANIFEST}:
            self._refuse(f"有清单里没有的文件：{min(extra)}")
        if lacking := self.sums.keys() - self._members.keys():
            self._refuse(f"缺少清单里的 {min(lacking)}")

    @property
    def evidence(self) -> list[str]:
        """The hashes of the evidence in it."""
        return [name.removeprefix(EVIDENCE) for name in self.sums if name.startswith(EVIDENCE)]

    def unpack(self, name: str, target: BinaryIO | None = None) -> None:
        """Write what `name` holds to `target` (None: only look); DatabaseProblem where that is not what was packed."""
        digest = hashlib.sha256()
        for piece in self._pieces(name):
            digest.update(piece)
            if target:
                target.write(piece)
        if digest.hexdigest() != self.sums[name]:
            self._refuse(f"{name} 与清单不符，是改动过或没有传完整的")

    def _pieces(self, name: str) -> Iterator[bytes]:
        """What a member holds; the library ends with an error where size or checksum are others than stated."""
        with self._reading(), self._archive.open(self._members[name]) as packed:
            while piece := packed.read(_PIECE):
                yield piece

    def _known(self, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        """The members by name, when each is one of ours, stands there once, and is no larger than it can be."""
        found = {member.filename: member for member in members}
        if len(found) < len(members):
            self._refuse("有重名的文件")
        for name, member in found.items():
            if name != MANIFEST and not _LINE.fullmatch(f"{'0' * 64}  {name}"):
                self._refuse("里面有不是备份的文件")
            if member.flag_bits & 1:
                self._refuse("是加了密的")
            if member.file_size > max(_SMALL, _MOST_TIMES * member.compress_size):
                self._refuse(f"{name} 解压后大得不合理")
        if sum(member.compress_size for member in members) > self.path.stat().st_size:
            self._refuse("里面的文件互相重叠")
        return found

    def _listed(self) -> dict[str, str]:
        """What the list of hashes says; evidence is named by its hash."""
        if self._members[MANIFEST].file_size > _MOST_LISTED:
            self._refuse(f"清单 {MANIFEST} 太大")
        lines = b"".join(self._pieces(MANIFEST)).decode("ascii", "replace").splitlines()
        matches = [_LINE.fullmatch(line) for line in lines]
        sums = {match[2]: match[1] for match in matches if match and match[3] in (None, match[1])}
        if len(sums) < len(lines):
            self._refuse(f"清单 {MANIFEST} 读不懂")
        return sums

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Meanwhile what the library says of a broken file is told in one line."""
        try:
            yield
        except (*_BROKEN, ValueError, struct.error):
            self._refuse("是坏的或没有传完整")

    def _refuse(self, what: str) -> NoReturn:
        raise refused(self.path, what) from None


def refused(path: Path, what: str) -> DatabaseProblem:
    """What is said of a backup that cannot be used."""
    return DatabaseProblem(f"备份 {path} 不能用：{what}；{_OTHER}")


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """The bundle at `path`; UsageError where no file can be read, DatabaseProblem where it is no bundle of ours."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"备份文件 {path} 读不了（{os_reason(error)}）；备份用 jytrack db backup 备份文件") from None
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except (*_BROKEN, ValueError, struct.error):
            raise refused(path, "不是备份，或没有传完整") from None
        with archive:
            yield Bundle(path, archive)
