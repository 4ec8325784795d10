#!/bin/sh
# landgauge report: the documents of a result again, byte for byte; in the other language as a run
# in that language writes them; masked, with no name of a holder in any file; in place; folders
# that lack something, are broken or damaged.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
mkdir park region || exit 2
"$BINARY_DIR/samples/landgauge_sample" park/data >/dev/null || exit 2
"$BINARY_DIR/samples/landgauge_region_sample" region/data >/dev/null || exit 2
cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" park || exit 2
cp "$SOURCE_DIR"/samples/region-made-up/*.yaml region || exit 2
python3 "$SOURCE_DIR/tests/support/report_again.py" || exit 1
echo "report: all as expected"
