#!/bin/sh
# inspect takes each layer of the sample for what it is, and the starter project file that it
# writes runs as it stands, also with its commented-out block of code systems taken in.
# environment: LANDGAUGE, BINARY_DIR
set -u
work=$BINARY_DIR/cli/inspect
rm -rf "$work"
mkdir -p "$work" || exit 2
"$BINARY_DIR/samples/landgauge_sample" "$work/data" >/dev/null || exit 2
cd "$work" || exit 2
failed=0
fail() {
    echo "$*"
    failed=1
}

read_as() { # file, kind
    "$LANDGAUGE" inspect "data/$1" >seen || fail "inspect of $1: exit $?"
    grep -q "read as *$2 (" seen || fail "$1 is not read as $2: $(grep 'read as' seen)"
}
read_as 园区边界.shp parks
read_as 宗地.shp parcels
read_as 建筑.shp buildings
read_as 企业.csv enterprises
read_as 供地.csv supply

"$LANDGAUGE" inspect data/*.shp data/*.csv --init project.yaml >seen || fail "--init: exit $?"
"$LANDGAUGE" run project.yaml --as-of 2026-06-30 -o plain >said 2>&1 ||
    fail "the starter file does not run: $(cat said)"
sed 's/^\( *\)# codes:.*/\1codes:/; s/^\( *\)#   \(.*: gb2017\)/\1  \2/' project.yaml >coded.yaml
cmp -s project.yaml coded.yaml && fail "no block of code systems in the starter file"
"$LANDGAUGE" run coded.yaml --as-of 2026-06-30 -o coded >said 2>&1 ||
    fail "the starter file with its code systems does not run: $(cat said)"
"$LANDGAUGE" inspect data/*.shp --init project.yaml >said 2>&1
[ $? -eq 73 ] || fail "an existing project file is not refused"
exit $failed
