"""Runs the command line given to it and prints, as JSON, what it cost and how much it answered.

Its exit code, the processor's seconds, the peak memory in KiB, the bytes written to stdout, the end of its stderr. A
process of its own, because the system counts the memory of the process that starts another into the peak of the other:
started from a large one, every command would seem large.
"""

import json
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
    process = subprocess.Popen(sys.argv[1:], stdout=out, stderr=err)
    _, status, usage = os.wait4(process.pid, 0)
    err.seek(0)
    said = err.read().decode("utf-8", "replace")[-300:]
    seconds = usage.ru_utime + usage.ru_stime
    size = os.fstat(out.fileno()).st_size
sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss, size, said]))
