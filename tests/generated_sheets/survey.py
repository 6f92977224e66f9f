"""What is objected to in how many of N made-up sheets, by kind and feature, with the shortest sheet of each.

python -m tests.generated_sheets.survey [N] [plain|wild] [features …]
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from tests.generated_sheets.desk import imported, objection
from tests.generated_sheets.sheets import Sheet, sheets
from tests.services.desks import loaded


def survey(number: int, *, wild: bool, only: frozenset[str]) -> None:
    """Print it."""
    found: dict[str, list[tuple[Sheet, str]]] = {}
    seen = Counter[str]()
    good = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        template = loaded(Path(folder) / "plan.db")

        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(sheet=sheets(wild=wild))
        def look(sheet: Sheet) -> None:
            if only and not only <= sheet.used:
                return
            outcome = imported(template, sheet)
            said = objection(sheet, outcome)
            for feature in sheet.used or {"none"}:
                seen[feature] += 1
                good[feature] += not said
            if said:
                found.setdefault(said.split(":")[0], []).append((sheet, said))

        look()
    for kind, cases in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"\n=== {kind}: {len(cases)}")  # noqa: T201
        shown: set[str] = set()
        for sheet, said in sorted(cases, key=lambda case: (len(case[0].used), len(repr(case[0])))):
            if new := sheet.used - shown or ({"none"} if not sheet.used and "none" not in shown else set()):
                shown |= new
                print(f"\n--- {said}\n{sheet!r}")  # noqa: T201
    print("\n=== good / seen")  # noqa: T201
    for feature, many in sorted(seen.items(), key=lambda item: good[item[0]] / item[1]):
        print(f"{good[feature]:5} / {many:5}  {feature}")  # noqa: T201


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    words = frozenset(word for word in sys.argv[1:] if not word.isdigit())
    survey(numbers[0] if numbers else 500, wild="wild" in words, only=words - {"wild", "plain"})
