#!/bin/sh
# landgauge explain PARK score, goals, potentials and the standing of indicators: over tables written
# by hand into the folder of a run, with the figures of domain.md 1.6 to 1.8 worked out beside them;
# then over a run of this program.
# environment: LANDGAUGE, SOURCE_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cp "$SOURCE_DIR/tests/support/explain_scores.py" explain_scores.py || exit 2
python3 explain_scores.py by_hand || exit 1
python3 explain_scores.py by_run || exit 1
echo "explain_scores: all as expected"
