"""landgauge report on the two samples: what is written again is what a run writes."""
import csv
import filecmp
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile

from result import check, check_true, finish, run_log, table

LANDGAUGE = os.environ["LANDGAUGE"]
ALL = "geojson,csv,ics,gpkg,qgis,xlsx,report"
# run.json says when and how long, and what was written; the calendar is a run's alone.
NOT_ALIKE = {"run.json", "deadlines.ics"}


def call(*words):
    """Exit code, standard output, standard error."""
    done = subprocess.run([LANDGAUGE, *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def must(*words):
    """Call, and end where it does not go well."""
    code, out, err = call(*words)
    if code != 0:
        sys.exit(f"{' '.join(words)}: exit {code}: {err}")
    return out


def refused(what, code, part, *words):
    """Hold a call to its exit code and a part of its one line."""
    seen, _, err = call(*words)
    check(what, seen, code)
    check_true(f"{what}: one line with {part!r}, not {err!r}",
               part in err and err.count("\n") == 1)


def files(folder):
    """All files, by their names in the folder."""
    return sorted(os.path.relpath(os.path.join(at, name), folder)
                  for at, _, names in os.walk(folder) for name in names)


def alike(what, first, second, aside=frozenset()):
    """Hold two folders to the same files, byte for byte."""
    check_true(f"{what}: the same files",
               set(files(first)) - aside == set(files(second)) - aside)
    for name in files(first):
        if name in aside or not os.path.exists(os.path.join(second, name)):
            continue
        check_true(f"{what}: {name}", filecmp.cmp(os.path.join(first, name),
                                                  os.path.join(second, name), shallow=False))


def texts_of(folder):
    """Every file's bytes, and those of what is packed in it."""
    for name in files(folder):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            yield name, file.read()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for inner in packed.namelist():
                    yield f"{name}/{inner}", packed.read(inner)


def holders_of(folder):
    """Every name in a column holder."""
    names = set()
    for name in os.listdir(os.path.join(folder, "tables")):
        names |= {row["holder"] for row in table(folder, name[:-4]) if row.get("holder")}
    return names


def run_all():
    """A run of each sample in each language, all formats."""
    for language in ("zh", "en"):
        must("run", "park/project.yaml", "--lang", language, "--formats", ALL,
             "-o", f"park-{language}", "-q")
        must("run", "region/project-2026-03-31.yaml", "--lang", language,
             "-o", f"before-{language}", "-q")
        must("run", "region/project-2026-06-30.yaml", "--previous", f"before-{language}",
             "--sensitivity", "--lang", language, "--formats", ALL, "-o", f"region-{language}",
             "-q")


def check_again():
    """In the language of the run, and in the other."""
    for sample in ("park", "region"):
        for language, other in (("zh", "en"), ("en", "zh")):
            of = f"{sample}-{language}"
            told = must("report", of, "-o", "again", "--formats", ALL)
            check_true(f"{of}: closing lines", told.startswith("written again from "))
            alike(f"{of} again", of, "again", {"run.json"})
            told = must("report", of, "-o", "other", "--lang", other)
            check_true(f"{of}: nothing untranslated", "in the language of the run" not in told)
            check_true(f"{of}: the calendar", "left out: deadlines.ics" in told)
            alike(f"{of} as {other}", f"{sample}-{other}", "other", NOT_ALIKE)
            check_true(f"{of}: its language", run_log("other")["options"]["lang"] == other)
    must("report", "park-zh", "-o", "threads", "-j", "1", "-q")
    alike("threads", "park-zh", "threads", {"run.json"})
    log, was = run_log("again"), run_log("region-en")
    said = log.pop("written_again")
    check_true("run.json says it", said == {"version": log["version"], "lang": "en",
                                            "masked": False})
    check_true("run.json is else as it was", log == was)
    must("report", "again", "-o", "twice", "-q")
    alike("twice", "again", "twice")


def check_use():
    """What is written again is a result."""
    for folder in ("other", "masked"):
        for command in (["check", "--self", folder], ["diff", folder, folder + "-2", "-o", "d"],
                        ["report", folder, "-o", "of-it", "-q"]):
            if command[0] == "diff":
                shutil.copytree(folder, folder + "-2")
                command += ["--fail-on", "change"]
            code, out, err = call(*command)
            check(f"{' '.join(command)}: {out[-200:]} {err}", code, 0)
    parcel = table("masked", "idle")[0]["parcel_id"]
    told = must("explain", "masked", parcel)
    check_true("explain of a masked result", "使用权人 0" in told)
    must("explain", "other", table("other", "parks")[0]["park_code"], "A11")


def check_in_place():
    """Renewed where it stands: what is not written again is taken over."""
    shutil.copytree("park-zh", "here")
    with open("here/notes.txt", "w", encoding="utf-8") as file:
        file.write("of the office")
    before = os.stat("here/register.geojson").st_ino
    told = must("report", "here", "--formats", "csv")
    check_true("closing lines name the place", "result: here; open first" in told)
    check_true("the layer is the same file", os.stat("here/register.geojson").st_ino == before)
    check_true("the note is there", os.path.exists("here/notes.txt"))
    alike("in place", "park-zh", "here", {"run.json", "notes.txt"})
    check_true("all formats are still said",
               run_log("here")["options"]["formats"] == run_log("park-zh")["options"]["formats"])
    told = must("report", "here", "--lang", "en")
    check_true("the calendar stays as it was", "as it was: deadlines.ics" in told)
    alike("in place in English", "park-en", "here", NOT_ALIKE | {"notes.txt"})
    check_true("nothing is left beside it",
               not [name for name in os.listdir(".") if name.startswith(".here.tmp")])
    must("report", "here", "--lang", "zh", "-o", "here", "-q")
    alike("back again", "park-zh", "here", {"run.json", "notes.txt"})


def check_mask():
    """No name of a holder in any file, and all figures as they were."""
    must("run", "park/project.yaml", "--lang", "zh", "--formats", ALL, "--mask", "holder",
         "-o", "masked-run", "-q")
    told = must("report", "park-zh", "--mask", "holder", "--formats", ALL, "-o", "masked")
    names = holders_of("park-zh")
    check_true("the sample has holders", len(names) >= 100)
    check_true("closing lines count them", f"masked: {len(names)} holders" in told)
    alike("masked by run and by report", "masked-run", "masked", {"run.json"})
    for folder in ("masked", "masked-run"):
        for name, text in texts_of(folder):
            seen = [holder for holder in names if holder.encode() in text]
            check_true(f"{folder}/{name} names {seen[:2]}", not seen)
        check_true(f"{folder} says so", run_log(folder)["masked"] == ["holder"])
        paths = [source["path"] for source in run_log(folder)["sources"]]
        check_true(f"{folder}: names of files alone", not [path for path in paths if "/" in path])
        check_true(f"{folder}: no calendar", not os.path.exists(f"{folder}/deadlines.ics"))
    check_columns(names)
    refused("a database", 64, "only a run writes a database", "report", "park-zh", "-o",
            "PG:dbname=land password=secret")
    refused("masked over the names", 64, "give another folder", "report", "park-zh", "--mask",
            "holder")
    refused("the same, said with -o", 64, "give another folder", "report", "park-zh", "--mask",
            "holder", "-o", "./park-zh/")
    told = must("report", "park-zh", "--mask", "holder", "--lang", "en", "-o", "masked-en")
    check_true("in English", table("masked-en", "register")[0]["holder"] == "holder 001")


def check_columns(names):
    """Every cell but those with names is as it was; the same name has the same number."""
    numbers = {}
    for name in sorted(os.listdir("park-zh/tables")):
        for was, now in zip(table("park-zh", name[:-4]), table("masked", name[:-4])):
            for key, value in was.items():
                if key == "holder" and value:
                    check_true(f"{name}: one number of {value}",
                               numbers.setdefault(value, now[key]) == now[key])
                elif key == "remarks":
                    check_true(f"{name}: no remarks", now[key] == "")
                elif key == "message" and was["layer"] == "enterprises":
                    check_true(f"{name}: no names of enterprises", now[key] == "")
                elif not any(holder in value for holder in names):
                    check_true(f"{name}: {key} of {was}", now[key] == value)
    check("numbers", len(set(numbers.values())), len(names))
    first = [row["holder"] for row in table("park-zh", "register") if row["holder"]][0]
    check_true("the first of the register", numbers[first] == "使用权人 001")


def check_lacks():
    """Formats that a run did not write, and folders that are no results."""
    must("run", "park/project.yaml", "--formats", "geojson", "-o", "layers", "-q")
    must("run", "park/project.yaml", "--formats", "csv", "-o", "tables", "-q")
    must("check", "park/project.yaml", "-o", "checked", "-q")
    refused("no tables", 66, "run again with --formats geojson,csv", "report", "layers",
            "-o", "none")
    refused("no layers", 66, "ask for --formats csv,xlsx", "report", "tables", "-o", "none")
    check_true("nothing was made", not os.path.exists("none"))
    must("report", "tables", "--formats", "csv", "-o", "of-tables", "-q")
    alike("tables alone", "tables", "of-tables", {"run.json"})
    must("report", "tables", "-q")
    must("report", "checked", "--formats", "geojson,csv", "-o", "of-check", "-q")
    alike("a check", "checked", "of-check", {"run.json"})
    refused("no folder", 66, "no such folder", "report", "nowhere")
    os.mkdir("empty")
    refused("no result", 65, "run.json is missing", "report", "empty", "-o", "none")
    refused("a folder of somebody", 73, "not empty", "report", "tables", "--formats", "csv",
            "-o", "park")
    refused("no argument", 64, "an argument is missing", "report")


def change(path, old, new):
    """One place of a file."""
    with open(path, "rb") as file:
        text = file.read()
    if text.count(old) == 0:
        sys.exit(f"{path}: no {old!r}")
    with open(path, "wb") as file:
        file.write(text.replace(old, new, 1))


BROKEN = [
    ("a row cut short", "tables/parks.csv", b"\r\nS549901,", b"\r\nS549901\r\n", "row 1"),
    ("a number that is none", "tables/account.csv", b".", b"O", "is no number"),
    ("a date that is none", "tables/watchlist.csv", b",2026-", b",2026-99", "is no date"),
    ("a column of another version", "tables/holders.csv", b"oldest_idle_days", b"oldest",
     "column oldest_idle_days, as another version writes it; run again"),
    ("one column more", "tables/holders.csv", b"\r\n", b",more\r\n", "row 1: fewer cells"),
    ("a quote that does not end", "tables/quality.csv", b"error,", b'"error,', "quality.csv: row"),
    ("a feature less", "parks.geojson", b'{"type":"Feature"', b'{"type":"Feature","id":"x",'
     b'"geometry":null},{"type":"Feature"', "parks.geojson has 4 features"),
    ("a vertex in metres", "parks.geojson", b"[[[[9", b"[[[[99999", "no longitude and latitude"),
    ("no end", "idle.geojson", b"\n]}\n", b"\n", "idle.geojson: row"),
    ("no as_of", "run.json", b'"as_of": "2026-06-30"', b'"as_of": null', "no as_of"),
    ("a rule set without a name", "run.json", b'"rules": [', b'"rules": [ null,',
     "rules: a text is missing"),
    ("an input without a hash", "run.json", b'"sha256":', b'"md5":', "sources: a text is missing"),
    ("no JSON", "run.json", b'"program"', b'"program', "no result of landgauge"),
]


def check_broken():
    """Each ends with 65 and one line, and leaves the folder as it was."""
    for what, name, old, new, part in BROKEN:
        shutil.rmtree("broken", ignore_errors=True)
        shutil.copytree("park-zh", "broken")
        change(os.path.join("broken", name), old, new)
        shutil.rmtree("kept", ignore_errors=True)
        shutil.copytree("broken", "kept")
        refused(what, 65, part, "report", "broken")
        alike(f"{what}: untouched", "kept", "broken")


def check_first_day():
    """A computed day that land-market portals write for none is a day."""
    shutil.copytree("tables", "early")
    path = "early/tables/watchlist.csv"
    with open(path, "rb") as file:
        text = file.read()
    with open(path, "wb") as file:
        file.write(re.sub(rb",2026-\d\d-\d\d", b",1900-01-01", text, count=1))
    must("report", "early", "--formats", "csv", "-o", "of-early", "-q")
    alike("1900-01-01", "early", "of-early", {"run.json"})
    check_true("the day is there", b",1900-01-01" in open(path, "rb").read())


def check_damaged():
    """Seeded damage: a clean end each time, whatever the bytes are."""
    rounds = int(os.environ.get("LANDGAUGE_DAMAGE_ROUNDS", "60"))
    dice = random.Random(int(os.environ.get("LANDGAUGE_DAMAGE_SEED", "1")))
    names = [name for name in files("park-zh")
             if name.endswith((".csv", ".geojson", "run.json"))]
    for _ in range(rounds):
        shutil.rmtree("broken", ignore_errors=True)
        shutil.copytree("park-zh", "broken")
        name = dice.choice(names)
        path = os.path.join("broken", name)
        with open(path, "rb") as file:
            text = bytearray(file.read())
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(text))
            kind = dice.randrange(3)
            if kind == 0:
                text[at] = dice.choice(b'",\r\n[]{}\\\x00\xff-9:')
            elif kind == 1:
                del text[at:at + dice.randint(1, 200)]
            else:
                text[at:at] = bytes(text[at:at + dice.randint(1, 200)])
        with open(path, "wb") as file:
            file.write(text)
        code, _, err = call("report", "broken", "--mask", "holder", "--lang", "en",
                            "--formats", "csv,geojson", "-o", "of-broken")
        check_true(f"{name} damaged: exit {code}: {err}", code in (0, 65, 66))


run_all()
check_again()
check_in_place()
check_mask()
check_use()
check_lacks()
check_broken()
check_first_day()
check_damaged()
finish()
