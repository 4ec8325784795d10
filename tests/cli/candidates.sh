#!/bin/sh
# Where parks and candidates for parks lie, on rectangles worked by hand: at the central meridian of a
# Gauss-Krueger zone with scale 1 a square of 100 m has 10000 m2 on the ellipsoid, too, and a length of
# 2 km some kilometres from it is too long by 0.3 mm.
# environment: LANDGAUGE, SOURCE_DIR; SEEDS: how many random layouts (default 6)
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >check.py <<'PYTHON'
import collections
import filecmp
import math
import os
import random
import subprocess
import sys

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, run_log, table

X, Y = 500000.0, 3281000.0  # on the central meridian of EPSG:4539 (90 E) and EPSG:4540 (93 E), near Lhasa's latitude
PROGRAM = os.environ["LANDGAUGE"]


def polygon(*corners):
    return {"type": "Polygon", "coordinates": [[[X + x, Y + y] for x, y in (*corners, corners[0])]]}


def box(x, y, width, height):
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def park(code, shape, **more):
    return shape, dict(code=code, name=code, scope="主区", **more)


def parcel(name, shape, **more):
    return shape, {"id": name, "land_state": "B21", "supply_state": "E21", **more}


def write(name, layers, project, shuffled=False):
    os.mkdir(name)
    for layer, features in layers.items():
        write_geojson(f"{name}/{layer}.geojson", features[::-1] if shuffled else features)
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write(project)


def run(name, *options):
    done = subprocess.run([PROGRAM, "run", FORMATS, f"{name}/project.yaml", "-q", "-o", f"{name}/out", *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    done = subprocess.run([PROGRAM, "check", "--self", f"{name}/out"], capture_output=True, text=True, check=False)
    check_true(f"{name}: the self check agrees: {done.stdout}{done.stderr}", done.returncode == 0)
    return f"{name}/out"


def rows(out, name, *keys):
    return {tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row for row in table(out, name)}


# ---- by hand ----

# C1 touches K1, C2 lies over 100 x 50 m of it, C3 begins 2000 m east of K2, C4 is half outside of the
# town, C5 has the red line on 60 of its 200 m and fields on 40 x 50 m more. KZ is in the next zone.
IDLE = dict(supply_state="D21", signed_on="2015-01-01", start_due="2016-01-01")
LAYERS = {
    "parks": [park("K1", box(0, 0, 400, 400)), park("K2", box(1000, 0, 400, 400), candidate="否"),
              park("C1", box(400, 0, 100, 200), candidate="是"), park("C2", box(300, 350, 200, 200), candidate="是"),
              park("C3", box(3400, 0, 100, 100), candidate="yes"), park("C4", box(0, -1000, 200, 100), candidate="1"),
              park("C5", box(500, -1000, 200, 100), candidate="true")],
    "zone": [park("KZ", box(0, 0, 400, 400))],
    "parcels": [parcel("P1", box(0, 0, 400, 400), holder="甲"),
                parcel("P2", box(500, -1000, 100, 100), holder="乙", **IDLE), parcel("P3", box(400, 0, 50, 50)),
                parcel("P4", box(400, 350, 50, 100), holder="甲", **IDLE)],
    "red": [(box(500, -1000, 50, 100), {}), (box(530, -1000, 30, 100), {})],
    "fields": [(box(550, -1000, 50, 50), {})],
    "town": [(box(-500, -1500, 400, 3000), {}), (box(-300, -1500, 400, 3000), {})],
}
PROJECT = """as_of: 2026-06-30
layers:
  parks: [{path: parks.geojson, crs: 'EPSG:4539'}, {path: zone.geojson, crs: 'EPSG:4540'}]
  parcels: {path: parcels.geojson, crs: 'EPSG:4539'}
"""
CONSTRAINTS = """  constraints:
    - {name: 生态保护红线, path: red.geojson, crs: 'EPSG:4539', effect: forbid}
    - {name: 永久基本农田, path: fields.geojson, crs: 'EPSG:4539', effect: forbid}
    - {name: 城镇开发边界, path: town.geojson, crs: 'EPSG:4539', binds: outside}
"""
write("hand", LAYERS, PROJECT + CONSTRAINTS)
out = run("hand", "-j", "1")
places = rows(out, "park_places", "park_code")

# Code: candidate, shared with others, nearest park, metres, under forbidding layers.
expected = {
    "C1": ("yes", 0, "K1", 0, 0),
    "C2": ("yes", 5000, "K1", 0, 0),
    "C3": ("yes", 0, "K2", 2000, 0),
    "C4": ("yes", 0, "K1", 900, 0),
    "C5": ("yes", 0, "K1", math.hypot(100, 900), 8000),
    "K1": ("no", 0, "K2", 600, 0),
    "K2": ("no", 0, "K1", 600, 0),
}
sizes = {"C1": 20000, "C2": 40000, "C3": 10000, "C4": 20000, "C5": 20000, "K1": 160000, "K2": 160000, "KZ": 160000}
check_true(f"rows of park_places: {sorted(places)}", sorted(places) == sorted(sizes))
for code, (candidate, shared_m2, nearest, metres, forbidden_m2) in expected.items():
    row = places[code]
    check_true(f"{code} is a candidate: {row['candidate']}", row["candidate"] == candidate)
    check(f"overlap of {code}", number(row["overlap_ha"]) * 1e4, shared_m2, 1e-2)
    check_true(f"nearest of {code}: {row['nearest_park']}", row["nearest_park"] == nearest)
    check(f"metres of {code}", number(row["nearest_m"]), metres, 0.002)
    check(f"forbidden of {code}", number(row["forbidden_ha"]) * 1e4, forbidden_m2, 1e-2)
    check(f"forbidden_pct of {code}", number(row["forbidden_pct"]), forbidden_m2 / sizes[code] * 100, 1e-3)

# From the end of C3's (nearest to it) to KZ it is a bit less than 3 degrees along the parallel. The latitude of a
# northing from the meridian's arc; the geodesic is shorter than the parallel by (dL sin B)^2 / 24 of it.
AXIS, FLATTENING = 6378137.0, 1 / 298.257222101
E2 = FLATTENING * (2 - FLATTENING)


def radius_m(lat):
    return AXIS * (1 - E2) / (1 - E2 * math.sin(lat) ** 2) ** 1.5


def arc_m(lat, steps=2000):
    step = lat / steps  # Simpson's rule
    inner = sum((4 if i % 2 else 2) * radius_m(i * step) for i in range(1, steps))
    return step / 3 * (radius_m(0) + inner + radius_m(lat))


lat = 0.5
for _ in range(20):
    lat += (Y + 400 - arc_m(lat)) / radius_m(lat)
normal_m = AXIS / math.sqrt(1 - E2 * math.sin(lat) ** 2)
wide = math.radians(3) - 1400 / (normal_m * math.cos(lat))  # K2 ends 1400 m east of 90 E
along_m = normal_m * math.cos(lat) * wide * (1 - (wide * math.sin(lat)) ** 2 / 24)
check_true("nearest of KZ", places["KZ"]["nearest_park"] == "K2" and places["KZ"]["candidate"] == "no")
check("metres of KZ", number(places["KZ"]["nearest_m"]), along_m, 1e-4 * along_m)

bound = rows(out, "park_constraints", "park_code", "constraint")
check_true(f"rows of park_constraints: {len(bound)}", len(bound) == 3 * len(sizes))
# What each binds, and what lies in its polygons; the town reaches to x = 100.
for (code, name), (area_m2, inside_m2) in {
    ("C5", "生态保护红线"): (6000, 6000),
    ("C5", "永久基本农田"): (2500, 2500),
    ("C5", "城镇开发边界"): (20000, 0),
    ("C4", "生态保护红线"): (0, 0),
    ("C4", "城镇开发边界"): (10000, 10000),
    ("K1", "城镇开发边界"): (120000, 40000),
    ("K2", "城镇开发边界"): (160000, 0),
    ("KZ", "城镇开发边界"): (160000, 0),
}.items():
    row = bound[code, name]
    check(f"{name} on {code}", number(row["area_ha"]) * 1e4, area_m2, 1e-2)
    check(f"share of {name} on {code}", number(row["share_pct"]), area_m2 / sizes[code] * 100, 1e-3)
    check(f"{code} inside {name}", number(row["inside_ha"]) * 1e4, inside_m2, 1e-2)
    check(f"share of {code} inside {name}", number(row["inside_pct"]), inside_m2 / sizes[code] * 100, 1e-3)
check_true("effects", [bound["C5", name]["effect"] for name in ("生态保护红线", "城镇开发边界")] == ["forbid", "flag"])

# A candidate's overlap is told once, and as a notice; the region has the three parks alone.
found = [(row["code"], row["park_code"], row["severity"]) for row in table(out, "quality")
         if row["code"] in ("W_NEST", "I_CANDIDATE")]
check_true(f"the overlap is told as what it is: {found}", found == [("I_CANDIDATE", "C2", "notice")])
check("area of the region", run_log(out)["summary"]["park_area_m2"], 3 * 160000, 1e-1)
check("surveyed in the region", run_log(out)["summary"]["parcel_inside_m2"], 160000, 1e-1)
check_true("idle in the region", (run_log(out)["summary"]["idle_m2"], run_log(out)["summary"]["idle"]) == (0, 0))
parks = rows(out, "parks", "park_code")
check("a candidate has its figures", number(parks["C5"]["d_ha"]), 1, 1e-6)
idle = [(row["parcel_id"], row["park_code"]) for row in table(out, "idle")]
check_true(f"and its idle land: {idle}", sorted(idle) == [("P2", "C5"), ("P4", "C2")])
holders = {row["holder"]: number(row["area_ha"]) for row in table(out, "holders")}
check_true(f"holders have what lies in parks alone: {holders}", list(holders) == ["", "甲"] or list(holders) == ["甲"])
check("of 甲", holders["甲"], 16, 1e-6)

# Where the town's boundary forbids, what lies outside of it does.
write("forbid", LAYERS, PROJECT + CONSTRAINTS.replace("binds: outside", "binds: outside, effect: forbid"))
places = rows(run("forbid"), "park_places", "park_code")
for code, forbidden_m2 in (("C4", 10000), ("C5", 20000), ("K1", 120000)):
    check(f"forbidden of {code} by the town", number(places[code]["forbidden_ha"]) * 1e4, forbidden_m2, 1e-2)

# Without layers nothing is known of constraints; alone there is no nearest park.
write("bare", dict(LAYERS, zone=[], parks=[park("K1", box(0, 0, 400, 400)), park("C1", box(500, 0, 9, 9), candidate="是")]),
      PROJECT.replace(", {path: zone.geojson, crs: 'EPSG:4540'}", ""))
out = run("bare")
places = rows(out, "park_places", "park_code")
check_true("without layers", all(row["forbidden_ha"] == row["forbidden_pct"] == "" for row in places.values()))
check_true("no row without layers", not table(out, "park_constraints"))
check_true("a park alone", places["K1"]["nearest_park"] == places["K1"]["nearest_m"] == "")
check("its candidate", number(places["C1"]["nearest_m"]), 100, 1e-3)

# The same bytes with other threads and another order of the rows.
write("shuffled", LAYERS, PROJECT + CONSTRAINTS, shuffled=True)
run("shuffled", "-j", "4")
for name in ("park_places", "park_constraints"):
    check_true(f"{name} is the same", filecmp.cmp(f"hand/out/tables/{name}.csv", f"shuffled/out/tables/{name}.csv", shallow=False))

# ---- parts make the whole ----

# Parcels fill two parks of 100 m squares. What of a park is bound, by each constraint and by all that
# forbid, is what of its pieces is: the pieces' fresh land adds up, as every constraint forbids. Where
# an edge is divided anew the formula differs by up to 0.005 m2 a ring (docs/method.md 2).
WHOLE = """as_of: 2026-06-30
tolerances: {sliver_m2: 0.000001}
layers:
  parks: {path: parks.geojson, crs: 'EPSG:4539'}
  parcels: {path: parcels.geojson, crs: 'EPSG:4539'}
  constraints:
    - {name: A, path: a.geojson, crs: 'EPSG:4539', effect: forbid}
    - {name: B, path: b.geojson, crs: 'EPSG:4539', effect: forbid, binds: outside}
    - {name: C, path: c.geojson, crs: 'EPSG:4539', effect: forbid}
"""


def triangle(rng, side):
    """Of any place and size up to a side, over the parks or near them."""
    x, y = rng.uniform(-side, 1000), rng.uniform(-side, 400)
    return polygon(*[(x + rng.uniform(0, side), y + rng.uniform(0, side)) for _ in range(3)])


def dense(width, height):
    """A box at the corner with a vertex at every metre, as a surveyed boundary has many."""
    return polygon(*[(i, 0) for i in range(width)], *[(width, i) for i in range(height)],
                   *[(width - i, height) for i in range(width)], *[(0, height - i) for i in range(height)])


def whole(seed):
    """Every second layout has a park with many vertices, every third one a small layer to be outside of."""
    rng = random.Random(seed)
    town = [(box(-100, -100, rng.randint(300, 1100), rng.randint(300, 600)), {}), (triangle(rng, 900), {})]
    hazards = [(triangle(rng, 300), {}) for _ in range(rng.randint(1, 12))]
    if seed % 3 == 0:
        hazards = [(box(20, 20, 30, 30), {})]
        town = [(box(150, 150, 40, 40), {}), (box(720, 150, 40, 40), {})]
    cells = [(x, y) for x in (*range(0, 400, 100), *range(600, 900, 100)) for y in range(0, 400, 100)]
    layers = {
        "parks": [park("K1", box(0, 0, 400, 400) if seed % 2 else dense(400, 400)),
                  park("K2", box(600, 0, 300, 400), candidate=rng.choice("01"))],
        "parcels": [parcel(f"P{i}", box(x, y, 100, 100)) for i, (x, y) in enumerate(cells)],
        "a": hazards,
        "b": town,
        "c": [(triangle(rng, 80), {}) for _ in range(rng.randint(1, 40))],
    }
    write(f"whole{seed}", layers, WHOLE)
    out = run(f"whole{seed}")
    fresh, areas, limit_m2 = collections.Counter(), collections.Counter(), 0.01
    for row in table(out, "constraint_shares"):
        fresh[row["park_code"]] += number(row["fresh_ha"]) * 1e4
        areas[row["park_code"], row["constraint"]] += number(row["area_ha"]) * 1e4
        limit_m2 += 0.005
    for code, row in rows(out, "park_places", "park_code").items():
        check(f"seed {seed}: forbidden of {code}", number(row["forbidden_ha"]) * 1e4, fresh[code], limit_m2)
    for place, row in rows(out, "park_constraints", "park_code", "constraint").items():
        check(f"seed {seed}: {place}", number(row["area_ha"]) * 1e4, areas[place], limit_m2)
    return sum(fresh.values())


taken_m2 = [whole(seed) for seed in range(int(sys.argv[1]))]
check_true(f"the layouts bind some land, not all: {taken_m2}", 0 < min(taken_m2) and min(taken_m2) < 280000)
finish()
PYTHON
python3 check.py "${SEEDS:-6}" || exit 1
