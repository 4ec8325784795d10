#!/bin/sh
# Random parks, parcels and buildings of whole cells of 10 m at the central meridian, where a cell
# has 100 m2 on the ellipsoid, too. What counts where is counted cell by cell, independently of any
# geometry library, and compared with every row of the register and every line of the account.
# environment: LANDGAUGE, SOURCE_DIR; SEEDS: how many layouts (default 12)
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

python3 - "${SEEDS:-12}" <<'PYTHON'
import collections
import os
import random
import subprocess
import sys

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, table

X, Y, CELL = 500000.0, 3281000.0, 10.0  # EPSG:4539 near Lhasa's latitude
SIDE = 40  # cells of the whole field


def draw_box(rng, size_min, size_max):
    width, height = rng.randint(size_min, size_max), rng.randint(size_min, size_max)
    return rng.randint(0, SIDE - width), rng.randint(0, SIDE - height), width, height


def cells(box, hole=None):
    x, y, width, height = box
    inside = {(i, j) for i in range(x, x + width) for j in range(y, y + height)}
    return inside - (cells(hole) if hole else set())


def ring(rng, box, clockwise):
    """The outline, with vertices on its edges here and there, some of them twice."""
    x, y, width, height = box
    walk = ([(x + i, y) for i in range(width)] + [(x + width, y + j) for j in range(height)]
            + [(x + width - i, y + height) for i in range(width)] + [(x, y + height - j) for j in range(height)])
    corners = {(x, y), (x + width, y), (x + width, y + height), (x, y + height)}
    points = []
    for point in walk:
        if point in corners or rng.random() < 0.2:
            points += [point] * (2 if rng.random() < 0.1 else 1)
    points.append(points[0])
    if clockwise:
        points.reverse()
    return [[X + CELL * i, Y + CELL * j] for i, j in points]


def polygon(rng, box, hole=None):
    rings = [ring(rng, box, rng.random() < 0.5)]
    if hole:
        rings.append(ring(rng, hole, rng.random() < 0.5))
    return {"type": "Polygon", "coordinates": rings}


def draw_layout(rng):
    parks, parcels, buildings = {}, {}, []
    features = {"parks": [], "parcels": [], "buildings": []}
    for code in ("P1", "P2", "P3"):
        box = draw_box(rng, 12, 26)
        parks[code] = cells(box)
        features["parks"].append((polygon(rng, box), {"code": code, "name": code, "scope": "主区"}))
    for i in range(rng.randint(15, 45)):
        box = draw_box(rng, 2, 9)
        hole = None
        if box[2] > 4 and box[3] > 4 and rng.random() < 0.5:
            hole = (box[0] + 1, box[1] + 1, box[2] - rng.randint(2, 3), box[3] - 2)
        day = rng.choice([None, "2015-03-01", "2018-06-15", "2021-11-30"])
        name = f"L{i:03d}"
        state = rng.choice(["A1", "A2", "A4", "B21", "B22", "C1"])
        parcels[name] = (cells(box, hole), day, state)
        features["parcels"].append((polygon(rng, box, hole), {
            "id": name, "land_state": state, "supply_state": "D21" if state[0] == "A" else "E2", "signed_on": day}))
    for i in range(60):
        box = draw_box(rng, 1, 4)
        floors = rng.randint(1, 9)
        buildings.append((cells(box), floors))
        features["buildings"].append((polygon(rng, box), {"id": f"B{i}", "floors": floors}))
    for rows in features.values():
        rng.shuffle(rows)
    return features, parks, parcels, buildings


def owners(parcels):
    """Who counts a cell: a dated contract before none, the later one, then the smaller id."""
    rank = sorted(parcels, key=lambda name: (parcels[name][1] is None, [-ord(c) for c in parcels[name][1] or ""], name))
    owner, claims = {}, collections.Counter()
    for name in rank:
        for cell in parcels[name][0]:
            owner.setdefault(cell, name)
            claims[cell] += 1
    return owner, claims


def compare(seed, out, overlaps, parks, parcels, buildings):
    owner, claims = owners(parcels)
    counted = {name: {c for c in land if overlaps == "keep" or owner[c] == name} for name, (land, _, _) in parcels.items()}
    expected = {}
    for code, park in parks.items():
        for name, land in counted.items():
            if parcels[name][0] & park:
                expected[code, name] = land & park
    seen = set()
    for row in table(out, "register"):
        if not row["park_code"]:
            continue
        key = row["park_code"], row["parcel_id"]
        what = f"seed {seed}, {overlaps}, {key[1]} in {key[0]}"
        check_true(f"{what} is expected", key in expected)
        land = expected.get(key, set())
        seen.add(key)
        check(f"{what}: inside_m2", number(row["inside_m2"]), 100.0 * len(land), 0.02)
        footprint = sum(len(building & land) for building, _ in buildings)
        floor = sum(len(building & land) * floors for building, floors in buildings)
        check(f"{what}: footprint_m2", number(row["footprint_m2"]), 100.0 * footprint, 0.02)
        check(f"{what}: floor_area_m2", number(row["floor_area_m2"]), 100.0 * floor, 0.1)
    check_true(f"seed {seed}, {overlaps}: every piece has its row", seen == set(expected))
    for code, park in parks.items():
        lines = {line: sum(number(r["area_ha"]) * 1e4 for r in table(out, "account")
                           if r["park_code"] == code and r["line"] == line)
                 for line in ("surveyed", "overlap", "unsurveyed")}
        what = f"seed {seed}, {overlaps}, account of {code}"
        check(f"{what}: sum", sum(lines.values()), 100.0 * len(park), 0.1)
        free = sum(1 for cell in park if claims[cell] == 0)
        check(f"{what}: unsurveyed", lines["unsurveyed"], 100.0 * free, 0.1)
        if overlaps == "once":
            disputed = sum(1 for cell in park if claims[cell] > 1)
            check(f"{what}: overlap", lines["overlap"], 100.0 * disputed, 0.1)


for seed in range(1, int(sys.argv[1]) + 1):
    rng = random.Random(seed)
    features, parks, parcels, buildings = draw_layout(rng)
    folder = f"layout{seed}"
    os.mkdir(folder)
    text = "as_of: 2026-06-30\nlayers:\n"
    for kind, rows in features.items():
        write_geojson(f"{folder}/{kind}.geojson", rows)
        text += f"  {kind}: {{path: {kind}.geojson, crs: 'EPSG:4539'}}\n"
    for overlaps in ("once", "keep"):
        with open(f"{folder}/{overlaps}.yaml", "w", encoding="utf-8") as file:
            file.write(f"overlaps: {overlaps}\n" + text)
        out = f"{folder}/{overlaps}"
        done = subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, f"{out}.yaml", "-q", "-o", out],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            check_true(f"seed {seed}, {overlaps}: exit {done.returncode}: {done.stderr.strip()}", False)
            continue
        compare(seed, out, overlaps, parks, parcels, buildings)
        done = subprocess.run([os.environ["LANDGAUGE"], "check", "--self", out], capture_output=True, text=True, check=False)
        lines = [line for line in done.stdout.splitlines() if not line.startswith("agrees")]
        check_true(f"seed {seed}, {overlaps}: agrees with itself, {done.returncode} {lines} {done.stderr}", done.returncode == 0)
finish()
PYTHON
