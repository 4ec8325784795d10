"""Changes one thing in a copy of a result and looks whether check --self names it."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys


def path(name):
    return f"bad/{name}" if "." in name else f"bad/tables/{name}.csv"


def edit_table(name, edit, without_columns=()):
    """@param edit  gets the rows as dictionaries and gives those to be written"""
    with open(path(name), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    header = [key for key in rows[0] if key not in without_columns]
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(edit(rows))
    with open(path(name), "w", encoding="utf-8-sig", newline="") as file:
        file.write(out.getvalue())


def edit_json(name, edit):
    with open(path(name), encoding="utf-8") as file:
        content = json.load(file)
    edit(content)
    with open(path(name), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)


def park_of(row):
    return f"{row['park_code']} {row['scope']}"


def cell(name, column, value, **where):
    """One cell of one row; a value that is a function gets the old one."""
    def edit(rows):
        found = [row for row in rows if all((park_of(row) if key == "park" else row[key]) == what for key, what in where.items())]
        assert len(found) == 1, (name, where, len(found))
        found[0][column] = value(found[0][column]) if callable(value) else value
        return rows
    return lambda: edit_table(name, edit)


def without(name, **where):
    def edit(rows):
        left = [row for row in rows if not all((park_of(row) if key == "park" else row[key]) == what for key, what in where.items())]
        assert len(left) == len(rows) - 1, (name, where)
        return left
    return lambda: edit_table(name, edit)


def cells(name, change, **where):
    """Several cells of one row."""
    def edit(rows):
        found = [row for row in rows if all(row[key] == what for key, what in where.items())]
        assert len(found) == 1, (name, where, len(found))
        found[0].update(change)
        return rows
    return lambda: edit_table(name, edit)


def drop_last(name):
    return lambda: edit_table(name, lambda rows: rows[:-1])


def plus(amount, decimals=8):
    return lambda text: f"{float(text) + amount:.{decimals}f}"


def value_at(keys, change):
    def edit(content):
        *most, last = keys
        for key in most:
            content = content[key]
        content[last] = change(content[last])
    return lambda: edit_json("run.json", edit)


def feature(layer, change, **where):
    def edit(content):
        found = [f for f in content["features"] if all(f["properties"][key] == what for key, what in where.items())]
        assert len(found) == 1, (layer, where, len(found))
        change(found[0], content["features"])
    return lambda: edit_json(f"{layer}.geojson", edit)


def moved(east_deg, north_deg):
    def change(one, _):
        for polygon in one["geometry"]["coordinates"]:
            for ring in polygon:
                ring[:] = [[lon + east_deg, lat + north_deg] for lon, lat in ring]
    return change


def vertex_moved(east_deg):
    def change(one, _):
        ring = one["geometry"]["coordinates"][0][0]
        ring[1][0] += east_deg
    return change


def bow_tie(one, _):
    ring = one["geometry"]["coordinates"][0][0]
    ring[1], ring[2] = ring[2], ring[1]


def shape_of(other_id):
    def change(one, features):
        one["geometry"] = next(f["geometry"] for f in features if f["properties"]["parcel_id"] == other_id)
    return change


def shape_lost(one, _):
    one["geometry"] = None


def property_set(key, value):
    def change(one, _):
        one["properties"][key] = value
    return change


def looked(result, changes):
    """Make the changes in a copy. @return the exit code of the check, and what it says"""
    shutil.rmtree("bad", ignore_errors=True)
    shutil.copytree(result, "bad")
    for change in changes:
        change()
    done = subprocess.run([os.environ["LANDGAUGE"], "check", "--self", "bad"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


def differing(lines):
    return [line for line in lines if line.startswith("differs: ")]


def look(result, name, change, expected):
    """
    @param change    changes the copy of the result
    @param expected  pattern of the line that must be said; None: nothing may differ
    @return whether it is as expected
    """
    code, said, errors = looked(result, [change])
    lines = differing(said)
    named = expected is None or any(re.search(expected, line) for line in lines)
    good = code == (expected is not None) and named and not (expected is None and lines)
    if not good:
        print(f"{name}: exit code {code}, {expected}:", *(lines or [errors.strip()])[:6], sep="\n    ")
    if name == "another version" and not any("note: the result is of version 0.0.9" in line for line in said):
        print(f"{name}: no note")
        return False
    return good


def not_named(result, cases):
    """@return those cases that are not named when all of them are in one copy; all, where they exclude each other"""
    try:
        lines = differing(looked(result, [change for _, change, _ in cases])[1])
    except (AssertionError, KeyError, IndexError, StopIteration):
        return cases
    return [case for case in cases if not any(re.search(case[2], line) for line in lines)]


def look_at_all(result, cases):
    """@param cases  (name, change, expected); so many in one copy at first as LANDGAUGE_SELF_TOGETHER says"""
    together = int(os.environ.get("LANDGAUGE_SELF_TOGETHER", "1"))
    left = cases
    if together > 1:
        named = [case for case in cases if case[2] is not None]
        left = [case for case in cases if case[2] is None]
        group_count = -(-len(named) // together)
        # Neighbours in the list change the same table.
        for group in range(group_count):
            left += not_named(result, named[group::group_count])
    failures = sum(not look(result, *case) for case in left)
    print(len(cases), "changes,", len(left), "looked at alone,", failures, "not seen as expected")
    sys.exit(1 if failures else 0)
