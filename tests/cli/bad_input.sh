#!/bin/sh
# Input that cannot be used: the exit code, one line that says what, where and what to do, and
# nothing left behind: no folder, no lock, an earlier result untouched. Then input that is doubtful
# only: the run goes through and says so in its findings.
# environment: LANDGAUGE, SOURCE_DIR
set -u
# Layers and tables: no document is looked at here.
formats=--formats=geojson,csv,ics
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'umount "$work/in/small" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/in" && cd "$work/in" || exit 2
failed=0
skipped=

fail() {
    echo "FAILED: $1"
    sed 's/^/    /' ../out ../err
    failed=1
}

# What is in the folder, to the byte of every result.
shown() {
    find . ! -path './small*' -printf '%p %y\n' | sort
    find earlier -type f -exec sha256sum {} + | sort
}

python3 - <<'PYTHON' || exit 2
import os
from layers import *


def copy_of(name, change=None):
    """A good parcel layer under another name, then spoilt by change(path without extension)."""
    write_shapefile(name, PARCEL_FIELDS, parcel_rows())
    if change:
        change(name)


def cut(path, share):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        file.truncate(int(size * share))


def patch(path, place, content):
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(content)


write_good(".")
copy_of("no_shx", lambda name: os.remove(name + ".shx"))
copy_of("no_dbf", lambda name: os.remove(name + ".dbf"))
copy_of("no_prj", lambda name: os.remove(name + ".prj"))
write_shapefile("no_rows", PARCEL_FIELDS, [])
write_shapefile("no_park_rows", PARK_FIELDS, [])
corner = [[(EAST + 5, NORTH + 5)]]
line = [[(EAST, NORTH), (EAST + 50, NORTH + 50)]]
write_shapefile("points", PARCEL_FIELDS, [(corner, ["P1", "A2", "", ""])], kind=POINT)
write_shapefile("lines", PARCEL_FIELDS, [(line, ["P1", "A2", "", ""])], kind=LINE)
write_geojson("points.geojson", [({"type": "Point", "coordinates": [91, 29.6]}, {"id": "P1"})])
write_geojson("empty.geojson", [])
write_shapefile("park_null", PARK_FIELDS, park_rows() + [(None, ["S549902", "无界", "主区"])])
write_shapefile("park_unnamed", [("ABC", "C", 4, 0)], [(park_rows()[0][0], ["x"])])
write_shapefile("far_vertex", PARCEL_FIELDS, parcel_rows() + parcel_rows(1e9)[:1])
write_shapefile("far_away", PARCEL_FIELDS, parcel_rows(5000, 5000))
write_shapefile("xian80", PARCEL_FIELDS, parcel_rows(), prj=XIAN80_ZONE_30)
write_shapefile("beijing54", PARCEL_FIELDS, parcel_rows(), prj=BEIJING54_ZONE_30)
write_shapefile("zone31", PARCEL_FIELDS, parcel_rows(1e6))
write_shapefile("zone_none", PARCEL_FIELDS, parcel_rows(-30e6))
# 0x80 0x20 is neither UTF-8 nor GBK
write_shapefile("no_encoding", PARCEL_FIELDS,
                [(rings, values[:2] + [b"\x80 \xff\xff\x80 \x80 ", values[3]]) for rings, values in parcel_rows()], cpg=None)
copy_of("cut_shp", lambda name: cut(name + ".shp", 0.6))
copy_of("cut_shx", lambda name: cut(name + ".shx", 0.5))
copy_of("cut_dbf", lambda name: cut(name + ".dbf", 0.5))
copy_of("few_records", lambda name: patch(name + ".dbf", 4, struct.pack("<I", 5)))
copy_of("many_records", lambda name: patch(name + ".dbf", 4, struct.pack("<I", 5000)))
copy_of("no_shape", lambda name: patch(name + ".shp", 0, b"not a shapefile"))
# The content of the second record announces more points than there are bytes in the file.
copy_of("wild_record", lambda name: patch(name + ".shp", 100 + 136 + 8 + 40, struct.pack("<i", 1 << 28)))
copy_of("wild_index", lambda name: patch(name + ".shx", 108, struct.pack(">i", 1 << 29)))
ring = square_degrees(91.001, 29.64, 0.001)
write_geojson("whole.geojson", [({"type": "Polygon", "coordinates": [ring]}, {"id": "P1"})] * 3)
with open("whole.geojson", encoding="utf-8") as whole, open("cut.geojson", "w", encoding="utf-8") as file:
    text = whole.read()
    file.write(text[: len(text) * 2 // 3])
with open("noise.gpkg", "wb") as file:
    file.write(bytes(range(256)) * 20)
layers = "layers:\n  parks: {path: parks.shp}\n  parcels: {path: parcels.shp%s}\n%s"
for name, parcels, rest in (
    ("role", ", fields: {idd: ZDDM}", ""),
    ("key", ", feilds: {id: ZDDM}", ""),
    ("unit", ", units: {recorded_area: hectare}", ""),
    ("codes", ", codes: {current_use: gb2007}", ""),
    ("field", ", fields: {id: ZDDN}", ""),
    ("crs", ", crs: EPSG:999999", ""),
    ("encoding", ", encoding: GBKK", ""),
    ("where", ", where: 'ZDDM ='", ""),
    ("where_none", ", where: \"ZDDM = 'x'\"", ""),
    ("date", "", "as_of: 2026-02-30\n"),
    ("rules", "", "rules: [order54]\n"),
    ("yaml", "", "title: [a\n"),
):
    with open(name + ".yaml", "w", encoding="utf-8") as file:
        file.write(layers % (parcels, rest))
with open("keyless.csv", "w", encoding="utf-8") as file:
    file.write("foo,bar\n1,2\n")
os.mkdir("foreign")
with open("foreign/letter.txt", "w", encoding="utf-8") as file:
    file.write("not ours\n")
with open("taken", "w", encoding="utf-8") as file:
    file.write("a file\n")
os.mkdir("closed")
os.mkdir("small")
PYTHON

day=--as-of=2026-06-30
"$program" run "$formats" --parks parks.shp --parcels parcels.shp "$day" -q -o earlier >../out 2>../err ||
    { fail "the good layers"; exit 1; }
[ -s ../out ] || [ ! -s ../err ] || fail "the good layers: something on stderr under --quiet"
shown >../before
cp -a . ../good

# One case that leaves something must not spoil those behind it.
restore() {
    find . -mindepth 1 -maxdepth 1 ! -name small -exec rm -rf {} +
    cp -a ../good/. .
}

# one_line NAME CODE ACTUAL PATTERN: the code, and one line of error that fits the pattern
one_line() {
    [ "$3" -eq "$2" ] || fail "$1: exit code $3, not $2"
    [ "$(wc -l <../err)" -eq 1 ] || fail "$1: not one line on stderr"
    grep -Eq "^landgauge: error: .*($4)" ../err || fail "$1: the line does not have '$4'"
    [ -s ../out ] && fail "$1: something on stdout"
    shown >../after
    cmp -s ../before ../after && return
    fail "$1: something is left behind"
    diff ../before ../after | head -n 6
    restore
}

# refused NAME CODE PATTERN ARGUMENTS...: with a fresh place and over an earlier result
refused() {
    name=$1
    code=$2
    pattern=$3
    shift 3
    for place in new earlier; do
        "$program" run "$formats" "$@" --quiet -o $place >../out 2>../err
        one_line "$name" "$code" $? "$pattern"
    done
}
# refused_parcels NAME CODE PATTERN FILE
refused_parcels() {
    refused "$1" "$2" "$3" --parks parks.shp --parcels "$4" "$day"
}

refused_parcels "missing file" 66 'nowhere.shp: .*' nowhere.shp
refused "missing parks" 66 'nowhere.shp: ' --parks nowhere.shp --parcels parcels.shp
refused "missing table" 66 'nowhere.csv: ' --parks parks.shp --parcels parcels.shp \
    --enterprises nowhere.csv
refused_parcels "folder for a layer" 66 'foreign: no layer in it' foreign
refused_parcels "table for a layer" 65 'parcels.dbf: the table .* name the .shp' parcels.dbf
refused_parcels "no .shx" 66 'no_shx.shp: the .shx .* missing; ' no_shx.shp
refused_parcels "no .dbf" 66 'no_dbf.shp: the .dbf .* missing; ' no_dbf.shp
refused_parcels "no .prj" 65 'no_prj.shp: .*\.prj.*; .*crs: .*E_CRS' no_prj.shp
refused_parcels "no rows" 65 'no_rows.shp: no rows .*; ' no_rows.shp
refused_parcels "empty GeoJSON" 65 'empty.geojson: no rows .*; ' empty.geojson
refused_parcels "points" 65 'points.shp: points; .*polygons' points.shp
refused_parcels "points in GeoJSON" 65 'points.geojson: .*polygons' points.geojson
refused_parcels "lines" 65 'lines.shp: lines; .*polygons' lines.shp
refused "no parks" 64 'no park boundaries: give --parks' --parcels parcels.shp
refused "no park in the layer" 65 'no_park_rows.shp: no rows' --parks no_park_rows.shp \
    --parcels parcels.shp
refused "park without a boundary" 65 'park_null.shp: .*park S549902 .*; mend.*E_GEOM' \
    --parks park_null.shp --parcels parcels.shp
refused "park without code and name" 65 'park_unnamed.shp: feature 0 has neither .*; say which' \
    --parks park_unnamed.shp --parcels parcels.shp
refused "table without its key" 65 'supply table: no field .*; name it under fields:' \
    --parks parks.shp --parcels parcels.shp --supply keyless.csv
refused_parcels "a place beyond the plane" 65 'far_vertex.shp: .* no place in EPSG:4518.*; .*E_CRS' \
    far_vertex.shp
refused_parcels "no parcel in any park" 65 'none of the 8 parcels lies in any of the 1 parks; ' \
    far_away.shp
refused_parcels "Xi'an 80" 65 "xian80.shp: .*Xi'an 80.*; .*E_CRS" xian80.shp
refused_parcels "Beijing 54" 65 'beijing54.shp: .*Beijing 54.*; .*E_CRS' beijing54.shp
refused_parcels "another zone's number" 65 'zone31.shp: easting .* zone 31, .* zone 30; .*E_CRS' \
    zone31.shp
refused_parcels "no zone's number" 65 'zone_none.shp: easting .*no zone number.*; .*E_CRS' \
    zone_none.shp
refused_parcels "no encoding" 65 'no_encoding.shp: .*encoding' no_encoding.shp
refused_parcels "cut .shp" 65 'cut_shp.shp: .*cut.*; ' cut_shp.shp
refused_parcels "cut .shx" 65 'cut_shx.shp: the .shx .*; ' cut_shx.shp
refused_parcels "cut .dbf" 65 'cut_dbf.shp: .*; ' cut_dbf.shp
refused_parcels "too few records" 65 'few_records.shp: 8 shapes .* 5 records' few_records.shp
refused_parcels "too many records" 65 'many_records.shp: ' many_records.shp
refused_parcels "no shapefile" 65 'no_shape.shp: .*; ' no_shape.shp
refused_parcels "cut GeoJSON" 65 'cut.geojson: .*; ' cut.geojson
refused_parcels "noise" 65 'noise.gpkg: .*; ' noise.gpkg

refused "unknown role" 78 'role.yaml:3:[0-9]+: .*"idd".*' role.yaml
refused "unknown key" 78 'key.yaml:3:[0-9]+: unknown key "feilds".*fields' key.yaml
refused "unknown unit" 78 'unit.yaml:3:[0-9]+: .*hectare.* ha' unit.yaml
refused "unknown codes" 78 'codes.yaml:3:[0-9]+: .*gb2007.*gb2017' codes.yaml
refused "unknown day" 78 'date.yaml:4:[0-9]+: .*2026-02-30' date.yaml
refused "broken YAML" 78 'yaml.yaml:[0-9]+:[0-9]+: ' yaml.yaml
refused "unknown rules" 78 'order54' rules.yaml
refused "unknown field" '65' 'ZDDN.*' field.yaml
refused "unknown CRS" 65 'EPSG:999999' crs.yaml
refused "unknown encoding" '65' 'GBKK' encoding.yaml
refused "broken filter" 65 "ZDDM =" where.yaml
refused "empty filter" 65 "no row passes where:" where_none.yaml
refused "bad day" 64 '.*as-of 2026-13-01: ' --parks parks.shp --parcels parcels.shp \
    --as-of 2026-13-01
refused "unknown option" 64 'no option --parcel, ' --parcel parcels.shp

# refused_place NAME CODE PATTERN PLACE [COMMAND...]: an output folder that cannot be had
refused_place() {
    name=$1
    code=$2
    pattern=$3
    place=$4
    shift 4
    "$@" "$program" run "$formats" --parks parks.shp --parcels parcels.shp "$day" --quiet -o "$place" \
        >../out 2>../err
    one_line "$name" "$code" $? "$pattern"
}

refused_place "no parent" 73 'none/new: .*create it first' none/new
refused_place "a file in its place" 73 'taken: is no folder; ' taken
refused_place "a file on the way" 73 'taken/new: ' taken/new
refused_place "a foreign folder" 73 'foreign: .*not empty.*; ' foreign
refused_place "the root" 73 '/: is the root' /
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    chmod 755 "$work" "$work/in"
    refused_place "no permission" 73 'closed/new: .*Permission denied' closed/new \
        setpriv --reuid=65534 --regid=65534 --clear-groups
else
    skipped="$skipped; folder without permission needs root and setpriv"
fi

# A disk that is full: tables grow beyond what is there.
python3 -c 'from layers import *; import os; os.makedirs("../big"); write_many("../big", 40)'
# full NAME PATTERN PLACE [COMMAND...]
full() {
    name=$1
    pattern=$2
    place=$3
    shift 3
    "$@" "$program" run "$formats" --parks ../big/parks.shp --parcels ../big/parcels.shp "$day" --quiet \
        -o "$place" >../out 2>../err
    one_line "$name" 74 $? "$pattern"
}
full "file size limit" 'new/.*: write: File too large' new \
    sh -c 'ulimit -f 64; "$@"' limited
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=512k landgauge-test small 2>/dev/null; then
    "$program" run "$formats" --parks parks.shp --parcels parcels.shp "$day" -q -o small/kept >../out 2>&1 ||
        fail "a small result on a small disk"
    (cd small && find . -type f -exec sha256sum {} + | sort) >../small_before
    for place in small/new small/kept; do
        full "full disk" "$place/.*No space left on device" $place
    done
    (cd small && find . -type f -exec sha256sum {} + | sort) >../small_after
    cmp -s ../small_before ../small_after || fail "full disk: the earlier result is not as it was"
    [ "$(ls -A small)" = kept ] || fail "full disk: something is left behind"
    umount small
else
    skipped="$skipped; full disk needs root and mount"
fi

# Stopped half-way, with the signals as a terminal or a service manager sends them.
python3 -c 'from layers import *; write_many("../big", 200)'
for row in "INT 130" "TERM 143"; do
    for place in new earlier; do
        python3 "$PYTHONPATH/interrupt.py" "${row% *}" ".$place.tmp." "$program" run "$formats" \
            --parks ../big/parks.shp --parcels ../big/parcels.shp "$day" --quiet -o $place \
            >../out 2>../err
        one_line "SIG${row% *}" "${row#* }" $? 'stopped'
    done
done

# ---- doubtful, not unusable ----
python3 - <<'PYTHON' || exit 2
from layers import *

rows = parcel_rows()
x, y = EAST + 100, NORTH + 10
bow_tie = [(x, y), (x + 80, y + 80), (x + 80, y), (x, y + 80), (x, y)]
rows[1] = ([bow_tie], rows[1][1])                       # P00002
rows[2] = (None, rows[2][1])                            # P00003: no geometry
rows[4] = (rows[4][0], ["P00004"] + rows[4][1][1:])     # a second P00004
rows[5] = (rows[5][0], rows[5][1][:3] + ["2025-02-30"]) # P00006
rows[6] = ([[(EAST, NORTH)] * 4], rows[6][1])           # P00007: no land in its ring
write_shapefile("doubtful", PARCEL_FIELDS, rows)
PYTHON
"$program" run "$formats" --parks parks.shp --parcels doubtful.shp "$day" -q -o doubtful >../out 2>../err ||
    fail "doubtful parcels: exit code $?"
[ -s ../err ] && fail "doubtful parcels: something on stderr"
"$program" run "$formats" --parks parks.shp --parcels doubtful.shp "$day" -q --fail-on error -o doubtful \
    >../out 2>../err
[ $? -eq 1 ] || fail "doubtful parcels with --fail-on error: not 1"
python3 - <<'PYTHON' || failed=1
from result import *

rows = table("doubtful", "register")
ids = sorted(row["parcel_id"] for row in rows)
check_true(f"all eight rows are kept, {ids}", len(rows) == 8 and len(set(ids)) == 8)
check_true("the second P00004 has another id", "P00004" in ids and "P00004#2" in ids)
by_id = {row["parcel_id"]: row for row in rows}
check("the repaired bow tie is half its square", number(by_id["P00002"]["area_m2"]), 3200, 5)
for parcel in ("P00003", "P00007"):
    row = by_id[parcel]
    check_true(f"{parcel} has no area", row["area_m2"] == row["inside_m2"] == row["park_code"] == "")
check_true("the wrong date is missing", by_id["P00006"]["start_on"] == "")
found = {(row["code"], row["parcel_id"]) for row in table("doubtful", "quality")}
for code, parcel in (("E_DUP", "P00004#2"), ("E_GEOM", "P00002"), ("E_GEOM", "P00003"), ("E_GEOM", "P00007"), ("E_DATE", "P00006")):
    check_true(f"finding {code} for {parcel}, among {sorted(found)}", (code, parcel) in found)
finish()
PYTHON

# A shape that cannot be read loses its parcel's area, not the parcel.
for name in wild_record wild_index; do
    "$program" run "$formats" --parks parks.shp --parcels $name.shp "$day" -q -o $name >../out 2>../err ||
        fail "$name: exit code $?"
    [ "$(wc -l <$name/tables/register.csv)" -eq 9 ] || fail "$name: not eight parcels"
    grep -q '^E_GEOM,error,parcels,1,P00002,' $name/tables/quality.csv ||
        fail "$name: no finding of P00002"
done

[ "$failed" -eq 0 ] || exit 1
if [ -n "$skipped" ]; then
    echo "skipped in part${skipped}"
    exit 77
fi
echo "bad input: all as expected"
