#!/bin/sh
# Every finding code: layers that call for it, and layers as like them as can be that do not. The
# table is in tests/support/codes_*.py; a code of the program without a case fails.
# environment: LANDGAUGE, SOURCE_DIR; LANDGAUGE_CODES_STEP (1): take every so many-th case only
# usage: codes.sh [CASE...]     CASE: part of a name or a code
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
python3 "$PYTHONPATH/codes.py" "$@"
