"""Writes a region with faults for tests/bench/check: the same arguments give the same bytes.

usage: faulty.py PARCELS DIR
Of the rings one in a hundred is broken (tests/support/broken_rings.py), one parcel in a hundred reaches into its
neighbours, 3 % of the cells have no parcel, and of the areas, dates and codes one in a hundred is wrong.
"""
import os
import random
import sys

import broken_rings as region
from codes_files import Shapefile
from layers import write_geojson

FIELDS = region.FIELDS + [("ZDMJ", "N", 12, 2), ("start_due", "C", 10, 0), ("start_on", "C", 10, 0), ("DLBM", "C", 4, 0)]
USES = {"A1": "0701", "A2": "0601", "A31": "1004", "A4": "0501", "A51": "0810", "B11": "0602", "B21": "0601", "B22": "0101", "C1": "1101"}
PARCELS_A_PARK = 1000
PARCELS_A_CELL = 0.76  # of those near a park


def area_m2(rings):
    """Of closed rings, in the plane; holes count off by their direction."""
    return abs(sum(a[0] * b[1] - a[1] * b[0] for ring in rings for a, b in zip(ring, ring[1:]))) / 2


def is_near_park(rings, extent):
    """In or about the box of a park: a layer of parcels is drawn for the parks."""
    x, y = region.middle(rings[0])
    return 0.09 < (x - region.X) / extent % 1 < 0.96 and 0.06 < (y - region.Y) / extent % 1 < 0.96


def draw_row(rng, name, rings):
    values = region.draw_values(rng, name)
    values[3] = values[3] and "2018-06-30"
    area, start, begun, use = area_m2(region.close(rings)), "2019-06-30", "2019-05-01", USES[values[1]]
    fault = rng.random()
    if fault < 0.01:
        area *= 1.08
    elif fault < 0.02:
        start = rng.choice(("2019-02-30", "1900-01-01", "2019-06", "2012-01-01"))
    elif fault < 0.03:
        use = rng.choice(("06", "9999"))
    return values + [f"{area:.2f}", start, begun, use]


def main():
    count, folder = int(sys.argv[1]), sys.argv[2]
    rng = random.Random(count)
    side = round((count / PARCELS_A_CELL) ** 0.5)
    across = max(1, round((count / PARCELS_A_PARK) ** 0.5))
    extent = side * region.CELL / across
    parcels = {name: rings for name, rings in region.draw_parcels(rng, side).items() if is_near_park(rings, extent)}
    broken = region.break_some(rng, parcels)
    rows = []
    for name, rings in parcels.items():
        shape = broken[name][1] if name in broken else region.close(rings)
        if name not in broken and rng.random() < 0.01:
            shape = region.moved(rng, shape) or shape
        rows.append((shape or None, draw_row(rng, name, rings)))
    os.makedirs(folder, exist_ok=True)
    write_geojson(f"{folder}/parks.geojson", region.draw_parks(rng, side, across, across))
    Shapefile(rows, fields=FIELDS).write(folder, "parcels")
    with open(f"{folder}/project.yaml", "w", encoding="utf-8") as file:
        keys = region.KEYS.replace("units: {", "codes: {current_use: gb2017}, units: {")
        file.write("as_of: 2026-06-30\nlayers:\n  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n"
                   f"  parcels: {{path: parcels.shp, crs: 'EPSG:4539', {keys}}}\n")
    print(f"{folder}: {len(parcels)} parcels, {across * across} parks, {len(broken)} broken")


main()
