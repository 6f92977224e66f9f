"""Commands typed on another machine: a process of its own, in which one after the other is run.

Lines of JSON come in, each a moment and what is typed; what each did goes out as lines of JSON.
"""

import json
import sys

import time_machine

from tests.command import typed


def main() -> None:
    """Run what is typed."""
    for line in sys.stdin:
        moment, arguments = json.loads(line)
        with time_machine.travel(moment, tick=False):
            ran = typed(arguments, {"COLUMNS": "100"})
        sys.stdout.write(json.dumps([ran.code, ran.out, ran.err]) + "\n")


if __name__ == "__main__":
    main()
