#!/bin/sh
# Files that were made to break readers, and the same shapefile under every right, wrong and missing
# declaration of its encoding: each is read right or refused with a line that says why.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_SHARED: the folder of the data
set -u
shared=${LANDGAUGE_SHARED:-${SOURCE_DIR:?the source tree}/../shared}
for folder in data/nasty trials/encodings; do
    if [ ! -d "$shared/$folder" ]; then
        echo "skipped: no files at $shared/$folder"
        exit 77
    fi
done
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# The whole program is put to every layer once, by the first of the suites; the reader always is.
which=all
grep -Eq '^(LG_SANITIZE:[A-Z]+=.|CMAKE_C_COMPILER:[A-Z]+=.*clang)' \
    "${BINARY_DIR:?the build tree}/CMakeCache.txt" && which=some
PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 python3 \
    "$SOURCE_DIR/tests/support/nasty.py" "$(realpath "$shared")" \
    "$BINARY_DIR/tests/read_layer" "${LANDGAUGE:?the program under test}" "$work" "$which"
