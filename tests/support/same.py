"""Whether two result folders say the same: byte for byte, but for the timing; with shuffled input also
but for the hashes of the input and the rows' numbers in it.

usage: same.py FOLDER OTHER [shuffled]
"""
import csv
import json
import os
import re
import sys

from result import *


def files_of(folder):
    return sorted(os.path.relpath(os.path.join(path, name), folder)
                  for path, _, names in os.walk(folder) for name in names)


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def without_timing(content):
    """run.json up to its last member."""
    at = content.rindex(b'"timing":')
    return content[:at]


def without_hashes(content):
    return re.sub(rb'("(?:path|sha256|size_bytes)": ?)(?:"[^"]*"|[0-9]+)', rb"\1null", content)


def without_row_numbers(content):
    """Findings of rows without an id, in an order that does not know their numbers."""
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    for row in rows:
        row["feature"] = ""
        row["message"] = re.sub(r"\brow [0-9]+", "row", row["message"])
    return sorted(tuple(row.values()) for row in rows)


def findings_without_row_numbers(content):
    """The same of the layer, whose ids are the rows' places in that order."""
    features = json.loads(without_hashes(content))["features"]
    for feature in features:
        del feature["id"]
        feature["properties"]["feature"] = None
        feature["properties"]["message"] = re.sub(r"\brow [0-9]+", "row",
                                                  feature["properties"]["message"])
    return sorted(json.dumps(feature, sort_keys=True) for feature in features)


def comparable(folder, name, shuffled):
    content = read(folder, name)
    if name == "run.json":
        content = without_timing(content)
    if shuffled and name == "tables/quality.csv":
        return without_row_numbers(content)
    if shuffled and name == "quality.geojson":
        return findings_without_row_numbers(content)
    if shuffled and (name == "run.json" or name.endswith(".geojson")):
        content = without_hashes(content)
    return content


def first_difference(left, right):
    if isinstance(left, list):
        return sorted(set(left) ^ set(right))[:3]
    at = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
    return f"byte {at}: {left[max(0, at - 40):at + 60]!r} or {right[max(0, at - 40):at + 60]!r}"


folder, other = sys.argv[1:3]
shuffled = sys.argv[3:] == ["shuffled"]
check_true(f"{folder} and {other} have the same files", files_of(folder) == files_of(other))
for name in files_of(folder):
    left, right = (comparable(place, name, shuffled) for place in (folder, other))
    if left != right:
        check_true(f"{other}/{name}: as in {folder} ({first_difference(left, right)})", False)
finish()
