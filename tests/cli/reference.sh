#!/bin/sh
# docs/reference.md says what the program writes, and the project file of docs/guide.md runs.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
work=$BINARY_DIR/cli/reference
rm -rf "$work"
mkdir -p "$work" || exit 2
failed=0

"$BINARY_DIR/samples/landgauge_sample" "$work/data" >/dev/null || exit 2
cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" "$work/" || exit 2
"$LANDGAUGE" run "$work/project.yaml" -o "$work/out" --lang zh --quiet || exit 1
PYTHONUTF8=1 python3 "$SOURCE_DIR/tests/checks/reference.py" "$SOURCE_DIR" "$work/out" || failed=1

# The example says what the sample's own project file says, in more words: the figures are equal.
# shellcheck disable=SC2016 # three backticks begin and end the example
sed -n '/^```yaml$/,/^```$/p' "$SOURCE_DIR/docs/guide.md" | sed '/^```/d' >"$work/guide.yaml"
"$LANDGAUGE" run "$work/guide.yaml" -o "$work/guide" --quiet || failed=1
for name in parks register register_sums indicators account conversion conversion_matrix idle watchlist; do
    cmp "$work/out/tables/$name.csv" "$work/guide/tables/$name.csv" || failed=1
done

# Every finding code has its advice in the guide.
for code in $(grep -o '"[EWI]_[A-Z0-9]*"' "$SOURCE_DIR/src/model/findings.c" | tr -d '"'); do
    grep -q "^| \`$code\` |" "$SOURCE_DIR/docs/guide.md" || {
        echo "guide.md: no advice for $code"
        failed=1
    }
done
exit "$failed"
