"""Runs the table of finding codes: each layer through the program, each row of quality.csv compared.

usage: codes.py [CASE...]   in an empty folder; CASE: a part of a name or a code
environment: LANDGAUGE, SOURCE_DIR
"""
import collections
import os
import re
import subprocess
import sys

import codes_case
import codes_evidence  # noqa: F401
import codes_figures  # noqa: F401, the cases
import codes_geometry  # noqa: F401
import codes_layers  # noqa: F401
import codes_tables  # noqa: F401
import codes_values  # noqa: F401
from result import FORMATS, check, check_true, finish, number, run_log, table

PLACE_M = 0.05  # a place in the expected box, to this
known = {}      # input: rows of quality.csv
SEVERITIES = {"E": "error", "W": "warning", "I": "notice"}


def run(layers, folder):
    return subprocess.run([os.environ["LANDGAUGE"], *layers.write(folder)], capture_output=True, text=True, check=False)


def findings(name, layers, folder):
    """Rows of quality.csv; None when the run failed. The same input, as of many a near miss, is run once."""
    arguments = layers.write(folder)
    key = tuple(argument.replace(folder, "") for argument in arguments)
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        with open(entry.path, "rb") as file:
            key += (entry.name, file.read())
    if key not in known:
        done = subprocess.run([os.environ["LANDGAUGE"], *arguments], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            check_true(f"{name}: exit {done.returncode}: {done.stderr.strip()}", False)
            return None
        known[key] = table(f"{folder}/out", "quality")
    return known[key]


def check_number(what, text, expected):
    if expected is None:
        check_true(f"{what} is empty, not {text}", text == "")
        return
    if expected is codes_case.ANY:
        check_true(f"{what} is a number, not {text!r}", text != "")
        return
    value, tolerance = expected if isinstance(expected, tuple) else (expected, 1e-6 * abs(expected))
    check(what, number(text), value, tolerance)


def check_place(what, row, at):
    if at is codes_case.ANY:
        check_true(f"{what}: has a place", row["lon"] != "" and row["lat"] != "")
        return
    if at is None or row["lon"] == "" or row["lat"] == "":
        check_true(f"{what}: place {row['lon']} {row['lat']}, expected {at}", at is None and row["lon"] == row["lat"] == "")
        return
    x, y = codes_case.from_degrees(number(row["lon"]), number(row["lat"]))
    west, south, east, north = at if len(at) == 4 else (*at, *at)
    inside = west - PLACE_M <= x <= east + PLACE_M and south - PLACE_M <= y <= north + PLACE_M
    check_true(f"{what}: place {x:.3f} {y:.3f} is in {at}", inside)


def check_row(what, row, expected):
    what = f"{what}, {row['message']!r}"
    check_true(f"{what}: severity {row['severity']}", row["severity"] == SEVERITIES[row["code"][0]])
    check_true(f"{what}: layer {row['layer']}", row["layer"] == expected.layer)
    check_true(f"{what}: parcel {row['parcel_id']!r}", row["parcel_id"] == (expected.parcel or ""))
    check_true(f"{what}: park {row['park_code']!r}", row["park_code"] == (expected.park or ""))
    check_true(f"{what}: says {expected.says!r}", re.search(expected.says, row["message"]) is not None)
    check_number(f"{what}: value", row["value"], expected.value)
    check_number(f"{what}: limit", row["limit"], expected.limit)
    check_place(what, row, expected.at)
    if expected.feature is not None:
        check(f"{what}: feature", number(row["feature"]), expected.feature)
    if expected.source is not None:
        check_true(f"{what}: source {row['source']}", row["source"] == expected.source)


def check_rows(what, code, rows, expected):
    """As many rows of the code as expected, each like one of them, in the order of the table."""
    seen = [row for row in rows if row["code"] == code]
    said = "".join(f"\n    {row['layer']} {row['parcel_id']} {row['message']}" for row in seen)
    check_true(f"{what}: {len(seen)} rows of {code} instead of {len(expected)}{said}", len(seen) == len(expected))
    if len(seen) == len(expected):
        for row, wanted in zip(seen, expected):
            check_row(what, row, wanted)


def check_codes(what, rows, expected):
    seen = {row["code"] for row in rows}
    said = "".join(f"\n    {row['code']} {row['layer']} {row['parcel_id']} {row['message']}" for row in rows)
    check_true(f"{what}: codes {sorted(seen)} instead of {sorted(expected)}{said}", seen == expected)


def check_case(position, row):
    code, name, bad, good, rows, also, good_also = row
    what = f"{code}, {name}"
    seen = findings(what, bad, f"case{position}")
    if seen is not None:
        check_codes(what, seen, {code} | also)
        check_rows(what, code, seen, rows)
    what += ", near miss"
    seen = findings(what, good, f"near{position}")
    if seen is not None:
        check_codes(what, seen, good_also)


def check_refusal(position, row):
    code, name, bad, good, says = row
    done = run(bad, f"refused{position}")
    what = f"{code}, {name}: exit {done.returncode}, {done.stderr.strip()!r}"
    check_true(f"{what}: exits with 65", done.returncode == 65)
    line = done.stderr.rstrip("\n")
    check_true(f"{what}: one line that says {says!r}",
               "\n" not in line and re.search(says, line) is not None and (not code or line.endswith(f"[{code}]")))
    check_true(f"{what}: no result", not os.path.exists(f"refused{position}/out"))
    done = run(good, f"taken{position}")
    check_true(f"{code}, {name}, near miss: exit {done.returncode}: {done.stderr.strip()}", done.returncode == 0)


def check_fail_on():
    """Exit code 1 from the level asked for on; the result is there all the same."""
    layers = {"none": codes_case.halves()}
    for severity, code in (("notice", "I_VERTEX"), ("warning", "W_SPIKE"), ("error", "E_DUP")):
        layers[severity] = next(row[2] for row in codes_case.CASES if row[0] == code and not row[5])
    levels = {None: (), "never": (), "error": ("error",), "warning": ("error", "warning")}
    for severity, layer in layers.items():
        for command in ("check", "run"):
            for level, failing in levels.items():
                layer.command = (command, FORMATS) if level is None else (command, FORMATS, "--fail-on", level)
                folder = f"{severity}_{command}_{level}"
                done = run(layer, folder)
                expected = 1 if severity in failing else 0
                what = f"{command} --fail-on {level} with a {severity}"
                check_true(f"{what}: exit {done.returncode}, not {expected}: {done.stderr}", done.returncode == expected)
                reached = run_log(f"{folder}/out")["summary"]["fail_on_reached"]
                check_true(f"{what}: run.json says {reached}", reached is (expected == 1))


def check_complete(cases):
    """Every code of the program has a case."""
    with open(os.environ["SOURCE_DIR"] + "/src/model/findings.h", encoding="utf-8") as file:
        known = set(re.findall(r"^ {4}LG_([EWI]_[A-Z0-9]+),$", file.read(), re.MULTILINE))
    check_true(f"finding codes are read from the source: {len(known)}", len(known) > 30)
    had = collections.Counter(row[0] for row in cases)
    for code in sorted(known - set(had)):
        check_true(f"{code} has a case in tests/support/codes_*.py", False)
    for code in sorted(set(had) - known - {""}):
        check_true(f"{code} of a case is a code of the program", False)


def main():
    wanted = sys.argv[1:]
    step = int(os.environ.get("LANDGAUGE_CODES_STEP", "1"))
    if not wanted:
        check_complete(codes_case.CASES + codes_case.REFUSALS)
    for rows, check_one in ((codes_case.CASES, check_case), (codes_case.REFUSALS, check_refusal)):
        for position, row in enumerate(rows):
            if not wanted and position % step != 0:
                continue
            if not wanted or any(word in f"{row[0]}, {row[1]}" for word in wanted):
                check_one(position, row)
    if not wanted:
        check_fail_on()
    print(f"{len(codes_case.CASES)} cases with their near misses, {len(codes_case.REFUSALS)} refusals")
    finish()


if __name__ == "__main__":
    main()
