#!/bin/sh
# landgauge rules: the built-in sets, shown and checked, and files that are wrong; the examples of
# docs/rules.md.
# environment: LANDGAUGE, SOURCE_DIR
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

# ran EXIT_CODE NAME ARGUMENTS...
ran() {
    code=$1
    name=$2
    shift 2
    "$program" rules "$@" >out 2>err
    actual=$?
    [ "$actual" -eq "$code" ] || fail "$name: exit code $actual, not $code"
}

ran 0 list list
[ "$(wc -l <out)" -eq 8 ] || fail "list: not eight sets"
grep -q '^order53-2012 *valid from 2012-07-01 ' out || fail "list: no order53-2012"

for set in kfq-2014 order53-2012 tibet-2026 control-2008 control-2023 benchmarks-published \
    ideals-national-2020 ideals-qinghai-2016; do
    ran 0 "show $set" show $set
    cp out own.yaml
    ran 0 "check what was shown of $set" check own.yaml
    [ "$(cat out)" = "own.yaml: fit for use" ] || fail "check: another answer"
done

ran 64 "show what is not built in" show order54
ran 64 "no such subcommand" shwo order53-2012
ran 64 "no name" show
ran 64 "a name too many" list all
ran 66 "check a file that is not there" check ./none.yaml

cat >wrong.yaml <<'END'
name: wrong
valid_from: 2026-01-01
source: made up
parameters:
  idle:
    years_frist: {value: 1, source: made up}
END
ran 78 "unknown parameter" check wrong.yaml
grep -q '^landgauge: error: wrong.yaml:6:5: unknown key "years_frist"; allowed here: years_first ' \
    err || fail "unknown parameter: another message"
[ "$(wc -l <err)" -eq 1 ] || fail "unknown parameter: more than a line"
sed 's/years_frist: {value: 1/fee_ratio: {value: 20/' wrong.yaml >range.yaml
ran 78 "value out of range" check range.yaml
grep -q 'range.yaml:6:24: idle.fee_ratio "20" is not a number from 0 to 1 ' err ||
    fail "value out of range: another message"

# docs/rules.md: each example is fit for use, each wrong line has its message.
PYTHONUTF8=1 python3 - "$program" "${SOURCE_DIR:?the source tree}/docs/rules.md" <<'PYTHON' || failed=1
import re
import subprocess
import sys

program, path = sys.argv[1:]
HEAD = "name: own\nvalid_from: 2026-07-01\nsource: a bureau's decision\n"
with open(path, encoding="utf-8") as file:
    text = file.read()
bad = 0


def check(content):
    with open("own.yaml", "w", encoding="utf-8") as file:
        file.write(content if content.startswith("name:") else HEAD + content)
    done = subprocess.run([program, "rules", "check", "own.yaml"], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.strip()


examples = re.findall(r"```yaml\n(.*?)```", text, re.S)
rows = re.findall(r"^\| `(.*?)` \| `(.*?)` \|$", text, re.M)
for example in examples:
    code, said = check(example)
    if code != 0:
        print(f"rules.md: {said}\n{example}")
        bad += 1
for line, message in rows:
    code, said = check(line + "\n")
    if code != 78 or said != "landgauge: error: " + message:
        print(f"rules.md: {line}\n  exit code {code}: {said}\n  expected {message}")
        bad += 1
if len(examples) < 9 or len(rows) < 30:
    print(f"rules.md: {len(examples)} examples, {len(rows)} wrong lines")
    bad += 1
sys.exit(1 if bad else 0)
PYTHON

[ "$failed" -eq 0 ] && echo "rules: all as expected"
exit "$failed"
