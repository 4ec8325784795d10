#!/bin/sh
# What the files of a result promise: GeoJSON by RFC 7946, CSV that no spreadsheet takes for
# formulas, and areas that add up, with overlaps counted once or kept, measured or recorded.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
# Layers and tables: no document is looked at here.
formats=--formats=geojson,csv,ics
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
for overlaps in once keep; do
    { cat project.yaml && echo "overlaps: $overlaps"; } >$overlaps.yaml
    for basis in measured recorded; do
        result=$overlaps.$basis
        "$program" run "$formats" $overlaps.yaml --area $basis --quiet -o $result 2>err ||
            fail "$result: $? $(cat err)"
        python3 "$PYTHONPATH/sums_check.py" $result $overlaps $basis data/园区边界 || fail "$result"
    done
done
"$program" check project.yaml --quiet -o checked 2>err || fail "check: $? $(cat err)"
files=$(cd checked && find . -type f | sort | tr '\n' ' ')
expected="./quality.geojson ./quality_areas.geojson ./run.json ./tables/boundary.csv ./tables/fields.csv"
expected="$expected ./tables/overlay.csv ./tables/quality.csv ./tables/quality_areas.csv "
[ "$files" = "$expected" ] ||
    fail "check wrote $files"
# Of formats that the project file names it leaves out what it has nothing for.
sed 's/^output:.*/output: {formats: [geojson, gpkg, ics, report]}/' project.yaml >named.yaml
"$program" check named.yaml --quiet -o named 2>err || fail "named formats: $? $(cat err)"
files=$(cd named && find . -type f | sort | tr '\n' ' ')
[ "$files" = "./landgauge.gpkg ./quality.geojson ./quality_areas.geojson ./run.json " ] ||
    fail "check wrote of named formats $files"
grep -Eq '"(ics|report)"' named/run.json && fail "run.json of a check names what it did not write"

# Texts that a spreadsheet would compute, and bytes that CSV and JSON must escape.
python3 - <<'PYTHON' || exit 2
from layers import *

nasty = ["=1+1", "+P2", "-5", "@SUM(A1)", "a,b", 'say "yes"', "tab\tx", "=HYPERLINK(\"x\")", "back\\slash"]
rows = [(rings, [nasty[i], values[1], nasty[-1 - i], values[3]]) for i, (rings, values) in enumerate(parcel_rows())]
rows.append(([box(EAST + 300, NORTH + 110, 20, 20)], [nasty[8], "A2", nasty[0], ""]))
write_shapefile("nasty", PARCEL_FIELDS, rows)
write_shapefile("parks", PARK_FIELDS, park_rows())
PYTHON
"$program" run "$formats" --parks parks.shp --parcels nasty.shp --as-of 2026-06-30 -q -o nasty 2>err ||
    fail "nasty texts: $? $(cat err)"
python3 - once.measured keep.measured keep.recorded nasty checked <<'PYTHON' || failed=1
import csv
import glob
import io
import re
import sys

from geojson_check import bend_m2, check_file, shape_m2
from result import *

for path in sorted(name for folder in sys.argv[1:] for name in glob.glob(f"{folder}/tables/*.csv")):
    with open(path, "rb") as file:
        content = file.read()
    check_true(f"{path}: byte order mark", content.startswith(b"\xef\xbb\xbf") and content.count(b"\xef\xbb\xbf") == 1)
    text = content.decode("utf-8-sig")
    unquoted = re.sub(r'"(?:[^"]|"")*"', "", text)
    check_true(f"{path}: lines end with CRLF", text.endswith("\r\n") and unquoted.count("\n") == unquoted.count("\r\n") == unquoted.count("\r"))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    check_true(f"{path}: rows of one width", len({len(row) for row in rows}) == 1)
    check_true(f"{path}: keys", all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in rows[0]) and len(set(rows[0])) == len(rows[0]))
    for row in rows[1:]:
        for cell in row:
            formula = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell)
            check_true(f"{path}: cell {cell!r} is no formula", not formula)
            check_true(f"{path}: cell {cell!r} is a number or a text", not re.fullmatch(r"[-+]?(nan|inf|infinity)", cell, re.I))
# The land to look at: each polygon has the area it says, and the gaps are what no parcel counts.
points = check_file("checked/quality.geojson")["features"]
rows = table("checked", "quality")
check("checked: a point or nothing for each finding", len(points), len(rows))
for point, row in zip(points, rows):
    place = ["", ""] if point["geometry"] is None else [f"{c:.8f}" for c in point["geometry"]["coordinates"]]
    check_true(f"checked: the point of row {point['id']} is its place", place == [row["lon"], row["lat"]])
for folder in ("once.measured", "keep.measured"):
    areas = check_file(f"{folder}/quality_areas.geojson")["features"]
    check_true(f"{folder}: overlaps, gaps and parts outside", {f["properties"]["code"] for f in areas} >= {"W_GAP", "W_OVERLAP", "W_OUT"})
    for feature in areas:
        said, shape = feature["properties"]["area_m2"], feature["geometry"]
        perimeter_m = sum(len(ring) for polygon in shape["coordinates"] for ring in polygon) * 200
        check(f"{folder}: area of {feature['properties']}", shape_m2(shape), said, bend_m2(shape) + 1e-3 * perimeter_m)
    for park in table(folder, "parks"):
        key = (park["park_code"], park["scope"])
        strips = [row for row in table(folder, "boundary") if (row["park_code"], row["scope"]) == key]
        gaps = sum(number(row["area_m2"]) for row in strips if row["line"].startswith("gap_"))
        unsurveyed = [number(row["area_ha"]) * 1e4 for row in table(folder, "account")
                      if (row["park_code"], row["scope"], row["line"]) == (*key, "unsurveyed")]
        check(f"{folder}: gaps of {key} are the land that no parcel counts", gaps, unsurveyed[0], 0.05)
        whole, parcels = ([number(row["area_m2"]) for row in strips if row["line"] == line][0] for line in ("boundary", "parcels"))
        check(f"{folder}: boundary of {key} less gaps is the parcels'", whole - gaps, parcels, 1e-3)
layer = check_file("nasty/register.geojson")
ids = {feature["properties"]["parcel_id"] for feature in layer["features"]}
expected = {"=1+1", "+P2", "-5", "@SUM(A1)", "a,b", 'say "yes"', "tab\tx", '=HYPERLINK("x")', "back\\slash"}
check_true(f"texts come through as they are: {sorted(ids)}", ids == expected)
finish()
PYTHON

if command -v ogrinfo >/dev/null; then
    for layer in parks register idle quality_areas; do
        table=$(($(wc -l <once.measured/tables/$layer.csv) - 1))
        ogrinfo -ro -so -al once.measured/$layer.geojson >seen 2>&1
        grep -q "^Feature Count: $table\$" seen || fail "ogrinfo counts other features in $layer"
        grep -q '^Geometry: Multi Polygon' seen || fail "ogrinfo sees no multi polygons in $layer"
        grep -Eqi 'warning|error' seen && fail "ogrinfo is not content with $layer"
        invalid=$(ogrinfo -ro -q -dialect sqlite once.measured/$layer.geojson \
            -sql "SELECT COUNT(*) AS n FROM $layer WHERE NOT ST_IsValid(geometry)" 2>/dev/null |
            sed -n 's/.*n (Integer) = //p')
        [ "${invalid:-0}" -eq 0 ] || fail "$invalid shapes of $layer are not valid after rounding"
    done
else
    echo "no ogrinfo here: the layers were read by python alone"
fi

[ "$failed" -eq 0 ] || exit 1
echo "outputs: all as expected"
