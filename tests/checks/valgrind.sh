#!/bin/sh
# valgrind finds no fault and no leak of landgauge in a run over the sample with every format,
# nor where its documents are written again.
# usage: valgrind.sh SOURCE_DIR BUILD_DIR
command -v valgrind >/dev/null || { echo "no valgrind here"; exit 77; }
source_dir=$1
work=$2/valgrind
rm -rf "$work"
mkdir -p "$work" || exit 2
cp "$1/samples/lhasa-made-up/project.yaml" "$work/" || exit 2
"$2/samples/landgauge_sample" "$work/data" || exit 2
watched() {
    valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
        --show-leak-kinds=definite --suppressions="$source_dir/tests/checks/valgrind.supp" "$@"
}
watched "$2/landgauge" run "$work/project.yaml" -o "$work/out" -j 2 --progress never \
    --formats geojson,csv,ics,gpkg,qgis,xlsx,report || exit
watched "$2/landgauge" report "$work/out" -o "$work/masked" -j 2 -q --lang en --mask holder \
    --field-sheets
