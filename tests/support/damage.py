"""Puts damaged shapefiles before the reader: bytes changed by a seeded hand in each part, and each part cut at every
place that matters. None may crash it, hang it or make it lose a row unsaid: it refuses with one line, or gives as
many rows as the table has, the untouched ones as they were, and names each shape it could not have.

usage: damage.py READ_LAYER LANDGAUGE WORK ROUNDS SEED
"""
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile

import layers
import parts
from result import check_true, finish

SECONDS_MAX = 20
PARTS = ("shp", "shx", "dbf", "prj", "cpg")
ROLES = {"id": "ZDDM", "land_state": "DLDM", "holder": "TDSYZ", "start_on": "SJDGSJ"}
EXTREMES = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x10000000)
RUN_EACH = 12  # so many layers, one goes through the whole program


def write_whole(folder):
    """Eight parcels, one of two parts with a hole, one without a shape; the parts as bytes."""
    rows = layers.parcel_rows()
    x, y = layers.EAST, layers.NORTH
    hole = layers.box(x + 30, y + 30, 20, 20)[::-1]
    rows[0] = ([rows[0][0][0], hole, layers.box(x + 10, y + 190, 50, 5)], rows[0][1])
    rows[7] = (None, rows[7][1])
    layers.write_shapefile(f"{folder}/whole", layers.PARCEL_FIELDS, rows)
    return {part: parts.content(f"{folder}/whole.{part}") for part in PARTS}


def cuts(whole):
    """(what, parts) for each part cut at each place that matters."""
    starts = [at for at, _ in parts.record_places(whole["shp"], whole["shx"])]
    header, size = struct.unpack("<HH", whole["dbf"][8:12])
    places = {
        "shp": [0, 24, 36, 99, 100, 101, 104, 108, 112] + [at + k for at in starts for k in (-8, -1, 3, 40, 44)],
        "shx": [0, 24, 36, 99, 100, 101, 104] + [100 + 8 * i + k for i in range(1, 9) for k in (-1, 0, 4)],
        "dbf": [0, 1, 8, 12, 31, 32, 63, 64, header - 1] + [header + i * size + k for i in range(9) for k in (-1, 0, 1)],
        "prj": [0, 1, 40, 200], "cpg": [0, 1],
    }
    for part, sizes in places.items():
        for size in sorted(set(sizes)):
            if size < len(whole[part]):
                yield f".{part} cut to {size} bytes", {**whole, part: whole[part][:size]}, None


def change(bytes_, hand):
    """One change: a bit, a byte, a number of four bytes, or bytes in or out. @return bytes, place, how many"""
    header = hand.random() < 0.4
    at = hand.randrange(min(len(bytes_), 140) if header else len(bytes_))
    kind = hand.randrange(5)
    if kind == 0:
        return bytes_[:at] + bytes([bytes_[at] ^ 1 << hand.randrange(8)]) + bytes_[at + 1 :], at, 1
    if kind == 1:
        return bytes_[:at] + bytes([hand.randrange(256)]) + bytes_[at + 1 :], at, 1
    if kind < 4:
        at -= at % 4
        number = hand.choice(EXTREMES) if kind == 2 else hand.randrange(1 << 32)
        return (bytes_[:at] + struct.pack(hand.choice("<>") + "I", number) + bytes_[at + 4 :])[: len(bytes_)], at, 4
    if hand.random() < 0.5:
        return bytes_[:at] + hand.randbytes(4) + bytes_[at:], at, len(bytes_)
    return bytes_[:at] + bytes_[at + 4 :], at, len(bytes_)


def changes(whole, rounds, hand):
    """(what, parts, touched) of each round; touched: (part, place, count), None: more than one place."""
    for number in range(rounds):
        damaged, what, touched = dict(whole), [], []
        for _ in range(hand.choice((1, 1, 1, 2, 4))):
            part = hand.choices(PARTS, (40, 25, 30, 3, 2))[0]
            damaged[part], at, count = change(damaged[part], hand)
            what.append(f".{part} at {at}")
            touched.append((part, at, count))
        yield f"round {number}: " + ", ".join(what), damaged, touched[0] if len(touched) == 1 else None


def untouched(whole, touched):
    """Rows that one change cannot have reached, shape and values; none when it may have reached all."""
    if touched is None:
        return set()
    part, at, count = touched
    header, size = struct.unpack("<HH", whole["dbf"][8:12])
    spans = {
        "shp": [(start - 8, start + length) for start, length in parts.record_places(whole["shp"], whole["shx"])],
        "shx": [(100 + 8 * i, 108 + 8 * i) for i in range(8)],
        "dbf": [(header + i * size, header + (i + 1) * size) for i in range(8)],
    }.get(part, [])
    if not spans or at < spans[0][0]:
        return set()
    return {i for i, (start, end) in enumerate(spans) if at + count <= start or at >= end}


def ask(reader, names, work):
    """The reader's lines on each layer and on each table."""
    roles = "".join(f"\t{role}={field}" for role, field in ROLES.items())
    with open(f"{work}/requests", "w", encoding="utf-8") as file:
        for name in names:
            file.write(f"parcels\t{work}/{name}.shp{roles}\n")
            file.write(f"supply\t{work}/{name}.dbf\tcontract_no=ZDDM\n")
    run = subprocess.run([reader, f"{work}/requests", str(SECONDS_MAX)], capture_output=True, check=False)
    check_true(f"the reader ends well: {run.stderr.decode(errors='replace')[-3000:]}",
               run.returncode == 0 and run.stderr == b"")
    answers, lines = [], []
    for line in filter(None, run.stdout.decode().split("\n")):
        said = json.loads(line)
        if "end" in said:
            lines.append(said)
            answers.append(lines)
            lines = []
        else:
            lines.append(said)
    check_true("an answer to each request", len(answers) == 2 * len(names))
    return answers[0::2], answers[1::2]


def complaint_of(lines, dbf, sound, path):
    """What is wrong with an answer; None: nothing. @param sound  {row: as it was} of rows to be the same"""
    if lines[-1]["end"] != 0:
        return f"ended with {lines[-1]}"
    refusals = [said for said in lines if "refused" in said]
    if refusals:
        message = refusals[0]["message"]
        is_good = refusals[0]["refused"] in ("unusable input", "no input") and "\n" not in message
        return None if is_good and path in message else f"refused by {refusals[0]}"
    rows = {said["row"]: said for said in lines if "row" in said}
    findings = [said for said in lines if "finding" in said]
    deleted = sum(int(f["value"]) for f in findings if "marked as deleted" in f["message"])
    count = struct.unpack("<I", dbf[4:8])[0]
    if len(rows) + deleted != count or lines[0]["file_rows"] != count:
        return f"{len(rows)} rows and {deleted} deleted of {count}"
    named = {f["feature"] for f in findings if f["finding"] == "E_GEOM"}
    for number, said in sound.items():
        seen = rows.get(number)
        if seen != said and not (seen and number in named and seen["values"] == said["values"]):
            return f"row {number}: {seen}, was {said}"
    return None


def run_program(program, work, name):
    """The whole program: a result or one line. @return complaint"""
    out = f"{work}/{name}.out"
    run = subprocess.run([program, "check", "--parks", f"{work}/parks.shp", "--parcels", f"{work}/{name}.shp",
                          "--as-of", "2026-06-30", "--quiet", "-o", out],
                         capture_output=True, timeout=3 * SECONDS_MAX, check=False)
    said = run.stderr.decode(errors="replace")
    if run.returncode == 0:
        with open(f"{out}/run.json", encoding="utf-8") as file:
            rows = json.load(file)["counts"]["rows"]["parcels"]
        shutil.rmtree(out)
        return None if rows["in"] == rows["out"] or "deleted" in said else f"rows {rows}"
    is_good = 64 <= run.returncode <= 78 and said.count("\n") == 1 and said.startswith("landgauge: error: ")
    return None if is_good and not os.path.exists(out) else f"exit {run.returncode}, {said[-2000:]}"


def check_damaged(reader, program, work, rounds, seed):
    whole = write_whole(work)
    layers.write_good(work)
    made = [("whole", whole, ("cpg", 0, 0))] + list(cuts(whole)) + list(changes(whole, rounds, random.Random(seed)))
    for number, (_, damaged, _) in enumerate(made):
        for part in PARTS:
            with open(f"{work}/d{number}.{part}", "wb") as file:
                file.write(damaged[part])
    by_layer, by_table = ask(reader, [f"d{i}" for i in range(len(made))], work)
    rows = {said["row"]: said for said in by_layer[0] if "row" in said}
    check_true("the undamaged layer has eight rows and seven shapes",
               len(rows) == 8 and [len(rows[i]["rings"]) for i in range(8)] == [3, 1, 1, 1, 1, 1, 1, 0])
    read = 0
    for number, (what, damaged, touched) in enumerate(made):
        sound = {i: rows[i] for i in untouched(whole, touched)}
        complaint = complaint_of(by_layer[number], damaged["dbf"], sound, f"{work}/d{number}.shp")
        check_true(f"{what}: {complaint}", complaint is None)
        named = {f["feature"] for f in by_layer[number] if f.get("finding") == "E_GEOM"}
        stray = [said["row"] for said in by_layer[number] if "row" in said and damaged["shp"] == whole["shp"]
                 and said["row"] not in named and said["rings"] != rows[said["row"]]["rings"]]
        check_true(f"{what}: rows {stray} have another shape", not stray)
        complaint = complaint_of(by_table[number], damaged["dbf"], {}, f"{work}/d{number}.dbf")
        check_true(f"{what}, as a table: {complaint}", complaint is None)
        read += any("row" in said for said in by_layer[number])
        if number % RUN_EACH == 0:
            complaint = run_program(program, work, f"d{number}")
            check_true(f"{what}, the program: {complaint}", complaint is None)
    print(f"{len(made)} damaged shapefiles (seed {seed}): {read} read, the others refused")
    check_true("some are read and some refused", 20 < read < len(made) - 20)


def check_flat_surfaces(reader, work):
    """A GeoPackage of MultiSurfaces and CurvePolygons without a curve holds polygons like any other."""
    ring = layers.square_degrees(91.0, 29.6, 0.01)
    line = struct.pack("<BII", 1, 2, len(ring)) + b"".join(struct.pack("<2d", *p) for p in ring)
    curve_polygon = struct.pack("<BII", 1, 10, 1) + line
    surface = struct.pack("<BII", 1, 12, 1) + curve_polygon
    path = f"{work}/surfaces.gpkg"
    base = sqlite3.connect(path)
    base.executescript("""
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
            organization_coordsys_id INTEGER, definition TEXT, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",
            SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],
            AUTHORITY["EPSG","4326"]]', '');
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT,
            last_change TEXT DEFAULT '2026-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,
            max_y DOUBLE, srs_id INTEGER);
        INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('lots', 'features', 'lots', 4326);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
            z TINYINT, m TINYINT);
        INSERT INTO gpkg_geometry_columns VALUES ('lots', 'geom', 'MULTISURFACE', 4326, 0, 0);
        CREATE TABLE lots (fid INTEGER PRIMARY KEY, geom MULTISURFACE);""")
    head = b"GP\0\1" + struct.pack("<i", 4326)
    base.executemany("INSERT INTO lots (geom) VALUES (?)", [(head + surface,), (head + curve_polygon,)])
    base.commit()
    base.close()
    with open(f"{work}/requests", "w", encoding="utf-8") as file:
        file.write(f"parcels\t{path}\n")
    run = subprocess.run([reader, f"{work}/requests", str(SECONDS_MAX)], capture_output=True, check=False)
    lines = [json.loads(line) for line in run.stdout.decode().split("\n") if line]
    wanted = [[0] + [number for point in ring for number in point]]
    check_true(f"flat surfaces: {lines}", [said["rings"] for said in lines if "row" in said] == [wanted, wanted]
               and not any("finding" in said for said in lines))


def check_names(reader, work):
    """Suffixes in capitals, and an archive that is cut."""
    whole = {part: parts.content(f"{work}/whole.{part}") for part in PARTS}
    for part, bytes_ in whole.items():
        with open(f"{work}/UPPER.{part.upper()}", "wb") as file:
            file.write(bytes_)
    with zipfile.ZipFile(f"{work}/whole.zip", "w") as archive:
        for part in PARTS:
            archive.write(f"{work}/whole.{part}", f"whole.{part}")
    archive = parts.content(f"{work}/whole.zip")
    for name, bytes_ in (("cut", archive[: len(archive) // 2]), ("none", b"")):
        with open(f"{work}/{name}.zip", "wb") as file:
            file.write(bytes_)
    names = ("whole.shp", "UPPER.SHP", "whole.zip", "cut.zip", "none.zip")
    with open(f"{work}/requests", "w", encoding="utf-8") as file:
        file.write("".join(f"parcels\t{work}/{name}\tholder=TDSYZ\n" for name in names))
    run = subprocess.run([reader, f"{work}/requests", str(SECONDS_MAX)], capture_output=True, check=False)
    answers = [[]]
    for line in filter(None, run.stdout.decode().split("\n")):
        said = json.loads(line)
        answers += [[]] if "end" in said else []
        if "row" in said or "refused" in said:
            answers[-1].append(said)
    check_true(f"eight rows: {answers[0]}", len(answers[0]) == 8)
    check_true(f"suffixes in capitals: {answers[1]}", answers[1] == answers[0])
    check_true(f"an archive: {answers[2]}", answers[2] == answers[0])
    for name, lines in zip(names[3:], answers[3:]):
        check_true(f"{name}: {lines}", len(lines) == 1 and "refused" in lines[0] and name in lines[0]["message"])


def main():
    reader, program, work = sys.argv[1:4]
    check_damaged(reader, program, work, int(sys.argv[4]), int(sys.argv[5]))
    check_flat_surfaces(reader, work)
    check_names(reader, work)
    finish()


if __name__ == "__main__":
    main()
