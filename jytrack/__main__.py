"""The program's first step: an interruption while it is still loading ends as quietly as later ones."""

import sys

from jytrack.errors import INTERRUPTED


def main() -> None:
    """Load the command line and run it."""
    try:
        from jytrack.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except RuntimeError as error:
        # Python before 3.12 wraps what interrupts the making of a class.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
