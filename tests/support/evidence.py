"""Runs of tests/cli/evidence.sh: parcels over rasters, the shares computed again by OGR.

usage: evidence.py   in an empty folder
environment: LANDGAUGE
"""
import hashlib
import math
import os
import random
import subprocess

import numpy
from osgeo import gdal, ogr, osr

from layers import write_geojson
from result import FORMATS, check, check_true, finish, layer, number, run_log, table

gdal.UseExceptions()
X, Y = 503000.0, 3281000.0  # in EPSG:4540, 3 km from its meridian 93 E
CRS = 4540
EDGE_M = 70.0
BUILT = {1, 5, 6}  # as the project file says below
SILENT = 0
DATA = os.path.abspath("data")
draw = random.Random(20260630)


# ---- layers ----

def star(x, y, smallest, largest, count, backwards=False):
    points = []
    for i in range(count):
        angle, radius = 2 * math.pi * i / count, draw.uniform(smallest, largest)
        points.append([X + x + radius * math.cos(angle), Y + y + radius * math.sin(angle)])
    points.append(points[0])
    return points[::-1] if backwards else points


def box(x, y, width, height):
    return [[X + x, Y + y], [X + x + width, Y + y], [X + x + width, Y + y + height], [X + x, Y + y + height], [X + x, Y + y]]


def make_shapes():
    """id: polygons, each a list of rings; apart from each other."""
    shapes = {f"S{i}": [[star(250 + 500 * i, 300, 90, 240, 9)]] for i in range(4)}
    shapes.update({f"H{i}": [[star(250 + 500 * i, 800, 150, 240, 30), star(250 + 500 * i, 800, 20, 100, 7, True)]] for i in range(3)})
    shapes["TWO"] = [[box(1510, 560, 200, 480)], [star(1860, 800, 40, 130, 5)]]
    shapes["LONG"] = [[box(10, 1055, 1980, 120)]]  # edges of 2 km: curves in another plane
    shapes["SMALL"] = [[box(1000, 1200, 4, 3)]]    # less than a cell
    return shapes


SHAPES = make_shapes()


def write_layers(folder):
    os.makedirs(folder)
    write_geojson(f"{folder}/parks.geojson", [({"type": "Polygon", "coordinates": [box(0, 0, 2000, 1300)]}, {"code": "K1", "name": "K1", "scope": "主区"})])
    write_geojson(f"{folder}/parcels.geojson", [
        ({"type": "MultiPolygon", "coordinates": shape}, {"id": name, "land_state": "B21", "supply_state": "D21", "start_due": "2025-06-29"})
        for name, shape in SHAPES.items()])


def project(folder, evidence):
    text = "as_of: 2026-06-30\nlayers:\n"
    for kind in ("parks", "parcels"):
        text += f"  {kind}: {{path: {DATA}/{kind}.geojson, crs: 'EPSG:{CRS}'}}\n"
    os.makedirs(folder)
    with open(f"{folder}/project.yaml", "w", encoding="utf-8") as file:
        file.write(text + (f"evidence: {evidence}\n" if evidence else ""))
    return f"{folder}/project.yaml"


def run(folder, evidence, *options):
    return subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, project(folder, evidence), "-q", "-o", f"{folder}/out", *options],
                          capture_output=True, text=True, check=False)


def ran(folder, evidence, *options):
    done = run(folder, evidence, *options)
    if done.returncode != 0:
        raise SystemExit(f"{folder}: exit code {done.returncode}: {done.stderr}")
    return f"{folder}/out"


# ---- rasters ----

def spatial_reference(code):
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(code)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def divided(ring):
    """Edges in parts of at most 70 m, in the plane they were drawn in."""
    out = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        count = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / EDGE_M))
        out += [(x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count) for k in range(count)]
    return out + out[:1]


def to_plane(points, code):
    """Through degrees of CGCS2000, which are taken for those of WGS 84."""
    if code == CRS:
        return points
    points = osr.CoordinateTransformation(spatial_reference(CRS), spatial_reference(4490)).TransformPoints(points)
    if code in (4326, 4490):
        return [point[:2] for point in points]
    back = osr.CoordinateTransformation(spatial_reference(4326), spatial_reference(code))
    return [point[:2] for point in back.TransformPoints([point[:2] for point in points])]


def in_plane(shape, code):
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for rings in shape:
        part = ogr.Geometry(ogr.wkbPolygon)
        for ring in rings:
            linear = ogr.Geometry(ogr.wkbLinearRing)
            for x, y in to_plane(divided(ring), code):
                linear.AddPoint_2D(x, y)
            linear.CloseRings()
            part.AddGeometry(linear)
        whole.AddGeometry(part)
    return whole


def placed(code, cells_m, turn_degrees=0.0):
    """A geotransform that lays cells of about so many metres over the park, and its size."""
    corners = to_plane([(X - 100, Y + 1400), (X + 2100, Y + 1400), (X - 100, Y - 100)], code)
    metre = (corners[1][0] - corners[0][0]) / 2200
    down = (corners[0][1] - corners[2][1]) / 1500
    cos, sin = math.cos(math.radians(turn_degrees)), math.sin(math.radians(turn_degrees))
    transform = (corners[0][0], cells_m * metre * cos, cells_m * metre * sin,
                 corners[0][1], cells_m * down * sin, -cells_m * down * cos)
    return transform, (math.ceil(2200 / cells_m), math.ceil(1500 / cells_m))


def write_raster(path, values, transform, code, nodata=SILENT, options=(), kind=gdal.GDT_Byte, band_count=1):
    rows, columns = values.shape
    dataset = gdal.GetDriverByName("GTiff").Create(path, columns, rows, band_count, kind, list(options))
    if transform:
        dataset.SetGeoTransform(transform)
    if code:
        dataset.SetProjection(spatial_reference(code).ExportToWkt() if isinstance(code, int) else code)
    if nodata is not None:
        dataset.GetRasterBand(band_count).SetNoDataValue(nodata)
    dataset.GetRasterBand(band_count).WriteArray(values)
    dataset.FlushCache()
    dataset = None
    return path


def noise(size, seed=1):
    return numpy.random.default_rng(seed).integers(0, 8, (size[1], size[0])).astype(numpy.uint8)


# ---- the shares again ----

def cells_of(shape, transform, size):
    """Columns and rows that the box of a shape may meet, whatever way the raster is turned."""
    inverse = gdal.InvGeoTransform(transform)
    west, east, south, north = shape.GetEnvelope()
    places = [gdal.ApplyGeoTransform(inverse, x, y) for x in (west, east) for y in (south, north)]
    columns = range(max(0, math.floor(min(p[0] for p in places)) - 1), min(size[0], math.ceil(max(p[0] for p in places)) + 1))
    rows = range(max(0, math.floor(min(p[1] for p in places)) - 1), min(size[1], math.ceil(max(p[1] for p in places)) + 1))
    return [(column, row) for row in rows for column in columns]


def cell(transform, column, row):
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)):
        ring.AddPoint_2D(*gdal.ApplyGeoTransform(transform, column + dx, row + dy))
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def shares(shape, transform, values, silent):
    """Built-up part of what tells, and the part that tells, by the areas of whole overlays."""
    told = built = 0.0
    for column, row in cells_of(shape, transform, values.shape[::-1]):
        value = values[row, column]
        if silent(value):
            continue
        square = cell(transform, column, row)
        if not square.Intersects(shape):
            continue
        common = square.Intersection(shape)
        area = common.Area() if common.GetDimension() == 2 else 0.0  # a common corner or border has none
        told += area
        built += area if value in BUILT else 0.0
    return (built / told if told > 0 else math.nan), told / shape.Area()


def check_shares(name, out, transform, values, code, silent=lambda value: value == SILENT):
    findings = {row["parcel_id"]: row for row in table(out, "quality") if row["code"] == "W_STARTED"}
    rows = {row["parcel_id"]: row for row in table(out, "evidence")}
    idle = {row["parcel_id"]: row for row in table(out, "idle")}
    written = {feature["properties"]["parcel_id"]: feature["properties"] for feature in layer(out, "idle")["features"]}
    untold = 0
    check_true(f"{name}: every parcel is in the ledger", sorted(idle) == sorted(SHAPES))
    for parcel, shape in SHAPES.items():
        share, told = shares(in_plane(shape, code), transform, values, silent)
        what = f"{name}: {parcel}"
        if told < 0.5:
            untold += 1
            check_true(f"{what}: is not known", idle[parcel]["evidence_built_up_pct"] == "" and parcel not in findings)
            continue
        check(f"{what}: share in the ledger", number(idle[parcel]["evidence_built_up_pct"]), 100 * share, 1e-4)
        check(f"{what}: share in the layer", written[parcel]["evidence_built_up_pct"], 100 * share, 1e-4)
        check_true(f"{what}: no buildings layer, no cover", idle[parcel]["evidence_cover_pct"] == "")
        check_true(f"{what}: a contradiction from 5 % on", (parcel in findings) == (share >= 0.05) == (parcel in rows))
        if parcel in findings and parcel in rows:
            check(f"{what}: share", number(findings[parcel]["value"]), share, 1e-9)
            check(f"{what}: told_pct", number(rows[parcel]["told_pct"]), 100 * told, 1e-4)
            check_true(f"{what}: row", rows[parcel]["contradiction"] == "unstarted_but_built" and rows[parcel]["idle_status"] == "IDLE1"
                       and rows[parcel]["land_state"] == "B21" and rows[parcel]["park_code"] == "K1" and rows[parcel]["cover_pct"] == "")
    said = [row for row in table(out, "quality") if row["layer"] == "evidence"]
    check_true(f"{name}: {untold} parcels are not told of: {said}",
               [(row["code"], number(row["value"])) for row in said] == ([("I_MISSING", untold)] if untold else []))
    return untold, len(findings)


EVIDENCE = "{path: ../e.tif, built: [1, '5-6']}"


def same_tables(name, one, other):
    for sheet in ("evidence", "idle", "quality"):
        with open(f"{one}/tables/{sheet}.csv", "rb") as left, open(f"{other}/tables/{sheet}.csv", "rb") as right:
            check_true(f"{name}: the same {sheet}.csv", left.read() == right.read())


def check_planes():
    """Parcels of EPSG:4540 over rasters in their own and in other planes, turned, large cells and small."""
    found = 0
    for code, cells_m, turn in ((CRS, 10, 0), (4326, 10, 0), (32646, 14, 0), (32646, 25, 17), (3857, 60, -40), (4490, 15, 3)):
        name = f"plane{code}_{cells_m}_{turn}"
        transform, size = placed(code, cells_m, turn)
        values = noise(size)
        os.makedirs(name)
        write_raster(f"{name}/e.tif", values, transform, code)
        out = ran(f"{name}/p", EVIDENCE)
        found += check_shares(name, out, transform, values, code)[1]
    check_true(f"rasters find contradictions: {found}", found > 40)


def check_layout():
    """Blocks, threads, compression, south first: the same bytes."""
    transform, size = placed(32646, 11)
    values = noise(size, 2)
    os.makedirs("layout")
    write_raster("layout/e.tif", values, transform, 32646)
    first = ran("layout/strips", EVIDENCE, "-j", "1")
    os.makedirs("tiled")
    write_raster("tiled/e.tif", values, transform, 32646, options=("TILED=YES", "BLOCKXSIZE=48", "BLOCKYSIZE=32", "COMPRESS=DEFLATE"))
    same_tables("tiles and threads", first, ran("tiled/p", EVIDENCE, "-j", "3"))
    south_first = (transform[0], transform[1], 0.0, transform[3] + size[1] * transform[5], 0.0, -transform[5])
    os.makedirs("south")
    write_raster("south/e.tif", values[::-1], south_first, 32646)
    check_shares("south first", ran("south/p", EVIDENCE), south_first, values[::-1], 32646)


def check_silence():
    """Nodata in pieces, a raster of half the park, a mask, numbers that are none."""
    transform, size = placed(4326, 15)
    values = noise(size, 3)
    values[:, 40:80] = SILENT
    os.makedirs("holes")
    write_raster("holes/e.tif", values, transform, 4326)
    untold = check_shares("holes", ran("holes/p", EVIDENCE), transform, values, 4326)[0]
    check_true(f"holes: {untold} not told of", 0 < untold < len(SHAPES))

    os.makedirs("half")
    part = noise(size, 4)[:47, :87]
    write_raster("half/e.tif", part, transform, 4326)
    untold = check_shares("half", ran("half/p", EVIDENCE), transform, part, 4326)[0]
    check_true(f"half: {untold} not told of", 0 < untold < len(SHAPES))

    os.makedirs("float")
    numbers = noise(size, 5).astype(numpy.float32)
    numbers[numbers == 7] = numpy.nan
    write_raster("float/e.tif", numbers, transform, 4326, nodata=None, kind=gdal.GDT_Float32, band_count=2)
    out = ran("float/p", "{path: ../e.tif, built: [1, '4.5-6'], band: 2}")
    check_shares("float", out, transform, numbers, 4326, math.isnan)

    os.makedirs("elsewhere")
    write_raster("elsewhere/e.tif", values, (transform[0] + 0.5, *transform[1:]), 4326)
    out = ran("elsewhere/p", EVIDENCE)
    rows = [row for row in table(out, "quality") if row["layer"] == "evidence"]
    check_true(f"elsewhere: one warning: {rows}", len(rows) == 1 and rows[0]["code"] == "W_OUT"
               and rows[0]["message"].startswith("e.tif has no cell that tells of any of the"))
    check_true("elsewhere: no share", all(row["evidence_built_up_pct"] == "" for row in table(out, "idle")))
    check_true("elsewhere: no contradiction", table(out, "evidence") == [])


def check_log():
    """What run.json says of the raster, and that a run without one says nothing."""
    log = run_log("plane32646_25_17/p/out")
    sources = [source for source in log["sources"] if source["kind"] == "evidence"]
    with open("plane32646_25_17/e.tif", "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    check_true(f"run.json: {sources}", len(sources) == 1 and sources[0]["driver"] == "GTiff" and sources[0]["crs"].startswith("EPSG:32646 ")
               and sources[0]["fields"] == [] and [entry["sha256"] for entry in sources[0]["files"]] == [digest])
    check_true(f"run.json: {log['options']['evidence']}", log["options"]["evidence"] == {"band": 1, "built": [[1, 1], [5, 6]]})
    check_true("run.json: no rows of a raster", "evidence" not in log["counts"]["rows"])
    out = ran("without/p", None)
    log = run_log(out)
    check_true("without: nothing of a raster", "evidence" not in log["options"] and all(source["kind"] != "evidence" for source in log["sources"]))
    check_true("without: empty columns", all(row["evidence_built_up_pct"] == "" for row in table(out, "idle")) and table(out, "evidence") == [])


def refused(name, evidence, exit_code, says, *options):
    done = run(f"refused/{name}", evidence, *options)
    check_true(f"{name}: exit {done.returncode}, {done.stderr.strip()!r}",
               done.returncode == exit_code and done.stderr.count("\n") == 1 and says in done.stderr)
    check_true(f"{name}: no result", not os.path.exists(f"refused/{name}/out"))


def check_refusals():
    transform, size = placed(32646, 25)
    values = noise(size)
    good = "../../plane32646_25_17/e.tif"
    os.makedirs("refused")
    write_raster("refused/no_crs.tif", values, transform, None)
    write_raster("refused/xian.tif", values, transform, 2343)  # Xian 1980 / 3-degree zone 31
    write_raster("refused/degrees.tif", values, placed(4326, 25)[0], 32646)
    write_raster("refused/no_place.tif", values, None, 32646)
    write_raster("refused/complex.tif", values.astype(numpy.complex64), transform, 32646, None, kind=gdal.GDT_CFloat32)
    write_raster("refused/cut.tif", noise(placed(32646, 2)[1]), placed(32646, 2)[0], 32646)
    with open("refused/cut.tif", "r+b") as file:
        file.truncate(100000)
    with open("refused/text.tif", "w", encoding="utf-8") as file:
        file.write("no raster\n")

    def evidence(file):
        return EVIDENCE.replace("e.tif", file)

    refused("missing", evidence("nothing.tif"), 66, "nothing.tif: cannot be opened as a raster")
    refused("text", evidence("text.tif"), 65, "text.tif: cannot be opened as a raster")
    refused("layer", EVIDENCE.replace("../e.tif", f"{DATA}/parcels.geojson"), 65, "parcels.geojson: cannot be opened as a raster")
    refused("no_crs", evidence("no_crs.tif"), 65, "no_crs.tif: no CRS; give crs: under evidence, such as EPSG:4490 [E_CRS]")
    refused("xian", evidence("xian.tif"), 65, "is on Xi'an 80, which has no published way to CGCS2000")
    refused("degrees", evidence("degrees.tif"), 65, "look like degrees")
    refused("no_place", evidence("no_place.tif"), 65, "does not say where its cells lie")
    refused("complex", evidence("complex.tif"), 65, "band 1 holds complex numbers")
    refused("cut", evidence("cut.tif"), 65, "cannot be read")
    refused("band", f"{{path: {good}, built: 1, band: 3}}", 65, "has no band 3, only 1; correct band: under evidence")
    refused("no_built", None, 64, "add evidence: {built: [1, 2]}", "--evidence", "plane32646_25_17/e.tif")
    refused("no_path", "{built: 1}", 64, "evidence has no raster; give path: under evidence")
    refused("strict", "{path: x.tif, built: 1, nodata: 0}", 78, 'project.yaml:5:35: unknown key "nodata"')

    # what is declared, and what the command line says, stands over the file's own
    declared = ran("declared", "{path: ../refused/no_crs.tif, built: [1, '5-6'], crs: 'EPSG:32646'}")
    check_shares("declared", declared, transform, values, 32646)
    over = ran("over", "{path: nothing.tif, built: [1, '5-6']}", "--evidence", "plane4326_10_0/e.tif")
    same_tables("--evidence", over, "plane4326_10_0/p/out")


write_layers("data")
check_planes()
check_layout()
check_silence()
check_log()
check_refusals()
finish()
