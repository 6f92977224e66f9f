"""Long sheets are read before the database is locked, so that nobody waits while they are read."""

import os
import pickle
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from jytrack.domain.figures.reading import Entries
from jytrack.errors import OutputProblem, os_reason


class ReadAhead:
    """The entries of one sheet, block by block, on their way to the database: in a file, to keep memory flat.

    So they are read once, however often they are laid.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Of nothing yet; nobody else has the `file`, which other sheets of the delivery may share."""
        self._file = file
        self._blocks: list[int] = []

    def fill(self, blocks: Iterable[Entries]) -> Iterator[None]:
        """Take in `blocks`, which are read meanwhile, one at a time."""
        for block in blocks:
            if len(block):
                self._keep(block)
            yield

    def _keep(self, block: Entries) -> None:
        """Put one block behind the others; OutputProblem where there is no room for it."""
        try:
            self._blocks.append(self._file.seek(0, os.SEEK_END))
            pickle.dump(block, self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()
        except OSError as error:
            raise OutputProblem(
                f"读表用的临时文件写不了（{os_reason(error)}）；请腾出空间后重试：jytrack target import 文件"
            ) from None

    def __iter__(self) -> Iterator[Entries]:
        """The blocks, as often as they are asked for."""
        for at in self._blocks:
            self._file.seek(at)
            yield pickle.load(self._file)  # noqa: S301 - nobody else has the file
