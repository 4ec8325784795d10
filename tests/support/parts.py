"""Reads the parts of a shapefile by the published layouts, with nothing of GDAL: what the tests hold the reader against."""
import os
import re
import sqlite3
import struct

POLYGONS = (5, 15, 25)
POINTS = (1, 11, 21, 8, 18, 28)
LINES = (3, 13, 23)
MULTIPATCH = 31


def content(path):
    with open(path, "rb") as file:
        return file.read()


def sidecar(path, extension):
    """The part beside a file with another extension, in either case; None: there is none."""
    stem = os.path.splitext(path)[0] + "."
    for name in (stem + extension, stem + extension.upper()):
        if os.path.exists(name):
            return name
    return None


def shape_type(path):
    return struct.unpack("<i", content(path)[32:36])[0]


def record_places(shp, shx):
    """(start, size) of the content of each record: by the index, or one after another without it."""
    if shx is not None:
        announced = struct.unpack(">I", shx[24:28])[0] * 2
        entries = struct.iter_unpack(">2I", shx[100 : min(announced, len(shx))])
        return [(2 * at + 8, 2 * words) for at, words in entries]
    places, at = [], 100
    end = min(len(shp), 2 * struct.unpack(">I", shp[24:28])[0])
    while at + 12 <= end:
        size = 2 * struct.unpack(">I", shp[at + 4 : at + 8])[0]
        if size < 4 or at + 8 + size > end:
            break
        places.append((at + 8, size))
        at += 8 + size
    return places


def rings(path):
    """For each record of a .shp its rings as tuples of (x, y); None for a null shape."""
    shp = content(path)
    index = sidecar(path, "shx")
    found = []
    for start, size in record_places(shp, content(index) if index else None):
        record = shp[start : start + size]
        kind = struct.unpack("<i", record[:4])[0]
        if kind not in POLYGONS:
            found.append(None)
            continue
        ring_count, vertex_count = struct.unpack("<2i", record[36:44])
        firsts = struct.unpack(f"<{ring_count}i", record[44 : 44 + 4 * ring_count])
        at = 44 + 4 * ring_count
        points = list(struct.iter_unpack("<2d", record[at : at + 16 * vertex_count]))
        ends = firsts[1:] + (vertex_count,)
        found.append([tuple(points[a:b]) for a, b in zip(firsts, ends)])
    return found


def has_values(path):
    """Records with Z or M."""
    shp = content(path)
    index = sidecar(path, "shx")
    kinds = [struct.unpack("<i", shp[at : at + 4])[0] for at, _ in record_places(shp, content(index) if index else None)]
    return sum(kind in (15, 25) for kind in kinds)


class Table:
    """A .dbf: fields as (raw name, type, start, width), records as stored."""

    def __init__(self, path):
        bytes_ = content(path)
        self.count, header, size = struct.unpack("<IHH", bytes_[4:12])
        self.language = bytes_[29]
        self.fields = []
        at, start = 32, 1
        while at + 32 <= header and bytes_[at] != 13:
            name = bytes_[at : at + 11].split(b"\0")[0].rstrip(b" ")
            self.fields.append((name, chr(bytes_[at + 11]), start, bytes_[at + 16]))
            start += bytes_[at + 16]
            at += 32
        self.records = [bytes_[header + i * size : header + (i + 1) * size] for i in range(self.count)]

    def rows(self):
        """Numbers of the records that are not marked as deleted."""
        return [i for i, record in enumerate(self.records) if record[:1] != b"*"]

    def raw(self, row, field):
        """The bytes of a value without padding."""
        _, _, start, width = field
        return self.records[row][start : start + width].split(b"\0")[0].strip(b" ")

    def value(self, row, field, encoding):
        """What a value means: text, number or date; None where there is none."""
        raw, kind = self.raw(row, field), field[1]
        if raw == b"":
            return None
        if kind in "NF":
            return float(raw) if re.fullmatch(rb"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", raw) else None
        if kind == "D":
            if not raw.strip(b"0"):
                return None
            return f"{raw[:4].decode()}-{raw[4:6].decode()}-{raw[6:8].decode()}"
        if kind == "L" and raw == b"?":
            return None
        text = raw.decode(encoding).strip(" \t\r\n\u3000")
        return text or None


def is_date(text):
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None


def complete(path, target, prj=None):
    """Copy a .shp and make the parts that it lacks, or whose counts differ: an index of what is there, a table of numbers."""
    shp = content(path)
    shx = sidecar(path, "shx")
    dbf = sidecar(path, "dbf")
    places = record_places(shp, content(shx) if shx else None)
    index = b"".join(struct.pack(">2I", (at - 8) // 2, size // 2) for at, size in places)
    head = shp[:24] + struct.pack(">I", 50 + len(index) // 2) + shp[28:100]
    table = content(dbf) if dbf else b""
    if len(table) < 32 or struct.unpack("<I", table[4:8])[0] != len(places) or struct.unpack("<H", table[8:10])[0] < 65:
        rows = b"".join(b" %6d" % i for i in range(len(places)))
        field = struct.pack("<11sc4xBB14x", b"ROW", b"N", 6, 0)
        table = struct.pack("<B3BIHH20x", 3, 126, 6, 30, len(places), 65, 7) + field + b"\r" + rows + b"\x1a"
    parts = {"shp": shp, "shx": head + index, "dbf": table}
    for extension in ("prj", "cpg"):
        beside = sidecar(path, extension)
        if beside:
            parts[extension] = content(beside)
    if prj:
        parts["prj"] = prj.encode()
    for extension, bytes_ in parts.items():
        with open(f"{target}.{extension}", "wb") as file:
            file.write(bytes_)
    return f"{target}.shp"


def wkt_polygons(text):
    """A (MULTI)POLYGON of PostGIS as a list of polygons of rings of (x, y)."""
    polygons = []
    for polygon in re.findall(r"\(\(.*?\)\)", text.replace("(((", "((").replace(")))", "))")):
        found = re.findall(r"\(([^()]+)\)", polygon)
        polygons.append([tuple(tuple(map(float, vertex.split()[:2])) for vertex in ring.split(",")) for ring in found])
    return polygons


def json_polygons(geometry):
    """A GeoJSON polygon or multipolygon as a list of polygons of rings; None: it is neither."""
    if geometry is None or geometry["type"] not in ("Polygon", "MultiPolygon"):
        return None
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[tuple((vertex[0], vertex[1]) for vertex in ring) for ring in polygon] for polygon in polygons]


def package_boxes(path):
    """(x_min, x_max, y_min, y_max) of the shapes in a GeoPackage, as its blobs announce them."""
    base = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    table, column = base.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchone()
    blobs = [blob for blob, in base.execute(f'SELECT "{column}" FROM "{table}"')]
    base.close()
    return [struct.unpack("<4d" if blob[3] & 1 else ">4d", blob[8:40]) for blob in blobs]


def dumped_shapes(path, title):
    """The shapes that shapelib's shpdump showed under a title, as lists of rings."""
    with open(path, encoding="ascii") as file:
        part = file.read().split(title, 1)[1].split("Test ", 1)[0]
    shapes = []
    for block in part.split("\nShape:")[1:]:
        found = []
        for line in block.split("\n")[3:]:
            match = re.match(r"\s+(\+ )?\((\S+?),(\S+?), ", line)
            if not match:
                break
            if "Ring" in line:
                found.append([])
            found[-1].append((float(match[2]), float(match[3])))
        shapes.append([tuple(ring) for ring in found])
    return shapes
