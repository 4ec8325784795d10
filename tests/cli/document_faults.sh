#!/bin/sh
# Whatever goes wrong with a disk while a format is written ends in exit code 73 or 74 and one line,
# and the earlier result is as it was: full disks, limits to files, to their number and to open
# ones, read-only folders, scratch folders that are no use, signals; run, check and report.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_FAULTS=short: fewer commands
set -u
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'umount "$work"/disk-* 2>/dev/null; rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work" || exit 2

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
python3 "$PYTHONPATH/document_faults.py" "$program" "$@"
