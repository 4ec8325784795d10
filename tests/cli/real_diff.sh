#!/bin/sh
# Two surveyed development zones, 2012 against 2013. Of Binxi, whose second layer is shifted by a
# third of a metre, the links are those of an overlay by GDAL's python, measured by another formula,
# and the land from state to state is that of such an overlay once the first layer is shifted, too;
# of Hailin, whose first layer lies elsewhere, no land is common, which is said.
shared=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}
data=$shared/data/real/zones-heilongjiang
if [ ! -d "$data" ]; then
    echo "skipped: no real layers at $data"
    exit 77
fi
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT

for year in 2012 2013; do
    for zone in binxi hailin; do
        "$LANDGAUGE" run --parks "$data/$zone$year/parks.shp" --quiet --as-of $year-12-31 \
            --parcels "$data/$zone$year/parcels.shp" --formats geojson,csv -o "$out/$zone$year" >"$out/log" 2>&1 ||
            { cat "$out/log"; exit 1; }
    done
done

for python in python3 /usr/bin/python3; do
    command -v $python >/dev/null && $python -c 'from osgeo import ogr' 2>/dev/null && break
    python=
done
[ -n "$python" ] || { echo "skipped: no python3 with GDAL"; exit 77; }

PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 $python - "$out" <<'PYTHON'
import json
import sys

from osgeo import ogr

from diff_case import *
from geojson_check import shape_m2
from result import check, check_true, finish, layer

ogr.UseExceptions()
out = sys.argv[1]
old, new = f"{out}/binxi2012", f"{out}/binxi2013"
found = diff(old, new, f"{out}/binxi", "--lang", "en")
check_true(f"binxi: the matrix closes: {closes(found, old, new)}", closes(found, old, new) is None)
check_true("binxi: the shift is said", "shifted by -0.2" in found["text"] and "m east and -0.3" in found["text"])

# The same land by GDAL's overlay of each pair of boxes that meet: as it lies, and with the old
# shapes moved along.
EAST_DEG, NORTH_DEG = -0.23 / 77800, -0.30 / 111130


def parcels(folder):
    for feature in layer(folder, "register")["features"]:
        shape = ogr.CreateGeometryFromJson(json.dumps(feature["geometry"]))
        yield feature["properties"]["parcel_id"], feature["properties"]["land_state"], shape, shape.GetEnvelope()


def moved(shape):
    geometry = json.loads(shape.ExportToJson())
    for polygon in geometry["coordinates"]:
        for ring in polygon:
            ring[:] = [(x + EAST_DEG, y + NORTH_DEG) for x, y in ring]
    return ogr.CreateGeometryFromJson(json.dumps(geometry))


def area_m2(shape):
    """Of the polygons in a geometry: holes run the other way round."""
    polygons = [shape.GetGeometryRef(i) for i in range(shape.GetGeometryCount())] if shape.GetGeometryType() != ogr.wkbPolygon else [shape]
    rings = []
    for polygon in polygons:
        if polygon.GetGeometryType() == ogr.wkbPolygon and not polygon.IsEmpty():
            rings.append(json.loads(polygon.ExportToJson())["coordinates"])
    total = 0.0
    for polygon in rings:
        areas = [abs(shape_m2({"type": "MultiPolygon", "coordinates": [[ring]]})) for ring in polygon]
        total += areas[0] - sum(areas[1:])
    return total


news = list(parcels(new))
due, common = {}, {}
for old_id, old_state, old_shape, a in parcels(old):
    moved_shape = moved(old_shape)
    for new_id, new_state, new_shape, b in news:
        if a[0] > b[1] or b[0] > a[1] or a[2] > b[3] or b[2] > a[3]:
            continue
        m2 = area_m2(old_shape.Intersection(new_shape))
        if m2 > 0:
            common[old_id, new_id] = m2
            ha = area_m2(moved_shape.Intersection(new_shape)) / 1e4
            due[old_state, new_state] = due.get((old_state, new_state), 0.0) + ha
seen = lands(found, "construction", found["diff_parks"][0]["park_code"])
for states, ha in sorted(due.items()):
    # What is left is a few centimetres of the shift, and all of it along parcels that were redrawn.
    check(f"binxi: {states}", seen.get(states, 0.0), ha, 0.15 + 2e-4 * ha)
print(f"binxi: {len(due)} transitions, B21 to A2 {seen['B21', 'A2']:.2f} ha")
links = by_pair(found["diff_links"])
for pair, row in links.items():
    check(f"binxi: link {pair}", float(row["overlap_m2"]), common.get(pair, 0.0), 0.5 + 5e-5 * common.get(pair, 0.0))
check_true("binxi: no link is missing", not [pair for pair, m2 in common.items() if m2 > 100 and pair not in links])
pairs = found["diff_parcels"]
check_true("binxi: every parcel is in a pair", {row["old_id"] for row in pairs} - {""} == {p[0] for p in parcels(old)} and
           {row["new_id"] for row in pairs} - {""} == {p[0] for p in news})
# A parcel counts as split where half and more of two new ones lie in it, by the independent overlay.
size = {p[0]: area_m2(p[2]) for p in news}
parts = {}
for (old_id, new_id), m2 in common.items():
    if m2 >= 0.5 * size[new_id]:
        parts.setdefault(old_id, set()).add(new_id)
split = {old_id for old_id, of in parts.items() if len(of) > 1}
check_true("binxi: the parcels that were split", {row["old_id"] for row in pairs if row["relation"] in ("split", "rearranged")} == split)
print(f"binxi: {len(split)} parcels split")

old, new = f"{out}/hailin2012", f"{out}/hailin2013"
found = diff(old, new, f"{out}/hailin", "--lang", "en")
check_true(f"hailin: the matrix closes: {closes(found, old, new)}", closes(found, old, new) is None)
check_true("hailin: said", "no parcel of one result has land in common" in found["text"])
check_true("hailin: no parcel is taken for another's land", not found["diff_links"] and
           {row["relation"] for row in found["diff_parcels"]} == {"other_land", ""})
finish()
PYTHON
