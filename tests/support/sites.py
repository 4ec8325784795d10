"""Makes the sites of a result again from its register, with OGR's geometry and no tree: every pair is measured.

usage: sites.py RESULT_DIR [DISTANCE_M]     every difference is a line; exit code 1 if any

Shapes are brought from degrees to an equidistant plane around each park, where lengths of some kilometres are true
to a millimetre. Pairs that are as far apart as the rule's distance to a hundredth are left to the program.
"""
import collections
import math
import sys

from osgeo import ogr, osr

from result import check, check_true, finish, layer, number, table

ogr.UseExceptions()
osr.UseExceptions()


def plane_around(lon, lat):
    degrees, flat = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromProj4("+proj=longlat +ellps=GRS80 +no_defs")
    flat.ImportFromProj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=GRS80 +units=m +no_defs")
    for system in (degrees, flat):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(degrees, flat)


def shape_of(feature):
    return ogr.CreateGeometryFromJson(__import__("json").dumps(feature["geometry"]))


def wanted(out):
    """Rows of the register that belong in a site, by park and scope: (properties, shape in degrees)."""
    idle = {(row["park_code"], row["parcel_id"]) for row in table(out, "idle")}
    found = collections.defaultdict(list)
    for feature in layer(out, "register")["features"]:
        row = feature["properties"]
        if row["park_code"] is None or feature["geometry"] is None:
            continue
        row["is_idle"] = (row["park_code"], row["parcel_id"]) in idle
        row["is_suppliable"] = row["suppliable"] == "yes"
        if row["is_idle"] or row["is_suppliable"]:
            found[row["park_code"], row["scope"]].append((row, shape_of(feature)))
    return found


def join(shapes, distance_m):
    """Positions that lie together, by looking at every pair; pairs that are too near the line to tell."""
    count = len(shapes)
    boxes = [shape.GetEnvelope() for shape in shapes]
    first = list(range(count))
    unsure = 0
    for i in range(count):
        for k in range(i + 1, count):
            a, b = boxes[i], boxes[k]
            if max(b[0] - a[1], a[0] - b[1], b[2] - a[3], a[2] - b[3]) > 1.02 * distance_m + 0.02:
                continue
            apart_m = shapes[i].Distance(shapes[k])
            unsure += abs(apart_m - distance_m) < 0.01 * distance_m
            if apart_m <= distance_m and first[i] != first[k]:
                old, new = max(first[i], first[k]), min(first[i], first[k])
                first = [new if at == old else at for at in first]
    sets = collections.defaultdict(list)
    for i in range(count):
        sets[first[i]].append(i)
    return list(sets.values()), unsure


def check_circle(name, site, union, center):
    """The circle fits, and none of a grid of others is much larger."""
    radius_m = number(site["circle_m"])
    border = union.Boundary()
    x, y = center
    point = ogr.CreateGeometryFromWkt(f"POINT ({x} {y})")
    check_true(f"{name}: the circle's centre is in it", union.Distance(point) < 0.01)
    # An inner border between two parcels that a crack parts is none of the outline.
    check(f"{name}: circle_m", radius_m, point.Distance(border), 0.12 + 1e-3 * radius_m)
    slack_m = 0.15 + 0.021 * union.Area() / border.Length()
    west, east, south, north = union.GetEnvelope()
    for i in range(24):
        for k in range(24):
            other = ogr.CreateGeometryFromWkt(
                f"POINT ({west + (i + 0.5) / 24 * (east - west)} {south + (k + 0.5) / 24 * (north - south)})")
            if union.Contains(other):
                check_true(f"{name}: no larger circle", other.Distance(border) <= radius_m * 1.001 + slack_m)


def check_site(out_name, site, feature, rows, shapes, bring):
    name = f"{out_name} {site['site_id']}"
    area = sum(row["area_ha"] for row, _ in rows)
    check(f"{name}: area_ha", number(site["area_ha"]), area, len(rows) * 1e-8)
    check(f"{name}: idle_ha", number(site["idle_ha"]), sum(row["area_ha"] for row, _ in rows if row["is_idle"]), len(rows) * 1e-8)
    check(f"{name}: suppliable_ha", number(site["suppliable_ha"]),
          sum(row["area_ha"] for row, _ in rows if row["is_suppliable"]), len(rows) * 1e-8)
    kinds = {(row["is_idle"], row["is_suppliable"]) for row, _ in rows}
    kind = "idle" if kinds == {(True, False)} else "suppliable" if kinds == {(False, True)} else "mixed"
    check_true(f"{name}: kind {site['site_kind']} is {kind}", site["site_kind"] == kind)
    check(f"{name}: parcels", number(site["parcels"]), len(rows))
    holders = {row["holder"].strip().replace("（", "(").replace("）", ")") for row, _ in rows if row["holder"]}
    check(f"{name}: holders", number(site["holders"]), len(holders))
    check(f"{name}: unknown_holders", number(site["unknown_holders"]), sum(not row["holder"] for row, _ in rows))

    outline = shape_of(feature)
    check_true(f"{name}: the outline is valid", outline.IsValid())
    outline.Transform(bring)
    union = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in shapes:
        for part in ([shape] if shape.GetGeometryType() == ogr.wkbPolygon else shape):
            union.AddGeometry(part)
    union = union.UnionCascaded()
    cracks_m2 = 0.1 * union.Boundary().Length() + 0.01
    check_true(f"{name}: the outline holds the land", union.Difference(outline).Area() <= 0.01 * math.sqrt(union.Area()))
    check_true(f"{name}: the outline holds little else", outline.Difference(union).Area() <= cracks_m2)
    check(f"{name}: area of the outline", outline.Area(), area * 1e4, 2e-3 * area * 1e4 + cracks_m2)
    check(f"{name}: compactness", number(site["compactness"]),
          4 * math.pi * outline.Area() / outline.Boundary().Length() ** 2, 2e-3)
    x, y, _ = bring.TransformPoint(number(site["circle_lon"]), number(site["circle_lat"]))
    check_circle(name, site, outline, (x, y))


def main():
    out = sys.argv[1]
    distance_m = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    sites = table(out, "sites")
    features = {feature["id"]: feature for feature in layer(out, "sites")["features"]}
    check_true(f"{out}: layer and table have the same sites", list(features) == [site["site_id"] for site in sites])
    by_ids = {(site["park_code"], site["scope"], site["parcel_ids"]): site for site in sites}
    check("different sites", len(by_ids), len(sites))
    found = wanted(out)
    site_count = unsure = 0
    for (code, scope), rows in found.items():
        lon, lat = rows[0][1].Centroid().GetPoint(0)[:2]
        bring = plane_around(lon, lat)
        shapes = [shape.Clone() for _, shape in rows]
        for shape in shapes:
            shape.Transform(bring)
        sets, doubts = join(shapes, distance_m)
        unsure += doubts
        for members in sets:
            ids = ";".join(rows[i][0]["parcel_id"] for i in members)
            site = by_ids.get((code, scope or "", ids))
            check_true(f"{out} {code} {scope}: {ids} are one site", site is not None)
            if site is not None:
                site_count += 1
                check_site(out, site, features[site["site_id"]], [rows[i] for i in members], [shapes[i] for i in members], bring)
    check("sites that were found again", site_count, len(sites))
    check("pairs that are just as far apart as the rule says", unsure, 0)
    # Numbers run by area over the scopes of a code.
    for code in {site["park_code"] for site in sites}:
        own = [site for site in sites if site["park_code"] == code]
        areas = [number(site["area_ha"]) for site in own]
        check_true(f"{code}: by area", areas == sorted(areas, reverse=True))
        check_true(f"{code}: numbers", [site["site_id"] for site in own] == [f"{code}-S{i + 1}" for i in range(len(own))])
    ranked = sorted((site for site in sites if site["rank"]), key=lambda site: number(site["rank"]))
    areas = [number(site["area_ha"]) for site in ranked]
    check_true("ranks by area", areas == sorted(areas, reverse=True))
    check_true("ranks without a hole", [number(site["rank"]) for site in ranked] == list(range(1, len(ranked) + 1)))
    several = [site for site in sites if number(site["parcels"]) > 1]
    print(f"{out}: {len(sites)} sites of {sum(len(rows) for rows in found.values())} parcels, {len(several)} of several")
    finish()


main()
