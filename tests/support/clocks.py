"""One made-up park and a row of lots with histories, run through the whole program."""
import os
import subprocess

from layers import write_geojson
from result import FORMATS, table

X, Y = 500000.0, 3281000.0  # on the central meridian of EPSG:4539: a square of 100 m is 1 ha
SIDE = 100
ROW = 20  # lots side by side


def square(x, y, width, height):
    return {"type": "Polygon", "coordinates": [[[X + x, Y + y], [X + x + width, Y + y], [X + x + width, Y + y + height],
                                                [X + x, Y + y + height], [X + x, Y + y]]]}


def lots(parcels):
    """@param parcels  dictionaries of roles, each with an id; supplied, unbuilt land unless they say so"""
    base = {"land_state": "B21", "supply_state": "D21"}
    return [(square(SIDE * (i % ROW), SIDE * (i // ROW), SIDE, SIDE), {**base, **parcel})
            for i, parcel in enumerate(parcels)]


def write_case(folder, parcels, parks=None, rules=None):
    """Layers and project file. @param parks  roles of the one park beside its code"""
    os.makedirs(folder)
    height = SIDE * ((len(parcels) + ROW - 1) // ROW)
    park = {"code": "K1", "name": "虚构园区", "scope": "主区", **(parks or {})}
    write_geojson(f"{folder}/parks.geojson", [(square(0, 0, SIDE * ROW, height), park)])
    write_geojson(f"{folder}/parcels.geojson", lots(parcels))
    sets = ["kfq-2014", "order53-2012", "tibet-2026"]
    if rules is not None:
        with open(f"{folder}/own.yaml", "w", encoding="utf-8") as file:
            file.write("name: own\nvalid_from: 2026-01-01\nsource: test\nparameters:\n" + rules)
        sets.append("own.yaml")
    with open(f"{folder}/project.yaml", "w", encoding="utf-8") as file:
        file.write(f"rules: [{', '.join(sets)}]\nlayers:\n"
                   "  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n"
                   "  parcels: {path: parcels.geojson, crs: 'EPSG:4539', units: {price: wan_yuan}}\n")


def run_case(folder, as_of, *options):
    """One run; the result's folder."""
    out = f"{folder}/{as_of}"
    done = subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, f"{folder}/project.yaml", "-q", "-o", out, "--as-of", as_of,
                           *options], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{folder}: exit code {done.returncode}: {done.stderr}")
    return out


def by_parcel(out, name):
    return {row["parcel_id"]: row for row in table(out, name)}
