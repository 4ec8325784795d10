#!/bin/sh
# Every lot of the made-up park has the status and the route that samples/README.md foretells, and a
# run that names no format writes all.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
work=$BINARY_DIR/cli/sample
rm -rf "$work"
mkdir -p "$work" || exit 2
cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" "$work/" || exit 2
"$BINARY_DIR/samples/landgauge_sample" "$work/data" >/dev/null || exit 2
"$LANDGAUGE" run "$work/project.yaml" -o "$work/out" --lang zh --quiet || exit 1
for file in report.html landgauge.qgz landgauge.xlsx landgauge.gpkg deadlines.ics register.geojson \
    register.qml tables/register.csv; do
    [ -s "$work/out/$file" ] || {
        echo "a run without --formats leaves no $file"
        exit 1
    }
done

PYTHONUTF8=1 python3 - "$SOURCE_DIR/samples/README.md" "$work/out/tables" <<'PYTHON'
import csv
import re
import sys

readme, tables = sys.argv[1:]


def rows(name):
    with open(f"{tables}/{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


expected = {}
for line in open(readme, encoding="utf-8"):
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if len(cells) != 3 or not re.match(r"[A-Z]", cells[1]):
        continue
    statuses = set(re.findall(r"[A-Z][A-Z0-9_]{3,}|N_A", cells[1])) - {"W_FUTURE", "W_STARTED"}
    route = re.match(r"[A-Z0-9]+", cells[2])
    for name in cells[0].split(", "):
        expected[name] = (statuses, route.group() if route else None)

routes = {row["parcel_id"]: row["route"] for row in rows("idle")}
bad = 0
seen = set()
for row in rows("register"):
    match = re.match("示例:([^;]*)", row["remarks"])
    if not match or match.group(1) not in expected:
        continue
    name = match.group(1)
    seen.add(name)
    statuses, route = expected[name]
    found = row["idle_status"], routes.get(row["parcel_id"])
    if found[0] not in statuses or found[1] != route:
        print(f"{row['parcel_id']} {name}: {found}, expected {statuses} {route}")
        bad += 1
missing = set(expected) - seen - {"(none)"}
if missing:
    print("in the README, not in the sample:", *sorted(missing))
if len(seen) < 30:
    print("only", len(seen), "cases of the README were recognised")
sys.exit(1 if bad or missing or len(seen) < 30 else 0)
PYTHON
