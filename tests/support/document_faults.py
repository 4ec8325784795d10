"""Writes each format while something is wrong with the disk, and looks at what is left.

usage: document_faults.py PROGRAM [CASE...]      in a folder with project.yaml and its data; root for mounts
environment: LANDGAUGE_FAULTS=short: of "report", all formats over an earlier result alone

However a disk fails, one of two things happens: exit code 0, and the result is the one that a sound
disk gets; or exit code 73 or 74, one line that names a file, and everything is as it was before.
So the places of the faults need not be known: they are tried from the first byte to the last.
"""
import concurrent.futures
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

program = os.path.abspath(sys.argv[1])
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
PAGE = 4096
ROOM = 64 << 20

# What each format writes, as a pattern of the names that an error may have.
FILES = {
    "geojson": r"\w+\.geojson",
    "csv": r"tables/\w+\.csv|/tables",
    "ics": r"deadlines\.ics",
    "gpkg": r"landgauge\.gpkg",
    "qgis": r"landgauge\.qgz|\w+\.qml",
    "xlsx": r"landgauge\.xlsx",
    "report": r"report\.html",
}
ALL = ",".join(FILES)

failures = []
counts = {}
lock = threading.Lock()


def fail(text):
    with lock:
        failures.append(text)
    print(f"FAILED: {text}", flush=True)


# ---- folders ----

def hashes(folder):
    """The SHA-256 of each file, and the folders; hidden ones, too."""
    seen = {}
    for path, folders, files in os.walk(folder):
        for name in folders:
            seen[os.path.relpath(os.path.join(path, name), folder) + "/"] = ""
        for name in files:
            whole = os.path.join(path, name)
            with open(whole, "rb") as file:
                seen[os.path.relpath(whole, folder)] = hashlib.sha256(file.read()).hexdigest()
    return seen


def without_log(seen):
    """run.json has the times of the steps."""
    return {name: value for name, value in seen.items() if name != "run.json"}


def sizes(folder):
    return {os.path.relpath(os.path.join(path, name), folder): os.path.getsize(os.path.join(path, name))
            for path, _, files in os.walk(folder) for name in files}


def put_back(original, place):
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(original, place)


# ---- cases ----

class Case:
    """A command that writes a format over an earlier result."""

    def __init__(self, command, formats):
        self.command = command
        self.formats = formats
        names = formats.split(",")
        self.has_all = len(names) > 2
        self.name = f"{command} {'all' if self.has_all else names[-1]}"
        self.slug = self.name.replace(" ", "-")
        self.pattern = "|".join(FILES[name] for name in names)
        self.own_pattern = self.pattern if self.has_all else FILES[names[-1]]
        self.base = os.path.abspath(f"base-{self.slug}")  # the earlier result
        self.whole = os.path.abspath(f"whole-{self.slug}")  # what a sound disk gets
        self.has_failed_inside = False

    def arguments(self, place):
        tail = ["--formats", self.formats, "-q", "-j", "2"]
        if self.command in ("run", "check"):
            return [program, self.command, "project.yaml", *tail, "-o", place]
        if self.command == "renew":
            return [program, "report", place, "--lang", "en", *tail]
        return [program, "report", os.path.abspath("source"), "--lang", "en", *tail, "-o", place]

    def prepare(self):
        if self.command == "renew":
            put_back("source", self.base)
        else:
            command = "check" if self.command == "check" else "run"
            plain([program, command, "project.yaml", "--as-of", "2025-12-31", "--formats", "csv,geojson", "-q", "-o", self.base])
        put_back(self.base, self.whole)
        plain(self.arguments(self.whole))
        self.expected = without_log(hashes(self.whole))
        before = hashes(self.base)
        self.new = {name: size for name, size in sizes(self.whole).items()
                    if name == "run.json" or before.get(name) != self.expected[name]}
        if self.expected == without_log(before):
            fail(f"{self.name}: writes what is there already")

    def need(self):
        return sum(-(-size // PAGE) * PAGE for size in self.new.values())


def plain(arguments):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 0 or done.stderr:
        fail(f"{' '.join(arguments[1:])}: {done.returncode} {done.stderr}")


def attempt(case, fault, parent, prefix=(), codes=(73, 74), may_succeed=False, env=None):
    """Run under a fault. @return whether it succeeded."""
    place = os.path.join(parent, "kept")
    before = hashes(parent)
    done = subprocess.run([*prefix, *case.arguments(place)], capture_output=True, text=True, env=env)
    name = f"{case.name}, {fault}"
    with lock:
        counts[done.returncode] = counts.get(done.returncode, 0) + 1
    if done.returncode == 0:
        if not may_succeed:
            fail(f"{name}: went through")
        if done.stderr:
            fail(f"{name}: succeeded, and said {done.stderr}")
        if without_log(hashes(place)) != case.expected or os.listdir(parent) != ["kept"]:
            fail(f"{name}: exit code 0, but not the whole result")
        put_back(case.base, place)
        return True
    lines = done.stderr.splitlines()
    if done.returncode not in codes:
        fail(f"{name}: exit code {done.returncode}: {done.stderr}")
    if len(lines) != 1 or not lines[0].startswith("landgauge: error: "):
        fail(f"{name}: not one line: {done.stderr}")
    elif done.returncode in (73, 74) and not re.search(rf"({case.pattern}|run\.json|kept|\.kept\.lock)\b", lines[0]):
        fail(f"{name}: names no file: {lines[0]}")
    elif re.search(rf"({case.own_pattern})\b", lines[0]):
        case.has_failed_inside = True
    if hashes(parent) != before:
        after = hashes(parent)
        changed = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
        fail(f"{name}: not as it was: {changed[:5]} ({done.stderr.strip()})")
        for key in os.listdir(parent):
            shutil.rmtree(os.path.join(parent, key), ignore_errors=True)
        put_back(case.base, place)
    return False


# ---- faults ----

def limits_of_files(case, folder):
    """From a limit that nothing passes to one byte less than the largest file has."""
    largest = max(size for name, size in case.new.items() if name != "run.json")
    steps = {largest - 1, largest // 2, largest // 16, case.new["run.json"] - 1}
    if case.has_all:
        every = sorted(size - 1 for size in case.new.values())
        steps |= {0, *every[:: max(len(every) // 6, 1)]}
    for limit in sorted(steps):
        if limit < max(case.new.values()):
            attempt(case, f"a limit of {limit} bytes to files", folder, ["prlimit", f"--fsize={limit}"])


def few_descriptors(case, folder):
    """Fewer than the inputs need is another story, with another code."""
    for count in (12, 16, 24, 40):
        attempt(case, f"{count} open files", folder, ["prlimit", f"--nofile={count}"], codes=(65, 66, 71, 73, 74), may_succeed=True)


def small_disk(case, folder):
    """@return False where nothing can be mounted"""
    disk = os.path.abspath(f"disk-{case.slug}")
    os.makedirs(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM},nr_inodes=4096", "landgauge-test", disk], capture_output=True).returncode != 0:
        return False

    def remount(options):
        subprocess.run(["mount", "-o", "remount," + options, disk], check=True)

    try:
        put_back(case.base, os.path.join(disk, "kept"))
        stat = os.statvfs(disk)
        used = (stat.f_blocks - stat.f_bfree) * stat.f_frsize
        inodes = stat.f_files - stat.f_ffree
        need = case.need()
        is_long = case.command == "run"
        for part in (0, 1 / 8, 1 / 2, 7 / 8) if is_long else (1 / 2,):
            left = max(int(need * part) // PAGE, 0) * PAGE
            remount(f"size={used + left}")
            attempt(case, f"a disk with {left} bytes left of {need}", disk)
        remount(f"size={used + need - PAGE}")
        attempt(case, f"a disk with a page less than {need} bytes", disk)
        # Some need more on the way: from the size of the result up to what will do.
        extra = 0
        while True:
            remount(f"size={used + need + extra}")
            if attempt(case, f"a disk with {need + extra} bytes for {need}", disk, may_succeed=True):
                break
            extra = extra * 2 if extra > 0 else 2 * PAGE
            if extra > ROOM // 2:
                fail(f"{case.name}: {need + extra} bytes will not do for {need}")
                break
        remount(f"size={ROOM}")
        for count in (0, 1, 3, len(case.new) // 2) if is_long else (3,):
            remount(f"nr_inodes={inodes + count}")
            attempt(case, f"a disk with room for {count} names", disk, may_succeed=count > 1)
        remount("nr_inodes=4096,ro")
        attempt(case, "a read-only disk", disk, codes=(73,))
    finally:
        subprocess.run(["umount", disk], check=False)
    return True


def closed_folder(case, folder):
    os.chmod(folder, 0o555)
    attempt(case, "a folder without permission", folder, NOBODY, codes=(73,))
    os.chmod(folder, 0o755)


def no_scratch(case, folder):
    """What libraries take for scratch is of no use: nothing is written there."""
    for name, scratch in (("no", "/nonexistent"), ("a full", "/dev/full"), ("a read-only", "/proc")):
        env = {**os.environ, **{key: scratch for key in ("TMPDIR", "TMP", "TEMP", "CPL_TMPDIR", "SQLITE_TMPDIR", "GDAL_TMPDIR")}}
        attempt(case, f"{name} scratch folder", folder, may_succeed=True, env=env)


# ---- signals ----

def wait_for(process, parent, name):
    """Until a name appears in the folder under construction. @return whether it did"""
    deadline = time.monotonic() + 60
    work = os.path.join(parent, f".kept.tmp.{process.pid}", name)
    while process.poll() is None and time.monotonic() < deadline:
        if os.path.exists(work):
            return True
    return False


def killed(case, parent, name, number):
    place = os.path.join(parent, "kept")
    before = hashes(place)
    for _ in range(5):
        process = subprocess.Popen(case.arguments(place), stderr=subprocess.PIPE, text=True)
        was_there = wait_for(process, parent, name)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        if was_there and process.returncode != 0:
            break
        put_back(case.base, place)
    told = f"{case.name}, {number.name} when {name} appears"
    if not was_there or process.returncode == 0:
        print(f"not met in five runs: {told}")
        return
    if process.returncode != (-9 if number == signal.SIGKILL else 143):
        fail(f"{told}: exit code {process.returncode}: {said}")
    # Behind the last file it may be too late: then the new result is in place, whole.
    is_new = name == "run.json" and without_log(hashes(place)) == case.expected
    if not is_new and hashes(place) != before:
        fail(f"{told}: the earlier result is not as it was")
    if number == signal.SIGTERM and (len(said.splitlines()) != 1 or "stopped" not in said):
        fail(f"{told}: {said}")
    left = sorted(os.listdir(parent))
    if number == signal.SIGTERM and left != ["kept"]:
        fail(f"{told}: left behind: {left}")
    if number == signal.SIGKILL and not is_new and left == ["kept"]:
        fail(f"{told}: nothing was under construction")
    # The next run takes away what is left, and gets all of its result.
    attempt(case, f"after {number.name} when {name} appears", parent, may_succeed=True)


def signals(case, folder):
    for name in ("tables/fields.csv", "landgauge.gpkg", "landgauge.xlsx", "report.html", "landgauge.qgz", "run.json"):
        for number in (signal.SIGKILL, signal.SIGTERM):
            if name == "run.json" and number == signal.SIGTERM:
                continue  # may be too late, and then the new result is in place
            killed(case, folder, name, number)


# ---- all of it ----

def walk(case):
    """@return what could not be tried"""
    case.prepare()
    folder = os.path.abspath(f"folder-{case.slug}")
    os.makedirs(folder)
    put_back(case.base, os.path.join(folder, "kept"))
    skipped = set()
    limits_of_files(case, folder)
    if os.geteuid() != 0 or not small_disk(case, folder):
        skipped.add("full disks need root and mount")
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        skipped.add("folders without permission need root and setpriv")
    else:
        closed_folder(case, folder)
    if case.has_all:
        few_descriptors(case, folder)
        no_scratch(case, folder)
        if case.command != "check":
            signals(case, folder)
    if not case.has_failed_inside:
        fail(f"{case.name}: no fault met a file of the format")
    return skipped


plain([program, "run", "project.yaml", "--formats", "csv,geojson,ics", "-q", "-o", "source"])
checked = ",".join(name for name in FILES if name not in ("ics", "report"))
cases = [Case("run", ALL), Case("renew", ALL), Case("check", checked)]
# A project is never alone: the layers that it shows are there when it is renewed.
cases += [Case("run", name) for name in FILES if name != "qgis"]
if os.environ.get("LANDGAUGE_FAULTS") != "short":
    cases += [Case("elsewhere", ALL)] + [Case("renew", name) for name in ("gpkg", "qgis", "xlsx", "report")]
# Named cases alone, as "run gpkg": while something is looked for.
cases = [case for case in cases if not sys.argv[2:] or case.name in sys.argv[2:]]
skipped = set()
with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
    for case, done in [(case, pool.submit(walk, case)) for case in cases]:
        try:
            skipped |= done.result()
        except Exception as error:
            fail(f"{case.name}: {error!r}")
print(f"{sum(counts.values())} attempts, by exit code: {dict(sorted(counts.items()))}")
if failures:
    sys.exit(f"{len(failures)} of them are not as they should be")
if skipped:
    print("skipped in part: " + "; ".join(sorted(skipped)))
    sys.exit(77)
print("document faults: all as expected")
