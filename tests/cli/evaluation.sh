#!/bin/sh
# Scores, potentials and what they are held against, from files to tables: the worked example of
# domain.md 1.9, the check vector of 1.7, ties and the run before.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
python3 "$SOURCE_DIR/tests/support/evaluation.py" without_rules || exit 1
python3 "$SOURCE_DIR/tests/support/evaluation.py" with_rules || exit 1
echo "evaluation: all as expected"
