#!/bin/sh
# The list of items to be met: files in, tables out, every figure worked by hand. Squares at the
# central meridian of a Gauss-Krueger zone: 100 m by 100 m are a hectare on the ellipsoid.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

python3 "$SOURCE_DIR/tests/support/compliance.py" || exit 1
echo "compliance: all as expected"
