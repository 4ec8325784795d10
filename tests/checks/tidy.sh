#!/bin/sh
# clang-tidy finds nothing. usage: tidy.sh SOURCE_DIR BUILD_DIR
# The build folder must be one of clang: gcc's own warning options are unknown to clang-tidy.
# environment: LANDGAUGE_TIDY_NODES (default 50000): how far the analyzer follows one function. Its
# own default, 225000, takes three times as long; that is for a look by hand.
cd "$1" || exit 2
command -v clang-tidy-14 >/dev/null || { echo "no clang-tidy-14 here"; exit 77; }
find src tests samples -name '*.c' -print0 |
    xargs -0 -n 4 -P "$(nproc)" clang-tidy-14 --quiet -p "$2" \
    --extra-arg=-Xclang --extra-arg=-analyzer-config \
    --extra-arg=-Xclang --extra-arg="max-nodes=${LANDGAUGE_TIDY_NODES:-50000}"
