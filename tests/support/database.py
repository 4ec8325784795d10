"""A GeoPackage or a schema holds what the folder of the same run holds: every table, cell and place.

usage: database.py SOURCE RESULT_DIR [SCHEMA]     SOURCE as OGR opens it; exit code 1 if anything differs
"""
import glob
import json
import os
import sys

from osgeo import gdal, ogr

from result import check_true, finish, layer, number, table

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def expected_text(cell):
    """A text as it was before CSV kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def points(geometry):
    """Coordinates nested as in GeoJSON."""
    if geometry is None:
        return None
    if geometry.GetGeometryCount() > 0:
        return [points(geometry.GetGeometryRef(i)) for i in range(geometry.GetGeometryCount())]
    found = [list(point[:2]) for point in geometry.GetPoints()]
    return found[0] if geometry.GetGeometryType() == ogr.wkbPoint else found


def same_cell(feature, field, cell):
    if cell == "" or not feature.IsFieldSetAndNotNull(field):
        return cell == "" and not feature.IsFieldSetAndNotNull(field)
    kind = feature.GetFieldDefnRef(field).GetType()
    if kind == ogr.OFTString:
        return feature.GetFieldAsString(field) == expected_text(cell)
    if kind == ogr.OFTDate:
        return feature.GetFieldAsString(field) == cell.replace("-", "/")
    return feature.GetField(field) == number(cell)


def compare_table(source, name, result, schema):
    found = source.GetLayerByName(f"{schema}.{name}" if schema else name)
    rows = table(result, name)
    check_true(f"{name}: is there", found is not None)
    if found is None:
        return
    with open(os.path.join(result, "tables", name + ".csv"), encoding="utf-8-sig") as file:
        keys = file.readline().strip().split(",")
    definition = found.GetLayerDefn()
    fields = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    check_true(f"{name}: columns {fields}", fields == keys)
    check_true(f"{name}: rows {found.GetFeatureCount()} of {len(rows)}", found.GetFeatureCount() == len(rows))
    shapes = None
    if os.path.exists(os.path.join(result, name + ".geojson")):
        shapes = [feature["geometry"] for feature in layer(result, name)["features"]]
        check_true(f"{name}: EPSG:4490", found.GetSpatialRef().GetAuthorityCode(None) == "4490")
        check_true(f"{name}: column geom", found.GetGeometryColumn() == "geom")
    else:
        check_true(f"{name}: no geometry", found.GetGeomType() == ogr.wkbNone)
    seen = sorted(found, key=lambda feature: feature.GetFID())
    for i, (feature, row) in enumerate(zip(seen, rows)):
        check_true(f"{name}: number of row {i + 1}", feature.GetFID() == i + 1)
        for field, key in enumerate(keys):
            check_true(f"{name} row {i + 1}: {key} {feature.GetField(field)!r} is {row[key]!r}", same_cell(feature, field, row[key]))
        if shapes is not None:
            place = shapes[i] and shapes[i]["coordinates"]
            check_true(f"{name} row {i + 1}: place", points(feature.GetGeometryRef()) == place)
    return


def main(path, result, schema=None):
    gdal.UseExceptions()
    source = gdal.OpenEx(path, gdal.OF_VECTOR)
    names = sorted(os.path.basename(file)[:-4] for file in glob.glob(os.path.join(result, "tables", "*.csv")))
    check_true("tables", len(names) > 0)
    for name in names:
        compare_table(source, name, result, schema)
    finish()


main(*sys.argv[1:])
