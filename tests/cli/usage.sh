#!/bin/sh
# The command line itself: help, exit codes, one line per error, options checked before files.
# usage: LANDGAUGE=program usage.sh
set -u
program=${LANDGAUGE:?the program under test}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    sed 's/^/    /' out err
    failed=1
}

# ran EXIT_CODE NAME ARGUMENTS...: runs, keeps out and err, checks the code
ran() {
    code=$1
    name=$2
    shift 2
    "$program" "$@" >out 2>err
    actual=$?
    [ "$actual" -eq "$code" ] || fail "$name: exit code $actual, not $code"
}

# wrong NAME MESSAGE ARGUMENTS...: a usage error whose one line is MESSAGE
wrong() {
    name=$1
    message=$2
    shift 2
    ran 64 "$name" "$@"
    [ "$(cat err)" = "landgauge: error: $message" ] || fail "$name: another message"
    [ -s out ] && fail "$name: something on stdout"
}

ran 64 "no command at all"
grep -q '^usage: landgauge COMMAND' err || fail "no command at all: no overview on stderr"

for ask in help --help -h; do
    ran 0 "$ask" $ask
    grep -q '^  run ' out || fail "$ask: no overview on stdout"
    [ -s err ] && fail "$ask: something on stderr"
done
for command in run check inspect rules help version; do
    ran 0 "$command --help" $command --help
    grep -q "^usage: landgauge $command" out || fail "$command --help: no usage"
    grep -q '^example' out || grep -q "^  landgauge $command" out || fail "$command --help: no example"
    cp out by_option
    ran 0 "help $command" help $command
    cmp -s out by_option || fail "help $command: not what $command --help says"
done
for option in parks parcels buildings plan constraint enterprises supply rules as-of area formats lang fail-on \
    threads quiet progress log-format output sensitivity; do
    ran 0 "help of --$option" run -h
    grep -q -e "--$option" out || fail "run --help: no --$option"
done

ran 0 version version
grep -Eq '^landgauge [0-9]+\.[0-9]+\.[0-9]+$' out || fail "version: no version of its own"
for library in GDAL GEOS PROJ; do
    grep -q "$library [0-9]" out || fail "version: no $library"
done

wrong "mistyped command" "no command rnu, did you mean run? See 'landgauge help'" rnu
wrong "mistyped option" \
    "run: no option --parcel, did you mean --parcels? See 'landgauge help run'" run --parcel p.shp
wrong "shortened option" \
    "run: no option --enter, did you mean --enterprises? See 'landgauge help run'" run --enter x.csv
wrong "option of no command" "run: no option --frobnicate; see 'landgauge help run'" \
    run --frobnicate
wrong "a check has no scores to move" \
    "check: --sensitivity is for a run; a check makes no scores" check --sensitivity -o x
wrong "constraint without a name" "--constraint a.shp: give a name without semicolon and a file, NAME=F" \
    run --parks a.shp --parcels b.shp -o out --constraint a.shp
wrong "letter that is none" "run: -z is no option; see 'landgauge help run'" run -z
wrong "value missing at the end" "run: -o needs a value, DIR; see 'landgauge help run'" \
    run p.yaml -o
wrong "option instead of a value" "run: --parks needs a value, F; see 'landgauge help run'" \
    run --parks --parcels p.shp
wrong "value of a flag" "run: --quiet takes no value" run p.yaml --quiet=yes
wrong "empty value" "--crs: the value is empty; give CRS" inspect --crs= x.shp
wrong "two project files" \
    "run: one argument too many, b.yaml: landgauge run [PROJECT.yaml] [OPTIONS] -o DIR" \
    run a.yaml b.yaml
wrong "month for a day" "--as-of 2026-06: not a day; write it as YYYY-MM-DD" \
    run p.yaml --as-of 2026-06
wrong "no such day" "--as-of 2026-02-30: not a day; write it as YYYY-MM-DD" \
    run p.yaml --as-of 2026-02-30
wrong "mistyped word" "--area recoded: not one of measured recorded; did you mean recorded?" \
    run p.yaml --area recoded
wrong "format of later" "--formats metrics: not one of geojson csv ics gpkg qgis xlsx report" \
    run p.yaml --formats csv,metrics
wrong "QGIS project without layers" \
    "--formats: qgis shows the layers of gpkg or geojson; add one of them" run p.yaml --formats csv,qgis
wrong "no thread" "--threads 0: not a whole number from 1 to 1024" run p.yaml -j0
wrong "no parks" \
    "no park boundaries: give --parks FILE, or a project file; see 'landgauge help run'" run
wrong "no parcels" "no parcels: give --parcels FILE, or a project file; see 'landgauge help run'" \
    run --parks a.shp
wrong "no output folder" \
    "no output folder: give -o DIR, or a project file; see 'landgauge help run'" \
    run --parks a.shp --parcels b.shp
wrong "nothing to inspect" \
    "inspect: an argument is missing: landgauge inspect LAYER... [--init PROJECT.yaml]" inspect
wrong "starter file with a CRS" \
    "inspect: --init takes neither --encoding nor --crs; write them into the project file" \
    inspect a.shp --init p.yaml --crs EPSG:4490

# JSON is asked for before the fault is found, and after it
json_error='{"level": "error", "message": "--threads q: not a whole number from 1 to 1024"}'
ran 64 "error as JSON" run p.yaml --log-format json -j q
[ "$(cat err)" = "$json_error" ] || fail "error as JSON: another line"
ran 64 "error as JSON, asked for last" run p.yaml -j q --log-format=json
[ "$(cat err)" = "$json_error" ] || fail "error as JSON, asked for last: another line"

ran 66 "project file that is not there" run no.yaml -o result
[ "$(cat err)" = "landgauge: error: no.yaml: No such file or directory" ] ||
    fail "project file that is not there: another message"
# options stand where they like, whatever POSIXLY_CORRECT says
POSIXLY_CORRECT=1 "$program" run no.yaml -o result >out 2>err
[ $? -eq 66 ] || fail "options behind the project file"
ran 66 "everything behind -- is a file" run -- -o.yaml
mkdir folder
ran 66 "folder for a project file" run folder -o result
grep -q 'folder: not a file' err || fail "folder for a project file: another message"
printf 'titel: x\n' >wrong.yaml
ran 78 "project file with an unknown key" run wrong.yaml -o result
grep -q '^landgauge: error: wrong.yaml:1:1: unknown key "titel"; allowed here: title ' err ||
    fail "project file with an unknown key: another message"
[ "$(wc -l <err)" -eq 1 ] || fail "project file with an unknown key: more than a line"
[ -e result ] && fail "a failed run left a result folder"

# without a locale, a home or a terminal
env -i "$program" help >out 2>err || fail "empty environment"
if [ -w /dev/full ]; then
    "$program" help >/dev/full 2>err
    [ $? -eq 74 ] || fail "full device: not 74"
fi

[ "$failed" -eq 0 ] && echo "usage: all as expected"
exit "$failed"
