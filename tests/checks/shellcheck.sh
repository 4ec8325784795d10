#!/bin/sh
# The shell scripts are clean. usage: shellcheck.sh SOURCE_DIR
cd "$1" || exit 2
command -v shellcheck >/dev/null || { echo "no shellcheck here"; exit 77; }
{
    find samples tests docs -name '*.sh'
    printf '%s\n' samples/run tests/run .ci/run
} | xargs shellcheck
