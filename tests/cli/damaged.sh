#!/bin/sh
# Damaged shapefiles, made here: bytes changed and parts cut. No crash, no hang, no row lost unsaid.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_DAMAGE_ROUNDS (200) and
# LANDGAUGE_DAMAGE_SEED for more of it and for another hand
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support PYTHONDONTWRITEBYTECODE=1 python3 \
    "$SOURCE_DIR/tests/support/damage.py" "${BINARY_DIR:?the build tree}/tests/read_layer" \
    "${LANDGAUGE:?the program under test}" "$work" "${LANDGAUGE_DAMAGE_ROUNDS:-200}" \
    "${LANDGAUGE_DAMAGE_SEED:-20260630}"
