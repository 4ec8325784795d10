#!/bin/sh
# landgauge.gpkg: every layer and table as in GeoJSON and CSV, styles and a project where QGIS looks
# for them, spatial indexes, the same bytes each time, and nothing where a disk is full.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
python=python3
$python -c 'from osgeo import ogr' 2>/dev/null || python=/usr/bin/python3
$python -c 'from osgeo import ogr' 2>/dev/null || {
    echo "skipped: Python has no GDAL here"
    exit 77
}
work=$(mktemp -d) || exit 2
trap 'umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0
skipped=

fail() {
    echo "FAILED: $1"
    failed=1
}

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
sample() { # options
    "$program" run project.yaml --quiet "$@"
}

# ---- content ----
sample --formats geojson,csv,gpkg -o a -j 1 2>err || fail "the sample: $? $(cat err)"
$python "$PYTHONPATH/database.py" a/landgauge.gpkg a || fail "the sample differs"
"$program" check project.yaml -q --formats geojson,csv,gpkg -o checked 2>err ||
    fail "check: $? $(cat err)"
$python "$PYTHONPATH/database.py" checked/landgauge.gpkg checked || fail "check differs"
$python - <<'PYTHON' || failed=1
import json
import sqlite3
import zipfile
import io

from result import *

file = sqlite3.connect("a/landgauge.gpkg")
layers = {name for (name,) in file.execute("SELECT table_name FROM gpkg_geometry_columns")}
listed = dict(file.execute("SELECT table_name, data_type FROM gpkg_contents"))
check_true("layer_styles is listed", listed.get("layer_styles") == "attributes")
check_true("descriptions", all(text for (text,) in file.execute("SELECT description FROM gpkg_contents WHERE table_name <> 'layer_styles'")))
check_true("one day", {day for (day,) in file.execute("SELECT last_change FROM gpkg_contents")} == {"2000-01-01T00:00:00.000Z"})
styles = list(file.execute("SELECT f_table_catalog, f_table_schema, f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"))
check_true("a style for each layer", {row[2] for row in styles} == layers and len(styles) == len(layers))
check_true("styles are found by", {row[:2] + row[3:5] for row in styles} == {("", "", "geom", 1)})
check_true("styles are QML", all("<qgis" in row[5] and "renderer-v2" in row[5] for row in styles))
(name, content), = file.execute("SELECT name, content FROM qgis_projects")
project = zipfile.ZipFile(io.BytesIO(bytes.fromhex(content)))
check_true("the project is inside", name == "landgauge" and [n[-4:] for n in project.namelist()][0] == ".qgs")
check_true("its layers are those of the file", b"landgauge.gpkg|layername=register" in project.read(project.namelist()[0]))
for layer_name in sorted(layers):
    features = layer("a", layer_name)["features"]
    places = sum(feature["geometry"] is not None for feature in features)
    index = f"rtree_{layer_name}_geom"
    check(f"{layer_name}: entries of the spatial index", file.execute(f"SELECT COUNT(*) FROM {index}").fetchone()[0], places)
    check_true(f"{layer_name}: its index is sound", file.execute(f"SELECT rtreecheck('{index}')").fetchone()[0] == "ok")
    (count,) = file.execute("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", (layer_name,)).fetchone()
    check(f"{layer_name}: the noted count", count, len(features))
check_true("integrity", file.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
check_true("foreign keys", not file.execute("PRAGMA foreign_key_check").fetchall())
finish()
PYTHON
$python - <<'PYTHON' || failed=1
from osgeo import gdal, ogr
from result import *

# A window around each parcel finds it, and through the index no more than its neighbours.
file = gdal.OpenEx("a/landgauge.gpkg", gdal.OF_VECTOR)
rows = file.GetLayerByName("register")
boxes = {row.GetFID(): row.GetGeometryRef().GetEnvelope() for row in rows if row.GetGeometryRef()}
for number_, (west, east, south, north) in boxes.items():
    rows.SetSpatialFilterRect(west, south, east, north)
    found = {row.GetFID() for row in rows}
    near = {other for other, box in boxes.items() if box[0] <= east and box[1] >= west and box[2] <= north and box[3] >= south}
    check_true(f"row {number_} in its own window", number_ in found and found <= near)
west, east, south, north = rows.GetExtent()
check_true("the noted extent", (west, east, south, north) == (min(b[0] for b in boxes.values()), max(b[1] for b in boxes.values()), min(b[2] for b in boxes.values()), max(b[3] for b in boxes.values())))
finish()
PYTHON
if command -v ogrinfo >/dev/null; then
    ogrinfo -ro -al -so a/landgauge.gpkg >seen 2>&1 || fail "ogrinfo cannot open it"
    grep -Eqi '^(warning|error)' seen && fail "ogrinfo: $(grep -Ei '^(warning|error)' seen | head -1)"
fi

# ---- the same bytes ----
mkdir -p elsewhere/中文
sample --formats gpkg -o elsewhere/中文/b -j 2 2>err || fail "elsewhere: $? $(cat err)"
cmp a/landgauge.gpkg elsewhere/中文/b/landgauge.gpkg || fail "two threads elsewhere: other bytes"
sample --formats geojson,csv,gpkg,qgis -o a -j 2 2>err || fail "again: $? $(cat err)"
cmp a/landgauge.gpkg elsewhere/中文/b/landgauge.gpkg || fail "beside other files: other bytes"

# ---- what cannot be written ----
sample --formats gpkg -o kept 2>err || fail "the result to be kept"
before=$(find kept -type f -exec sha256sum {} + | sort)
unwritable() { # NAME CODE PLACE [COMMAND...]
    name=$1
    code=$2
    place=$3
    shift 3
    "$@" "$program" run project.yaml --quiet --formats gpkg -o "$place" >out 2>err
    seen=$?
    [ $seen -eq "$code" ] || fail "$name: $seen instead of $code: $(cat err)"
    [ "$(wc -l <err)" -eq 1 ] || fail "$name: not one line: $(cat err)"
    grep -q "^landgauge: error: .*\($place\|landgauge.gpkg\)" err || fail "$name: $(cat err)"
}
for blocks in 64 512 1500; do
    unwritable "file size limit of $blocks" 74 kept sh -c "ulimit -f $blocks; \"\$@\"" limited
    [ "$(find kept -type f -exec sha256sum {} + | sort)" = "$before" ] ||
        fail "file size limit of $blocks: the earlier result is not as it was"
done
mkdir small closed
chmod 555 closed
for size in 100k 400k 700k 900k; do
    if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=$size landgauge-test small 2>/dev/null; then
        unwritable "full disk of $size" 74 small/new
        [ -z "$(ls -A small)" ] || fail "full disk of $size: $(ls -A small) is left behind"
        umount small
    else
        skipped="full disk needs root and mount"
    fi
done
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    chmod 755 "$work"
    unwritable "no permission" 73 closed/new setpriv --reuid=65534 --regid=65534 --clear-groups
else
    skipped="$skipped; folder without permission needs root and setpriv"
fi

[ "$failed" -eq 0 ] || exit 1
if [ -n "$skipped" ]; then
    echo "skipped in part: $skipped"
    exit 77
fi
echo "geopackage: all as expected"
