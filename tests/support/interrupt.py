"""Starts a program, sends it a signal as soon as a file of a name appears, ends with its code.

usage: interrupt.py SIGNAL PREFIX PROGRAM ARGUMENTS...     PREFIX: of a name in this folder
"""
import os
import signal
import subprocess
import sys
import time

number = signal.Signals["SIG" + sys.argv[1]]
prefix = sys.argv[2]
# A shell's background jobs ignore SIGINT, and so would their children.
process = subprocess.Popen(sys.argv[3:], preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
deadline = time.monotonic() + 30
while process.poll() is None and time.monotonic() < deadline:
    if any(name.startswith(prefix) for name in os.listdir(".")):
        process.send_signal(number)
        break
    time.sleep(0.001)
code = process.wait(timeout=60)
sys.exit(code if code >= 0 else 128 - code)
