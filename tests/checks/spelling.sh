#!/bin/sh
# codespell finds nothing in texts and comments but the words of spelling.txt, which tests misspell
# on purpose. usage: spelling.sh SOURCE_DIR
cd "$1" || exit 2
command -v codespell >/dev/null || { echo "no codespell here"; exit 77; }
LC_ALL=C.UTF-8 codespell --quiet-level=3 --ignore-words=tests/checks/spelling.txt \
    --skip='samples/out,samples/out-region-*,samples/*/data,tests/fuzz/corpus,tests/data/nasty.txt,*.svg' \
    README.md CHANGELOG.md include src samples tests docs
