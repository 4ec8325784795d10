#!/bin/sh
# Use conversion, its matrices and the sums of the register: shapefiles in, tables out. Three code
# systems and the letters of an old plan; every lot is 80 m by 80 m near the zone's meridian.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "$*"
    failed=1
}

cat >check.py <<'PYTHON'
import collections
import os
import subprocess

from geojson_check import check_file
from layers import EAST, NORTH, PARK_FIELDS, box, write_shapefile
from result import FORMATS, check, check_true, finish, number, table

PROGRAM = os.environ["LANDGAUGE"]
SYSTEMS = "current_use: survey3, approved_use: gb2017, planned_use: ydyh2023"
FIELDS = [("ZDDM", "C", 20, 0), ("DLDM", "C", 4, 0), ("GYDM", "C", 4, 0), ("GYFS", "C", 12, 0),
          ("PZDM", "C", 8, 0), ("XZYT", "C", 8, 0), ("GHDM", "C", 8, 0)]
PARKS = ("K1", "K2")


def lot(number, row=0):
    return box(EAST + 10 + 90 * number, NORTH + 10 + 90 * row, 80, 80)


def write_parks():
    """K1 over the first 20 lots of a row, K2 over the next 10; what is behind lies in neither."""
    places = ((0, 1810), (1810, 900))
    write_shapefile("parks", PARK_FIELDS, [([box(EAST + west, NORTH, width, 200)], [code, code, "主区"])
                                           for code, (west, width) in zip(PARKS, places)])


def run(name, lots, systems=SYSTEMS, constraint=None, status=0, more=""):
    """@param lots  (id, place, land state, supply state, mode, approved, current, planned)"""
    write_shapefile(name, FIELDS, [([lot(place)], [key, *values]) for key, place, *values in lots])
    layer = f"{{path: {name}.shp, codes: {{{systems}}}}}"
    text = f"as_of: 2026-06-30\nlayers:\n  parks: {{path: parks.shp}}\n  parcels: [{layer}{more}]\n"
    if constraint:
        write_shapefile("line", [("MC", "C", 8, 0)], [([box(*constraint)], ["line"])])
        text += "  constraints:\n    - {name: line, path: line.shp, effect: forbid}\n"
    with open(f"{name}.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run([PROGRAM, "run", FORMATS, f"{name}.yaml", "-q", "-o", name + ".out"],
                          capture_output=True, text=True, check=False)
    if done.returncode != status:
        print(f"{name}: exit code {done.returncode}, not {status}: {done.stderr}")
    return done.stderr if done.returncode else name + ".out"


def check_list(out, expected):
    """@param expected  id: (result, price, step, from, to); ids that are not named are not listed"""
    seen = {row["parcel_id"]: (row["result"], row["price_adjustment"], row["step"], row["from_group"],
                               row["to_group"]) for row in table(out, "conversion")}
    for key in sorted({*seen, *expected}):
        check_true(f"{out}: {key} is {seen.get(key)}, not {expected.get(key)}", seen.get(key) == expected.get(key))


def check_sums(out):
    """What the register of each park has, three times over."""
    land, lots = collections.Counter(), collections.Counter()
    for row in table(out, "register"):
        if row["park_code"]:
            land[row["park_code"]] += number(row["area_ha"])
            lots[row["park_code"]] += 1
    matrices, sums = collections.Counter(), collections.Counter()
    for row in table(out, "conversion_matrix"):
        place = (row["park_code"], row["kind"], row["approved_group"] == "TOTAL", row["other_group"] == "TOTAL")
        matrices[place] += number(row["area_ha"])
        sums["n", *place] += int(row["parcels"])
    for park in PARKS:
        for kind in ("planned", "current"):
            for part in ((False, False), (False, True), (True, False), (True, True)):
                place = (park, kind, *part)
                check(f"{out}: matrix {place}", matrices[place], land[park], 1e-6)
                check(f"{out}: lots of matrix {place}", sums["n", *place], lots[park])
    for row in table(out, "register_sums"):
        place = (row["park_code"], row["by"])
        sums["ha", *place] += number(row["area_ha"])
        sums["mu", *place] += number(row["area_mu"])
        sums["pct", *place] += number(row["share_pct"])
        sums["n", *place] += int(row["parcels"])
    for park in PARKS:
        for by in ("park", "land_state", "supply_state", "use_class", "stock_class"):
            check(f"{out}: ha of {park} by {by}", sums["ha", park, by], land[park], 1e-6)
            check(f"{out}: mu of {park} by {by}", sums["mu", park, by], land[park] * 15, 1e-4)
            check(f"{out}: share of {park} by {by}", sums["pct", park, by], 100, 1e-3)
            check(f"{out}: lots of {park} by {by}", sums["n", park, by], lots[park])


write_parks()
BETWEEN = ("INDUSTRIAL", "no", "CONVERT_INDUSTRIAL")

# approved in GB/T 21010, current by the third survey, planned by the guide: 0601 = 0601 = 1001.
out = run("lots", [
    ("same", 0, "A2", "D21", "出让", "0601", "0601", "100102"),
    ("letters", 1, "A51", "D1", "划拨", "0810A", "0810A", "1401"),
    ("vacant", 2, "B21", "D21", "出让", "0601", "1201", "1001"),
    ("granted", 3, "A4", "D21", "", "0601", "05H1", "1001"),
    ("allocated", 4, "A2", "D1", "", "0809", "0601", "1303"),
    ("by mode", 5, "A1", "D", "划拨", "0601", "0701", "1001"),
    ("agreed", 6, "A1", "D", "协议出让", "0601", "0701", "1001"),
    ("no mode", 7, "A1", "D", "", "0601", "0701", "1001"),
    ("plan", 8, "A2", "D21", "", "0601", "0601", "1402"),
    ("price", 9, "A2", "D21", "", "0601", "0601", "0901"),
    ("homes", 10, "B21", "D21", "", "0601", "", "070102"),
    ("storage", 11, "A2", "D21", "", "0601", "0508", "1001"),
    ("no plan", 12, "A2", "D21", "", "0601", "0601", ""),
    ("no approval", 13, "A2", "D21", "", "", "0601", "1001"),
    ("unknown", 14, "A2", "D21", "", "0601", "0501", "1001"),
    ("nothing", 15, "", "", "", "", "", ""),
    # 1001 is a railway of the survey, industry of the guide; 1101 a river here, storage there.
    ("railway", 20, "A32", "D1", "", "1001", "1001", "1201"),
    ("digits", 21, "A32", "D1", "", "1001", "1001", "1001"),
    ("outside", 40, "A4", "D21", "", "0601", "05H1", "1001"),
])
check_list(out, {
    "granted": ("SUSPECTED", "yes", "SITE_CHECK_GRANTED", "IND", "COM"),
    "allocated": ("SUSPECTED", "unknown", "SITE_CHECK_ALLOCATED", "PUB", "IND"),
    "by mode": ("SUSPECTED", "yes", "SITE_CHECK_ALLOCATED", "IND", "RES"),
    "agreed": ("SUSPECTED", "yes", "SITE_CHECK_GRANTED", "IND", "RES"),
    "no mode": ("SUSPECTED", "yes", "SITE_CHECK", "IND", "RES"),
    "plan": ("PLAN_DIFFERS", "unknown", "CONVERT_AT_RENEWAL", "IND", "GRN"),
    "price": ("PRICE", "yes", "PRICE_RECALCULATE", "IND", "COM"),
    "homes": ("PRICE", "yes", "PRICE_RECALCULATE", "IND", "RES"),
    "storage": (*BETWEEN, "IND", "IND"),
    "no plan": ("UNDECIDED", "unknown", "REQUEST_DATA", "IND", ""),
    "no approval": ("UNDECIDED", "unknown", "REQUEST_DATA", "", ""),
    "unknown": ("UNDECIDED", "unknown", "REQUEST_DATA", "IND", ""),
    "digits": ("PLAN_DIFFERS", "unknown", "CONVERT_AT_RENEWAL", "TR", "IND"),
})
rows = {row["parcel_id"]: row for row in table(out, "conversion")}
row = rows["granted"]
check_true("codes and names of each system", [row[key] for key in (
    "approved_use", "current_use", "planned_use", "approved_use_name", "current_use_name", "planned_use_name",
    "approved_group", "current_group", "planned_group")] == [
        "0601", "05H1", "1001", "工业用地", "商业服务业设施用地", "工业用地", "IND", "COM", "IND"])
check("area of a lot", number(row["area_ha"]), 0.64, 1e-3)
check_true("articles of granted land", "第18条" in row["rule"] and "第56条" not in row["rule"])
check_true("articles of allocated land", "第56条" in rows["allocated"]["rule"] and "第18条" not in rows["allocated"]["rule"])
check_true("articles of either", "第18条" in rows["no mode"]["rule"] and "第56条" in rows["no mode"]["rule"])
found = [row["parcel_id"] for row in table(out, "quality") if row["code"] == "E_CODE"]
check_true(f"a code that the survey does not have is a finding: {found}", found == ["unknown"])
cells = {(row["kind"], row["approved_group"], row["other_group"]): int(row["parcels"])
         for row in table(out, "conversion_matrix") if row["park_code"] == "K1"}
check_true("cells counted by hand", cells["planned", "IND", "COM"] == 1 and cells["current", "IND", "RES"] == 3 and
           cells["planned", "NONE", "NONE"] == 1 and cells["current", "NONE", "IND"] == 1 and
           cells["planned", "TOTAL", "TOTAL"] == 16 and ("planned", "RES", "TOTAL") not in cells)
classes = {row["code"]: (row["name"], int(row["parcels"])) for row in table(out, "register_sums")
           if row["park_code"] == "K1" and row["by"] == "use_class"}
check_true(f"first level of the current use {classes}", classes == {
    "05": ("商业服务业用地", 2), "06": ("工矿用地", 6), "07": ("住宅用地", 3), "08": ("公共管理与公共服务用地", 1),
    "12": ("其他土地", 1), "": ("未知", 3)})
check_sums(out)
features = check_file(f"{out}/conversion.geojson")["features"]
check_true("the layer has the rows of the table", [feature["properties"]["parcel_id"] for feature in features] == list(rows))

# Letters of an old plan; H and E are no single use; BR is none of GB 50137.
out = run("letters", [("M", 0, "A2", "D21", "", "0601", "0601", "M2"), ("B", 1, "A2", "D21", "", "0601", "0601", "B11"),
                      ("S1", 2, "A31", "D1", "", "1004", "1004", "S1a"), ("S4", 3, "A31", "D1", "", "1004", "1004", "S42"),
                      ("H", 4, "A2", "D21", "", "0601", "0601", "H11"), ("BR", 5, "A2", "D21", "", "0601", "0601", "BR"),
                      ("G", 6, "A51", "D1", "", "0810", "0810", "G1"), ("R", 20, "A2", "D21", "", "0601", "0601", "R2")],
          "current_use: gb2017, approved_use: gb2017, planned_use: gb50137")
check_list(out, {"B": ("PRICE", "yes", "PRICE_RECALCULATE", "IND", "COM"), "R": ("PRICE", "yes", "PRICE_RECALCULATE", "IND", "RES"),
                 "S4": ("PLAN_DIFFERS", "unknown", "CONVERT_AT_RENEWAL", "RD", "TR"),
                 "H": ("UNDECIDED", "unknown", "REQUEST_DATA", "IND", ""), "BR": ("UNDECIDED", "unknown", "REQUEST_DATA", "IND", "")})
found = {row["parcel_id"]: row["code"] for row in table(out, "quality") if row["code"] in ("E_CODE", "W_CODE")}
check_true(f"letters that name no use are findings: {found}", found == {"H": "W_CODE", "BR": "E_CODE"})
check_sums(out)

# No state: what stands there is not known, so a shop is no suspicion; the use says nothing of itself.
out = run("no_state", [("shop", 0, "", "D21", "", "0601", "0501", "0601"), ("works", 1, "", "D21", "", "0601", "0601", "0601"),
                       ("far", 20, "", "D21", "", "0601", "0601", "0601")],
          "current_use: gb2017, approved_use: gb2017, planned_use: gb2017")
check_list(out, {"shop": ("UNDECIDED", "unknown", "REQUEST_DATA", "IND", "")})

# No declared system: no use is known, so nothing is listed, and all land is still in the matrices.
out = run("undeclared", [("a", 0, "A2", "D21", "", "0601", "0501", "0701"), ("b", 20, "A2", "D21", "", "0601", "0601", "0601")], "")
check_list(out, {})
check_sums(out)
check_true("nothing known", {(row["approved_group"], row["other_group"]) for row in table(out, "conversion_matrix")} ==
           {(row, column) for row in ("NONE", "TOTAL") for column in ("NONE", "TOTAL")})

# Two editions under one role are refused, whatever their codes.
run("second", [("x", 5, "A2", "D21", "", "0601", "0601", "0601")], "current_use: gb2017")
said = run("mixed", [("y", 6, "A2", "D21", "", "0601", "0601", "0601")], "current_use: ydyh2023", status=78,
           more=", {path: second.shp, codes: {current_use: gb2017}}")
check_true(f"which two systems: {said}", "gb2017" in said and "ydyh2023" in said and "current_use" in said)

# A lot under a forbidding layer for 2 %, one for 0.5 %: the limit is 1 %.
lots = [("under", 0, "A2", "D21", "", "0601", "0601", "0901"), ("edge", 1, "A2", "D21", "", "0601", "0601", "0901"),
        ("far", 20, "A2", "D21", "", "0601", "0601", "1001")]
out = run("forbidden", lots, "current_use: gb2017, approved_use: gb2017, planned_use: ydyh2023",
          constraint=(EAST + 88.4, NORTH, 12.0, 200))
check_list(out, {"under": ("FORBIDDEN", "yes", "NOT_A_CANDIDATE", "IND", "COM"), "edge": ("PRICE", "yes", "PRICE_RECALCULATE", "IND", "COM")})
finish()
PYTHON
PYTHONUTF8=1 python3 check.py || failed=1

if command -v ogrinfo >/dev/null; then
    table=$(($(wc -l <lots.out/tables/conversion.csv) - 1))
    ogrinfo -ro -so -al lots.out/conversion.geojson >seen 2>&1
    grep -q "^Feature Count: $table\$" seen || fail "ogrinfo counts other features in conversion"
    grep -q '^Geometry: Multi Polygon' seen || fail "ogrinfo sees no multi polygons in conversion"
    grep -Eqi 'warning|error' seen && fail "ogrinfo is not content with conversion"
    invalid=$(ogrinfo -ro -q -dialect sqlite lots.out/conversion.geojson \
        -sql "SELECT COUNT(*) AS n FROM conversion WHERE NOT ST_IsValid(geometry)" 2>/dev/null |
        sed -n 's/.*n (Integer) = //p')
    [ "${invalid:-0}" -eq 0 ] || fail "$invalid shapes of conversion are not valid"
fi

[ "$failed" -eq 0 ] || exit 1
echo "conversion: all as expected"
