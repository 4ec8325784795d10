#!/bin/sh
# One run at a time writes a folder, a killed one leaves the last good result, a later one sweeps
# up and replaces; and what a run says on stdout, on stderr and on a terminal.
# environment: LANDGAUGE, SOURCE_DIR
set -u
# Layers and tables: no document is looked at here.
formats=--formats=geojson,csv,ics
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
held=
trap '[ -z "$held" ] || kill -9 "$held" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/in" "$work/many" && cd "$work/in" || exit 2
failed=0
skipped=
python3 "$PYTHONPATH/layers.py" good . && python3 "$PYTHONPATH/layers.py" many ../many 200 || exit 2

fail() {
    echo "FAILED: $1"
    failed=1
}
small() { # options
    "$program" run "$formats" --parks parks.shp --parcels parcels.shp --as-of 2026-06-30 "$@"
}
listed() { # the folder but for the layers
    find . -mindepth 1 -maxdepth 1 ! -name 'par*' | sort | tr '\n' ' '
}
content() { # of a result, without the time that the run took
    (cd "$1" && find . -type f ! -name run.json -exec sha256sum {} + | sort)
}

# hold FOLDER: a run that stands still in the middle, its process id in $held
hold() {
    "$program" run "$formats" --parks ../many/parks.shp --parcels ../many/parcels.shp --as-of 2026-06-30 \
        --quiet -o "$1" >../held.out 2>../held.err &
    held=$!
    tries=0
    until [ -d ".${1##*/}.tmp.$held" ]; do
        tries=$((tries + 1))
        if [ $tries -gt 2000 ] || ! kill -0 $held 2>/dev/null; then
            fail "the run to be held was over too soon"
            return 1
        fi
        sleep 0.005
    done
    kill -STOP $held
}
released() { # the held run goes on; its exit code
    kill -CONT $held
    wait $held
    code=$?
    held=
    return $code
}

# ---- two at once ----
if hold out; then
    ln -s out link
    mkdir below
    for place in out ./out/ below/../out; do
        small -q -o $place >../out 2>../err
        [ $? -eq 75 ] || fail "second run on $place: not 75"
        [ "$(wc -l <../err)" -eq 1 ] || fail "second run on $place: not one line"
        grep -q "^landgauge: error: .*: another run (process $held) is writing here; try again later" ../err ||
            fail "second run on $place: $(cat ../err)"
        [ -e out ] && fail "second run on $place: there is a result"
    done
    small -q -o other >../out 2>../err || fail "a run on another folder meanwhile: $(cat ../err)"
    released || fail "the first run: $? $(cat ../held.err)"
    [ "$(wc -l <out/tables/register.csv)" -eq 40001 ] || fail "the first run: another result"
    [ "$(listed)" = './below ./link ./other ./out ' ] || fail "after both runs: $(listed)"
fi
# a link to a folder stands for the folder
small -q -o link || fail "a run over a link"
[ -L link ] || fail "a run over a link: it is a link no more"
[ "$(wc -l <out/tables/register.csv)" -eq 9 ] || fail "a run over a link: not its target's result"
rm -rf below link other

# ---- killed half-way ----
content out >../before
log=$(cat out/run.json)
if hold out; then
    dead=$held
    kill -9 "$held"
    wait "$held" 2>/dev/null
    held=
    content out >../after
    cmp -s ../before ../after || fail "killed: the last result is not as it was"
    [ "$(cat out/run.json)" = "$log" ] || fail "killed: the last log is not as it was"
    [ "$(listed)" = "./.out.lock ./.out.tmp.$dead ./out " ] || fail "killed: $(listed)"
    small -q -o out || fail "the run after a killed one"
    [ "$(listed)" = './out ' ] || fail "not swept: $(listed)"
fi

# ---- in place of an earlier result ----
touch out/of_before
small -q --formats csv -o out || fail "over an earlier result"
[ "$(cd out && find . -type f | wc -l)" -eq "$(($(find out/tables -name '*.csv' | wc -l) + 1))" ] ||
    fail "over an earlier result: $(cd out && find . -type f | tr '\n' ' ')"
mkdir empty
small -q -o empty || fail "in an empty folder"
(cd empty && "$program" run "$formats" --parks ../parks.shp --parcels ../parcels.shp -q -o .) ||
    fail "in the folder one stands in"
[ "$(listed)" = './empty ./out ' ] || fail "in the folder one stands in: $(listed)"

# ---- what is said, and where ----
small -q -o out >../out 2>../err || fail "--quiet"
[ -s ../out ] || [ -s ../err ] && fail "--quiet says $(cat ../out ../err)"
"$program" run --parks parks.shp --parcels parcels.shp --as-of 2026-06-30 -o out >../out 2>../err ||
    fail "a run that speaks"
sed 's/[0-9][0-9.]*/N/g' ../out >../shape
cat >../expected <<'TEXT'
measured N park, N parcels, as of N-N-N
parks: N ha, parcels in them: N ha
suspected idle: N ha in N parcels; undecided for want of facts: N
scores: N of N park; what is missing: tables/scores.csv
findings: N errors, N warnings, N notices
result: out; open first: report.html (browser), landgauge.qgz (QGIS), landgauge.xlsx (spreadsheet)
TEXT
sed -i 's/error[s]*,/errors,/; s/warning[s]*,/warnings,/; s/notice[s]*$/notices/' ../shape
cmp -s ../shape ../expected || fail "the summary: $(cat ../out)"
grep -qv '^landgauge: note: ' ../err && fail "no line of the log: $(grep -v '^landgauge: note: ' ../err)"
grep -q "$(printf '\r')" ../err && fail "a progress bar, but no terminal"
small --progress always -o out 2>../err >../out || fail "--progress always"
grep -q "$(printf '\r').*\[[#.]*\] *[0-9]* %" ../err || fail "--progress always: no bar"
small --log-format json -o out 2>../err >../out || fail "--log-format json"
python3 -c 'import json, sys
for line in open("../err", encoding="utf-8"):
    if set(json.loads(line)) != {"level", "message"}:
        sys.exit(line)' || fail "--log-format json: other lines"
if [ -w /dev/full ]; then
    small -o full >/dev/full 2>../err || fail "a full stdout: $?"
    grep -q '^landgauge: warning: the result is written, ' ../err || fail "a full stdout: no warning"
    [ -e full/run.json ] || fail "a full stdout: no result"
fi

if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    command="'$program' run $formats --parks parks.shp --parcels parcels.shp --as-of 2026-06-30 -o out"
    script -qec "$command" /dev/null >../terminal </dev/null || fail "on a terminal"
    grep -q "$(printf '\r').*\[[#.]*\] *[0-9]* %" ../terminal || fail "on a terminal: no bar"
    script -qec "$command --progress never" /dev/null >../terminal </dev/null || fail "no bar wanted"
    grep -q '\[[#.]*\] *[0-9]* %' ../terminal && fail "--progress never: a bar"
    script -qec "$command --quiet" /dev/null >../terminal </dev/null || fail "quiet on a terminal"
    [ -s ../terminal ] && fail "--quiet on a terminal: $(cat ../terminal)"
else
    skipped="no script or no pseudo-terminal here, a terminal was not tried"
fi

[ "$failed" -eq 0 ] || exit 1
if [ -n "$skipped" ]; then
    echo "$skipped"
    exit 77
fi
echo "locking: all as expected"
