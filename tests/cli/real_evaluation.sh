#!/bin/sh
# docs/evaluation.md: two surveyed zones evaluated as the page says. The page's tables are held to
# the results, its land also to sums made straight from the layers' own tables.
shared=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}
data=$shared/data/real/zones-heilongjiang
if [ ! -d "$data" ]; then
    echo "skipped: no real layers at $data"
    exit 77
fi
for python in python3 /usr/bin/python3; do
    command -v $python >/dev/null && $python -c 'from osgeo import ogr' 2>/dev/null && break
    python=
done
[ -n "$python" ] || { echo "skipped: no python3 with GDAL"; exit 77; }
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 $python \
    "$SOURCE_DIR/tests/support/real_evaluation.py" "$SOURCE_DIR/docs/evaluation.md" "$data" "$out"
