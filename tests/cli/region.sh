#!/bin/sh
# The made-up region is as samples/README.md says, on both dates: areas, states, classes, zones and
# idle parcels of each park, what differs on the second date, and no findings but those on purpose.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
# Layers and tables: no document is looked at here.
formats=--formats=geojson,csv,ics
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

cp "$SOURCE_DIR"/samples/region-made-up/*.yaml . || exit 2
"$BINARY_DIR/samples/landgauge_region_sample" data >/dev/null || exit 2
# Over the files of an earlier run the same bytes are written again.
cp -r data again && "$BINARY_DIR/samples/landgauge_region_sample" again >/dev/null || exit 2
diff -r data again || failed=1

for date in 2026-03-31 2026-06-30; do
    "$LANDGAUGE" run "$formats" "project-$date.yaml" -o "$date" --lang zh --quiet || exit 1
    "$LANDGAUGE" check --self "$date" | grep -q ' figures, 0 differ, ' || {
        echo "$date: the result does not agree with itself"
        failed=1
    }
done
# The project files are one but for the date.
sed 's/2026-03-31/2026-06-30/g' project-2026-03-31.yaml | diff - project-2026-06-30.yaml || failed=1
python3 "$SOURCE_DIR/tests/support/region.py" "$SOURCE_DIR/samples/README.md" 2026-03-31 2026-06-30 ||
    failed=1
exit "$failed"
