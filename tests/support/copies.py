"""Reads and spoils shapefiles for the tests of repaired copies, byte by byte."""
import csv
import os
import struct

from layers import NULL, POLYGON, shape_header

POLYGON_Z = 15


def changes(folder):
    """The rows of changes.csv as dictionaries of text."""
    with open(os.path.join(folder, "changes.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def copies(folder):
    """The rows of copies.csv."""
    with open(os.path.join(folder, "copies.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def shape_records(path):
    """The content of each record of a .shp, as the .shx finds it."""
    with open(path + ".shp", "rb") as file:
        shapes = file.read()
    with open(path + ".shx", "rb") as file:
        index = file.read()
    for content in (shapes, index):
        code, words = struct.unpack(">i20xi", content[:28])
        if code != 9994 or words * 2 != len(content):
            raise SystemExit(f"{path}: a head that does not fit its file")
    records = []
    for number in range((len(index) - 100) // 8):
        place, words = struct.unpack(">2i", index[100 + 8 * number : 108 + 8 * number])
        head = struct.unpack(">2i", shapes[2 * place : 2 * place + 8])
        if head != (number + 1, words):
            raise SystemExit(f"{path}: record {number} is not where the .shx says")
        records.append(shapes[2 * place + 8 : 2 * place + 8 + 2 * words])
    return records


def rings_of(record):
    """The rings of a polygon record, a list of points each; None for a null shape."""
    kind = struct.unpack("<i", record[:4])[0]
    if kind == NULL:
        return None
    if kind != POLYGON:
        raise SystemExit(f"a record of type {kind}")
    part_count, point_count = struct.unpack("<2i", record[36:44])
    starts = list(struct.unpack(f"<{part_count}i", record[44 : 44 + 4 * part_count])) + [point_count]
    numbers = struct.unpack(f"<{2 * point_count}d", record[44 + 4 * part_count :])
    points = list(zip(numbers[::2], numbers[1::2]))
    return [points[starts[i] : starts[i + 1]] for i in range(part_count)]


def signed_area(ring):
    """Positive counter-clockwise."""
    x0, y0 = ring[0]
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:])) / 2


def table_of(path):
    """Fields (name, type, width, decimals) and records (bytes by field) of a .dbf."""
    with open(path + ".dbf", "rb") as file:
        content = file.read()
    count, header_size, record_size = struct.unpack("<IHH", content[4:12])
    fields = []
    for at in range(32, header_size - 32, 32):
        name, kind, width, decimals = struct.unpack("<11sc4xBB", content[at : at + 18])
        fields.append((name.split(b"\0")[0], kind.decode(), width, decimals))
    if len(content) != header_size + count * record_size + 1 or content[-1:] != b"\x1a":
        raise SystemExit(f"{path}: a table of another size than its head says")
    records = []
    for row in range(count):
        at, cells = header_size + row * record_size + 1, []
        for field in fields:
            cells.append(content[at : at + field[2]])
            at += field[2]
        records.append(cells)
    return fields, records


def mark_deleted(path, row):
    """Set the deletion mark of one record."""
    with open(path + ".dbf", "r+b") as file:
        header_size, record_size = struct.unpack("<HH", file.read(12)[8:])
        file.seek(header_size + row * record_size)
        file.write(b"*")


def add_heights(path):
    """Turn a polygon shapefile into one of polygons with a Z of 3650 m everywhere."""
    body, index, box = b"", b"", None
    with open(path + ".shp", "rb") as file:
        box = struct.unpack("<4d", file.read(100)[36:68])
    for number, record in enumerate(shape_records(path), 1):
        kind = struct.unpack("<i", record[:4])[0]
        if kind == POLYGON:
            count = struct.unpack("<i", record[40:44])[0]
            record = struct.pack("<i", POLYGON_Z) + record[4:] + struct.pack(f"<{count + 2}d", *[3650.0] * (count + 2))
        index += struct.pack(">2i", (100 + len(body)) // 2, len(record) // 2)
        body += struct.pack(">2i", number, len(record) // 2) + record
    for extension, content in (("shp", body), ("shx", index)):
        with open(f"{path}.{extension}", "wb") as file:
            file.write(shape_header(POLYGON_Z, 100 + len(content), box) + content)
