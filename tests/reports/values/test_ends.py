"""Long lists: on a page their ends, for programs all of them, made while they are written."""

import json
from collections.abc import Iterator

import pytest

from jytrack.reports.formats import csv
from jytrack.reports.formats.json import pieces, render
from jytrack.reports.values.document import Column, Document, JsonValue, LongList, LongTable, Paragraph
from jytrack.reports.values.ends import LONG, ends


@pytest.mark.parametrize("count", [0, 1, 39, LONG - 1, LONG, LONG + 1, LONG + 15, LONG + 21, 3 * LONG])
def test_rows_on_their_way_are_shown_as_rows_in_hand(count: int) -> None:
    shown, rest = ends(iter(range(count)), short=True)
    assert (tuple(shown), rest) == (tuple(ends(range(count), short=True)[0]), ends(range(count), short=True)[1])
    if count > LONG:
        assert (*shown,) == (*range(20), *range(count - 20, count))
        assert isinstance(rest[0], Paragraph)
        assert f"共{count}行" in rest[0].text
    else:
        assert (*shown,) == (*range(count),)
        assert not rest


class Counted:
    """Numbers that are counted as they are made."""

    def __init__(self, count: int) -> None:
        self.count, self.made = count, 0

    def rows(self) -> Iterator[int]:
        for number in range(self.count):
            self.made += 1
            yield number


@pytest.mark.parametrize("count", [0, 1, 100, 101, 5_000])
def test_a_long_list_reads_as_any_other(count: int) -> None:
    items: list[JsonValue] = [{"no": number, "half": [number, None]} for number in range(count)]
    data: dict[str, JsonValue] = {"before": "“”", "rows": LongList(lambda: iter(items)), "after": {}}
    plain = {**data, "rows": items}
    assert render(data) == render(plain)  # type: ignore[arg-type]
    assert json.loads(render(data)) == json.loads(json.dumps(plain))


def test_no_more_is_made_than_is_written() -> None:
    source = Counted(100_000)
    written = pieces({"rows": LongList(lambda: source.rows())})
    assert b"".join(next(written) for _ in range(3)).startswith(b'{\n  "rows": [\n    0,\n    1')
    assert source.made < 1_000
    source = Counted(100_000)
    table = LongTable((Column("数"),), ((str(number),) for number in source.rows()))
    lines = csv.pieces(Document("数", (), sheet=lambda: table))
    assert (next(lines) + next(lines)).decode("utf-8-sig").splitlines()[:3] == ["数", "0", "1"]
    assert source.made <= 1_000
