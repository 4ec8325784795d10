#!/bin/sh
# inspect takes each layer of the sample for what it is, the starter project file that it writes
# runs as it stands, and layers that are wrong in one way are told so.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
# Layers and tables: no document is looked at here.
formats=--formats=geojson,csv,ics
work=$BINARY_DIR/cli/inspect
rm -rf "$work"
mkdir -p "$work" || exit 2
"$BINARY_DIR/samples/landgauge_sample" "$work/data" >/dev/null || exit 2
cd "$work" || exit 2
failed=0
fail() {
    echo "$*"
    failed=1
}

read_as() { # file, kind
    "$LANDGAUGE" inspect "data/$1" >seen || fail "inspect of $1: exit $?"
    grep -q "read as *$2 (" seen || fail "$1 is not read as $2: $(grep 'read as' seen)"
}
read_as 园区边界.shp parks
read_as 宗地.shp parcels
read_as 建筑.shp buildings
read_as 国土空间规划.shp plan
read_as 生态保护红线.shp constraints
read_as 城镇开发边界.shp constraints
read_as 河湖管理范围.shp constraints
read_as 企业.csv enterprises
read_as 供地.csv supply

"$LANDGAUGE" inspect data/*.shp data/*.csv --init project.yaml >seen || fail "--init: exit $?"
"$LANDGAUGE" run "$formats" project.yaml --as-of 2026-06-30 -o plain >said 2>&1 ||
    fail "the starter file does not run: $(cat said)"
"$LANDGAUGE" inspect data/*.shp data/*.csv --init again.yaml >seen2 || fail "--init again: exit $?"
sed 's/again\.yaml/project.yaml/g' again.yaml | cmp -s - project.yaml || fail "two starter files differ"
sed 's/again\.yaml/project.yaml/g' seen2 | cmp -s - seen || fail "two looks differ"
for line in 'effect: flag  # or forbid' 'planned_use: "YDYHFLDM"' 'footprint_yards: m2  # not the data standard' 'recorded_area: ha  # as the data' \
    'current_use: gb2017' 'approved_area: ha' 'key: supervision_no'; do
    grep -q "^ *$line" project.yaml || fail "the starter file has no line: $line"
done
tr -s ' \n' ' ' <seen | grep -q 'm2 0.62, wan_m2 6200 (data standard)' || fail "the unit of JDZMJ has no evidence"

"$LANDGAUGE" inspect data/*.shp --init project.yaml >said 2>&1
[ $? -eq 73 ] || fail "an existing project file is not refused"

# The guide shows what is printed.
mkdir -p samples/lhasa-made-up && ln -s ../../data samples/lhasa-made-up/data || exit 2
# shellcheck disable=SC2016 # three backticks begin and end the example
sed -n '/^## 2\. /,/^## 3\. /{/^```text$/,/^```$/p}' "$SOURCE_DIR/docs/guide.md" |
    sed '/^```/d' >guide.txt
"$LANDGAUGE" inspect samples/lhasa-made-up/data/宗地.shp | diff guide.txt - ||
    fail "docs/guide.md shows another look"

# Layers that are wrong in one chosen way, byte by byte.
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
cat >cases.py <<'PYTHON'
"""One case each: a shapefile, what a look says of it, what it does not say."""
import os
import subprocess

from layers import CGCS2000_ZONE_30, XIAN80_ZONE_30, box, write_shapefile
from result import check, check_true, finish

FIELDS = [("ZDDM", "C", 20, 0), ("DLBM", "C", 4, 0), ("TDSYZ", "C", 8, 0)]
GBK_HOLDER = "虚构公司".encode("gbk")
# (90, 29.65): easting 500000 at the central meridian; northing as at 91 E, 1 km on
NORTH = 3281000.0


def look(name, east, holder=GBK_HOLDER, north=NORTH, prj=None, cpg="GBK", codes=("0601",) * 3, fields=None):
    rows = [([box(east + 100 * i, north, 100, 100)], [f"P{i + 1:02}", code, holder])
            for i, code in enumerate(codes)]
    write_shapefile(name, fields or FIELDS, rows, prj=prj, cpg=cpg)
    done = subprocess.run([os.environ["LANDGAUGE"], "inspect", name + ".shp"], capture_output=True, check=False)
    check(f"{name}: exit", done.returncode, 0)
    return " ".join(done.stdout.decode("utf-8").split())


def says(name, text, *expected):
    for part in expected:
        check_true(f"{name}: says '{part}' in: {text}", part in text)


def silent(name, text, *absent):
    for part in absent:
        check_true(f"{name}: does not say '{part}'", part not in text)


text = look("zone", 30596000.0)
says("8 digits", text, "cannot be used: zone.shp: no CRS (the .prj is missing)",
     "eastings of 8 digits: 30 in front is a 3-degree zone's number",
     "EPSG:4518 CGCS2000 / 3-degree Gauss-Kruger zone 30 would put it at 90.99 E, 29.64 N",
     "Xi'an 80 and Beijing 54 have the same digits",
     "held against the plane area, coordinates taken for metres")
silent("8 digits", text, "EPSG:4539")
text = look("zone6", 15596000.0)
says("8 digits of 6 degrees", text, "15 in front is a 6-degree zone's number", "EPSG:4493 ")
text = look("bare", 596000.0)
says("6 digits", text, "the zone cannot be told from them, the place is 0.99 degrees east",
     *(f"EPSG:{4509 + zone} " for zone in range(26, 34)))
silent("6 digits", text, "EPSG:4518", "EPSG:4493")
text = look("wide", 700000.0)
says("6 digits beyond 3 degrees", text, "2.07 degrees east", "EPSG:4504 ", "EPSG:4506 ")
silent("6 digits beyond 3 degrees", text, "EPSG:4539 ")
text = look("degrees", 91.0, north=-70.0)
says("degrees in the wrong place", text, "no CRS")
text = look("swapped", NORTH, north=596000.0)
says("swapped", text, "they are swapped, have the layer exported again")
silent("swapped", text, "would put it")
text = look("local", 5000.0, north=8000.0)
says("a local grid", text, "the coordinates look like no CGCS2000 zone's")
text = look("right", 30596000.0, prj=CGCS2000_ZONE_30)
says("with its .prj", text, "the number 30 stands in front of the eastings", "look-alike: EPSG:4539",
     "inside its area of use", "rows 3, the same in .shx and .dbf")
silent("with its .prj", text, "cannot be used", "Xi'an")
text = look("xian", 30596000.0, prj=XIAN80_ZONE_30)
says("Xi'an 80", text, "cannot be used", "do not declare CGCS2000 to get by")
text = look("mismatch", 596000.0, prj=CGCS2000_ZONE_30)
says("no number where the CRS has one", text, "has no zone number in front", "give crs: EPSG:4539")

text = look("gbk", 30596000.0, prj=CGCS2000_ZONE_30, cpg=None)
says("GBK by its bytes", text, "GB18030 (3 of 3 non-ASCII texts are well-formed GB18030)",
     "of 3 texts with bytes above 0x7F all can be GB18030, none can be UTF-8")
silent("GBK by its bytes", text, "one text as", "contradict")
text = look("wrong", 30596000.0, prj=CGCS2000_ZONE_30, cpg="UTF-8")
says("a .cpg that is wrong", text, ".cpg says UTF-8, but 3 of 3", "one text as GB18030: 虚构公司; as UTF-8:",
     "the .cpg and the bytes contradict each other")
# 苏州 in UTF-8 is E88B8F E5B79E, six bytes that are three characters of GBK, too
text = look("both", 30596000.0, holder="苏州".encode("utf-8"), prj=CGCS2000_ZONE_30, cpg="GBK")
says("UTF-8 that GBK can read", text, "all can be GB18030, all can be UTF-8", "as UTF-8: 苏州",
     "declare encoding: UTF-8")
text = look("cut", 30596000.0, holder="虚构公".encode("gbk") + b"\xcb\xbe", prj=CGCS2000_ZONE_30,
            fields=[("ZDDM", "C", 20, 0), ("DLBM", "C", 4, 0), ("TDSYZ", "C", 7, 0)])
says("cut characters", text, "3 texts are cut inside their last character")

text = look("deleted", 30596000.0, prj=CGCS2000_ZONE_30, codes=("0601",) * 4)
with open("deleted.dbf", "r+b") as file:
    file.seek(32 * len(FIELDS) + 33)
    file.write(b"*")
done = subprocess.run([os.environ["LANDGAUGE"], "inspect", "deleted.shp"], capture_output=True, check=False)
says("deleted", " ".join(done.stdout.decode("utf-8").split()), "rows marked as deleted, left out: 1")
silent("deleted", text, "rows marked as deleted")

# A starter file without a CRS names the candidates as comments and runs once one is chosen.
done = subprocess.run([os.environ["LANDGAUGE"], "inspect", "zone.shp", "--init", "zone.yaml"],
                      capture_output=True, check=False)
check("zone.yaml: exit", done.returncode, 0)
with open("zone.yaml", encoding="utf-8") as file:
    starter = file.read()
check_true("zone.yaml: the candidate is a comment", "      # crs: EPSG:4518\n" in starter)
check_true("zone.yaml: the undecided system is a comment", "      #   current_use: gb2017\n" in starter)
finish()
PYTHON
python3 cases.py || failed=1
exit $failed
