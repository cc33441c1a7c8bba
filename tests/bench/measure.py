"""measure.py OUT COMMAND... - runs it; OUT gets "seconds, seconds of processors, kB".

kB is the memory of all its processes together: the sum of each one's peak.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

peaks = {}


def look(pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        peaks[pid] = int(status.split("VmHWM:")[1].split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):  # it has ended
        return
    for child in children:
        look(child)


begun = time.monotonic()
process = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
while True:
    look(process.pid)
    pid, status, usage = os.wait4(process.pid, os.WNOHANG)
    if pid:
        break
    time.sleep(0.02)
seconds = time.monotonic() - begun
Path(sys.argv[1]).write_text(
    f"{seconds:.3f} {usage.ru_utime + usage.ru_stime:.3f} {sum(peaks.values())}\n")
sys.exit(os.waitstatus_to_exitcode(status))
