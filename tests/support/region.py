"""Holds the two results of the made-up region to the tables of samples/README.md.

usage: region.py README FIRST_RESULT SECOND_RESULT
"""
import math
import re
import sys

from result import *

# A cell of the grid is 512 by 384 steps, the block in it 480 by 352; the rest is street.
CELL, BLOCK = 512 * 384, 480 * 352
# Length of a step, metres: 25/32, but for the two grids that are turned by the triangle 5-12-13.
STEP_M = {"S549918": 13 / 16, "S549923": 13 / 16}
# Streets of cells without one: land not ready for supply or not to be built on, counted on the
# maps in samples/region_parks.c; the candidate has no street at all.
NO_STREET = {
    ("S549911", "发展方向区"): 5, ("S549914", "主区"): 1, ("S549915", "主区"): 1,
    ("S549916", "发展方向区"): 3, ("S549917", "主区"): 5, ("S549919", "主区"): 1,
    ("S549920", "主区"): 4, ("S549921", "主区"): 1, ("S549922", "主区"): 1,
    ("S549923", "主区"): 1, ("S549924", "主区"): 6, ("S549925", "主区"): 1,
}


def step_ha(park):
    """A square step in ha. One grid is in degrees: 2^-17 each way at 29.38 N, CGCS2000."""
    if park != "S549922":
        return STEP_M.get(park, 25 / 32) ** 2 / 1e4
    axis_m, flatten = 6378137.0, 1 / 298.257222101
    e2 = flatten * (2 - flatten)
    latitude = math.radians(29.375 + 1.5 * 384 / 2**17)
    w2 = 1 - e2 * math.sin(latitude) ** 2
    radii_m2 = axis_m**2 * (1 - e2) / w2**2
    return radii_m2 * math.cos(latitude) * math.radians(2**-17) ** 2 / 1e4


def readme_rows(path, width):
    """The cells of the README's table rows that have so many columns."""
    rows = []
    for line in open(path, encoding="utf-8"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == width:
            rows.append(cells)
    return rows


def keyed(folder, name, *keys):
    """The rows of a table by some of its columns."""
    return {tuple(row[key] for key in keys): row for row in table(folder, name)}


def check_sizes(key, seen, cells, blocks):
    """Areas by construction. A plane of 100 km east of its meridian is 2.5e-4 too large."""
    park = key[0]
    columns, rows = (int(text) for text in re.findall(r"\d+", cells))
    housing, industry, other = (float(text) for text in re.findall(r"[\d.]+", blocks))
    streets = columns * rows - NO_STREET.get(key, 0)
    expected = {
        "area_ha": columns * rows * CELL,
        "a1_ha": housing * BLOCK,
        "a2_ha": industry * BLOCK,
        "a_ha": (housing + industry + other) * BLOCK + streets * (CELL - BLOCK),
    }
    for name, steps in expected.items():
        ha = steps * step_ha(park)
        check(f"{key} {name}", number(seen[name]), ha, 3e-4 * ha)


def check_zone(feature, zone):
    """A park lies in the 3-degree zone that it is said to lie in."""
    longitudes = [place[0] for polygon in feature["geometry"]["coordinates"] for place in polygon[0]]
    code = feature["properties"]["park_code"]
    for longitude in longitudes:
        check(f"{code} zone", math.floor((longitude + 1.5) / 3), int(zone))


def check_idle(folder, park, scope, count):
    """Suspected idle parcels of a park: as many in the ledger as in the register."""
    register = keyed(folder, "register", "park_code", "scope", "parcel_id")
    found = [key for key, row in register.items() if row["idle_status"].startswith("IDLE")]
    check(f"{folder} {park} {scope} idle", sum(key[:2] == (park, scope) for key in found), int(count))


def check_parks(readme, first, second):
    """Each row of the README's table of parks."""
    parks = keyed(first, "parks", "park_code", "scope")
    shapes = {
        (feature["properties"]["park_code"], feature["properties"]["scope"]): feature
        for feature in layer(first, "parks")["features"]
    }
    told = [row for row in readme_rows(readme, 7) if row[0].startswith("S")]
    check_true("as many parks as told", len(told) == len(parks) == 17)
    for name, park_class, zone, cells, blocks, idle, _ in told:
        key = tuple(name.split())
        check_true(f"{key} class", parks[key]["class"] == ("" if park_class == "assumed" else park_class))
        check_sizes(key, parks[key], cells, blocks)
        check_zone(shapes[key], zone)
        for folder, count in zip((first, second), idle.split(", ")):
            check_idle(folder, *key, count)
    enlarged = keyed(second, "parks", "park_code", "scope")[("S549918", "主区")]
    check("enlarged", number(enlarged["area_ha"]), 18 * CELL * step_ha("S549918"), 0.1)


def check_statuses(first, second):
    """Kinds of idle land: counted on the list of changes in samples/region_lots.c."""
    expected = (
        {"IDLE1": 8, "IDLE2": 6, "IDLE_S": 1},
        # three more by the date; one put to use (IDLE1), one recovered (IDLE2)
        {"IDLE1": 10, "IDLE2": 5, "IDLE_S": 1},
    )
    for folder, statuses in zip((first, second), expected):
        seen = [row["status"] for row in table(folder, "idle")]
        for status, count in statuses.items():
            check(f"{folder} {status}", seen.count(status), count)
        check(f"{folder} idle", len(seen), sum(statuses.values()))


def check_types(first):
    """Evaluation types by what is built, and where they are given."""
    mixed = {"S549916", "S549921", "S549925"}
    for (park, scope), row in keyed(first, "parks", "park_code", "scope").items():
        expected = "" if park == "S549924" else "产城融合型" if park in mixed else "工业主导型"
        check_true(f"{park} {scope} type {row['eval_type']}", row["eval_type"] == expected)


def check_twins(first):
    """All figures of the two parks that are laid out alike are within 2 % of each other."""
    parks = keyed(first, "parks", "park_code", "scope")
    left, right = parks[("S549914", "主区")], parks[("S549915", "主区")]
    for name in ("far", "density", "industrial_far", "investment_per_ha", "tax_per_ha", "population_per_ha"):
        check(f"twins {name}", number(right[name]), number(left[name]), 0.02 * number(left[name]))


def check_missing(first):
    """What was not delivered has no value; all else that can be has one."""
    for row in table(first, "indicators"):
        if row["park_code"] in ("S549923",) and row["code"] in ("B11", "B12", "A33"):
            check_true(f"{row['park_code']} {row['code']}", (row["value"] == "") == (row["code"] == "B11"))
        if row["code"] in ("A31", "A32", "B21", "C11") and row["park_code"] != "S549924":
            check_true(f"{row['park_code']} {row['code']} has a value", row["value"] != "")


def check_findings(first, second):
    """Nothing but empty cells of the tables, and the parcel that is missing by mistake."""
    for folder, expected in ((first, []), (second, [("W_GAP", "S549919")])):
        seen = [(row["code"], row["park_code"]) for row in table(folder, "quality") if row["code"] != "I_MISSING"]
        check_true(f"{folder} findings {seen}", seen == expected)


def check_changes(readme, first, second):
    """Each row of the README's table of changes, and no parcel else comes or goes."""
    told = {what: set(ids.split(", ")) for what, ids in readme_rows(readme, 2) if re.match(r"\d{12}GB", ids)}
    old, new = (
        {parcel: row for (parcel,), row in keyed(folder, "register", "parcel_id").items()} for folder in (first, second)
    )
    both = set(old) & set(new)

    def where(holds):
        return {parcel for parcel in both if holds(old[parcel], new[parcel])}

    idle = ("IDLE1", "IDLE2", "IDLE_S")
    seen = {
        "built": where(lambda a, b: a["land_state"] == "B21" and b["land_state"] == "A2"),
        "begun": where(lambda a, b: a["idle_status"] != "ACTIVE" and b["idle_status"] == "ACTIVE"),
        "supplied": where(lambda a, b: a["supply_state"] == "E21" and b["supply_state"] == "D21"),
        "recovered": where(lambda a, b: a["supply_state"] == "D21" and b["supply_state"] == "E21"),
        "newly idle, nothing but the date changed":
            where(lambda a, b: a["idle_status"] == "LATE" and b["idle_status"] == "IDLE1"),
        "idle no longer": where(lambda a, b: a["idle_status"] in idle and b["idle_status"] not in idle),
        "another holder": where(lambda a, b: a["idle_status"] == "DONE" and a["holder"] != b["holder"]),
        "gone": set(old) - set(new),
    }
    for what, parcels in seen.items():
        check_true(f"{what}: {sorted(parcels ^ told.get(what, set()))}", parcels == told.get(what))
    arrived = set().union(*(ids for what, ids in told.items() if what.startswith("new by")))
    check_true(f"new: {sorted(arrived ^ (set(new) - set(old)))}", arrived == set(new) - set(old))


def main():
    readme, first, second = sys.argv[1:]
    check_parks(readme, first, second)
    check_statuses(first, second)
    check_types(first)
    check_twins(first)
    check_missing(first)
    check_findings(first, second)
    check_changes(readme, first, second)
    finish()


main()
