#!/bin/sh
# valgrind finds no fault and no leak of landgauge in a run over the sample.
# usage: valgrind.sh SOURCE_DIR BUILD_DIR
command -v valgrind >/dev/null || { echo "no valgrind here"; exit 77; }
work=$2/valgrind
rm -rf "$work"
mkdir -p "$work" || exit 2
cp "$1/samples/lhasa-made-up/project.yaml" "$work/" || exit 2
"$2/samples/landgauge_sample" "$work/data" || exit 2
valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
    --show-leak-kinds=definite --suppressions="$1/tests/checks/valgrind.supp" \
    "$2/landgauge" run "$work/project.yaml" -o "$work/out" -j 2 --progress never
