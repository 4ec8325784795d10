#!/bin/sh
# Sites of idle land: by hand on squares, in several planes; those of the samples and of a surveyed zone
# made again by OGR, every pair of parcels measured.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_SHARED: where the real layers are
set -u
python3 -c 'from osgeo import ogr, osr' 2>/dev/null || { echo "no GDAL for python3 here"; exit 77; }
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

# made_again NAME [DISTANCE]: the sites of a result by OGR, and its sums by the second key
made_again() {
    python3 "$PYTHONPATH/sites.py" "$@" || fail "$1: sites"
    "$program" check --self "$1" >seen 2>&1 || { fail "$1: self check"; grep '^differs' seen; }
    grep -q '^agrees: sites: land against idle and the register: ' seen || fail "$1: the second key saw no sites"
}

cat >hand.py <<'PYTHON'
"""Squares of 100 m at the central meridian of EPSG:4539, where a metre is a metre."""
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, table

X, Y = 500000.0, 3281000.0
PROGRAM = os.environ["LANDGAUGE"]
IDLE = {"land_state": "B21", "supply_state": "D21", "signed_on": "2020-01-01", "start_due": "2021-01-01"}
FREE = {"land_state": "B1", "supply_state": "E21"}
USED = {"land_state": "A2", "supply_state": "D21"}


def box(x, y, width, height):
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return {"type": "Polygon", "coordinates": [[[X + a, Y + b] for a, b in corners]]}


def parcel(name, shape, facts, **more):
    return shape, {"id": name, **facts, **more}


# K1: a row of idle A, idle B (0.5 m off), free C, then used D; E beyond a lane of 6 m; F lies half in each
# park; G and H claim the same land, which counts for G. K2: I touches F's half there.
PARCELS = [
    parcel("A", box(0, 0, 100, 100), IDLE, holder="甲公司（拉萨）", planned_use="1001"),
    parcel("B", box(100.5, 0, 99.5, 100), IDLE, holder="甲公司(拉萨)", planned_use="1001"),
    parcel("C", box(200, 0, 100, 100), FREE, planned_use="09"),
    parcel("D", box(300, 0, 100, 100), USED, holder="丁"),
    parcel("E", box(0, 106, 100, 100), {**IDLE, "start_due": "2022-01-01"}, holder="乙"),
    parcel("F", box(950, 300, 100, 100), IDLE, holder="丙"),
    parcel("G", box(500, 600, 100, 100), IDLE, holder="戊"),
    parcel("H", box(550, 600, 100, 100), IDLE, holder="己"),
    parcel("I", box(1050, 300, 100, 100), IDLE),
    parcel("U", box(700, 800, 10, 10), {"land_state": "B21", "supply_state": "D21"}),
]
PARKS = [
    (box(-10, -10, 1010, 1000), {"code": "K1", "name": "园一", "scope": "主区"}),
    (box(1000, -10, 400, 1000), {"code": "K2", "name": "园二", "scope": "主区"}),
]
PROJECT = """as_of: 2026-06-30
layers:
  parks: {path: parks.geojson, crs: 'EPSG:4539'}
  parcels: {path: %s, crs: '%s', codes: {planned_use: ydyh2023}}
  constraints: [{name: 河道, path: river.geojson, crs: 'EPSG:4539', effect: flag}]
"""
write_geojson("parks.geojson", PARKS)
write_geojson("parcels.geojson", PARCELS)
write_geojson("back.geojson", PARCELS[::-1])
write_geojson("river.geojson", [(box(0, 0, 50, 100), {})])
for name, code in (("degrees", 4490), ("mercator", 3857)):
    subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=12", "-s_srs", "EPSG:4539", "-t_srs", f"EPSG:{code}",
                    f"{name}.geojson", "parcels.geojson"], check=True)


def run(name, *options, parcels="parcels.geojson", crs="EPSG:4539", more=""):
    with open(f"{name}.yaml", "w", encoding="utf-8") as file:
        file.write(PROJECT % (parcels, crs) + more)
    subprocess.run([PROGRAM, "run", FORMATS, f"{name}.yaml", "-q", "-o", name, *options], check=True)
    return {row["parcel_ids"]: row for row in table(name, "sites")}


def read(*names):
    return [open(name, "rb").read() for name in names]


near = run("near")
check_true(f"the sites: {list(near)}", sorted(near) == ["A;B;C", "E", "F", "F;I", "G;H"])
row = near["A;B;C"]
check_true("the largest is the first", row["site_id"] == "K1-S1" and row["rank"] == "1")
check("area", number(row["area_ha"]), 2.995, 1e-4)
check("idle", number(row["idle_ha"]), 1.995, 1e-4)
check("suppliable", number(row["suppliable_ha"]), 1.0, 1e-4)
check_true("what it is", (row["site_kind"], row["parcels"], row["holders"], row["unknown_holders"]) == ("mixed", "3", "1", "1"))
check_true("in two parts, for half a metre is no crack", row["parts"] == "2")
check("circle", number(row["circle_m"]), 50, 0.5)
# 4 pi 29950 / (400 + 599)^2
check("compactness", number(row["compactness"]), 0.377113, 1e-4)
check_true("planned use of most land", (row["planned_use"], row["planned_use_name"]) == ("1001", "工业用地"))
check("constraints", number(row["constraint_pct"]), 100 * 0.5 / 2.995, 1e-3)
check("days", number(row["oldest_idle_days"]), 1641)  # from 2022-01-01 to 2026-06-30
check_true("nothing of D", all("D" not in ids for ids in near))
check("twice claimed land counts once", number(near["G;H"]["area_ha"]), 1.5, 1e-4)
check_true("parks are not joined", near["F"]["park_code"] == "K1" and near["F;I"]["park_code"] == "K2")
check_true("no planned use is none", near["E"]["planned_use"] == "")

# A lane of 6 m, where the rule set says so; only what touches, where it says that.
for name, value in (("lane", "7"), ("touch", "0")):
    with open(f"{name}.yaml", "w", encoding="utf-8") as file:
        file.write(f"name: {name}\nvalid_from: 2026-01-01\nsource: made up\nparameters:\n  sites:\n    distance_m: {{value: {value}, source: made up}}\n")
check_true("over the lane", sorted(run("wide", more="rules: [lane.yaml]\n")) == ["A;B;C;E", "F", "F;I", "G;H"])
check_true("touching alone", sorted(run("narrow", more="rules: [touch.yaml]\n")) == ["A", "B;C", "E", "F", "F;I", "G;H"])

# Neither the order of the rows nor threads show, and the plane of the source hardly.
run("back", "-j", "1", parcels="back.geojson")
run("same", "-j", "3")
for other in ("back", "same"):
    check_true(f"{other}: the same table", read("near/tables/sites.csv") == read(f"{other}/tables/sites.csv"))
for name, crs in (("degrees", "EPSG:4490"), ("mercator", "EPSG:3857")):
    sites = run(f"in_{name}", parcels=f"{name}.geojson", crs=crs)
    check_true(f"{name}: the same sites", sorted(sites) == sorted(near))
    for ids, row in sites.items():
        check(f"{name} {ids}: circle", number(row["circle_m"]), number(near[ids]["circle_m"]), 0.02)
        check(f"{name} {ids}: compactness", number(row["compactness"]), number(near[ids]["compactness"]), 1e-4)
# Without any constraint layer nobody knows what can be supplied.
with open("bare.yaml", "w", encoding="utf-8") as file:
    file.write("".join(line + "\n" for line in (PROJECT % ("parcels.geojson", "EPSG:4539")).splitlines() if "constraints" not in line))
subprocess.run([PROGRAM, "run", FORMATS, "bare.yaml", "-q", "-o", "bare"], check=True)
check_true("no suppliable land", {row["site_kind"] for row in table("bare", "sites")} == {"idle"})
check_true("no constraint known", {row["constraint_pct"] for row in table("bare", "sites")} == {""})
subprocess.run([PROGRAM, "check", "near.yaml", "-q", "-o", "only_check"], check=False)
check_true("a check has no sites", not os.path.exists("only_check/tables/sites.csv"))
finish()
PYTHON
python3 hand.py || fail "by hand"
made_again near
made_again wide 7

"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" sample.yaml || exit 2
for area in measured recorded; do
    "$program" run sample.yaml --quiet --area $area -o "sample_$area" || fail "sample, $area"
done
made_again sample_measured

# A surveyed zone, 2013: no parcel has dates, so what can be supplied makes the sites; a layer of
# constraints far away lets the program know that it can.
zone=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}/data/real/zones-heilongjiang/binxi2013
if [ -d "$zone" ]; then
    echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon",
"coordinates":[[[126.9,45.5],[126.91,45.5],[126.91,45.51],[126.9,45.5]]]}}]}' >far.geojson
    cat >zone.yaml <<YAML
as_of: 2013-12-31
layers:
  parks: {path: $zone/parks.shp}
  parcels: {path: $zone/parcels.shp}
  constraints: [{name: 远处, path: far.geojson, crs: 'EPSG:4490', effect: forbid}]
YAML
    "$program" run zone.yaml --quiet -o zone || fail "the surveyed zone"
    made_again zone
    # Ways of 20 m and less do not separate.
    sed 's/value: 7/value: 20/' lane.yaml >way.yaml
    { cat zone.yaml && echo "rules: [way.yaml]"; } >way_zone.yaml
    "$program" run way_zone.yaml --quiet -o way_zone || fail "the surveyed zone, over its ways"
    made_again way_zone 20
else
    echo "no real layers at $zone: left out"
fi

[ "$failed" -eq 0 ] || exit 1
echo "sites: all as expected"
