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

cat >item.yaml <<'YAML'
name: item
valid_from: 2026-01-01
source: made up
compliance:
  X1: {zh: 供应率, en: supply rate, basis: none, unit: "%", value: "supply_rate", operator: ">=", threshold: 90, weight: 1, kind: user, source: made up}
YAML
if ! "$LANDGAUGE" rules check item.yaml >said 2>&1; then
    if grep -q 'unknown key "compliance"' said; then
        echo "SKIPPED: this program does not read the items of a rule set yet:"
        cat said
        exit 77
    fi
    cat said
    exit 1
fi
python3 "$SOURCE_DIR/tests/support/compliance.py" || exit 1
echo "compliance: all as expected"
