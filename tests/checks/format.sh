#!/bin/sh
# Every C file is laid out as .clang-format says. usage: format.sh SOURCE_DIR
cd "$1" || exit 2
command -v clang-format-14 >/dev/null || { echo "no clang-format-14 here"; exit 77; }
find include src tests samples -name '*.[ch]' -print0 |
    xargs -0 clang-format-14 --dry-run -Werror
