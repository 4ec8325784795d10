#!/bin/sh
# The units and the crontab line of docs/schedule work, and a run that knows neither language nor
# home nor terminal writes the same bytes as any other.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
work=$BINARY_DIR/cli/schedule
rm -rf "$work"
mkdir -p "$work/units" || exit 2
bad=0
skipped=

say() {
    echo "schedule: $*" >&2
    bad=1
}

# systemd warns of unknown keys and exits with 0, so any word is a fault.
if command -v systemd-analyze >/dev/null; then
    sed "s|/usr/local/bin/landgauge|$LANDGAUGE|" "$SOURCE_DIR/docs/schedule/landgauge.service" \
        >"$work/units/landgauge.service"
    cp "$SOURCE_DIR/docs/schedule/landgauge.timer" "$work/units/" || exit 2
    words=$(systemd-analyze verify --man=no "$work/units/landgauge.service" \
        "$work/units/landgauge.timer" 2>&1)
    status=$?
    if [ $status -ne 0 ] || [ -n "$words" ]; then
        say "systemd-analyze verify ($status): $words"
    fi
else
    skipped="no systemd-analyze here, the units were not verified"
fi

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" "$work/" || exit 2
"$BINARY_DIR/samples/landgauge_sample" "$work/data" >/dev/null || exit 2

# same AS_USUAL OTHER: equal results, but for the timing, which ends the log
same() {
    for result in "$1" "$2"; do
        awk '{ at = index($0, "\"timing\":") }
             at { print substr($0, 1, at - 1); found = 1; exit }
             { print }
             END { exit !found }' "$result/run.json" >"$result.run.json" ||
            say "$result/run.json has no timing"
    done
    cmp "$1.run.json" "$2.run.json" || say "$2/run.json differs"
    diff -rq -x run.json "$1" "$2" >&2 || say "$2 differs"
}

cd "$work" || exit 2
"$LANDGAUGE" run project.yaml -o usual --lang zh --quiet </dev/null || say "the usual run: $?"

# The sanitizers are told what to overlook by the environment; nothing else is handed on.
env -i LSAN_OPTIONS="${LSAN_OPTIONS-}" ASAN_OPTIONS="${ASAN_OPTIONS-}" \
    "$LANDGAUGE" run project.yaml -o bare --quiet </dev/null >bare.out 2>bare.err ||
    say "a run without an environment: $?, $(cat bare.err)"
[ -s bare.err ] && say "a run without an environment says: $(cat bare.err)"
same usual bare

line=$(grep -v '^#' "$SOURCE_DIR/docs/schedule/crontab")
command=$(echo "$line" | cut -d ' ' -f 6- | sed "s|/usr/local/bin/landgauge|'$LANDGAUGE'|
    s|/etc/landgauge/project.yaml|project.yaml|
    s|/var/lib/landgauge/out|cron|")
env -i LSAN_OPTIONS="${LSAN_OPTIONS-}" ASAN_OPTIONS="${ASAN_OPTIONS-}" HOME=/nonexistent \
    SHELL=/bin/sh PATH=/usr/bin:/bin sh -c "$command" </dev/null >cron.out 2>&1 ||
    say "the crontab's line: $?"
[ -s cron.out ] && say "the crontab's line says: $(cat cron.out)"
same usual cron

[ $bad -eq 0 ] || exit 1
if [ -n "$skipped" ]; then
    echo "$skipped"
    exit 77
fi
