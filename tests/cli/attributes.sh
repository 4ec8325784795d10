#!/bin/sh
# What is found in attributes, over the whole program: one small layer and its tables with one slip
# of each kind, and a sound twin of them that gives nothing.
# environment: LANDGAUGE, SOURCE_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >check.py <<'PYTHON'
import os
import subprocess

from layers import write_geojson
from result import check, check_true, finish, number, table

X, Y = 500000.0, 3281000.0  # on the central meridian of EPSG:4539: 100 m by 100 m are 10 000 m2
PARCEL_COUNT = 8
CODE = "540102001002GB%05d"
KEYS = ("name", "land_area", "plant_land", "yard_land", "road_land", "floor_area", "footprint_yards", "far", "coefficient")


def box(x, y, width, height):
    return {"type": "Polygon", "coordinates": [[[X + x, Y + y], [X + x + width, Y + y], [X + x + width, Y + y + height],
                                                [X + x, Y + y + height], [X + x, Y + y]]]}


def sound_parcels():
    """1 ha each, 4000 m2 covered, 8000 m2 of floor, 5000 m2 with yards; industry by GB/T 21010."""
    return [dict(id=CODE % (i + 1), land_state="A2", supply_state="D21", current_use="0601", floor_area=8000, footprint=4000,
                 footprint_yards=5000, far_min=0.6, far_max=1.2, recorded_area=10000, signed_on="2019-03-01", handover_on="2019-04-01",
                 start_due="2019-06-01", start_on="2019-05-15", completion_due="2021-06-01", completion_on="2021-05-01",
                 recorded_idle="否") for i in range(PARCEL_COUNT)]


def sound_enterprises():
    """1.00 ha of 0.51, 0.30 and 0.19 ha; 8100 m2 of floor make 0.81, 5020 m2 covered make 50.20 %."""
    return [dict(parcel_id=CODE % (i + 1), name=f"虚构企业{i}", land_area="1.00", plant_land="0.51", yard_land="0.30", road_land="0.19",
                 floor_area="8100", footprint_yards="5020", far="0.81", coefficient="50.20") for i in range(3)]


def sound_buildings():
    return [dict(id=f"B{i}", floors=2) for i in range(PARCEL_COUNT)]


def run(name, parcels, enterprises, buildings=None, as_layer=False):
    """One check; the findings. @param as_layer  enterprises with shapes, as the survey delivers them"""
    os.mkdir(name)
    write_geojson(f"{name}/parks.geojson", [(box(0, 0, 100 * PARCEL_COUNT, 100), dict(code="K1", name="K1", scope="主区", recorded_area=PARCEL_COUNT))])
    write_geojson(f"{name}/parcels.geojson", [(box(100 * i, 0, 100, 100), row) for i, row in enumerate(parcels)])
    if as_layer:
        write_geojson(f"{name}/enterprises.geojson", [(box(100 * i, 0, 100, 100), row) for i, row in enumerate(enterprises)])
    else:
        with open(f"{name}/enterprises.csv", "w", encoding="utf-8") as file:
            file.write("parcel_id," + ",".join(KEYS) + "\n")
            for row in enterprises:
                file.write(",".join(str(row.get(key, "")) for key in ("parcel_id",) + KEYS) + "\n")
    layers = "layers:\n  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n" \
             "  parcels: {path: parcels.geojson, crs: 'EPSG:4539', codes: {current_use: gb2017}}\n"
    if buildings is not None:
        write_geojson(f"{name}/buildings.geojson", [(box(100 * i, 0, 50, 80), row) for i, row in enumerate(buildings)])
        layers += "  buildings: {path: buildings.geojson, crs: 'EPSG:4539'}\n"
    layers += f"tables:\n  enterprises: {{path: enterprises.{'geojson' if as_layer else 'csv'}, key: parcel_id}}\n"
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write("as_of: 2026-06-30\n" + layers)
    done = subprocess.run([os.environ["LANDGAUGE"], "check", f"{name}/project.yaml", "-q", "-o", f"{name}/out"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    return [row for row in table(f"{name}/out", "quality") if row["code"] != "I_MISSING"]


def check_found(case, findings, expected):
    """@param expected  (code, layer, parcel id, part of the message), one for each finding"""
    left = list(findings)
    for code, layer, parcel_id, part in expected:
        hits = [row for row in left if (row["code"], row["layer"], row["parcel_id"]) == (code, layer, parcel_id) and part in row["message"]]
        check_true(f"{case}: {code} of {parcel_id or layer}: {part}", len(hits) >= 1)
        if hits:
            left.remove(hits[0])
    for row in left:
        check_true(f"{case}: unexpected {row['code']} of {row['parcel_id']}: {row['message']}", False)


for as_layer in (False, True):
    for buildings in (None, sound_buildings()):
        case = f"sound data, as_layer {as_layer}, buildings {buildings is not None}"
        check_found(case, run(f"sound_{as_layer}_{buildings is not None}", sound_parcels(), sound_enterprises(), buildings, as_layer), [])

parcels = sound_parcels()
parcels[0]["floor_area"] = 3900
parcels[0]["far_min"] = None
parcels[1]["far_max"] = 0.7
parcels[2]["footprint_yards"] = 3000
parcels[3]["current_use"] = "05H1"
parcels[4]["signed_on"] = "2019-02-30"
parcels[5]["id"] = "540102001002JC00006"
parcels[6]["recorded_idle"] = "是"
parcels[7]["supply_state"] = "H1"
parcels[7]["id"] = "540102001002GB0008"
enterprises = sound_enterprises()
enterprises[0]["far"] = "0.59"
enterprises[1]["road_land"] = "0.49"
enterprises.append(dict(enterprises[2]))
enterprises.append(dict(enterprises[2], parcel_id="540102001002GBX0001", name="别处", coefficient="5.02"))
for as_layer in (False, True):
    found = run(f"slips_{as_layer}", parcels, enterprises, as_layer=as_layer)
    check_found(f"one slip of each kind, as_layer {as_layer}", found, [
        ("W_FAR", "parcels", CODE % 1, "less than the footprint"),
        ("W_FAR", "parcels", CODE % 2, "above the agreed far_max of 0.7"),
        ("W_FAR", "parcels", CODE % 3, "footprint_yards of 3000.0 m2 is less than the footprint"),
        ("E_CODE", "parcels", CODE % 4, "05H1"),
        ("W_SYSTEM", "parcels", "", "1 of 8 codes of current_use in parcels.geojson are not in gb2017, but in survey3 (05H1)"),
        ("E_DATE", "parcels", CODE % 5, "field signed_on of row 4 of parcels.geojson, holds \"2019-02-30\""),
        ("W_ID", "parcels", "540102001002JC00006", "by its supply state (D21) it is state-owned construction land"),
        ("W_STATE", "parcels", CODE % 7, "recorded as idle, but completed on 2021-05-01"),
        ("E_CODE", "parcels", "540102001002GB0008", "supply_state \"H1\""),
        ("I_GUESS", "parcels", "", "no supply_state, but a contract"),
        ("W_ID", "parcels", "540102001002GB0008", "one too few"),
        ("W_FAR", "enterprises", CODE % 1, "far of enterprise 虚构企业0 is 0.5900, but its floor_area of 8100.0 m2 on 1.0000 ha makes 0.8100"),
        ("E_SUM", "enterprises", CODE % 2, "make 1.3000 ha, its land_area is 1.0000 ha"),
        ("E_DUP", "enterprises", CODE % 3, "stands 2 times"),
        ("W_ID", "enterprises", "540102001002GBX0001", "the serial number"),
        ("W_FAR", "enterprises", "540102001002GBX0001", "coefficient of enterprise 别处 is 5.02 %"),
        ("W_JOIN", "enterprises", "", "540102001002GBX0001"),
        ("W_JOIN", "enterprises", "", "1 of 5 enterprises"),
    ])
    place = next(row for row in found if row["code"] == "W_FAR" and row["layer"] == "enterprises" and row["parcel_id"] == CODE % 1)
    # The middle of the first parcel: 50 m east of 90 degrees, 1/111320 degree a metre at the equator.
    check("place of the parcel named", number(place["lon"]), 90 + 50 / (111320 * 0.869), 1e-5)
    check("row of the table", number(place["feature"]), 0 if as_layer else 1)
    check_true("file of the table", place["source"].startswith("enterprises."))

buildings = sound_buildings()
buildings[5]["id"] = buildings[7]["id"] = "B0"
check_found("building ids that stand before", run("twins", sound_parcels(), sound_enterprises(), buildings),
            [("E_DUP", "buildings", "", "2 of 8 building ids stand there before, such as \"B0\"")])
finish()
PYTHON
python3 check.py
