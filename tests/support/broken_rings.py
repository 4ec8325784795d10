"""A made-up region, and the same region with one ring in a hundred broken: what may differ, and what may not.

usage: broken_rings.py SEED_COUNT SIDE   in an empty folder; SIDE x SIDE cells to a region
environment: LANDGAUGE
"""
import collections
import os
import random
import re
import subprocess
import sys

from codes_files import Shapefile
from layers import write_geojson
from result import check, check_true, finish, number, table

X, Y, CELL = 500000.0, 3281000.0, 40.0  # EPSG:4539 near Lhasa's latitude
STATES = ("A1", "A2", "A2", "A31", "A4", "A51", "B11", "B21", "B22", "C1")
FIELDS = [("id", "C", 8, 0), ("land_state", "C", 4, 0), ("supply_sta", "C", 4, 0), ("signed_on", "C", 10, 0),
          ("invest", "N", 12, 2), ("floor_area", "N", 12, 2)]
KEYS = "fields: {supply_state: supply_sta, investment: invest}, units: {investment: wan_yuan, floor_area: m2}"


# ---- the region: cells whose edges are shared to the last bit ----

def draw_nodes(rng, side):
    """Corners and a vertex on every edge, all moved a little."""
    return {(i, j): (X + CELL / 2 * i + rng.uniform(-5, 5), Y + CELL / 2 * j + rng.uniform(-5, 5))
            for i in range(2 * side + 1) for j in range(2 * side + 1)}


def cell_ring(nodes, i, j, width=1):
    """Clockwise, as shapefiles want it; not closed. Corners have even places."""
    west, south, east, north = 2 * i, 2 * j, 2 * (i + width), 2 * (j + 1)
    walk = ([(west, y) for y in range(south, north)] + [(x, north) for x in range(west, east)]
            + [(east, y) for y in range(north, south, -1)] + [(x, south) for x in range(east, west, -1)])
    return [nodes[place] for place in walk]


def middle(ring):
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def square(at, half, clockwise):
    x, y = at
    ring = [(x - half, y - half), (x - half, y + half), (x + half, y + half), (x + half, y - half)]
    return ring if clockwise else ring[::-1]


def draw_parcels(rng, side):
    """id: list of open rings. Holes with a parcel in them, holes without, parcels in two parts."""
    nodes, parcels = draw_nodes(rng, side), {}
    for j in range(side):
        i = 0
        while i < side:
            name, ring, kind = f"P{j:03d}{i:03d}", cell_ring(nodes, i, j), rng.random()
            if kind < 0.04:
                parcels[name] = [ring, square(middle(ring), 6, False)]
                if rng.random() < 0.5:
                    parcels[f"H{j:03d}{i:03d}"] = [square(middle(ring), 6, True)]
            elif kind < 0.08 and i + 2 < side:
                parcels[name] = [ring, cell_ring(nodes, i + 2, j)]
                parcels[f"P{j:03d}{i + 1:03d}"] = [cell_ring(nodes, i + 1, j)]
                i += 2
            elif kind < 0.97:  # else nobody's
                parcels[name] = [ring]
            i += 1
    return parcels


def draw_parks(rng, side, columns=3, rows=1):
    """Parks beside each other, with slanted borders, which cut parcels."""
    width, height, parks = side * CELL / columns, side * CELL / rows, []
    for place in range(columns * rows):
        west, south = X + width * (place % columns), Y + height * (place // columns)
        low, high = rng.uniform(0.07, 0.15), rng.uniform(0.85, 0.95)
        points = [(0.1, low), (0.5, low - 0.05), (0.95, low + 0.05), (0.9, high), (0.15, high - 0.08)]
        ring = [[west + width * x, south + height * y] for x, y in points]
        code = f"K{place + 1}"
        parks.append(({"type": "Polygon", "coordinates": [ring + ring[:1]]}, {"code": code, "name": code, "scope": "主区"}))
    return parks


def draw_values(rng, name):
    state = rng.choice(STATES)
    supply = "D21" if state[0] == "A" else rng.choice(("D21", "E2", "F"))
    day = rng.choice(("", "2015-03-01", "2018-06-15", "2021-11-30"))
    return [name, state, supply, day, f"{rng.uniform(10, 9000):.2f}", f"{rng.uniform(200, 3000):.2f}"]


# ---- ways to break a ring; each takes the closed rings of a shape and gives them broken, None: does not apply ----

def unclosed(rng, rings):
    return [rings[0][:-1], *rings[1:]]


def repeated(rng, rings):
    at = rng.randrange(len(rings[0]) - 1)
    return [rings[0][: at + 1] + rings[0][at:], *rings[1:]]


def spiked(rng, rings):
    """A needle of 12 m, 1 cm open, out of an edge: 0.06 m2."""
    at = rng.randrange(len(rings[0]) - 1)
    (ax, ay), (bx, by) = rings[0][at : at + 2]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    ux, uy = (bx - ax) / length, (by - ay) / length
    mx, my = (ax + bx) / 2, (ay + by) / 2
    needle = [(mx, my), (mx - 12 * uy, my + 12 * ux), (mx + 0.01 * ux, my + 0.01 * uy)]  # left of a clockwise walk: outside
    return [rings[0][: at + 1] + needle + rings[0][at + 1 :], *rings[1:]]


def crossed(rng, rings):
    """Two neighbouring corners change places."""
    ring = rings[0][:-1]
    if len(ring) != 8:
        return None
    at = 2 * rng.randrange(3)
    ring[at], ring[at + 2] = ring[at + 2], ring[at]
    return [ring + ring[:1], *rings[1:]]


def moved(rng, rings):
    """A corner 15 m too far out, in the neighbours' land."""
    ring = rings[0][:-1]
    x, y = middle(ring)
    at = 2 * rng.randrange(len(ring) // 2)
    far = ((ring[at][0] - x) ** 2 + (ring[at][1] - y) ** 2) ** 0.5
    ring[at] = (ring[at][0] + 15 * (ring[at][0] - x) / far, ring[at][1] + 15 * (ring[at][1] - y) / far)
    return [ring + ring[:1], *rings[1:]] if len(ring) == 8 else None


def turned(rng, rings):
    return [rings[0][::-1], *rings[1:]] if len(rings) == 1 else None


def doubled(rng, rings):
    return [*rings, rings[0]]


def two_points(rng, rings):
    return [[rings[0][0], rings[0][1], rings[0][0]]] if len(rings) == 1 else None


def flat(rng, rings):
    """There and back on a line."""
    x, y = rings[0][0]
    return [[(x, y), (x, y + 10), (x, y + 20), (x, y)]] if len(rings) == 1 else None


def nearly_flat(rng, rings):
    """A slanted line there and back, off it by the rounding of the coordinates."""
    (ax, ay), (bx, by) = rings[0][0], rings[0][2]
    return [[(ax, ay), (0.3 * ax + 0.7 * bx, 0.3 * ay + 0.7 * by + 1e-6), (bx, by), (ax, ay)]] if len(rings) == 1 else None


def not_a_number(rng, rings):
    ring = list(rings[0])
    ring[rng.randrange(1, len(ring) - 1)] = (float(rng.choice(("nan", "inf", "-inf"))), ring[1][1])
    return [ring, *rings[1:]]


def no_shape(rng, rings):
    return []


def is_hole(ring):
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(ring, ring[1:])) > 0


def hole_turned(rng, rings):
    return [rings[0], rings[1][::-1]] if len(rings) == 2 and is_hole(rings[1]) else None


def hole_outside(rng, rings):
    """A hole two cells away: what it is the hole of, nobody knows."""
    if len(rings) != 1:
        return None
    x, y = middle(rings[0][:-1])
    hole = square((x + 2 * CELL, y + 1), 4, False)
    return [*rings, hole + hole[:1]]


# the code that has to name the parcel, and what becomes of its land: same, lost, or other
KINDS = {
    unclosed: ("E_GEOM", "same"), repeated: ("I_VERTEX", "same"), spiked: ("W_SPIKE", "other"), crossed: ("E_GEOM", "other"),
    moved: ("W_OVERLAP", "other"), turned: ("I_RING", "same"), doubled: ("E_GEOM", "same"), two_points: ("E_GEOM", "lost"), flat: ("E_GEOM", "lost"), nearly_flat: ("W_THIN", "other"),
    not_a_number: ("E_GEOM", "lost"), no_shape: ("E_GEOM", "lost"), hole_turned: ("W_GEOM", "same"), hole_outside: ("W_GEOM", "other"),
}
GEOMETRY_CODES = {"E_GEOM", "W_GEOM", "W_SPIKE", "W_THIN", "I_VERTEX", "I_RING"}


def close(rings):
    return [ring + ring[:1] for ring in rings]


def break_some(rng, parcels):
    """1 % of the rings, every kind in turn: id: (kind, rings)."""
    count = max(len(KINDS), sum(len(rings) for rings in parcels.values()) // 100)
    names, kinds, broken = list(parcels), list(KINDS), {}
    rng.shuffle(names)
    for position in range(count):
        kind = kinds[position % len(kinds)]
        for name in names:
            rings = None if name in broken else kind(rng, close(parcels[name]))
            if rings is not None:
                broken[name] = (kind, rings)
                break
    return broken


# ---- both regions through the program ----

def measure(folder, parks, rows):
    os.mkdir(folder)
    write_geojson(f"{folder}/parks.geojson", parks)
    Shapefile(rows, fields=FIELDS).write(folder, "parcels")
    with open(f"{folder}/project.yaml", "w", encoding="utf-8") as file:
        file.write("as_of: 2026-06-30\nlayers:\n  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n"
                   f"  parcels: {{path: parcels.shp, crs: 'EPSG:4539', {KEYS}}}\n")
    done = subprocess.run([os.environ["LANDGAUGE"], "run", f"{folder}/project.yaml", "-q", "-o", f"{folder}/out", "--formats", "csv"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{folder}: exit {done.returncode}: {done.stderr.strip()}")
    return f"{folder}/out"


def register_rows(out):
    """(parcel, park): the row without its number."""
    rows = {}
    for row in table(out, "register"):
        row.pop("seq")
        rows[row["parcel_id"], row["park_code"]] = row
    return rows


# ---- what has to hold ----

def check_named(what, broken, clean, dirty):
    """Each broken ring is named by its code, and no other parcel is blamed. Gives the parcels whose land may differ."""
    blamed = [row for row in clean if row["code"] in GEOMETRY_CODES | {"W_OVERLAP"}]
    check_true(f"{what}: nothing is blamed in the sound region, {blamed[:3]}", not blamed)
    named, touched = collections.defaultdict(set), set(broken)
    for row in dirty:
        if row["code"] in GEOMETRY_CODES:
            named[row["parcel_id"]].add(row["code"])
        if row["code"] == "W_OVERLAP":
            pair = re.findall(r"\b[PH]\d{6}\b", row["message"])[:2]
            check_true(f"{what}: {row['message']!r} is about a broken parcel", any(name in broken for name in pair))
            touched.update(pair)
            for name in set(pair) & set(broken):
                named[name].add(row["code"])
    for name, (kind, _) in broken.items():
        code = KINDS[kind][0]
        check_true(f"{what}: {name} ({kind.__name__}) is named by {code}, not {sorted(named[name])}", code in named[name])
    strangers = sorted(set(named) - set(broken))
    check_true(f"{what}: no sound parcel is blamed for its shape, {strangers[:5]}", not strangers)
    return touched


def check_neighbours(what, out, broken, touched):
    """A sound parcel loses what the findings say that it shares with a broken one, and no more."""
    shared = collections.defaultdict(list)
    for row in table(out, "quality"):
        if row["code"] == "W_OVERLAP":
            shared[row["parcel_id"]].append(number(row["value"]))
    rows = {row["parcel_id"]: row for row in table(out, "overlay")}
    for name in sorted(touched - set(broken)):
        row = rows.get(name, {"overlap_m2": "0", "outside_m2": "0"})
        # Nothing counts twice outside the parks; and two broken shapes over one parcel may share land, too.
        if number(row["outside_m2"]) == 0 and len(shared[name]) < 2:
            check(f"{what}: land that {name} loses", number(row["overlap_m2"]), sum(shared[name]), 1e-2)


def check_rows(what, broken, touched, clean, dirty):
    """Rows of all other parcels are the same bytes; broken land is the same, lost, or other, as its kind says."""
    for key in sorted({*clean, *dirty}):
        name = key[0]
        kind, fate = (broken[name][0].__name__, KINDS[broken[name][0]][1]) if name in broken else ("sound", "same")
        before, after = clean.get(key), dirty.get(key)
        if name not in touched:
            check_true(f"{what}: row of {key} is as before:\n  {before}\n  {after}", before == after)
        elif fate == "same" and before is not None and after is not None:
            check(f"{what}: area of {key} ({kind})", number(after["area_m2"]), number(before["area_m2"]), 1e-4)
        elif fate == "lost":
            check_true(f"{what}: {key} ({kind}) has no area", after is None or after["area_m2"] == "")


def sum_rows(rows, park, key, states):
    """In the unit of the column, over the rows of a park whose state begins with one of those given."""
    return sum(number(row[key]) or 0.0 for (_, code), row in rows.items()
               if code == park and row[states[0]].startswith(states[1]) and row[key] != "")


def check_figures(what, out, rows):
    """Every figure of a park is made of the register's rows alone; so what differs is what the rows differ by."""
    for park in table(out, "parks"):
        code = park["park_code"]
        ha = {state: sum_rows(rows, code, "area_ha", ("land_state", state)) for state in ("A", "B", "C", "A1", "A2", "B21")}
        ha.update({state: sum_rows(rows, code, "area_ha", ("supply_state", state)) for state in "DEF"})
        for state, area in ha.items():
            check(f"{what}: {state} of {code}", number(park[state.lower() + "_ha"]), area, 1e-6)
        total = ha["A"] + ha["B"] + ha["C"]
        check(f"{what}: unsurveyed of {code}", number(park["unsurveyed_ha"]), number(park["area_ha"]) - total, 1e-6)
        floor = sum_rows(rows, code, "floor_area_m2", ("land_state", "A")) / 1e4
        money = sum_rows(rows, code, "investment_wan", ("land_state", "A2"))
        rates = {"development_rate": 100 * (ha["A"] + ha["B21"]) / (ha["A"] + ha["B"]), "supply_rate": 100 * ha["D"] / (ha["A"] + ha["B21"]),
                 "built_rate": 100 * ha["A"] / ha["D"], "industrial_rate": 100 * ha["A2"] / ha["A"], "far": floor / ha["A"],
                 "investment_per_ha": money / ha["A2"]}
        for key, value in rates.items():
            check(f"{what}: {key} of {code}", number(park[key]), value, 1e-4 * max(1.0, abs(value) / 100))
        check_lines(what, out, code, ha)


def check_lines(what, out, code, ha):
    states, lines = collections.Counter(), collections.Counter()
    for row in table(out, "land_state"):
        if row["park_code"] == code and len(row["code"]) == 1:
            states[row["code"]] += number(row["area_ha"])
    for row in table(out, "account"):
        if row["park_code"] == code:
            lines[row["line"]] += number(row["area_ha"])
    for state in "ABCDEF":
        check(f"{what}: {state} of {code} in land_state", states[state], ha[state], 1e-6)
    check(f"{what}: surveyed and disputed land of {code} in the account", lines["surveyed"] + lines["overlap"], ha["A"] + ha["B"] + ha["C"], 1e-6)


def compare(seed, side):
    rng = random.Random(seed)
    parcels, parks = draw_parcels(rng, side), draw_parks(rng, side)
    values = {name: draw_values(rng, name) for name in parcels}
    broken = break_some(rng, parcels)
    clean_out = measure(f"clean{seed}", parks, [(close(rings), values[name]) for name, rings in parcels.items()])
    dirty_out = measure(f"dirty{seed}", parks, [((broken[name][1] if name in broken else close(rings)) or None, values[name])
                                                for name, rings in parcels.items()])
    what = f"seed {seed}"
    clean, dirty = register_rows(clean_out), register_rows(dirty_out)
    touched = check_named(what, broken, table(clean_out, "quality"), table(dirty_out, "quality"))
    check_rows(what, broken, touched, clean, dirty)
    check_neighbours(what, dirty_out, broken, touched)
    check_figures(f"{what}, sound", clean_out, clean)
    check_figures(f"{what}, broken", dirty_out, dirty)
    print(f"{what}: {len(parcels)} parcels, {len(broken)} broken, {len(touched) - len(broken)} neighbours share land with them")


if __name__ == "__main__":
    for seed_ in range(1, int(sys.argv[1]) + 1):
        compare(seed_, int(sys.argv[2]))
    finish()
