#!/bin/sh
# The lists around the idle ledger, on a small made-up park whose figures are worked by hand: at the
# central meridian of a Gauss-Krueger zone a square of 100 m is one hectare.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
python3 "$SOURCE_DIR/tests/support/ledger.py" || exit 1
if python3 -c "import icalendar" 2>/dev/null; then
    python3 "$SOURCE_DIR/tests/support/calendar_check.py" icalendar zh/deadlines.ics en/deadlines.ics none/deadlines.ics || exit 1
else
    echo "no python3-icalendar here: the calendar is held to the lines of RFC 5545 alone"
fi
python3 "$SOURCE_DIR/tests/support/calendar_check.py" lines zh/deadlines.ics en/deadlines.ics none/deadlines.ics || exit 1
echo "ledger: all as expected"
