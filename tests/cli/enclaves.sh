#!/bin/sh
# Enclaves (T7) and the totals of the region, on parks in two zones, drawn so that their hectares are
# known: at the central meridian of a Gauss-Krueger zone a square of 100 m has 1 ha on the ellipsoid,
# beside it one of 100 m times the scale. Money worked by hand.
# environment: LANDGAUGE, SOURCE_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >check.py <<'PYTHON'
import filecmp
import math
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, run_log, table

PROGRAM = os.environ["LANDGAUGE"]
GOLMUD = "青海省格尔木市"


def golmud():
    """Corner and scale at 94.9 E, 36.4 N in zone 32 (96 E): y and x by the series of the Gauss-Krueger
    projection, scale 1 + y^2 / 2MN on CGCS2000."""
    a, f = 6378137.0, 1 / 298.257222101
    e2 = f * (2 - f)
    lat, dl = math.radians(36.4), math.radians(94.9 - 96)
    w2 = 1 - e2 * math.sin(lat) ** 2
    n, m = a / math.sqrt(w2), a * (1 - e2) / w2 ** 1.5
    y = n * math.cos(lat) * dl * (1 + dl * dl * math.cos(lat) ** 2 / 6 * (n / m - math.tan(lat) ** 2))
    return 500000.0 + y, 4030000.0, 1 + y * y / (2 * m * n)


PLACES = {30: (500000.0, 3281000.0, 1.0), 32: golmud()}  # zones 30 (90 E, near Lhasa's latitude) and 32


def box(zone, x, y, width, height):
    east, north, scale = PLACES[zone]
    x, y, width, height = (scale * value for value in (x, y, width, height))
    x, y = east + x, north + y
    return {"type": "Polygon", "coordinates": [[[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]]]}


def park(shape, code, scope, home, tax, **more):
    """Money in wan yuan: total tax, and the other three as its half, its double and a thousand of it."""
    money = {} if tax is None else dict(total_tax=tax, industrial_tax=tax / 2, industrial_revenue=tax * 2, fixed_investment=tax * 1000)
    values = dict(code=code, name=code + "园", scope=scope, home=home, parent=None, host=None, share=None,
                  total_tax=None, industrial_tax=None, industrial_revenue=None, fixed_investment=None)
    return (shape, {**values, **money, **more})


def parcel(shape, name, land, supply, due=None):
    return (shape, dict(id=name, land_state=land, supply_state=supply, start_due=due))


# E (50 ha) holds N (2 ha), which is Nagqu's. S has two scopes; X takes 0.5 ha of the main one.
# Q lies in Golmud and belongs to Lhasa.
NEAR = [park(box(30, 0, 0, 1000, 500), "E", "主区", "拉萨市", 100),
        park(box(30, 0, 0, 200, 100), "N", "主区", "那曲市", 10, parent="E", host="西藏拉萨市", share=0.6),
        park(box(30, 2000, 0, 300, 100), "S", "主区", "日喀则市", 30),
        park(box(30, 2000, 200, 100, 100), "S", "发展方向区", "桑珠孜区", 5),
        park(box(30, 2250, 0, 200, 100), "X", "主区", "540103", 1)]
FAR = [park(box(32, 0, 0, 400, 250), "Q", "主区", "540100", 40, host=GOLMUD, share=0.75)]
NEAR_PARCELS = [parcel(box(30, 0, 0, 600, 500), "E1", "A2", "D21"),
                parcel(box(30, 600, 0, 100, 500), "E2", "B21", "D21", "2020-01-01"),
                parcel(box(30, 700, 0, 300, 500), "E3", "B21", "E21"),
                parcel(box(30, 2000, 0, 300, 100), "S1", "A1", "D21"),
                parcel(box(30, 2000, 200, 100, 100), "S2", "B22", "F"),
                parcel(box(30, 2300, 0, 150, 100), "X1", "C1", "F")]
FAR_PARCELS = [parcel(box(32, 0, 0, 400, 150), "Q1", "A2", "D21")]
PROJECT = """as_of: 2026-06-30
layers:
  parks:
    - {path: near.geojson, crs: 'EPSG:4539'}
    - {path: far.geojson, crs: 'EPSG:4541'}
  parcels:
    - {path: near_parcels.geojson, crs: 'EPSG:4539'}
    - {path: far_parcels.geojson, crs: 'EPSG:4541'}
"""


def write(name, near=None, project=PROJECT, far=None, step=1):
    os.mkdir(name)
    for layer, features in (("near", near or NEAR), ("far", far or FAR), ("near_parcels", NEAR_PARCELS), ("far_parcels", FAR_PARCELS)):
        write_geojson(f"{name}/{layer}.geojson", features[::step])
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write(project)


def run(name, *options, code=0):
    done = subprocess.run([PROGRAM, "run", FORMATS, f"{name}/project.yaml", "-o", f"{name}/out", *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != code:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    return done.stderr


def totals(name):
    return {row["place"] or row["part"]: row for row in table(f"{name}/out", "regional_totals")}


def enclaves(name):
    return {row["park_code"]: row for row in table(f"{name}/out", "enclaves")}


def check_cells(what, row, tolerance, **cells):
    """None: no value; text as it is."""
    for key, expected in cells.items():
        if expected is None or isinstance(expected, str):
            check_true(f"{what}, {key}: '{row[key]}' is '{expected or ''}'", row[key] == (expected or ""))
        else:
            check(f"{what}, {key}", number(row[key]), expected, tolerance)


def check_money(what, row, prefix, tax):
    """Each kind of money goes the same way."""
    for key, times in (("total_tax_wan", 1), ("industrial_tax_wan", 0.5), ("industrial_revenue_wan", 2), ("fixed_investment_wan", 1000)):
        check_cells(what, row, 1e-6, **{prefix + key: None if tax is None else tax * times})


def findings(name):
    return sorted((row["park_code"], row["message"]) for row in table(f"{name}/out", "quality")
                  if row["code"] == "W_VALUE" and row["layer"] == "parks")


write("all")
log = run("all", "-j", "1")
check_true("the log names what lies outside", f"region: outside, by the rule set's region_places: {GOLMUD};" in log)
rows = enclaves("all")
check_true("the enclaves", list(rows) == ["N", "Q"])
check_cells("N", rows["N"], 2e-6, park_name="N园", scope="主区", parent="E", home="那曲市", host="西藏拉萨市", share=0.6,
            enclave_type="INTRA_REGION", outside="no", area_ha=2, built_ha=2, supplied_ha=2, status="ok")
check_cells("Q", rows["Q"], 2e-5, parent=None, home="540100", host=GOLMUD, share=0.75, enclave_type="INTER_PROVINCE",
            outside="yes", area_ha=10, built_ha=6, supplied_ha=6, idle_ha=0, status="ok")
for code, own, home in (("N", 10, 6), ("Q", 40, 30)):
    check_money(code, rows[code], "", own)
    check_money(f"{code}, home", rows[code], "home_", home)
    check_money(f"{code}, host", rows[code], "host_", own - home)

# place: parks, nested, area, A, B, C, D, E, F, A2, idle, unsurveyed, twice; tax by location, by share.
# By share Lhasa has E's own 90, X's 1, 0.4 of N's 10, 0.75 of Q's 40.
KEYS = "parks nested_parks area_ha a_ha b_ha c_ha d_ha e_ha f_ha a2_ha idle_ha unsurveyed_ha twice_ha".split()
TWICE = "S and X share land, counted twice"
expected = {
    "ALL": ([4, 1, 66, 39.5, 21, 1.5, 44.5, 15, 2.5, 36, 5, 4, 0.5], 176, 176, TWICE),
    "INSIDE": ([3, 1, 56, 33.5, 21, 1.5, 38.5, 15, 2.5, 30, 5, 0, 0.5], 136, 166, TWICE),
    "OUTSIDE": ([1, 0, 10, 6, 0, 0, 6, 0, 0, 6, 0, 4, 0], 40, 10, "ok"),
    "拉萨": ([2, 1, 52, 30.5, 20, 1.5, 35.5, 15, 1.5, 30, 5, 0, 0], 101, 125, "ok"),
    "日喀则": ([1, 0, 4, 3, 1, 0, 3, 0, 1, 0, 0, 0, 0], 35, 35, "ok"),
    "那曲": ([0, 0] + [0] * 11, 0, 6, "ok"),
    GOLMUD: ([1, 0, 10, 6, 0, 0, 6, 0, 0, 6, 0, 4, 0], 40, 10, "ok"),
}
rows = totals("all")
check_true(f"places in order: {list(rows)}", list(rows) == list(expected))
for place, (figures, located, shared, status) in expected.items():
    check_cells(place, rows[place], 3e-5, **dict(zip(KEYS, map(float, figures))), status=status)
    check_money(place, rows[place], "", located)
    check_money(f"{place}, shared", rows[place], "shared_", shared)
check_cells("Lhasa", rows["拉萨"], 0, part="PLACE", place_code="5401", outside="no")
check_cells("Golmud", rows[GOLMUD], 0, part="PLACE", place_code=None, outside="yes")
check_true("the overlap is a finding", [row["code"] for row in table("all/out", "quality")].count("W_NEST") == 1)
check_true("nothing to say of parents and shares", findings("all") == [])
places = run_log("all/out")["policy"]["region_places"]
check_true("run.json has the places", len(places) == 88 and {"name": "阿里", "code": "5425", "set": "tibet-2026", "source": "GB/T 2260"} in places)
done = subprocess.run([PROGRAM, "check", "--self", "all/out"], capture_output=True, text=True, check=False)
check_true(f"the self check agrees: {done.stdout}{done.stderr}", done.returncode == 0)

# Neither the order of rows and sources nor threads show.
lines = PROJECT.splitlines()
write("shuffled", project="\n".join([*lines[:3], lines[4], lines[3], lines[5], lines[7], lines[6]]) + "\n", step=-1)
run("shuffled", "-j", "3")
for name in ("enclaves", "regional_totals"):
    check_true(f"{name}: the same bytes in any order", filecmp.cmp(f"all/out/tables/{name}.csv", f"shuffled/out/tables/{name}.csv", shallow=False))

# A share in percent, one that is missing, taxes that are missing, parents that are none.
wrong = [park(NEAR[0][0], "E", "主区", "拉萨市", 100),
         park(NEAR[1][0], "N", "主区", "那曲市", 10, parent="E", share=60),
         park(NEAR[2][0], "S", "主区", "日喀则市", None, parent="T"),
         park(NEAR[3][0], "S", "发展方向区", "日喀则市", 5),
         park(NEAR[4][0], "X", "主区", "拉萨", 1, parent="X")]
write("wrong", near=wrong)
run("wrong", "-q")
said = findings("wrong")
check_true(f"three findings: {said}", [code for code, _ in said] == ["N", "S", "X"])
check_true("percent are not guessed", said[0][1].startswith("share 60 is not from 0 to 1 and counts as missing"))
check_true("no such parent", said[1][1].startswith('parent "T" is the code of no park here'))
check_true("a park in itself", said[2][1].startswith('parent "X" lies, by the parents that are given, in this park itself'))
rows = enclaves("wrong")
check_cells("N without a share", rows["N"], 0, share=None, enclave_type="INTRA_REGION", status="no share")
check_money("N by location", rows["N"], "", 10)
check_money("N's home", rows["N"], "home_", None)
check_cells("S without its parent", rows["S"], 0, enclave_type=None,
            status="parent not found; home and host are one place, nothing to divide; no fixed_investment_wan; "
            "no industrial_revenue_wan; no industrial_tax_wan; no total_tax_wan")
rows = totals("wrong")
check_cells("land is known", rows["ALL"], 3e-5, area_ha=66.0, a_ha=39.5)
check_money("a tax is missing", rows["ALL"], "", None)
check_true("whose it is", "; total_tax_wan lacks S; shared_total_tax_wan lacks S" in rows["ALL"]["status"])
check_money("Lhasa by location", rows["拉萨"], "", 101)
check_money("Lhasa by share", rows["拉萨"], "shared_", None)
check_true("by whose share", "shared_total_tax_wan lacks share of N" in rows["拉萨"]["status"])
check_money("outside", rows["OUTSIDE"], "shared_", 10)

# Half of a park lies beside its parent: 1 ha of the parcel E3.
write("beside", near=[park(box(30, 0, 0, 700, 500), "E", "主区", "拉萨市", 100),
                      park(box(30, 600, 0, 200, 100), "N", "主区", None, 10, parent="E"), *NEAR[2:]])
run("beside", "-q")
((code, message),) = findings("beside")
check_true(f"1 ha beside: {message}", code == "N" and " m2 of the park's parcels lie outside its parent E" in message)
check("1 ha beside", float(message.split()[0]), 10000, 0.1)
rows = totals("beside")
check_cells("E alone counts", rows["拉萨"], 3e-5, area_ha=37.0, status="N lies partly outside E, land not counted")

# A bureau's own list: Golmud is in its region.
own = PROJECT.replace("layers:", "rules: [tibet-2026, own.yaml]\nlayers:")
write("own", project=own)
with open("own/own.yaml", "w", encoding="utf-8") as file:
    file.write("name: own\nvalid_from: 2026-01-01\nsource: ours\nregion_places:\n"
               "  - {name: 西藏, code: 54, source: ours}\n  - {name: 拉萨, code: 5401, source: ours}\n"
               "  - {name: 青海省格尔木, code: 632801, source: ours}\n")
log = run("own")
check_true("what is no longer listed lies outside", "region_places: 日喀则市, 桑珠孜区, 那曲市;" in log)
check_cells("Golmud is inside", totals("own")["青海省格尔木"], 0, place_code="632801", outside="no")
check_cells("Q is an enclave inside", enclaves("own")["Q"], 0, enclave_type="INTRA_REGION", outside="no")
with open("own/own.yaml", "a", encoding="utf-8") as file:
    file.write("  - {name: 青海, code: QH, source: ours}\n")
log = run("own", code=78)
check_true(f"a wrong list is refused: {log}", 'own.yaml:8:22: code "QH" does not begin a code of GB/T 2260' in log)

# Parks that name each other: each counts by itself, in the summary as in the totals.
# 50 + 2 + 3 + 1 + 2 + 10 ha.
ring = [park(NEAR[0][0], "E", "主区", "拉萨市", 100, parent="N"), *NEAR[1:]]
write("ring", near=ring)
run("ring", "-q")
check_true("both are found", [code for code, _ in findings("ring")] == ["E", "N"])
check("the land of the summary", run_log("ring/out")["summary"]["park_area_m2"], 68e4, 1)
check("the land of the region", number(totals("ring")["ALL"]["area_ha"]), 68, 1e-4)
done = subprocess.run([PROGRAM, "check", "--self", "ring/out"], capture_output=True, text=True, check=False)
check_true(f"the self check agrees on parks in a circle: {done.stdout}{done.stderr}", done.returncode == 0)

finish()
PYTHON
python3 check.py || exit 1
