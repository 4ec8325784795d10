"""Writes small layers for the tests, byte by byte, so that each can be wrong in one chosen way."""
import json
import os
import struct
import sys

CGCS2000_DEGREES = (
    'GEOGCS["China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
    'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]]'
)


def gauss_kruger(name, degrees, zone, meridian):
    """ESRI's text of a 3-degree zone with its number in front of the easting."""
    return (
        f'PROJCS["{name}",{degrees},PROJECTION["Gauss_Kruger"],'
        f'PARAMETER["False_Easting",{zone}500000.0],PARAMETER["False_Northing",0.0],'
        f'PARAMETER["Central_Meridian",{meridian}.0],PARAMETER["Scale_Factor",1.0],'
        'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    )


CGCS2000_ZONE_30 = gauss_kruger("CGCS2000_3_Degree_GK_Zone_30", CGCS2000_DEGREES, 30, 90)
XIAN80_ZONE_30 = gauss_kruger(
    "Xian_1980_3_Degree_GK_Zone_30",
    'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
    30,
    90,
)
BEIJING54_ZONE_30 = gauss_kruger(
    "Beijing_1954_3_Degree_GK_Zone_30",
    'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
    30,
    90,
)
EAST, NORTH = 30596000.0, 3281000.0  # the corner of the made-up park

POLYGON, LINE, POINT, NULL = 5, 3, 1, 0


def box(x, y, width, height):
    """A clockwise ring, as shapefiles want it."""
    return [(x, y), (x, y + height), (x + width, y + height), (x + width, y), (x, y)]


def shape_record(kind, rings):
    """The content of one record of a .shp; rings None: a null shape."""
    if rings is None:
        return struct.pack("<i", NULL)
    points = [point for ring in rings for point in ring]
    if kind == POINT:
        return struct.pack("<i2d", POINT, *points[0])
    starts = []
    for ring in rings:
        starts.append(starts[-1] + previous if starts else 0)
        previous = len(ring)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    head = struct.pack("<i4d2i", kind, min(xs), min(ys), max(xs), max(ys), len(rings), len(points))
    return head + struct.pack(f"<{len(starts)}i", *starts) + b"".join(struct.pack("<2d", *p) for p in points)


def shape_header(kind, size_bytes, box_xy):
    return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, size_bytes // 2) + struct.pack("<2i8d", 1000, kind, *box_xy, 0, 0, 0, 0)


def write_shapes(path, kind, shapes):
    """The .shp and the .shx. @param shapes  list of lists of rings"""
    points = [p for rings in shapes if rings for ring in rings for p in ring] or [(0.0, 0.0)]
    box_xy = (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))
    body, index = bytearray(), bytearray()
    for number, rings in enumerate(shapes, 1):
        record = shape_record(kind, rings)
        index += struct.pack(">2i", (100 + len(body)) // 2, len(record) // 2)
        body += struct.pack(">2i", number, len(record) // 2) + record
    with open(path + ".shp", "wb") as file:
        file.write(shape_header(kind, 100 + len(body), box_xy) + body)
    with open(path + ".shx", "wb") as file:
        file.write(shape_header(kind, 100 + len(index), box_xy) + index)


def write_table(path, fields, rows):
    """The .dbf. @param fields  (name, type, width, decimals); @param rows  texts or bytes, GBK"""
    width = 1 + sum(field[2] for field in fields)
    with open(path + ".dbf", "wb") as file:
        file.write(struct.pack("<B3BIHH20x", 3, 126, 6, 30, len(rows), 32 * len(fields) + 33, width))
        for name, kind, size, decimals in fields:
            file.write(struct.pack("<11sc4xBB14x", name.encode("gbk"), kind.encode(), size, decimals))
        file.write(b"\r")
        for row in rows:
            file.write(b" ")
            for value, (_, kind, size, _) in zip(row, fields):
                cell = value if isinstance(value, bytes) else str(value).encode("gbk")
                file.write(cell[:size].rjust(size) if kind == "N" else cell[:size].ljust(size))
        file.write(b"\x1a")


def read_table(path):
    """The rows of a .dbf in GBK as dictionaries of text."""
    with open(path + ".dbf", "rb") as file:
        content = file.read()
    count, header_size, record_size = struct.unpack("<IHH", content[4:12])
    fields = [struct.unpack("<11sc4xB", content[at : at + 17]) for at in range(32, header_size - 32, 32)]
    rows = []
    for row in range(count):
        at, cells = header_size + row * record_size + 1, {}
        for name, _, size in fields:
            cells[name.split(b"\0")[0].decode("gbk")] = content[at : at + size].decode("gbk").strip(" *")
            at += size
        rows.append(cells)
    return rows


def write_shapefile(path, fields, rows, kind=POLYGON, prj=CGCS2000_ZONE_30, cpg="GBK"):
    """All parts of a shapefile. @param rows  (rings, [values]); prj, cpg None: without that part"""
    write_shapes(path, kind, [rings for rings, _ in rows])
    write_table(path, fields, [values for _, values in rows])
    for extension, text in (("prj", prj), ("cpg", cpg)):
        if text is not None:
            with open(f"{path}.{extension}", "w", encoding="ascii") as file:
                file.write(text)
        elif os.path.exists(f"{path}.{extension}"):
            os.remove(f"{path}.{extension}")


PARK_FIELDS = [("KFQDM", "C", 12, 0), ("KFQMC", "C", 40, 0), ("KFQPJFW", "C", 20, 0)]
PARCEL_FIELDS = [("ZDDM", "C", 20, 0), ("DLDM", "C", 4, 0), ("TDSYZ", "C", 40, 0), ("SJDGSJ", "C", 10, 0)]


def park_rows(dx=0.0, dy=0.0):
    """One park of 400 m by 200 m."""
    return [([box(EAST + dx, NORTH + dy, 400, 200)], ["S549901", "示例开发区（虚构）", "主区"])]


def parcel_rows(dx=0.0, dy=0.0, columns=4, rows=2):
    """Lots of 80 m by 80 m, all inside that park as long as there are eight."""
    return [
        (
            [box(EAST + dx + 10 + 90 * column, NORTH + dy + 10 + 90 * row, 80, 80)],
            [f"P{row * columns + column + 1:05d}", "A2" if column else "B21", f"虚构企业{column}", "2020-05-01"],
        )
        for row in range(rows)
        for column in range(columns)
    ]


def write_good(folder):
    """parks and parcels that give no error."""
    write_shapefile(f"{folder}/parks", PARK_FIELDS, park_rows())
    write_shapefile(f"{folder}/parcels", PARCEL_FIELDS, parcel_rows())


def write_many(folder, side):
    """side x side lots in one park: enough work to be interrupted in."""
    park = [([box(EAST, NORTH, 90 * side + 20, 90 * side + 20)], park_rows()[0][1])]
    write_shapefile(f"{folder}/parks", PARK_FIELDS, park)
    write_shapefile(f"{folder}/parcels", PARCEL_FIELDS, parcel_rows(0, 0, side, side))


def square_degrees(lon, lat, side):
    """A ring that runs counter-clockwise, as GeoJSON wants it."""
    return [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]


def write_geojson(path, features):
    """@param features  (geometry, properties)"""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(
            {"type": "FeatureCollection",
             "features": [{"type": "Feature", "properties": p, "geometry": g} for g, p in features]},
            file, ensure_ascii=False)


def shuffle_shapefile(source, target, step):
    """The same rows in another order: row i of the copy is row i * step modulo their number."""
    with open(source + ".shp", "rb") as file:
        shapes = file.read()
    with open(source + ".shx", "rb") as file:
        index = file.read()
    with open(source + ".dbf", "rb") as file:
        table = file.read()
    count, header_size, record_size = struct.unpack("<IHH", table[4:12])
    order = [i * step % count for i in range(count)]
    if sorted(order) != list(range(count)):
        raise SystemExit(f"{source}: {count} rows cannot be shuffled by {step}")
    body, new_index = b"", b""
    for number, row in enumerate(order, 1):
        place, words = struct.unpack(">2i", index[100 + 8 * row : 108 + 8 * row])
        new_index += struct.pack(">2i", (100 + len(body)) // 2, words)
        body += struct.pack(">2i", number, words) + shapes[2 * place + 8 : 2 * place + 8 + 2 * words]
    records = [table[header_size + record_size * row :][:record_size] for row in order]
    parts = {"shp": shapes[:100] + body, "shx": index[:100] + new_index,
             "dbf": table[:header_size] + b"".join(records) + table[header_size + record_size * count :]}
    for extension in ("prj", "cpg"):
        with open(f"{source}.{extension}", "rb") as file:
            parts[extension] = file.read()
    for extension, content in parts.items():
        with open(f"{target}.{extension}", "wb") as file:
            file.write(content)


if __name__ == "__main__":
    actions = {"good": lambda a: write_good(a[0]), "many": lambda a: write_many(a[0], int(a[1])),
               "shuffle": lambda a: shuffle_shapefile(a[0], a[1], int(a[2]))}
    actions[sys.argv[1]](sys.argv[2:])
