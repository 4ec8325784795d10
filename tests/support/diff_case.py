"""Two years of a made-up park for the comparison, and what a comparison wrote, as rows."""
import os
import subprocess

from clocks import square
from layers import write_geojson
from result import FORMATS, table

TABLES = ("diff_parks", "diff_figures", "diff_parcels", "diff_changes", "diff_links", "diff_transitions", "diff_rules")


def lot(parcel_id, west, east, **roles):
    """Land between two eastings, 100 m deep: 1 ha for each 100 m; supplied and not built unless it says so."""
    return square(west, 0, east - west, 100), {"id": parcel_id, "land_state": "B21", "supply_state": "D21", **roles}


def write_year(folder, lots, width=2500, parks=None):
    """Layers and project file of one year. @param parks  [(code, west, east, roles)]; else one park of the width"""
    os.makedirs(folder)
    parks = parks or [("K1", 0, width, {})]
    write_geojson(f"{folder}/parks.geojson",
                  [(square(west, 0, east - west, 100), {"code": code, "name": "虚构园区", "scope": "主区", **roles})
                   for code, west, east, roles in parks])
    write_geojson(f"{folder}/parcels.geojson", lots)
    with open(f"{folder}/project.yaml", "w", encoding="utf-8") as file:
        file.write("layers:\n  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n"
                   "  parcels: {path: parcels.geojson, crs: 'EPSG:4539', codes: {current_use: gb2017}}\n")


def call(*arguments):
    """Exit code, standard output, standard error."""
    done = subprocess.run([os.environ["LANDGAUGE"], *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def run(project, out, *options):
    code, _, err = call("run", FORMATS, project, "-q", "-o", out, *options)
    if code != 0:
        raise SystemExit(f"run of {project}: exit code {code}: {err}")
    return out


def diff(old, new, out, *options):
    """Compare; the tables by name, and what was said."""
    code, text, err = call("diff", old, new, "-o", out, *options)
    if code != 0:
        raise SystemExit(f"diff {old} {new}: exit code {code}: {err}")
    return {name: table(out, name) for name in TABLES} | {"text": text}


def by_pair(rows):
    return {(row["old_id"], row["new_id"]): row for row in rows}


def lands(found, kind, park="K1"):
    """(old state, new state) -> ha of one kind of transitions of one park."""
    return {(row["old_state"], row["new_state"]): float(row["area_ha"]) for row in found["diff_transitions"]
            if row["kind"] == kind and row["park_code"] == park}


def register_sums(out, field):
    """(park, scope, state) -> ha of the register."""
    sums = {}
    for row in table(out, "register"):
        if row["park_code"] == "" or row["area_ha"] == "":
            continue
        key = (row["park_code"], row["scope"], row[field] or "NO_STATE")
        sums[key] = sums.get(key, 0.0) + float(row["area_ha"])
    return sums


def transition_sums(found, side, kind):
    """The same of the transitions: lines of the old side, or of the new one."""
    sums = {}
    for row in found["diff_transitions"]:
        if row["kind"] != kind or row[side + "_state"] == "NO_LAND":
            continue
        key = (row["park_code"], row["scope"], row[side + "_state"])
        sums[key] = sums.get(key, 0.0) + float(row["area_ha"])
    return sums


def closes(found, old, new):
    """The first line of a matrix that is not what the registers count; None: all are."""
    for side, folder in (("old", old), ("new", new)):
        for kind, field in (("construction", "land_state"), ("supply", "supply_state")):
            seen, due = transition_sums(found, side, kind), register_sums(folder, field)
            for key in set(seen) | set(due):
                if abs(seen.get(key, 0.0) - due.get(key, 0.0)) > 1e-6:
                    return side, kind, key, seen.get(key), due.get(key)
    return None


def mirrored(rows):
    """The rows as they should be with the folders swapped, in an order of their own."""
    words = {"appeared": "vanished", "vanished": "appeared", "split": "merged", "merged": "split"}
    turned = []
    for row in rows:
        other = {}
        for key, value in row.items():
            if key.startswith("old_"):
                key = "new_" + key[4:]
            elif key.startswith("new_"):
                key = "old_" + key[4:]
            elif key in ("old", "new"):
                key = "new" if key == "old" else "old"
            elif key in ("status", "relation"):
                value = words.get(value, value)
            elif "change" in key and key.endswith(("change", "_ha")) and value and key != "idle_change":
                value = f"{-float(value):.8f}".replace("-0.00000000", "0.00000000")
            other[key] = value
        turned.append(other)
    return sorted(turned, key=lambda row: sorted(row.items()))
