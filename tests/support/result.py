"""Reads a result folder for the tests: tables as rows, numbers as numbers, checks that say what they saw."""
import csv
import json
import os
import sys

# What a test asks a run for that looks at layers and tables and at no document: those cost the most.
FORMATS = "--formats=geojson,csv,ics"
failures = 0


def table(folder, name):
    """The rows of tables/NAME.csv as dictionaries of text."""
    path = os.path.join(folder, "tables", name + ".csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def layer(folder, name):
    """The features of NAME.geojson."""
    with open(os.path.join(folder, name + ".geojson"), encoding="utf-8") as file:
        return json.load(file)


def run_log(folder):
    """run.json."""
    with open(os.path.join(folder, "run.json"), encoding="utf-8") as file:
        return json.load(file)


def number(text):
    """A cell as a number; None where there is no value."""
    return None if text == "" else float(text)


def check(what, seen, expected, tolerance=0.0):
    """Say and count a figure that is not what was published or counted by hand."""
    global failures
    if seen is not None and abs(seen - expected) <= tolerance:
        return
    failures += 1
    print(f"{what}: {seen} instead of {expected} (+- {tolerance})")


def check_true(what, holds):
    """Say and count a statement that does not hold."""
    global failures
    if not holds:
        failures += 1
        print(f"{what}: does not hold")


def finish():
    """Exit code of a checking script."""
    sys.exit(1 if failures else 0)
