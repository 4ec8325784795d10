#!/bin/sh
# Layers of three cities whose figures others have published: zones and buildings of a French
# commune, tax lots of New York, plots of Prague; and the industrial land of Lhasa.
shared=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}
data=$shared/data/real
if [ ! -d "$data" ]; then
    echo "skipped: no real layers at $data"
    exit 77
fi
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT

run() { # project file
    "$LANDGAUGE" run "$1" --as-of 2026-06-30 --formats csv --quiet -o "${1%.yaml}" \
        >"$out/log" 2>&1 && return 0
    echo "run of $1: exit $?"
    cat "$out/log"
    exit 1
}
rectangle() { # file west south east north: a park that holds everything
    cat >"$1" <<JSON
{"type": "FeatureCollection", "features": [{"type": "Feature",
 "properties": {"code": "ALL", "name": "everything", "scope": "主区"},
 "geometry": {"type": "Polygon", "coordinates": [[[$2, $3], [$4, $3], [$4, $5], [$2, $5], [$2, $3]]]}}]}
JSON
}

cat >"$out/bdtopo.yaml" <<YAML
overlaps: keep
layers:
  parks: {path: $data/bdtopo-v3/COMMUNE.shp, fields: {code: INSEE_COM, name: NOM}}
  parcels: {path: $data/bdtopo-v3/ZONE_D_ACTIVITE_OU_D_INTERET.shp, fields: {id: ID, location: TOPONYME}}
  buildings: {path: $data/bdtopo-v3/BATIMENT.shp, fields: {id: ID, floors: NB_ETAGES, height: HAUTEUR}}
YAML
run "$out/bdtopo.yaml"

rectangle "$out/nyc.geojson" -74.3 40.4 -73.6 41.0
# Square feet stand under m2 here on both sides: a ratio of areas does not mind.
cat >"$out/nyc.yaml" <<YAML
area: recorded
overlaps: keep
layers:
  parks: {path: nyc.geojson}
  parcels:
    path: $data/nyc-lots/lots.geojson
    fields: {id: BBL, recorded_area: LotArea, floor_area: BldgArea, land_state: LandUse, remarks: BuiltFAR}
    units: {recorded_area: m2, floor_area: m2}
    values:
      land_state: {"01": A1, "02": A1, "03": A1, "04": A1, "05": A4, "06": A2, "07": A32, "08": A52, "09": A51, "10": A6, "11": B21}
YAML
run "$out/nyc.yaml"

rectangle "$out/prague.geojson" 14.39 50.09 14.42 50.12
cat >"$out/prague.yaml" <<YAML
overlaps: keep
layers:
  parks: {path: prague.geojson}
  parcels: {path: $data/momepy-bubenec/bubenec.gpkg@tessellation, fields: {id: uID}}
  buildings: {path: $data/momepy-bubenec/bubenec.gpkg@buildings, fields: {id: uID}}
YAML
run "$out/prague.yaml"

rectangle "$out/lhasa.geojson" 90 29 92 30.5
cat >"$out/lhasa.yaml" <<YAML
layers:
  parks: {path: lhasa.geojson}
  parcels:
    path: $data/lhasa-landuse/拉萨市.shp
    fields: {id: UUID, recorded_area: F_AREA, land_state: Level1_cn, remarks: Level1_cn}
    units: {recorded_area: km2}
    values: {land_state: {居住用地: A1, 商业用地: A4, 工业用地: A2, 公共管理和服务用地: A5}}
YAML
run "$out/lhasa.yaml"

PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 python3 - "$out" <<'PYTHON'
import sys
from result import *

out = sys.argv[1]
malan = [row for row in table(f"{out}/bdtopo", "register") if row["location"] == "Parc d'Activités de Malan"]
check("bdtopo: Parc d'Activités de Malan", len(malan), 1)
# planar in EPSG:2154, whose scale makes areas differ by up to 2e-3; the ratio only by 1e-3
check("bdtopo: its area", number(malan[0]["area_m2"]), 279332.2, 2e-3 * 279332.2)
check("bdtopo: its coverage", number(malan[0]["density_pct"]), 6.991, 0.007)

lots = table(f"{out}/nyc", "register")
check("nyc: lots", len({row["parcel_id"] for row in lots}), 2000)
compared = equal = 0
for row in lots:
    # BuiltFAR came through as the first word of the remarks
    if row["far"] == "":
        continue
    built = row["remarks"].split(";")[0].split(" ")[0]
    if built == "":
        continue
    compared += 1
    equal += abs(round(number(row["far"]) + 1e-9, 2) - float(built)) < 0.0051
check_true(f"nyc: FAR equals BuiltFAR ({equal} of {compared})", compared >= 1990 and equal == compared)
vacant = [row for row in table(f"{out}/nyc", "land_state") if row["code"] == "B21"]
check("nyc: vacant lots", number(vacant[0]["parcels"]), 52)

cells = [row for row in table(f"{out}/prague", "register") if row["density_pct"] != ""]
coverage = [number(row["density_pct"]) / 100 for row in cells]
check("prague: cells", len(cells), 144)
check("prague: mean coverage", sum(coverage) / len(coverage), 0.3206556897709747, 1e-3)
check("prague: largest coverage", max(coverage), 0.8754071653707558, 1e-3)

lhasa = table(f"{out}/lhasa", "register")
check("lhasa: polygons", len({row["parcel_id"] for row in lhasa}), 353)
industrial = [row for row in lhasa if row["land_state"] == "A2"]
check("lhasa: industrial polygons", len({row["parcel_id"] for row in industrial}), 192)
slips = [row for row in table(f"{out}/lhasa", "quality") if row["code"] == "E_AREA" and row["layer"] == "parcels"]
check_true("lhasa: the F_AREA slip is found on most parcels", len(slips) > 300)
finish()
PYTHON
