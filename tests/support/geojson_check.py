"""Holds GeoJSON files to RFC 7946 and to what is promised beyond it.

usage: geojson_check.py FILE...
"""
import hashlib
import json
import math
import os
import re
import sys

from result import *

AXIS_M, FLATTENING = 6378137.0, 1 / 298.257222101
EDGE_M_MAX = 70.0


def zone_m2(lat):
    """Area between the equator and a parallel, per radian of longitude, on CGCS2000."""
    e = math.sqrt(FLATTENING * (2 - FLATTENING))
    s = math.sin(lat)
    half_b2 = AXIS_M**2 * (1 - e**2) / 2
    return half_b2 * (s / (1 - e**2 * s**2) + math.log((1 + e * s) / (1 - e * s)) / (2 * e))


def ring_m2(ring):
    """Area of a ring of degrees, positive when it runs counter-clockwise."""
    total = 0.0
    for (lon0, lat0), (lon1, lat1) in zip(ring, ring[1:]):
        length_m = math.hypot((lon1 - lon0) * math.cos(math.radians(lat0)), lat1 - lat0) * 111320
        parts = max(1, math.ceil(length_m / EDGE_M_MAX))
        for part in range(parts):
            lat = math.radians(lat0 + (lat1 - lat0) * (part + 0.5) / parts)
            total -= math.radians((lon1 - lon0) / parts) * zone_m2(lat)
    return total


def shape_m2(geometry):
    """Area of a MultiPolygon; holes run the other way round."""
    if geometry is None:
        return None
    return sum(ring_m2(ring) for polygon in geometry["coordinates"] for ring in polygon)


def bend_m2(geometry):
    """What may lie between edges straight in a plane, as they were measured, and straight in degrees."""
    total = 0.0
    for polygon in geometry["coordinates"]:
        for ring in polygon:
            for (lon0, lat0), (lon1, _) in zip(ring, ring[1:]):
                lat = math.radians(lat0)
                east_m = abs(math.radians(lon1 - lon0)) * AXIS_M * math.cos(lat)
                total += east_m**3 * abs(math.tan(lat)) / (12 * AXIS_M)
    return total


def no_twins(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a key stands twice in {keys}")
    return dict(pairs)


def refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def type_of(value):
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, (int, float)) else type(value).__name__


def positions(geometry):
    if geometry["type"] == "Point":
        return [geometry["coordinates"]]
    return [p for polygon in geometry["coordinates"] for ring in polygon for p in ring]


def check_ring(where, ring, is_outer):
    check_true(f"{where}: ring has four positions", len(ring) >= 4)
    check_true(f"{where}: ring is closed", ring[0] == ring[-1])
    check_true(f"{where}: positions are longitude and latitude",
               all(len(p) == 2 and abs(p[0]) <= 180 and abs(p[1]) <= 90 for p in ring))
    area = ring_m2(ring)
    check_true(f"{where}: right-hand rule ({area} m2)", area > 0 if is_outer else area < 0)


def check_geometry(where, geometry):
    if geometry is None:
        return
    check_true(f"{where}: members of the geometry", list(geometry) == ["type", "coordinates"])
    if geometry["type"] == "Point":
        check_true(f"{where}: a place of longitude and latitude",
                   len(geometry["coordinates"]) == 2 and abs(geometry["coordinates"][1]) <= 90)
        return
    check_true(f"{where}: MultiPolygon", geometry["type"] == "MultiPolygon")
    check_true(f"{where}: has polygons", len(geometry["coordinates"]) > 0)
    for polygon in geometry["coordinates"]:
        for number, ring in enumerate(polygon):
            check_ring(where, ring, number == 0)


def check_features(name, features):
    ids = [feature["id"] for feature in features]
    check_true(f"{name}: ids are unique texts", len(set(ids)) == len(ids) and all(isinstance(i, str) and i for i in ids))
    keys, types = None, {}
    for feature in features:
        where = f"{name} {feature['id']}"
        check_true(f"{where}: members", list(feature) == ["type", "id", "properties", "geometry"])
        check_true(f"{where}: type", feature["type"] == "Feature")
        keys = keys or list(feature["properties"])
        check_true(f"{where}: every key, in one order", list(feature["properties"]) == keys)
        for key, value in feature["properties"].items():
            if value is not None:
                types.setdefault(key, set()).add(type_of(value))
        check_geometry(where, feature["geometry"])
    for key, seen in types.items():
        check_true(f"{name}: {key} has one type, {seen}", len(seen) == 1 and seen <= {"str", "number", "boolean"})
    return keys


def check_box(name, layer):
    points = [p for f in layer["features"] if f["geometry"] for p in positions(f["geometry"])]
    if not points:
        check_true(f"{name}: no bbox without a geometry", "bbox" not in layer)
        return
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    check_true(f"{name}: bbox", layer.get("bbox") == [min(xs), min(ys), max(xs), max(ys)])


def check_origin(name, origin, base):
    for key in ("program", "version", "rules", "as_of", "area_basis", "area", "inputs", "note"):
        check_true(f"{name}: landgauge.{key}", key in origin)
    for entry in origin["inputs"]:
        with open(os.path.join(base, entry["path"]), "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        check_true(f"{name}: sha256 of {entry['path']}", digest == entry["sha256"])


def check_file(path, base="."):
    """Say what is wrong with a file, return it parsed. @param base  what paths of inputs start from"""
    name = os.path.basename(path)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    layer = json.loads(text, object_pairs_hook=no_twins, parse_constant=refuse)
    check_true(f"{name}: no byte order mark", not text.startswith("\ufeff"))
    check_true(f"{name}: members {list(layer)}", set(layer) <= {"type", "landgauge", "bbox", "features"})
    check_true(f"{name}: FeatureCollection", layer["type"] == "FeatureCollection")
    check_true(f"{name}: no exponents", not re.search(r"[0-9][eE][-+]?[0-9]+[,\]}]", re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)))
    long = re.findall(r"\[-?[0-9]+\.[0-9]{9,},", text)
    check_true(f"{name}: 8 decimals, more only where a shape needs them ({len(long)})",
               len(long) <= len(layer["features"]))
    check_origin(name, layer["landgauge"], base)
    check_features(name, layer["features"])
    check_box(name, layer)
    return layer


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        check_file(argument)
    finish()
