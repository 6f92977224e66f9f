"""The page of an import that warns of a doubtful figure."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Jytrack
from tests.conftest import Golden

ROWS = "单位,指标,月份,本月数\n" + "".join(
    f"香水镇,创造新岗位,2023-{m:02d},{v}\n" for m, v in enumerate((10, 11, 25), 1)
)


def test_a_doubt_stands_on_the_page_with_its_evidence(
    jytrack: Jytrack, sheet: Callable[..., Path], golden: Golden
) -> None:
    page = jytrack("target", "import", sheet(ROWS, "岗位.csv"), "--received", "2023-03-28").out
    golden("cli/import-doubtful.txt", page.split("【2023年3月还没报齐")[0])
