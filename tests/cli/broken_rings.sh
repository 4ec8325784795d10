#!/bin/sh
# A region of several thousand parcels, and the same with one ring in a hundred broken in a dozen
# ways: each is named, no other is blamed, and the figures differ by the broken pieces alone.
# environment: LANDGAUGE, SOURCE_DIR; SEEDS: how many regions (default 3); SIDE: cells along a side
# (default 56: about 3000 parcels)
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
python3 "$PYTHONPATH/broken_rings.py" "${SEEDS:-3}" "${SIDE:-56}"
