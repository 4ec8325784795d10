#!/bin/sh
# What counts where, on squares whose areas are worked by hand: at the central meridian of a
# Gauss-Krueger zone with scale 1 a square of 100 m has 10000 m2 on the ellipsoid, too.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >cases.py <<'PYTHON'
"""Cases as small layers, run through the program."""
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, number, table

X, Y = 500000.0, 3281000.0  # on the central meridian of EPSG:4539, near Lhasa's latitude


def ring(x, y, width, height):
    return [[X + x, Y + y], [X + x + width, Y + y], [X + x + width, Y + y + height],
            [X + x, Y + y + height], [X + x, Y + y]]


def box(x, y, width, height, *holes):
    return {"type": "Polygon", "coordinates": [ring(x, y, width, height)] + [ring(*hole)[::-1] for hole in holes]}


def boxes(*parts):
    return {"type": "MultiPolygon", "coordinates": [[ring(*part)] for part in parts]}


def park(code, shape, **more):
    return (shape, dict(code=code, name=code, scope="主区", **more))


def parcel(name, shape, state="A2", **more):
    return (shape, dict(id=name, land_state=state, supply_state="D21", **more))


def run(name, parks, parcels, *options, buildings=None, more=""):
    """One run; the result's folder."""
    os.mkdir(name)
    layers = {"parks": parks, "parcels": parcels}
    if buildings:
        layers["buildings"] = buildings
    text = more + "as_of: 2026-06-30\nlayers:\n"
    for kind, features in layers.items():
        write_geojson(f"{name}/{kind}.geojson", features)
        text += f"  {kind}: {{path: {kind}.geojson, crs: 'EPSG:4539'}}\n"
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    out = f"{name}/out"
    done = subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, f"{name}/project.yaml", "-q", "-o", out, *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    return out


def rows_of(out, name):
    return {(row["parcel_id"], row["park_code"]): row for row in table(out, name)}


def check_inside(case, out, expected, key="inside_m2"):
    """@param expected  (parcel, park): m2"""
    rows = rows_of(out, "register")
    check_true(f"{case}: rows {sorted(rows)}", sorted(rows) == sorted(expected))
    for place, area_m2 in expected.items():
        check(f"{case}: {key} of {place}", number(rows[place][key]), area_m2, 1e-3)


def check_park(case, out, code, **expected):
    """Figures of the parks layer; None: missing."""
    row = next(row for row in table(out, "parks") if row["park_code"] == code)
    for key, value in expected.items():
        if value is None:
            check_true(f"{case}: {key} of {code} is missing", row[key] == "")
        else:
            check(f"{case}: {key} of {code}", number(row[key]), value, 1e-6)


def check_account(case, out, code, expected):
    """@param expected  (line, code of the state): m2; what is not named must be nought"""
    seen = {(row["line"], row["code"]): number(row["area_ha"]) * 1e4
            for row in table(out, "account") if row["park_code"] == code}
    for place in {*seen, *expected}:
        check(f"{case}: account of {code or 'no park'}, {place}", seen.get(place, 0.0), expected.get(place, 0.0), 1e-3)


def codes_of(out):
    return sorted(row["code"] for row in table(out, "quality"))
PYTHON

cat >check.py <<'PYTHON'
from cases import *
from result import finish

SQUARE = park("K1", box(0, 0, 100, 100))
WHOLE = parcel("F", box(0, 0, 100, 100))

case = "a parcel half outside shares its totals"
out = run("split", [SQUARE], [parcel("S", box(60, 0, 80, 50), floor_area=8000, revenue=100), parcel("R", box(0, 0, 60, 100), "A1")])
check_inside(case, out, {("S", "K1"): 2000, ("S", ""): 0, ("R", "K1"): 6000})
check_park(case, out, "K1", area_ha=1, a_ha=0.8, a2_ha=0.2, unsurveyed_ha=0.2, industrial_far=2)
check_account(case, out, "K1", {("surveyed", "A1"): 6000, ("surveyed", "A2"): 2000, ("unsurveyed", ""): 2000})
check_account(case, out, "", {("outside", "A2"): 2000})
check(f"{case}: revenue inside", number(rows_of(out, "register")["S", "K1"]["revenue_wan"]), 50, 1e-6)

for case, dates, kept in (("the later contract wins", ("2020-01-01", "2021-01-01"), ("B21", 4000, 6000)),
                          ("without dates the smaller id wins", ("", ""), ("A2", 6000, 4000))):
    out = run(case.replace(" ", "_"), [SQUARE], [parcel("A", box(0, 0, 60, 100), signed_on=dates[0]),
                                                 parcel("B", box(40, 0, 60, 100), "B21", signed_on=dates[1])])
    winner, first_m2, second_m2 = kept
    check_inside(case, out, {("A", "K1"): first_m2, ("B", "K1"): second_m2})
    check_account(case, out, "K1", {("surveyed", "A2"): 4000, ("surveyed", "B21"): 4000, ("overlap", winner): 2000})

# A 5000, B 5000, C 4900; B is latest, then C, then A.
# B takes 50 x 100; C keeps 20 x 70 of its own; A keeps 50 x 50 less 20 x 50.
case = "three claim the same land"
out = run("three", [SQUARE], [parcel("A", box(0, 0, 100, 50), signed_on="2019-01-01"), parcel("B", box(0, 0, 50, 100), "B21", signed_on="2021-01-01"),
                              parcel("C", box(0, 0, 70, 70), "A1", signed_on="2020-01-01")])
check_inside(case, out, {("A", "K1"): 1500, ("B", "K1"): 5000, ("C", "K1"): 1400})
check_park(case, out, "K1", a_ha=0.29, b_ha=0.5, unsurveyed_ha=0.21)
check_account(case, out, "K1", {("surveyed", "A1"): 400, ("surveyed", "A2"): 1500, ("surveyed", "B21"): 1500, ("overlap", "A1"): 1000,
                                ("overlap", "B21"): 3500, ("unsurveyed", ""): 2100})
check_true(f"{case}: three pairs", codes_of(out).count("W_OVERLAP") == 3)

case = "a park in a park"
for parent, nests in ((None, 1), ("K1", 0)):
    out = run(f"nested_{nests}", [SQUARE, park("K2", box(0, 0, 50, 50), parent=parent)], [WHOLE])
    check_inside(case, out, {("F", "K1"): 10000, ("F", "K2"): 2500})
    check_true(f"{case}: named as parent or a finding", codes_of(out).count("W_NEST") == nests)

case = "one park in two features"
out = run("two_features", [park("K1", box(0, 0, 50, 100)), park("K1", box(50, 0, 50, 100))], [WHOLE])
check_inside(case, out, {("F", "K1"): 10000})
check_park(case, out, "K1", area_ha=1, unsurveyed_ha=0)

case = "a parcel in no park"
out = run("no_park", [SQUARE], [WHOLE, parcel("X", box(200, 0, 50, 100), "B21", start_due="2020-01-01")])
check_inside(case, out, {("F", "K1"): 10000, ("X", ""): 0})
check_account(case, out, "", {("outside", "B21"): 5000})
check_true(f"{case}: is no idle land of a park", not table(out, "idle"))
check_true(f"{case}: is said", codes_of(out) == ["W_OUT"])

# 80 x 100 m with an edge along both parks: the parts must make the parcel to the last digit shown.
case = "a parcel across two parks"
out = run("two_parks", [park("K1", box(0, 0, 50, 100)), park("K2", box(50, 0, 50, 100))], [parcel("S", box(20, 0, 80, 100), floor_area=8000)])
check_inside(case, out, {("S", "K1"): 3000, ("S", "K2"): 5000})
row = table(out, "register")
check(f"{case}: no metre lost", sum(number(r["inside_m2"]) for r in row), number(row[0]["area_m2"]), 1.01e-4)
check(f"{case}: floor area", sum(number(r["floor_area_m2"]) for r in row), 8000, 1.01e-4)

case = "a parcel across two parks and the gap between"
out = run("gap", [park("K1", box(0, 0, 40, 100)), park("K2", box(50, 0, 50, 100))], [parcel("S", box(20, 0, 80, 100), floor_area=8000)])
check_inside(case, out, {("S", "K1"): 2000, ("S", "K2"): 5000, ("S", ""): 0})
check_account(case, out, "", {("outside", "A2"): 1000})

case = "a hole is no land"
out = run("hole", [SQUARE], [parcel("H", box(0, 0, 100, 100, (40, 40, 20, 20)))])
check_inside(case, out, {("H", "K1"): 9600})
check_park(case, out, "K1", unsurveyed_ha=0.04)

case = "a parcel of several parts"
out = run("parts", [SQUARE], [parcel("M", boxes((0, 0, 20, 20), (50, 50, 20, 20), (200, 0, 10, 10)))])
check_inside(case, out, {("M", "K1"): 800, ("M", ""): 0})

case = "a ring without land"
out = run("flat", [SQUARE], [WHOLE, parcel("Z", box(10, 10, 50, 0), "B21")])
rows = rows_of(out, "register")
check_true(f"{case}: keeps its row", rows["Z", ""]["area_m2"] == rows["Z", ""]["inside_m2"] == "")
check_true(f"{case}: is a finding", "E_GEOM" in codes_of(out))

# L: 200 x 3 floors, 100 x round(8 / 3), 64, 9. R: 200 x 3, 100 x 1, half of 100 x 2, 1234, 9.
case = "buildings"
out = run("buildings", [SQUARE], [parcel("L", box(0, 0, 50, 100)), parcel("R", box(50, 0, 50, 100))], buildings=[
    (box(40, 10, 20, 20), dict(id="across", floors=3)), (box(10, 60, 10, 10), dict(id="high", height=8)),
    (box(200, 0, 10, 10), dict(id="outside", floors=1)), (box(70, 70, 10, 10), dict(id="bare")),
    (box(95, 90, 10, 10), dict(id="over the edge", floors=2)), (box(60, 50, 10, 10), dict(id="recorded", floor_area=1234, floors=9)),
    (boxes((2, 2, 3, 3), (80, 2, 3, 3)), dict(id="two parts", floors=1)),
    (box(10, 30, 10, 10, (12, 32, 6, 6)), dict(id="yard", floors=1))])
check_inside(case, out, {("L", "K1"): 973, ("R", "K1"): 2043}, "floor_area_m2")
check_inside(case, out, {("L", "K1"): 373, ("R", "K1"): 459}, "footprint_m2")
check_park(case, out, "K1", far=0.3016, density=8.32)
check_true(f"{case}: on no parcel, without floors", codes_of(out) == ["W_FLOORS", "W_OUT"])

# Recorded: S 4400 of which half inside, R 6000; V lies under R and counts whole all the same.
case = "recorded areas"
out = run("recorded", [park("K1", box(0, 0, 100, 100), recorded_area=1.1)], [
    parcel("S", box(60, 0, 80, 50), recorded_area=4400, floor_area=8000), parcel("R", box(0, 0, 60, 100), "A1", recorded_area=6000),
    parcel("V", box(0, 0, 30, 100), "B21", recorded_area=3000, start_due="2020-01-01", total_investment=100, invested=50)], "--area", "recorded")
rows = rows_of(out, "register")
for place, area_ha in ((("S", "K1"), 0.22), (("R", "K1"), 0.6), (("V", "K1"), 0.3)):
    check(f"{case}: area of {place}", number(rows[place]["area_ha"]), area_ha, 1e-7)
check(f"{case}: measured all the same", number(rows["V", "K1"]["inside_m2"]), 3000, 1e-3)
check(f"{case}: an overlap takes no money", number(rows["V", "K1"]["invested_wan"]), 50, 1e-6)
check_park(case, out, "K1", a_ha=0.82, b_ha=0.3, idle_ha=0.3, unsurveyed_ha=0)
check_account(case, out, "K1", {("surveyed", "A1"): 6000, ("surveyed", "A2"): 2200, ("surveyed", "B21"): 3000, ("boundary_difference", ""): -200})
check_true(f"{case}: too much is said once", codes_of(out).count("E_SUM") == 1)

case = "a recorded area that is missing"
out = run("gap_in_record", [SQUARE], [parcel("S", box(0, 0, 50, 100), recorded_area=5000), parcel("R", box(50, 0, 50, 100))], "--area", "recorded")
check_park(case, out, "K1", area_ha=1, a_ha=None, development_rate=None)
check_true(f"{case}: is said", "I_MISSING" in codes_of(out))

case = "what is not known is not nought"
out = run("unknown", [SQUARE], [(box(0, 0, 100, 100), dict(id="F", land_state="A"))])
check_park(case, out, "K1", a_ha=1, b_ha=0, c_ha=0, a1_ha=None, a2_ha=None, d_ha=None, e_ha=None, f_ha=None, idle_ha=None, idle_rate=None)
out = run("undecided", [SQUARE], [parcel("F", box(0, 0, 100, 100), "B21")])
check_park(case, out, "K1", d_ha=1, e_ha=0, a1_ha=0, idle_ha=None, idle_rate=None)
finish()
PYTHON

cat >zones.py <<'PYTHON'
"""Two zones that meet at 91.5 degrees east, and degrees: areas by the closed form of domain.md 4.4."""
import math
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, finish, number, table

A_M, FLATTENING = 6378137.0, 1 / 298.257222101
N = FLATTENING / (2 - FLATTENING)
E = math.sqrt(FLATTENING * (2 - FLATTENING))


def strip_m2(lat):
    """Area between the equator and a latitude, per radian of longitude."""
    s, b_m = math.sin(math.radians(lat)), A_M * (1 - FLATTENING)
    return b_m * b_m / 2 * (s / (1 - (E * s) ** 2) + math.log((1 + E * s) / (1 - E * s)) / (2 * E))


def cell_m2(west, south, east, north):
    return (strip_m2(north) - strip_m2(south)) * math.radians(east - west)


def gauss_krueger(lon, lat, meridian):
    """Krueger's series to n^4, false easting 500000."""
    radius_m = A_M / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
    alpha = (N / 2 - 2 / 3 * N**2 + 5 / 16 * N**3 + 41 / 180 * N**4, 13 / 48 * N**2 - 3 / 5 * N**3 + 557 / 1440 * N**4,
             61 / 240 * N**3 - 103 / 140 * N**4, 49561 / 161280 * N**4)
    phi, lam = math.radians(lat), math.radians(lon - meridian)
    t = math.sinh(math.atanh(math.sin(phi)) - E * math.atanh(E * math.sin(phi)))
    xi, eta = math.atan2(t, math.cos(lam)), math.atanh(math.sin(lam) / math.hypot(1, t))
    north = xi + sum(a * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, a in enumerate(alpha, 1))
    east = eta + sum(a * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, a in enumerate(alpha, 1))
    return [radius_m * east + 500000, radius_m * north]


def shape(corners, meridian=None):
    west, south, east, north = corners
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    if meridian:
        ring = [gauss_krueger(lon, lat, meridian) for lon, lat in ring]
    return {"type": "Polygon", "coordinates": [ring]}


def parcel(name, corners, meridian, signed_on, state="A2"):
    return (shape(corners, meridian), dict(id=name, land_state=state, supply_state="D21", signed_on=signed_on))


# domain.md 4.4: GK check point
check("easting of 91 29.65 by meridian 90", gauss_krueger(91.0, 29.65, 90)[0], 596825.586, 1e-3)
PARK = (91.499, 29.65, 91.501, 29.651)
WEST, EAST = (91.499, 29.65, 91.5, 29.651), (91.5, 29.65, 91.501, 29.651)
OVER, PLAIN = (91.4996, 29.65, 91.5004, 29.6505), (91.4992, 29.6506, 91.4998, 29.651)
write_geojson("parks.geojson", [(shape(PARK), dict(code="K1", name="K1", scope="主区"))])
write_geojson("zone30.geojson", [parcel("W", WEST, 90, "2019-01-01")])
write_geojson("zone31.geojson", [parcel("E", EAST, 93, "2019-01-01"), parcel("O", OVER, 93, "2020-01-01", "A1")])
write_geojson("degrees.geojson", [parcel("P", PLAIN, None, "2021-01-01", "B21")])
with open("zones.yaml", "w", encoding="utf-8") as file:
    file.write("""as_of: 2026-06-30
layers:
  parks: {path: parks.geojson}
  parcels:
    - {path: zone30.geojson, crs: 'EPSG:4539'}
    - {path: zone31.geojson, crs: 'EPSG:4540'}
    - {path: degrees.geojson, crs: 'EPSG:4490'}
""")
subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, "zones.yaml", "-q", "-o", "zones"], check=True)

# A parallel is no straight line in the plane: 1e-4 m on 97 m, or 0.01 m2 along an edge.
half_m2, over_m2, plain_m2 = cell_m2(*WEST), cell_m2(*OVER), cell_m2(*PLAIN)
rows = {row["parcel_id"]: row for row in table("zones", "register")}
for name, area_m2 in (("W", half_m2), ("E", half_m2), ("O", over_m2), ("P", plain_m2)):
    check(f"zones: area of {name}", number(rows[name]["area_m2"]), area_m2, 0.02)
for name, inside_m2 in (("W", half_m2 - over_m2 / 2 - plain_m2), ("E", half_m2 - over_m2 / 2), ("O", over_m2), ("P", plain_m2)):
    check(f"zones: {name} without overlaps", number(rows[name]["inside_m2"]), inside_m2, 0.03)
park = table("zones", "parks")[0]
check("zones: the park", number(park["area_ha"]) * 1e4, cell_m2(*PARK), 0.02)
check("zones: no gap at the seam", number(park["unsurveyed_ha"]) * 1e4, 0, 0.05)
finish()
PYTHON

failed=0
python3 check.py || failed=1
python3 zones.py || failed=1
# Each of these results must agree with itself, too.
for result in */out zones; do
    "$LANDGAUGE" check --self "$result" >seen 2>&1 && continue
    echo "$result does not agree with itself:"
    grep -v '^agrees' seen
    failed=1
done
[ "$failed" -eq 0 ] || exit 1
echo "semantics: all as expected"
