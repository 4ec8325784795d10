#!/bin/sh
# landgauge check --fix: copies in which every fault that can be mended is mended, every change is
# listed, everything else is as delivered, and on which every figure is the same.
# environment: LANDGAUGE, SOURCE_DIR
set -u
# Layers and tables: no document is looked at here.
formats=--formats=geojson,csv,ics
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/in" && cd "$work" || exit 2
failed=0
skipped=
day=--as-of=2026-06-30

fail() {
    echo "FAILED: $1"
    sed 's/^/    /' err
    failed=1
}
# checked NAME ARGUMENTS...: a check that goes through
checked() {
    name=$1
    shift
    "$program" check "$day" -q "$@" >out 2>err || fail "$name: exit code $?"
}

python3 - <<'PYTHON' || exit 2
import os
import zipfile

from copies import add_heights, mark_deleted
from layers import *

fields = PARCEL_FIELDS + [("BZ", "C", 30, 0), ("ZDMJ", "N", 12, 2), ("DCRQ", "D", 8, 0), ("SFYX", "L", 1, 0)]


def full(rows):
    """Fields that the program makes nothing of, with what is met in them."""
    return [(rings, values + [f" 备注{i}", f"{6400 + i}.50" if i % 3 else "*" * 12, "20260101" if i % 2 else "20260230", "TF?YN "[i % 6]])
            for i, (rings, values) in enumerate(rows)]


def lot(x, y):
    return box(EAST + x, NORTH + y, 80, 80)


rows = parcel_rows()
x, y = EAST + 100, NORTH + 10
bow_tie = [(x, y), (x + 80, y + 80), (x + 80, y), (x, y + 60), (x, y)]
ring = lot(10, 10)
rows[0] = ([ring[:-1]], rows[0][1])                                   # 0: not closed
rows[1] = ([bow_tie], rows[1][1])                                     # 1: crosses itself
rows[2] = (None, rows[2][1])                                          # 2: no shape was delivered
rows[3] = (rows[3][0], rows[3][1][:2] + ["虚构企业" * 5] + rows[3][1][3:])  # 3: 40 bytes in GBK, 60 in UTF-8
rows[4] = (rows[4][0], ["P00004"] + rows[4][1][1:])                   # 4: an id for the second time
rows[5] = ([lot(100, 100)[::-1]], rows[5][1])                         # 5: the wrong way round
rows[6] = ([[(EAST + 200, NORTH + 100)] * 4], rows[6][1])             # 6: no land in its ring
ring = lot(280, 100)
rows[7] = ([[ring[0], ring[0]] + ring[1:]], rows[7][1][:2] + [("虚" * 19 + "A").encode("gbk") + b"\xb9"] + rows[7][1][3:])  # 7: a vertex twice, half a character
hole = box(EAST + 310, NORTH + 30, 10, 10)
rows.append(([lot(280, 10), hole], ["P00009", "A2", "虚构", ""]))        # 8: a hole that runs as its outer ring does
rows[3] = ([box(EAST + 365, NORTH + 10, 30, 80)], rows[3][1])         #    and a place for it
rows.append(([box(EAST + 365, NORTH + 100, 30, 80), box(EAST + 370, NORTH + 110, 5, 5)[::-1]], ["P00010", "A2", "虚构", ""]))  # 9: sound
rows.append(([box(EAST + 365, NORTH + 185, 30, 5)], ["P00011", "A2", "删", ""]))  # 10: marked as deleted
rows.append(([box(EAST + 10, NORTH + 185, 30, 5)], ["P00012", "A2", "虚构", ""]))  # 11: sound
write_shapefile("in/parcels", fields, full(rows))
mark_deleted("in/parcels", 10)
write_shapefile("in/parks", PARK_FIELDS, park_rows(), cpg="UTF-8")
# The park's texts in UTF-8, so that nothing has to be changed in that layer.
write_table("in/parks", PARK_FIELDS, [[v.encode("utf-8") for v in values] for _, values in park_rows()])

good = parcel_rows()
write_shapefile("in/high", PARCEL_FIELDS, good)
add_heights("in/high")
os.makedirs("in/second")
write_shapefile("in/second/high", PARCEL_FIELDS, good[:3])
# Names and texts at the limits of a .dbf: three characters are nine bytes, four are twelve.
long_text = "宗" * 84
write_shapefile("in/fits", [("ZDDM", "C", 20, 0), ("宗地名", "C", 20, 0), ("BZ", "C", 254, 0)], [(r, [v[0], "甲", long_text + "ab"]) for r, v in good])
write_shapefile("in/name", [("ZDDM", "C", 20, 0), ("宗地名称", "C", 20, 0), ("ZDMJ", "N", 10, 0), ("DCRQ", "D", 8, 0), ("TYBM", "N", 20, 0)], [(r, [v[0], "甲", "6400" if i else "*" * 10, "20260101", "5401990010010000017"]) for i, (r, v) in enumerate(good)])
write_shapefile("in/text", [("ZDDM", "C", 20, 0), ("BZ", "C", 254, 0)], [(r, [v[0], long_text + "abc"]) for r, v in good])
# Ids that are numbers, one of them twice; and an id that a suffix would take.
write_shapefile("in/number", [("ZDDM", "N", 6, 0)], [(r, [str(100 + i // 2 * (i < 2))]) for i, (r, _) in enumerate(good)])
twins = [(r, [["P4", "P4", "P4#2"][i] if i < 3 else v[0], v[1], v[2], v[3]]) for i, (r, v) in enumerate(good)]
write_shapefile("in/twins", PARCEL_FIELDS, twins)
write_shapefile("in/no_prj", PARCEL_FIELDS, good, prj=None)
with open("crs.yaml", "w", encoding="utf-8") as file:
    file.write("layers:\n  parks: {path: in/parks.shp}\n  parcels: {path: in/no_prj.shp, crs: EPSG:4518}\n")
with open("same_crs.yaml", "w", encoding="utf-8") as file:
    file.write("layers:\n  parks: {path: in/parks.shp}\n  parcels: {path: in/high.shp, crs: EPSG:4518}\n")
# A filter that leaves out every faulty row but one, and codes of a bureau.
with open("where.yaml", "w", encoding="utf-8") as file:
    file.write("layers:\n  parks: {path: in/parks.shp}\n  parcels:\n    path: in/parcels.shp\n"
               "    where: \"ZDDM IN ('P00006', 'P00009', 'P00010', 'P00012')\"\n"
               "    fields: {land_state: DLDM}\n    values: {land_state: {A2: A1}}\n")
with zipfile.ZipFile("in/delivery.zip", "w") as archive:
    for extension in ("shp", "shx", "dbf", "prj", "cpg"):
        archive.write(f"in/parcels.{extension}", f"园区/parcels.{extension}")
PYTHON
find in -type f -exec sha256sum {} + | sort >originals

# ---- every fault, every change, everything else as it was ----
checked faults --parks in/parks.shp --parcels in/parcels.shp -o result --fix fixed
"$program" check "$day" --parks in/parks.shp --parcels in/parcels.shp -o again --fix fixed >out 2>err ||
    fail "over an earlier folder of copies: $?"
grep -q '^repaired copies: fixed; 2 layers, 11 changes: changes.csv$' out || fail "what is said: $(cat out)"
grep -q 'in/parks.shp: copied to fixed/parks.shp, 1 rows, nothing had to be changed$' err ||
    fail "a layer with nothing to change is not said"
(cd fixed && sha256sum --quiet -c landgauge-fix.sha256) || fail "the list of hashes"
python3 - <<'PYTHON' || failed=1
import struct

from copies import *
from layers import EAST, NORTH, box
from result import *

seen = [(row["layer"], row["feature"], row["change"], row["id"]) for row in changes("fixed")]
expected = [
    ("parcels", "", "encoding", ""), ("parcels", "", "width", ""),
    ("parcels", "3", "id_suffixed", "P00004"),
    ("parcels", "7", "encoding", "P00008"), ("parcels", "10", "deleted_row", "P00011"),
    ("parcels", "0", "closed", "P00001"), ("parcels", "1", "repaired", "P00002"),
    ("parcels", "5", "turned", "P00006"), ("parcels", "6", "lost", "P00007"),
    ("parcels", "7", "vertex_dropped", "P00008"), ("parcels", "8", "repaired", "P00009"),
]
# Of the two that share an id, the one whose geometry comes later has the suffix.
expected[2] = next(row for row in seen if row[2] == "id_suffixed")
check_true(f"the suffix is on one of the twins: {expected[2]}", expected[2][1] in ("3", "4"))
widths = [(row["before"], row["after"]) for row in changes("fixed") if row["change"] == "width"]
check_true(f"widths {widths}", widths == [("C 40", "C 60")])
check_true(f"changes {seen}", seen == expected)
by_key = {(row["change"], row["feature"]): row for row in changes("fixed")}
# The bow tie by hand: its crossing is at 4/7 of the way up, 80 x 80 and 80 x 60 triangles.
repair = by_key["repaired", "1"]
check("the repaired bow tie, m2", number(repair["area_after_m2"]), 80 * 80 * 4 / 7 / 2 + 80 * 60 * 3 / 7 / 2, 3)
hole = by_key["repaired", "8"]
check("the hole is one again, m2", number(hole["area_after_m2"]), 6400 - 100, 3)
check("before, it counted as land, m2", number(hole["area_before_m2"]), 6400 + 100, 3)
for key in (("closed", "0"), ("repaired", "1"), ("turned", "5"), ("lost", "6"), ("vertex_dropped", "7")):
    check(f"{key}: longitude", number(by_key[key]["lon"]), 90.993, 0.003)
    check(f"{key}: latitude", number(by_key[key]["lat"]), 29.644, 0.003)
check_true("the cut value, byte by byte", by_key["encoding", "7"]["before"] == r"\xD0\xE9" * 19 + r"A\xB9" and by_key["encoding", "7"]["after"] == "虚" * 19 + "A")
check_true("copies.csv", [(row["source"], row["copy"], row["rows"], row["changes"]) for row in copies("fixed")] ==
           [("parks.shp", "parks.shp", "1", "0"), ("parcels.shp", "parcels.shp", "11", str(len(seen)))])

kept = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]
before, after = shape_records("in/parcels"), shape_records("fixed/parcels")
check_true("rows in are rows out", len(after) == len(kept))
for row, source in enumerate(kept):
    if source in (2, 3, 4, 9, 11):
        check_true(f"shape {source} is bit for bit as delivered", after[row] == before[source])
    rings = rings_of(after[row])
    if source in (2, 6):
        check_true(f"shape {source} is none", rings is None)
        continue
    check_true(f"shape {source}: closed", all(ring[0] == ring[-1] for ring in rings))
    check_true(f"shape {source}: no vertex twice", all(a != b for ring in rings for a, b in zip(ring, ring[1:])))
check_true("the open ring is closed with its own vertices", rings_of(after[0]) == [box(EAST + 10, NORTH + 10, 80, 80)])
check_true("the turned ring has its own vertices", sorted(rings_of(after[5])[0][1:]) == sorted(box(EAST + 100, NORTH + 100, 80, 80)[1:]))
for source, signs in ((5, [-1]), (8, [-1, 1]), (9, [-1, 1])):
    rings = rings_of(after[kept.index(source)])
    check_true(f"shape {source}: outer clockwise, hole counter-clockwise", [1 if signed_area(r) > 0 else -1 for r in rings] == signs)

old_fields, old_rows = table_of("in/parcels")
new_fields, new_rows = table_of("fixed/parcels")
check_true("fields keep names, order, types and decimals", [(f[0], f[1], f[3]) for f in old_fields] == [(f[0], f[1], f[3]) for f in new_fields])
check_true("no field is narrower", all(new[2] >= old[2] for old, new in zip(old_fields, new_fields)))
suffixed = int(expected[2][1])
for row, source in enumerate(kept):
    for field, old, new in zip(old_fields, old_rows[source], new_rows[row]):
        if field[1] != "C":
            check_true(f"row {source}, {field[0]}: as stored", old == new)
            continue
        text = old.rstrip(b" ").decode("gbk", "ignore")
        if field[0] == b"ZDDM" and source == suffixed:
            text += "#2"
        check_true(f"row {source}, {field[0]}: {new!r} is {text!r}", new.decode("utf-8").rstrip(" ") == text)
with open("in/parcels.prj", "rb") as old, open("fixed/parcels.prj", "rb") as new:
    check_true("the .prj is that delivered", old.read() == new.read())
with open("fixed/parcels.cpg", "rb") as file:
    check_true("the .cpg", file.read() == b"UTF-8")
with open("fixed/parcels.dbf", "rb") as file:
    check_true("the date in the .dbf is always the same", file.read()[1:4] == bytes((100, 1, 1)))
finish()
PYTHON

# ---- the figures rest on the same land ----
# same NAME PARCELS PARCELS_OF_COPY: run and check on both; nothing is left to change
same() {
    rm -rf a b a_check b_check once twice
    checked "$1" --parks in/parks.shp --parcels "$2" -o a_check --fix once
    "$program" run "$formats" "$day" -q --parks in/parks.shp --parcels "$2" -o a 2>err || fail "$1: run: $?"
    "$program" run "$formats" "$day" -q --parks once/parks.shp --parcels "once/$3" -o b 2>err ||
        fail "$1: run on the copy: $?"
    checked "$1, again" --parks once/parks.shp --parcels "once/$3" -o b_check --fix twice
    python3 - "$1" <<'PYTHON' || failed=1
import sys

from copies import changes, copies
from result import *

name = sys.argv[1]
for sheet in ("parks", "land_state", "indicators", "account"):
    old, new = table("a", sheet), table("b", sheet)
    check_true(f"{name}: {sheet}: {len(old)} rows", len(old) == len(new) > 0)
    for one, other in zip(old, new):
        for key, value in one.items():
            try:
                check(f"{name}: {sheet}: {key}", float(other[key]), float(value), 2e-8)
            except ValueError:
                check_true(f"{name}: {sheet}: {key}: {value} and {other[key]}", value == other[key])
areas = [sorted(row["area_m2"] for row in table(folder, "register")) for folder in ("a", "b")]
check_true(f"{name}: areas of parcels", areas[0] == areas[1])
lost = {row["feature"] for row in table("b_check", "quality") if row["code"] == "E_GEOM"}
codes = {row["code"] for row in table("b_check", "quality")}
check_true(f"{name}: only rows without a shape have findings of geometry, {lost}", len(lost) <= 2)
for code in ("W_GEOM", "I_RING", "I_VERTEX", "I_DIMENSION", "E_DUP", "W_ENC"):
    check_true(f"{name}: {code} is found in the copy", code not in codes)
check_true(f"{name}: nothing is left to change, {changes('twice')}", changes("twice") == [])
check_true(f"{name}: the same rows", [row["rows"] for row in copies("once")] == [row["rows"] for row in copies("twice")])
finish()
PYTHON
    for part in once/*.shp once/*.shx once/*.dbf once/*.prj once/*.cpg once/*.gpkg; do
        [ ! -f "$part" ] || cmp -s "$part" "twice/${part#*/}" || fail "$1: $part is written in two ways"
    done
}
same shapefile in/parcels.shp parcels.shp
same zip in/delivery.zip parcels.shp
same heights in/high.shp high.shp
grep -q '^parcels,high.shp,,,dimension_dropped,8 shapes with Z or M,X and Y,' once/changes.csv ||
    { cat once/changes.csv; fail "heights are not listed"; }
same "names that fit" in/fits.shp fits.shp
grep -q '^parcels,fits.shp,.*,format,' once/changes.csv && fail "254 bytes do not fit"
same "a name that does not fit" in/name.shp name.gpkg
grep -q '^parcels,name.shp,,,format,ESRI Shapefile,GPKG,.*12 bytes in UTF-8, 10 fit' once/changes.csv ||
    fail "a name of 12 bytes: $(cat once/changes.csv)"
grep -q '^parcels,name.shp,,,stars,1 cells of stars,no value,' once/changes.csv || fail "stars"
grep -q ',turned,' once/changes.csv && fail "rings that run right for a shapefile are listed"
# A double keeps sixteen digits: a code of nineteen becomes a text, a number of four stays one.
kept=$(python3 -c 'import sqlite3; print(sqlite3.connect("once/name.gpkg").execute("SELECT TYBM, typeof(TYBM), max(ZDMJ), typeof(max(ZDMJ)) FROM name").fetchone())')
[ "$kept" = "('5401990010010000017', 'text', 6400, 'integer')" ] || fail "long codes: $kept"
same "a text that does not fit" in/text.shp text.gpkg
grep -q '^parcels,text.shp,,,format,ESRI Shapefile,GPKG,.*255 bytes in UTF-8, 254 fit' once/changes.csv ||
    fail "a text of 255 bytes: $(cat once/changes.csv)"
same "ids that are numbers" in/number.shp number.shp
grep -q '^parcels,number.shp,,,field_type,N 6,C 6,' once/changes.csv ||
    fail "ids that are numbers: $(cat once/changes.csv)"
same "an id that a suffix would take" in/twins.shp twins.shp
grep -q ',id_suffixed,P4,P4#3,' once/changes.csv || fail "P4#2 is taken: $(cat once/changes.csv)"
if command -v ogr2ogr >/dev/null; then
    ogr2ogr -f GPKG in/many.gpkg in/parcels.shp -nln 宗地 >out 2>&1 || fail "ogr2ogr: $(cat out)"
    ogr2ogr -update in/many.gpkg in/high.shp -nln high >out 2>&1 || fail "ogr2ogr: $(cat out)"
    ogr2ogr -f GeoJSON -lco RFC7946=NO -lco COORDINATE_PRECISION=15 in/degrees.geojson in/parcels.shp \
        -t_srs EPSG:4490 >out 2>&1 || fail "ogr2ogr: $(cat out)"
    ogr2ogr -f FlatGeobuf in/flat.fgb in/high.shp -nlt PROMOTE_TO_MULTI >out 2>&1 ||
        fail "ogr2ogr: $(cat out)"
    find in -type f -exec sha256sum {} + | sort >originals
    same "GeoPackage" in/many.gpkg@宗地 宗地.gpkg
    same "GeoPackage with heights" in/many.gpkg@high high.gpkg
    grep -q ',dimension_dropped,' once/changes.csv || fail "heights of a GeoPackage are not listed"
    same "GeoJSON" in/degrees.geojson degrees.gpkg
    grep -q '^parcels,degrees.geojson,,,format,GeoJSON,GPKG,' once/changes.csv || fail "GeoJSON: format"
    same "FlatGeobuf" in/flat.fgb flat.gpkg
    if command -v ogrinfo >/dev/null; then
        ogrinfo -ro -al -so once/flat.gpkg >out 2>&1
        grep -q '^Geometry: Multi Polygon' out || fail "ogrinfo on a copy: $(cat out)"
        grep -Eqi 'warning|error' out && fail "ogrinfo is not content: $(cat out)"
    fi
else
    skipped="$skipped; GeoPackage, GeoJSON and FlatGeobuf need ogr2ogr"
fi

# ---- CRS, filter, names, threads ----
checked "CRS of the project" crs.yaml -o result --fix copies
grep -q '^parcels,no_prj.shp,,,crs,none,EPSG:4518 ' copies/changes.csv || fail "CRS: not listed"
checked "CRS of the copy" --parks copies/parks.shp --parcels copies/no_prj.shp -o result
grep -q '"EPSG:4518 ' result/run.json || fail "CRS of the copy: another one"
rm -rf copies
checked "CRS of the project, which is that of the .prj" same_crs.yaml -o result --fix copies
grep -q ',crs,' copies/changes.csv && fail "CRS: the same one is listed"
cmp -s in/high.prj copies/high.prj || fail "CRS: another .prj"
rm -rf copies
checked filter where.yaml -o result --fix copies
python3 - <<'PYTHON' || failed=1
from copies import *
from result import *

shapes = {row["feature"]: row["change"] for row in changes("copies") if row["layer"] == "parcels" and row["change"] in
          ("closed", "repaired", "turned", "lost", "vertex_dropped", "id_suffixed")}
check_true(f"rows outside the filter are not mended: {shapes}", shapes == {"5": "turned", "8": "repaired"})
before, after = shape_records("in/parcels"), shape_records("copies/parcels")
check_true("all rows are there", len(after) == 11)
check_true("the bow tie is as it was", after[1] == before[1])
check_true("the vertex given twice is as it was", after[7] == before[7])
fields, rows = table_of("copies/parcels")
check_true("codes are as written", [row[1].strip() for row in rows][:4] == [b"B21", b"A2", b"A2", b"A2"])
finish()
PYTHON
rm -rf copies
checked "two sources of one name" --parks in/parks.shp --parcels in/high.shp \
    --parcels in/second/high.shp --buildings in/second/high.shp -o result --fix copies
for stem in high high-2 high-3; do
    [ -f copies/$stem.shp ] || fail "two sources of one name: no $stem.shp"
done
python3 -c 'from layers import *; import os; os.mkdir("many"); write_many("many", 60)' || exit 2
for threads in 1 3; do
    for parcels in many/parcels.shp in/name.shp; do
        checked "threads" --parks many/parks.shp --parcels $parcels -j $threads -o result \
            --fix "threads.$threads"
        mv "threads.$threads" "$(basename $parcels).$threads"
    done
done
for parcels in parcels.shp name.shp; do
    diff -r $parcels.1 $parcels.3 >out || fail "other bytes with other threads: $(cat out)"
done
cmp -s many/parcels.shp parcels.shp.1/parcels.shp || fail "3600 sound shapes are not bit for bit"

# ---- where copies may not stand ----
# refused NAME CODE PATTERN DIR: one line, and neither folder
refused() {
    rm -rf result
    "$program" check "$day" -q --parks in/parks.shp --parcels in/parcels.shp -o result --fix "$4" >out 2>err
    code=$?
    [ "$code" -eq "$2" ] || fail "$1: exit code $code, not $2"
    [ "$(wc -l <err)" -eq 1 ] || fail "$1: not one line"
    grep -Eq "^landgauge: error: .*($3)" err || fail "$1: the line does not have '$3'"
    [ ! -e result ] || fail "$1: there is a result"
    [ -z "$(find . -maxdepth 2 -name '.*tmp*')" ] || fail "$1: something is left"
}
ln -s in link
mkdir foreign && echo mine >foreign/letter.txt
refused "the folder of the input" 73 'in: is, holds or lies in the folder of in/' in
refused "in the folder of the input" 73 'in/new: is, holds or lies' in/new
refused "by a link" 73 'link/new: is, holds or lies' link/new
refused "above the input" 73 'is, holds or lies' .
refused "the result" 73 'result/: is, holds or lies in the result' result/
refused "in the result" 73 'result' result/fixed
refused "a foreign folder" 73 'foreign: .*not empty.*no earlier copies' foreign
refused "a file" 73 'originals: is no folder' originals
refused "no parent" 73 'none/new: .*create it first' none/new
refused "a result folder" 73 'again: .*not empty' again
cp -a fixed worked && printf 'x' | dd of=worked/parcels.dbf bs=1 seek=400 conv=notrunc 2>/dev/null
refused "a copy that was worked on" 73 'worked: parcels.dbf is not as it was written' worked
cp -a fixed added && echo note >added/note.txt
refused "a folder with something added" 73 'added: note.txt is not as it was written' added
"$program" run "$day" --parks in/parks.shp --parcels in/parcels.shp -o result --fix copies >out 2>err
[ $? -eq 64 ] || fail "run --fix: not 64"
grep -q 'run: no option --fix' err || fail "run --fix: $(cat err)"
"$program" check --help >out
grep -q -e '--fix DIR' out || fail "no help of --fix"
"$program" run --help >out
grep -q -e '--fix' out && fail "run has help of --fix"

# ---- what is written down ----
python3 - "$SOURCE_DIR" <<'PYTHON' || failed=1
import csv
import glob
import re
import sys

from result import *

with open(sys.argv[1] + "/docs/reference.md", encoding="utf-8") as file:
    sections = dict(re.findall(r"\n### ([^\n]+)\n(.*?)(?=\n##)", file.read(), re.S))
for heading in ("changes", "copies"):
    keys = re.findall(r"^\| `(\w+)` \|", sections[heading], re.M)
    with open(f"fixed/{heading}.csv", encoding="utf-8-sig", newline="") as file:
        check_true(f"keys of {heading}.csv, {keys}", next(csv.reader(file)) == keys)
source = "".join(open(path, encoding="utf-8").read() for path in glob.glob(sys.argv[1] + "/src/*/*.c"))
made = set(re.findall(r'lg_change_blank\("(\w+)"|change_of\(teller, "(\w+)"|struct counted \w+ = \{\s*"(\w+)"|"(width|field_type)"', source))
made = {code for groups in made for code in groups if code}
written = set(re.findall(r"^\| `(\w+)` \|", sections["Changes of copies"], re.M))
check_true(f"codes made {sorted(made)} and written down {sorted(written)}", made == written)
finish()
PYTHON

# ---- disks and permissions ----
# unwritable NAME CODE DIR COMMAND...: nothing is left, not even of the result
unwritable() {
    name=$1
    code=$2
    place=$3
    shift 3
    rm -rf result
    "$@" "$program" check "$day" -q --parks many/parks.shp --parcels "$parcels" -o result \
        --fix "$place" >out 2>err
    actual=$?
    [ "$actual" -eq "$code" ] || fail "$name: exit code $actual, not $code"
    [ "$(wc -l <err)" -eq 1 ] || fail "$name: not one line: $(cat err)"
    if [ -e result ] || [ -e "$place" ]; then fail "$name: something is there"; fi
    [ -z "$(find . "$(dirname "$place")" -maxdepth 1 -name '.*' ! -name '.' ! -name '..')" ] ||
        fail "$name: something is left behind"
}
if command -v ogr2ogr >/dev/null; then
    ogr2ogr -f GPKG many/parcels.gpkg many/parcels.shp >out 2>&1 || fail "ogr2ogr: $(cat out)"
fi
mkdir small closed
for parcels in many/parcels.shp many/parcels.gpkg; do
    [ -f $parcels ] || continue
    unwritable "file size limit, $parcels" 74 limited sh -c 'ulimit -f 128; "$@"' limited
    if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=300k landgauge-test small 2>/dev/null; then
        unwritable "full disk, $parcels" 74 small/fixed
        umount small
    else
        skipped="$skipped; full disk needs root and mount"
    fi
    if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
        chmod 777 "$work"
        unwritable "no permission, $parcels" 73 closed/fixed \
            setpriv --reuid=65534 --regid=65534 --clear-groups
    else
        skipped="$skipped; folder without permission needs root and setpriv"
    fi
done
find in -type f -exec sha256sum {} + | sort >originals.after
cmp -s originals originals.after || fail "an input was changed"

[ "$failed" -eq 0 ] || exit 1
if [ -n "$skipped" ]; then
    echo "skipped in part${skipped}"
    exit 77
fi
echo "fix: all as expected"
