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
sh "$SOURCE_DIR/tests/support/real_layers.sh" "$data" "$out" || exit 1
for name in bdtopo nyc prague lhasa; do
    run "$out/$name.yaml"
done

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
