"""What must add up in a result, whatever the input: areas, account, states, indicators.

usage: sums_check.py FOLDER once|keep measured|recorded PARKS     PARKS: their shapefile, without .shp
"""
import collections
import sys

from geojson_check import bend_m2, check_file, shape_m2
from layers import read_table
from result import *

M2_PER_HA = 1e4
IDLE = ("IDLE1", "IDLE2", "IDLE_S")
HALF_M2, HALF_HA = 0.5e-4, 0.5e-8  # what rounding may take from a cell
folder, overlaps, basis, source = sys.argv[1:5]

parks = table(folder, "parks")
register = table(folder, "register")
account = table(folder, "account")
states = table(folder, "land_state")
indicators = table(folder, "indicators")
idle = table(folder, "idle")
shares = table(folder, "constraint_shares")
overlay = {row["parcel_id"]: row for row in table(folder, "overlay")}
log = run_log(folder)


def key_of(row):
    return row["park_code"], row["scope"]


def total(rows, column):
    return sum(number(row[column]) or 0 for row in rows)


def near(what, seen, expected, cells, half):
    """Equal to 1e-9 and the rounding of so many cells."""
    check(what, seen, expected, 1e-9 * abs(expected) + cells * half)


def ha(row, *columns):
    return sum(number(row[column]) for column in columns)


by_park = collections.defaultdict(list)
for row in register:
    by_park[key_of(row)].append(row)

for park in parks:
    key, name = key_of(park), f"{park['park_code']} {park['scope']}"
    rows = by_park[key]
    lines = [row for row in account if key_of(row) == key]
    counted_ha = total(rows, "area_ha")
    surveyed_ha = total([row for row in lines if row["line"] in ("surveyed", "overlap")], "area_ha")
    if overlaps == "once":
        near(f"{name}: surveyed land of the account", surveyed_ha, counted_ha, len(rows) + len(lines), HALF_HA)
    if overlaps == "once" and basis == "measured":
        near(f"{name}: parcels in ha and in m2", counted_ha * M2_PER_HA, total(rows, "inside_m2"), 2 * len(rows), HALF_M2)
        near(f"{name}: parcels and unsurveyed land are the park", counted_ha + ha(park, "unsurveyed_ha"),
             ha(park, "area_ha"), len(rows) + 2, HALF_HA)
    # What a constraint turns counts as its state, and as F where it would be E.
    own, unknown_land = collections.Counter(), 0
    turned = [row for row in shares if key_of(row) == key and number(row["turned_ha"])]
    for row in rows:
        parts = [part for part in turned if part["parcel_id"] == row["parcel_id"]]
        for part in parts:
            own[part["state"]] += number(part["turned_ha"])
        turned_ha = total(parts, "turned_ha")
        near(f"{name} {row['parcel_id']}: turned", turned_ha, number(row["constrained_ha"]) or 0, len(parts) + 1, HALF_HA)
        rest_ha = (number(row["area_ha"]) or 0) - turned_ha
        if row["land_state"]:
            own[row["land_state"]] += rest_ha
        else:
            unknown_land += rest_ha
        if row["supply_state"].startswith("E"):
            own["F"] += turned_ha
            own[row["supply_state"]] += rest_ha
        elif row["supply_state"]:
            own[row["supply_state"]] += rest_ha + turned_ha
    unknown_supply = total([row for row in rows if row["supply_state"] == ""], "area_ha")
    near(f"{name}: A B C", ha(park, "a_ha", "b_ha", "c_ha") + unknown_land, counted_ha, len(rows) + len(turned) + 3, HALF_HA)
    near(f"{name}: D E F", ha(park, "d_ha", "e_ha", "f_ha") + unknown_supply, counted_ha, len(rows) + 3, HALF_HA)

    by_code = {row["code"]: number(row["area_ha"]) for row in states if key_of(row) == key}
    for code, area_ha in by_code.items():
        below = sum(value for other, value in own.items() if other.startswith(code))
        near(f"{name}: land state {code}", area_ha, below, len(rows) + len(turned) + 1, HALF_HA)
    # The table of idle land names the code alone: the register knows which of its scopes.
    idle_ha = total([row for row in rows if row["idle_status"] in IDLE], "area_ha")
    near(f"{name}: idle land", ha(park, "idle_ha"), idle_ha, len(rows) + 1, HALF_HA)
idle_ha = total([row for row in idle if row["status"] in IDLE], "idle_ha")
near("idle land of all parks", idle_ha, total(parks, "idle_ha"), len(idle) + len(parks), HALF_HA)

for row in account:
    check_true(f"account: line {row['line']}", row["line"] in ("surveyed", "overlap", "unsurveyed", "boundary_difference", "outside"))
approved_ha = {(row["KFQDM"], row["KFQPJFW"]): number(row["SPTDZMJ"]) for row in read_table(source)}
for park in parks:
    key = key_of(park)
    lines = [row for row in account if key_of(row) == key]
    target_ha = approved_ha[key]
    if target_ha is None:
        target_ha = ha(park, "area_ha" if basis == "measured" else "recorded_ha")
    near(f"account of {key}", total(lines, "area_ha"), target_ha, len(lines) + 1, HALF_HA)

for row in indicators:
    if row["value"] == "":
        check_true(f"indicator {row['code']} of {key_of(row)} says why it has no value", row["status"] not in ("", "ok"))
        continue
    factor = 100 if row["unit"] == "%" else 1
    value = factor * number(row["numerator"]) / number(row["denominator"])
    check(f"indicator {row['code']} of {key_of(row)}", number(row["value"]), value, 1e-6 + 1e-8 * abs(value))

# Parks that lie in another one count their land again.
nested = {key_of(park) for park in parks if park["parent"]}
by_parcel = collections.defaultdict(list)
for row in register:
    by_parcel[row["parcel_id"]].append(row)
for parcel, rows in by_parcel.items():
    area = number(rows[0]["area_m2"])
    if area is None or basis == "recorded":
        continue
    parts = sum(number(row["inside_m2"]) for row in rows if key_of(row) not in nested)
    if parcel in overlay:
        parts += ha(overlay[parcel], "overlap_m2", "outside_m2")
    near(f"parcel {parcel}: its parts", parts, area, len(rows) + 2, HALF_M2)

for kind, count in log["counts"]["rows"].items():
    check_true(f"rows of {kind} in and out: {count}", count["in"] == count["out"] or kind in ("parks",))
check("parcels in the register", len(by_parcel), log["counts"]["rows"]["parcels"]["in"])

layers = {name: check_file(f"{folder}/{name}.geojson") for name in ("parks", "register", "idle")}
for name, rows in (("parks", parks), ("register", register), ("idle", idle)):
    check(f"{name}: rows of the layer and of the table", len(layers[name]["features"]), len(rows))
def check_shape(what, geometry, area_m2):
    """The written geometry has the area that is said of it, to 1 m2 a hectare."""
    check(f"{what}: area of its geometry", shape_m2(geometry), area_m2, 0.01 + area_m2 / M2_PER_HA + bend_m2(geometry))


for feature in layers["parks"]["features"]:
    check_shape(f"park {feature['id']}", feature["geometry"], feature["properties"]["area_ha"] * M2_PER_HA)
outside = {parcel: number(row["outside_m2"]) for parcel, row in overlay.items()}
for feature in layers["register"]["features"]:
    properties = feature["properties"]
    area_m2 = properties["inside_m2"]
    if properties["park_code"] is None:
        area_m2 = outside.get(properties["parcel_id"], properties["area_m2"])
    if feature["geometry"] is not None:
        check_shape(f"parcel {feature['id']}", feature["geometry"], area_m2)
finish()
