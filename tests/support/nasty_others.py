"""Holds what was read of the files that were made to break readers against what the projects they come from expect."""
import json
import os
import re

import parts
from nasty_cases import wrong
from result import check_true

# The one row of trials/encodings, as its maker wrote it.
TRIAL_HOLDER, TRIAL_AREA = "苏州工业园区镕朤有限公司", 12345.6789


def sorted_rings(polygons):
    return sorted(ring for rings in polygons for ring in rings)


def shown_polygons(said):
    """Rings of a row as polygons: a ring that is no hole begins one."""
    polygons = []
    for is_hole, *numbers in said["rings"]:
        ring = tuple(zip(numbers[0::2], numbers[1::2]))
        if is_hole and polygons:
            polygons[-1].append(ring)
        else:
            polygons.append([ring])
    return polygons


def same(seen, expected):
    """A value of ours and one of GeoJSON properties."""
    if expected is None or isinstance(expected, bool):
        return seen in ((None, "?") if expected is None else ("T", "t", "Y", "y") if expected else ("F", "f", "N", "n"))
    if isinstance(expected, str) and re.fullmatch(r"\d{8}", expected) and isinstance(seen, str):
        return seen.replace("-", "") == expected
    return seen == expected


def merged_rows(case, lines):
    """Values of all passes by field name."""
    rows, number = {}, -1
    for said in lines:
        number += "open" in said
        for role, field in case.passes[max(number, 0)].items() if "row" in said else ():
            rows.setdefault(said["row"], {})[field[0].decode(case.encoding(), "ignore")] = said["values"].get(role)
    return [rows[row] for row in sorted(rows)]


def check_against_json(case, lines):
    """mbostock/shapefile: X.json is what X.shp and X.dbf are to give."""
    with open(case.reference + ".json", encoding="utf-8") as file:
        features = json.load(file)["features"]
    has_properties = any(feature["properties"] for feature in features)  # some were made without the table
    if case.kind == "supply" and has_properties:
        for seen, feature in zip(merged_rows(case, lines), features):
            for key, value in seen.items():
                expected = feature["properties"].get(key)
                if not same(value, expected):
                    wrong(case, f"{key}: {value!r}, the JSON has {expected!r}")
    if case.kind == "parcels":
        for said, feature in zip((line for line in lines if "row" in line), features):
            polygons = parts.json_polygons(feature["geometry"])
            if polygons is not None and sorted(map(sorted_rings_of, shown_polygons(said))) != sorted(
                    map(sorted_rings_of, polygons)):
                wrong(case, f"row {said['row']}: other polygons than in the JSON")
    return len(features)


def sorted_rings_of(polygon):
    """A polygon with its holes in order."""
    return [polygon[0]] + sorted(polygon[1:])


def check_against_postgis(case, lines):
    """shp2pgsql: NAME.select.expected is what a query of the loaded table gives."""
    with open(case.reference + ".select.expected", encoding="utf-8") as file:
        expected = file.read().split("\n")
    if "POLYGON" in expected[0]:
        polygons = [shown_polygons(said) for said in lines if "row" in said]
        wanted = [parts.wkt_polygons(line) for line in expected if line]
        check_true(f"{case.name}: the polygons of PostGIS", polygons == wanted)
        return len(wanted)
    name = os.path.basename(case.reference)
    if name not in ("mfile", "Latin1", "Latin1-implicit", "CharNoWidth"):
        return 0  # of the shapes, or of the database
    rows = merged_rows(case, lines)
    if name == "mfile":
        check_true(f"{case.name}: the values of PostGIS",
                   [f"{row['ADD']}|{row['SHORT']}|{row['COLOR']}" for row in rows] == [l for l in expected if l])
        return len(rows)
    for line, row in zip(expected, rows):
        wanted = line.split("|")[1:]
        seen = ["" if v is None else f"{v:.0f}" if isinstance(v, (int, float)) else v for v in by_field(case, row)]
        check_true(f"{case.name}: {seen} is not {wanted} of PostGIS", seen == wanted)
    return len(rows)


def by_field(case, row):
    """Values in the order of the table's fields; what has no width has no value."""
    return [row.get(field[0].decode(case.encoding())) for field in case.table.fields]


def check_against_dump(case, lines, dumped):
    """shapelib: the vertices that shpdump printed, to its 15 digits."""
    rows = [said for said in lines if "row" in said]
    for said, rings in zip(rows, dumped[:-1]):  # the last one is cut
        seen = sorted(tuple((float(f"{x:.15g}"), float(f"{y:.15g}")) for x, y in ring)
                      for polygon in shown_polygons(said) for ring in polygon)
        if seen != sorted(rings):
            wrong(case, f"row {said['row']}: other vertices than in the dump")
            return
    check_true(f"{case.name}: a dump to compare with", len(dumped) > 5)


def check_others(shared, cases, answers):
    """What the projects the files come from expect of them. Counted, so that none goes uncompared."""
    compared = {"json": 0, "postgis": 0, "dump": 0, "trials": 0}
    dump = f"{shared}/data/nasty/shapelib/tests/expect1.out"
    for case, lines in zip(cases, answers):
        if case.outcome != "read":
            continue
        if "trials/encodings/" in case.name:
            compared["trials"] += 1
            values = [v for said in lines if "row" in said for v in said["values"].values()]
            check_true(f"{case.name}: {values}", TRIAL_HOLDER in values and TRIAL_AREA in values)
            continue
        origin = os.path.join(shared, case.name.split(" (")[0])
        case.reference = origin[: origin.rindex(".")]
        is_best = "doubt" not in case.options
        if "mbostock-shapefile" in origin and origin.endswith((".shp", ".dbf")) and is_best:
            if os.path.exists(case.reference + ".json"):
                compared["json"] += check_against_json(case, lines) > 0
        if "postgis-loader" in origin and os.path.exists(case.reference + ".select.expected") and is_best:
            compared["postgis"] += check_against_postgis(case, lines) > 0
        for stem, title in (("anno", "Test 1: dump anno.shp"), ("polygon", "Test 3: dump polygon.shp")):
            if origin == f"{shared}/data/nasty/shapelib/tests/shape_eg_data/{stem}.shp":
                check_against_dump(case, lines, parts.dumped_shapes(dump, title))
                compared["dump"] += 1
    print("compared with what others expect:", compared)
    check_true(f"what others expect is compared: {compared}",
               compared == {"json": 17, "postgis": 10, "dump": 2, "trials": 33})
