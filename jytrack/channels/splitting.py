"""A long text in parts that a chat takes, each a message, split between lines."""

from collections.abc import Iterator

_MARK = 24
"""Bytes that are left for the mark of a part: （12/34） and a line break."""


def parts(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` bytes of UTF-8, marked with their numbers where there are several."""
    if len(text.encode()) <= most:
        return [text]
    found: list[str] = []
    size = 0
    for line in _lines(text, most - _MARK):
        length = len(line.encode()) + 1
        if found and size + length <= most - _MARK:
            found[-1] += f"\n{line}"
            size += length
        else:
            found.append(line)
            size = length
    found = [part for part in found if part.strip()]
    return [f"（{number}/{len(found)}）\n{part}" for number, part in enumerate(found, 1)]


def _lines(text: str, most: int) -> Iterator[str]:
    """The lines, one that is too long itself cut between characters."""
    for line in text.split("\n"):
        rest = line.encode()
        while len(rest) > most:
            piece = rest[:most].decode(errors="ignore")
            yield piece
            rest = rest[len(piece.encode()) :]
        yield rest.decode()
