#!/bin/sh
# cppcheck finds nothing. usage: cppcheck.sh SOURCE_DIR
cd "$1" || exit 2
command -v cppcheck >/dev/null || { echo "no cppcheck here"; exit 77; }
cppcheck --quiet -j "$(nproc)" --std=c17 --language=c --inline-suppr --error-exitcode=1 \
    --enable=warning,style,performance,portability \
    --suppressions-list=tests/checks/cppcheck.txt \
    -I include -I src -I tests -I . src samples tests
