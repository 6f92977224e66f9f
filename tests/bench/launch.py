"""Runs the command line given to it and prints, as JSON, its exit code, wall time in seconds and peak memory in KiB.

A process of its own, because the system counts the memory of the process that starts another into the peak of the
other: started from a large one, every command would seem large.
"""

import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - start
sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss]))
