#!/bin/sh
# The findings of each real layer by code are those that docs/quality.md tells of.
# usage: real_findings.sh [--print]     --print: the table as it should stand there
# environment: LANDGAUGE, SOURCE_DIR
shared=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}
data=$shared/data/real
if [ ! -d "$data" ]; then
    echo "skipped: no real layers at $data"
    exit 77
fi
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT

sh "$SOURCE_DIR/tests/support/real_layers.sh" "$data" "$out" || exit 1
for project in "$out"/*.yaml; do
    day=
    grep -q '^as_of:' "$project" || day='--as-of 2026-06-30'
    # shellcheck disable=SC2086 # two words or none
    "$LANDGAUGE" check "$project" $day --quiet -o "${project%.yaml}" >"$out/log" 2>&1 ||
        { echo "check of $project: exit $?"; cat "$out/log"; exit 1; }
done

PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 python3 - "$out" "$SOURCE_DIR" "$1" <<'PYTHON'
import collections
import sys

from result import *

out, source, mode = sys.argv[1:]
NAMES = ("binxi2012", "binxi2013", "hailin2012", "hailin2013", "lhasa", "bdtopo", "nyc", "prague")
counts = {name: collections.Counter(row["code"] for row in table(f"{out}/{name}", "quality")) for name in NAMES}
codes = sorted(set().union(*counts.values()), key=lambda code: ("EWI".index(code[0]), code))
lines = ["| code | " + " | ".join(NAMES) + " |", "| --- |" + " ---: |" * len(NAMES)]
lines += [f"| `{code}` | " + " | ".join(str(counts[name][code] or "") for name in NAMES) + " |" for code in codes]
text = "\n".join(lines).replace("|  |", "| |").replace("|  |", "| |")
if mode == "--print":
    print(text)
    sys.exit(0)
with open(f"{source}/docs/quality.md", encoding="utf-8") as file:
    page = file.read()
check_true("docs/quality.md holds the counts; see real_findings.sh --print\n" + text, text in page)
finish()
PYTHON
