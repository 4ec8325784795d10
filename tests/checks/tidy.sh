#!/bin/sh
# clang-tidy finds nothing. usage: tidy.sh SOURCE_DIR BUILD_DIR
# The build folder must be one of clang: gcc's own warning options are unknown to clang-tidy.
cd "$1" || exit 2
command -v clang-tidy-14 >/dev/null || { echo "no clang-tidy-14 here"; exit 77; }
find src tests samples -name '*.c' -print0 |
    xargs -0 -n 4 -P "$(nproc)" clang-tidy-14 --quiet -p "$2"
