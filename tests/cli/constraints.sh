#!/bin/sh
# The plan and the constraints over parcels, on squares whose areas are worked by hand: at the central
# meridian of a Gauss-Krueger zone with scale 1 a square of 100 m has 10000 m2 on the ellipsoid, too.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >check.py <<'PYTHON'
import filecmp
import glob
import json
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, run_log, table

X, Y = 500000.0, 3281000.0  # on the central meridian of EPSG:4539, near Lhasa's latitude
PROGRAM = os.environ["LANDGAUGE"]


def ring(x, y, width, height):
    return [[X + x, Y + y], [X + x + width, Y + y], [X + x + width, Y + y + height], [X + x, Y + y + height], [X + x, Y + y]]


def box(x, y, width, height, *holes):
    return {"type": "Polygon", "coordinates": [ring(x, y, width, height)] + [ring(*hole)[::-1] for hole in holes]}


def parcel(name, shape, land, supply, use=None):
    return (shape, dict(id=name, land_state=land, supply_state=supply, planned_use=use))


LAYERS = {
    "parks": [(box(0, 0, 200, 100), dict(code="K1", name="K1", scope="主区")),
              (box(200, 0, 100, 100), dict(code="K2", name="K2", scope="主区"))],
    "parcels": [parcel("P1", box(0, 0, 100, 100), "B21", "E21"),
                parcel("P2", box(100, 0, 80, 100), "A2", "D21", "0701"),
                parcel("P3", box(180, 0, 40, 100), "B22", "F"),
                parcel("P4", box(220, 0, 80, 100), "B21", "D21", "100101")],
    "plan": [(box(0, 0, 50, 100), dict(planned_use="1001")),
             (box(50, 0, 50, 100), dict(planned_use="0701")),
             (box(100, 0, 60, 100), dict(planned_use="1001")),
             (box(120, 0, 60, 100), dict(planned_use="1001")),
             (box(180, 0, 40, 100), dict(planned_use="1401")),
             (box(180, 0, 0.5, 20), dict(planned_use="1207")),
             (box(220, 0, 90, 100), dict(planned_use="1001"))],
    "hazard": [(box(0, 0, 10, 100), {})],
    "red": [(box(0, 0, 50, 100), {}), (box(25, 0, 50, 100), {})],
    "red2": [(box(60, 0, 15, 100), {}), (box(500, 0, 50, 50), {})],
    "river": [(box(50, 0, 40, 100), {}), (box(190, -10, 50, 200), {})],
    "town": [(box(-5, -5, 100, 300, (20, 20, 10, 10)), {})],
    "far": [(box(900, 900, 10, 10), {})],
}
PROJECT = """as_of: 2026-06-30
layers:
  parks: {path: parks.geojson, crs: 'EPSG:4539'}
  parcels: {path: parcels.geojson, crs: 'EPSG:4539', codes: {planned_use: ydyh2023}}
  plan: {path: plan.geojson, crs: 'EPSG:4539', codes: {planned_use: ydyh2023}}
  constraints:
    - {name: 灾害, path: hazard.geojson, crs: 'EPSG:4539'}
    - {name: 红线, path: red.geojson, crs: 'EPSG:4539', state: C2, effect: forbid}
    - {name: 河湖, path: river.geojson, crs: 'EPSG:4539', state: C1}
    - {name: 红线, path: red2.geojson, crs: 'EPSG:4539', state: C2, effect: forbid}
    - {name: 开发边界, path: town.geojson, crs: 'EPSG:4539', binds: outside}
    - {name: 远处, path: far.geojson, crs: 'EPSG:4539', effect: forbid, state: C3}
"""


def write(name, project=PROJECT, shuffled=False):
    os.mkdir(name)
    for layer, features in LAYERS.items():
        write_geojson(f"{name}/{layer}.geojson", features[::-1] if shuffled else features)
    with open(f"{name}/hazard.geojson", encoding="utf-8") as file, open(f"{name}/own_crs.geojson", "w", encoding="utf-8") as to:
        crs = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4539"}}}
        json.dump({**crs, **json.load(file)}, to)
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write(project)


def run(name, out, *options):
    done = subprocess.run([PROGRAM, "run", FORMATS, f"{name}/project.yaml", "-q", "-o", out, *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    return out


def check_self(out):
    done = subprocess.run([PROGRAM, "check", "--self", out], capture_output=True, text=True, check=False)
    check_true(f"{out}: the self check agrees: {done.stdout}{done.stderr}", done.returncode == 0)


def rows(out, name, *keys):
    return {tuple(row[key] for key in keys): row for row in table(out, name)}


write("all")
out = run("all", "all/out", "-j", "1")
register = rows(out, "register", "parcel_id", "park_code")

# What each constraint has, and what of it is fresh: 红线 is [0, 75] by [0, 100] of three polygons, the
# town leaves x > 95 and its hole free, which 红线 has already.
expected = {
    ("P1", "K1", "灾害"): (1000, 1000, 0),
    ("P1", "K1", "红线"): (7500, 6500, 7500),
    ("P1", "K1", "河湖"): (4000, 1500, 1500),
    ("P1", "K1", "开发边界"): (600, 500, 0),
    ("P2", "K1", "开发边界"): (8000, 8000, 0),
    ("P3", "K1", "河湖"): (1000, 1000, 1000),
    ("P3", "K1", "开发边界"): (2000, 1000, 0),
    ("P3", "K2", "河湖"): (2000, 2000, 2000),
    ("P3", "K2", "开发边界"): (2000, 0, 0),
    ("P4", "K2", "河湖"): (2000, 2000, 0),
    ("P4", "K2", "开发边界"): (8000, 6000, 0),
}
shares = rows(out, "constraint_shares", "parcel_id", "park_code", "constraint")
check_true(f"rows of constraint_shares: {sorted(shares)}", sorted(shares) == sorted(expected))
for place, areas in expected.items():
    for key, area_m2 in zip(("area_ha", "fresh_ha", "turned_ha"), areas):
        check(f"{key} of {place}", number(shares[place][key]) * 1e4, area_m2, 1e-3)
check_true("effect and state", [(shares["P1", "K1", name]["effect"], shares["P1", "K1", name]["state"])
                                for name in ("灾害", "红线")] == [("flag", ""), ("forbid", "C2")])
check("share_pct", number(shares["P1", "K1", "河湖"]["share_pct"]), 40, 1e-4)
check_true("constraints in the order of the project", register["P1", "K1"]["constraints"] == "灾害;红线;河湖;开发边界")
for place, pct in ((("P1", "K1"), 95), (("P2", "K1"), 100), (("P3", "K1"), 100)):
    check(f"constraint_pct of {place}", number(register[place]["constraint_pct"]), pct, 1e-4)

# Unbuilt land that is not supplied is turned: P1 by 9000 m2, both pieces of P3; P2 is built, P4 supplied.
for place, state, turned in ((("P1", "K1"), "C2", 9000), (("P3", "K1"), "C1", 1000), (("P3", "K2"), "C1", 2000)):
    check_true(f"constrained_state of {place}", register[place]["constrained_state"] == state)
    check(f"constrained_ha of {place}", number(register[place]["constrained_ha"]) * 1e4, turned, 1e-3)
for place in (("P2", "K1"), ("P4", "K2")):
    check_true(f"{place} stays what it is", register[place]["constrained_state"] == register[place]["constrained_ha"] == "")
check_true("surveyed codes stay", (register["P1", "K1"]["land_state"], register["P1", "K1"]["supply_state"]) == ("B21", "E21"))
states = rows(out, "land_state", "park_code", "code")
for code, area_m2, count in (("B21", 1000, 1), ("B22", 1000, 1), ("C1", 2500, 2), ("C2", 7500, 1), ("C", 10000, 3),
                             ("A2", 8000, 1), ("D21", 8000, 1), ("E21", 1000, 1), ("F", 11000, 2)):
    check(f"land_state {code}", number(states["K1", code]["area_ha"]) * 1e4, area_m2, 1e-3)
    check(f"parcels of {code}", number(states["K1", code]["parcels"]), count)
for code, area_m2 in (("B21", 8000), ("B22", 0), ("C1", 2000), ("D21", 8000), ("F", 2000)):
    check(f"land_state {code} of K2", number(states["K2", code]["area_ha"]) * 1e4, area_m2, 1e-3)
account = rows(out, "account", "park_code", "line", "code")
for code, area_m2 in (("A2", 8000), ("B21", 1000), ("B22", 1000), ("C1", 2500), ("C2", 7500)):
    check(f"account {code}", number(account["K1", "surveyed", code]["area_ha"]) * 1e4, area_m2, 1e-3)
check_self(out)

# The plan: equal halves go by code, overlapping polygons of one use count once, what is under a
# hundredth is not told, own values that differ in more than their depth are.
plan = rows(out, "plan_shares", "parcel_id", "planned_use")
expected = {("P1", "0701"): 5000, ("P1", "1001"): 5000, ("P2", "1001"): 8000, ("P3", "1401"): 4000, ("P4", "1001"): 8000}
check_true(f"rows of plan_shares: {sorted(plan)}", sorted(plan) == sorted(expected))
for place, area_m2 in expected.items():
    check(f"plan share {place}", number(plan[place]["area_ha"]) * 1e4, area_m2, 1e-3)
check_true("name and group", plan["P2", "1001"]["planned_use_name"] != "" and plan["P2", "1001"]["planned_group"] == "IND")
check_true("planned_use", [register[place]["planned_use"] for place in sorted(register)] == ["0701", "1001", "1401", "1401", "1001"])
found = [(row["parcel_id"], row["value"] != "") for row in table(out, "quality") if row["code"] == "W_PLAN"]
check_true(f"W_PLAN {found}", sorted(found) == [("P2", False), ("P3", True)])
sources = [source["kind"] for source in run_log(out)["sources"]]
check_true(f"sources {sources}", sources.count("plan") == 1 and sources.count("constraints") == 6)

# The same bytes with other threads, another order of the rows, other planes of the layers.
write("shuffled", shuffled=True)
run("shuffled", "shuffled/out", "-j", "4")
run("all", "all/threads", "-j", "4")
for other in ("all/threads", "shuffled/out"):
    for path in glob.glob(f"{out}/tables/*.csv"):
        name = os.path.basename(path)
        same = filecmp.cmp(path, f"{other}/tables/{name}", shallow=False)
        # The number of a row is its own; what is found of plan or parcels has it.
        check_true(f"{other}: {name} is the same", same or (name == "quality.csv" and other.startswith("shuffled")))

# By options alone: a known name keeps its settings, another one only flags; a single file counts.
out = run("all", "all/options", "--constraint", "红线=all/river.geojson", "--constraint", "新=all/own_crs.geojson",
          "--area", "measured")
shares = rows(out, "constraint_shares", "parcel_id", "park_code", "constraint")
check("红线 from another file", number(shares["P1", "K1", "红线"]["area_ha"]) * 1e4, 4000, 1e-3)
check_true("and its settings", shares["P1", "K1", "红线"]["state"] == "C2" and shares["P1", "K1", "红线"]["effect"] == "forbid")
check_true("a new name flags", shares["P1", "K1", "新"]["effect"] == "flag" and shares["P1", "K1", "新"]["state"] == "")
check_true("others stay", ("P1", "K1", "开发边界") in shares)

# No layer, no column; layers that touch nothing leave 0.
bare = PROJECT[: PROJECT.index("  plan:")]
write("bare", bare)
out = run("bare", "bare/out")
check_true("without layers", all(row["constraints"] == row["constraint_pct"] == row["constrained_ha"] == ""
                                 for row in table(out, "register")))
check_self(out)
write("far", bare + PROJECT[PROJECT.index("  constraints:"):].split("\n")[0] + "\n" + PROJECT.rstrip("\n").split("\n")[-1] + "\n")
out = run("far", "far/out")
check_true("layers that touch nothing", all(row["constraints"] == "" and float(row["constraint_pct"]) == 0
                                            for row in table(out, "register")))
check_self(out)

# Recorded areas: the share of the measured land turns.
LAYERS["parcels"] = [(shape, dict(values, recorded_area=area)) for (shape, values), area
                     in zip(LAYERS["parcels"], (20000, 8000, 4000, 8000))]
LAYERS["parks"] = [(shape, dict(values, recorded_area=area)) for (shape, values), area in zip(LAYERS["parks"], (30000, 10000))]
write("recorded", PROJECT.replace("layers:", "area: recorded\nlayers:"))
out = run("recorded", "recorded/out")
states = rows(out, "land_state", "park_code", "code")
check("recorded C2", number(states["K1", "C2"]["area_ha"]) * 1e4, 15000, 1e-3)
check("recorded B21", number(states["K1", "B21"]["area_ha"]) * 1e4, 2000, 1e-3)
check_self(out)
# What cannot be used is said; what is drawn wrongly is repaired and found.
def refused(name, code, says, project=PROJECT):
    write(name, project)
    done = subprocess.run([PROGRAM, "run", FORMATS, f"{name}/project.yaml", "-q", "-o", f"{name}/out"], capture_output=True, text=True, check=False)
    check_true(f"{name}: exit {done.returncode}: {done.stderr}", done.returncode == code and says in done.stderr)


refused("systems", 78, "planned_use is in ydyh2023, another layer has it in gb2017",
        PROJECT.replace("planned_use: ydyh2023", "planned_use: gb2017", 1))
refused("undeclared", 78, "planned_use is in no declared code system, another layer has it in ydyh2023",
        PROJECT.replace("plan.geojson, crs: 'EPSG:4539', codes: {planned_use: ydyh2023}", "plan.geojson, crs: 'EPSG:4539'"))
refused("nofield", 65, "no field for planned_use", PROJECT.replace("path: plan.geojson", "path: town.geojson"))
LAYERS["town"] = [({"type": "Polygon", "coordinates": [[[X, Y], [X + 100, Y + 100], [X + 100, Y], [X, Y + 100], [X, Y]]]}, {})]
write("bow", PROJECT)
run("bow", "bow/out")
check_true("a bow tie is found", [(row["code"], row["layer"]) for row in table("bow/out", "quality") if row["code"] == "E_GEOM"]
           == [("E_GEOM", "constraints")])
shown = subprocess.run([PROGRAM, "inspect", "all/plan.geojson", "all/parcels.geojson"], capture_output=True, text=True, check=False).stdout
check_true("inspect knows a plan", "read as   plan (" in shown and "read as   parcels (" in shown)

run("all", "all/layers", "--formats", "geojson")
check_self("all/layers")
finish()
PYTHON
python3 check.py || exit 1
