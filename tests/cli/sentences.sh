#!/bin/sh
# Sentences that the program writes into tables: the catalogue has each as the source writes it, and
# a Chinese report says all of them in Chinese, with the table's own text behind it.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
program=${LANDGAUGE:?the program under test}
support=${SOURCE_DIR:?the source tree}/tests/support
translate=$BINARY_DIR/tests/translate
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

# run PROJECT RESULT OPTIONS...
run() {
    project=$1
    result=$2
    shift 2
    "$program" run "$project" --lang zh --formats csv,report --quiet "$@" -o "$result" 2>err ||
        fail "$result: $(cat err)"
    python3 "$support/check_report.py" "$result" 9000000 >said || fail "$result: $(cat said)"
    grep -o '<span lang="en">[^<]*' "$result/report.html" && fail "$result: English in a Chinese report"
}

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
cp -r "$SOURCE_DIR/samples/region-made-up" region || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
"$BINARY_DIR/samples/landgauge_region_sample" region/data >/dev/null || exit 2
run project.yaml lhasa
run region/project-2026-03-31.yaml before
run region/project-2026-06-30.yaml after --previous before --sensitivity
python3 "$support/check_sentences.py" "$SOURCE_DIR" "$translate" lhasa before after || fail "the catalogue"
grep -q '满足 ≥' after/report.html || fail "no reason of a flag in Chinese"
grep -q '<data value="[^"]*idle_rate = [^"]*">[^<]*土地闲置率' after/report.html ||
    fail "a reason is not kept as the table has it"

# Map tips of findings show what the value map of the field makes of them.
"$program" run project.yaml --lang zh --formats csv,gpkg,qgis --quiet -o project 2>err || fail "project: $(cat err)"
python3 - project/landgauge.qgz >project.qgs <<'PYTHON'
import sys
import zipfile
archive = zipfile.ZipFile(sys.argv[1])
print(archive.read(next(name for name in archive.namelist() if name.endswith(".qgs"))).decode())
PYTHON
grep 'value="self-crossing ring at' project.qgs | grep -q 'name="图形有误（环自相交）' || fail "no finding in Chinese in QGIS"

# The test can fail: a sentence changed in the source, one that no catalogue has.
mkdir -p tree/src && cp -r "$SOURCE_DIR/src/." tree/src || exit 2
sed -i 's/"no line set"/"no line has been set"/' tree/src/evaluate/compliance.c
python3 "$support/check_sentences.py" tree "$translate" lhasa >said && fail "a changed sentence is not noticed"
grep -q 'sentence.no_line_set' said || fail "another sentence is noticed: $(cat said)"
mkdir -p strange/tables && sed 's/no line set/no line is set/' lhasa/tables/compliance.csv >strange/tables/compliance.csv
python3 "$support/check_sentences.py" "$SOURCE_DIR" "$translate" lhasa strange >said && fail "a strange sentence is not noticed"

exit "$failed"
