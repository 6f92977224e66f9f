"""What a long pass has counted, said in one line that `make soak` gathers for docs/reliability.md."""

from collections.abc import Mapping

MARK = "# "


def tally(what: str, came: Mapping[str, int]) -> None:
    """Say how often each thing came."""
    print(f"\n{MARK}{what}: {', '.join(f'{name} {count}' for name, count in sorted(came.items()))}")  # noqa: T201
