"""Shapefiles for the table of finding codes: rows as bytes, with any part wrong."""
import struct

from codes_case import CRS, corners, ring
from layers import write_shapefile

FIELDS = [("id", "C", 20, 0), ("land_state", "C", 8, 0), ("supply_sta", "C", 8, 0)]
LEFT_ROW = ([ring(*corners(0, 0, 50, 100))[::-1]], ["L", "A2", "D21"])
POLYGON_Z, POLYGON_M, MULTIPATCH = 15, 25, 31


class Shapefile:
    """A parcel layer on disk. @param rows (rings, values); change(path): called when it is written"""

    def __init__(self, rows, fields=None, kind=5, prj=None, cpg="GBK", change=None, crs=CRS):
        self.rows, self.fields, self.kind = rows, fields or FIELDS, kind
        self.prj, self.cpg, self.change, self.crs = prj, cpg, change, crs

    def write(self, folder, layer):
        path = f"{folder}/{layer}"
        write_shapefile(path, self.fields, self.rows, prj=self.prj, cpg=self.cpg)
        if self.kind != 5:
            raise_shapes(path, self.kind)
        if self.change:
            self.change(path)
        return f"{layer}.shp", self.crs


def raise_shapes(path, kind):
    """Turn the polygons of a .shp into polygons with heights, with measures, or into patches."""
    with open(path + ".shp", "rb") as file:
        shapes = file.read()
    body, index, at, number = b"", b"", 100, 1
    while at < len(shapes):
        size = 2 * struct.unpack(">i", shapes[at + 4 : at + 8])[0]
        record = shapes[at + 8 : at + 8 + size]
        at += 8 + size
        parts, points = struct.unpack("<2i", record[36:44])
        place = 44 + 4 * parts
        types = struct.pack(f"<{parts}i", *[2] * parts) if kind == MULTIPATCH else b""  # outer rings
        record = struct.pack("<i", kind) + record[4:place] + types + record[place:]
        record += struct.pack("<2d", 3650.0, 3650.0) + struct.pack(f"<{points}d", *[3650.0] * points)
        index += struct.pack(">2i", (100 + len(body)) // 2, len(record) // 2)
        body += struct.pack(">2i", number, len(record) // 2) + record
        number += 1
    for extension, content in (("shp", body), ("shx", index)):
        with open(f"{path}.{extension}", "wb") as file:
            file.write(shapes[:24] + struct.pack(">i", (100 + len(content)) // 2) + shapes[28:32]
                       + struct.pack("<i", kind) + shapes[36:100] + content)
