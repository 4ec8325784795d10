#!/bin/sh
# The same input gives the same bytes: run again, with any number of threads, and whatever the order
# of the rows in the files.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
# Layers and tables, where documents would take longest or carry hashes of the input.
formats=--formats=geojson,csv,ics
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}
# run RESULT OPTION...
run() {
    result=$1
    shift
    "$program" run "$@" --lang zh --quiet -o "$result" 2>err || fail "$result: $? $(cat err)"
}
same() {
    python3 "$PYTHONPATH/same.py" "$@" || failed=1
}

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2

run first project.yaml -j 1
for threads in 1 2 5; do
    run with_$threads project.yaml -j $threads
    same first with_$threads
done
# As large as several blocks, so that blocks end in another order than they began in.
mkdir many && python3 "$PYTHONPATH/layers.py" many many 100 || exit 2
for threads in 1 2 5; do
    run many_$threads "$formats" --parks many/parks.shp --parcels many/parcels.shp --buildings many/parcels.shp \
        --as-of 2026-06-30 -j $threads
    same many_1 many_$threads
done

# shuffled LAYER STEP RESULT: under the names of the sample, each layer in another order alone
shuffled() {
    mkdir -p "$3/data" && cp project.yaml "$3/" && cp data/* "$3/data/" || exit 2
    python3 "$PYTHONPATH/layers.py" shuffle "data/$1" "$3/data/$1" "$2" || exit 2
    (cd "$3" && run ../shuffled_"$3" project.yaml "$formats")
    same plain "shuffled_$3" shuffled
}
run plain project.yaml "$formats"
shuffled 宗地 101 parcels
shuffled 宗地 323 backwards
shuffled 建筑 101 buildings
shuffled 园区边界 2 parks

[ "$failed" -eq 0 ] || exit 1
echo "determinism: all as expected"
