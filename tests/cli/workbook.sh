#!/bin/sh
# landgauge.xlsx: every cell is that of its CSV table, in both languages and for a check; texts that
# look like formulas stay texts; the same input gives the same bytes; a spreadsheet program opens it;
# a full disk, a limit to files and a closed folder leave the earlier result as it was.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_OPEN=no: without the spreadsheet program
set -u
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0
skipped=

fail() {
    echo "FAILED: $1"
    failed=1
}

# Debian's own Python has openpyxl; another one may be first in the path.
python=
for candidate in /usr/bin/python3 python3; do
    "$candidate" -c 'import openpyxl' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] || {
    echo "SKIPPED: no openpyxl here to read the workbook with (python3-openpyxl)"
    exit 77
}

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
cp -r "$SOURCE_DIR/samples/region-made-up" region || exit 2
"$BINARY_DIR/samples/landgauge_region_sample" region/data >/dev/null || exit 2

# made RESULT LANGUAGE COMMAND PROJECT [OPTION...]
made() {
    result=$1
    language=$2
    shift 2
    command=$1
    project=$2
    shift 2
    "$program" "$command" "$project" --formats csv,xlsx --lang "$language" -q -o "$result" "$@" \
        2>err || fail "$result: $? $(cat err)"
    [ -s err ] && fail "$result: on stderr: $(cat err)"
    "$python" "$PYTHONPATH/check_workbook.py" "$result" "$language" || fail "$result"
}
made zh zh run project.yaml -j 1
made en en run project.yaml
made whole zh run region/project-2026-06-30.yaml --sensitivity
made checked zh check project.yaml

"$program" run project.yaml --formats csv,xlsx --lang zh -q -j 2 -o again 2>err ||
    fail "again: $? $(cat err)"
cmp zh/landgauge.xlsx again/landgauge.xlsx || fail "other bytes on two threads"

# Texts that a spreadsheet would compute, open or choke on.
python3 - <<'PYTHON' || exit 2
from layers import *

nasty = ["=1+1", "+P2", "-5", "@SUM(A1)", "0012", "http://a.cn/", 'say "yes"', "a\x01b", "_x0041_"]
rows = [(rings, [nasty[i], values[1], nasty[-1 - i], values[3]]) for i, (rings, values) in enumerate(parcel_rows())]
rows.append(([box(EAST + 300, NORTH + 110, 20, 20)], [nasty[8], "A2", nasty[0], ""]))
rows[0][1][3], rows[1][1][3] = "1899-12-31", "1900-03-01"
write_shapefile("nasty", PARCEL_FIELDS, rows)
write_shapefile("parks", PARK_FIELDS, park_rows())
PYTHON
day=--as-of=2026-06-30
nasty() {
    "$program" run --parks parks.shp --parcels nasty.shp "$day" --formats csv,xlsx --lang en -q -o nasty
}
nasty 2>err || fail "nasty texts: $? $(cat err)"
"$python" "$PYTHONPATH/check_workbook.py" nasty en || fail "nasty texts"

# A spreadsheet program reads it, and shows the headline figures.
if [ "${LANDGAUGE_OPEN-}" = no ]; then
    echo "not opened in a spreadsheet program: LANDGAUGE_OPEN=no"
elif command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
    soffice "-env:UserInstallation=file://$work/office" --headless --convert-to pdf \
        --outdir office checked/landgauge.xlsx >out 2>&1 || fail "soffice: $(cat out)"
    pdftotext -layout office/landgauge.pdf seen || fail "no PDF"
    errors=$(grep -c ',error,' checked/tables/quality.csv)
    for words in "数据错误 *$errors *条" '评价时点 *2026-06-30' '数据质量清单' '阅读说明'; do
        grep -q "$words" seen || fail "the PDF does not say $words"
    done
    grep -Eq '#NAME|#REF|Err:[0-9]' seen && fail "a cell is wrong in the PDF"
else
    skipped="$skipped; opening in a spreadsheet program needs soffice and pdftotext"
fi

# Files that cannot be written: one line, the exit code, and the earlier result as it was.
mkdir many
(cd many && python3 -c 'from layers import *; write_many(".", 40)') || exit 2
# broken NAME CODE PATTERN PLACE [COMMAND...]
broken() {
    name=$1
    code=$2
    pattern=$3
    place=$4
    shift 4
    find "$place" -type f -exec sha256sum {} + 2>/dev/null | sort >before
    "$@" "$program" run --parks many/parks.shp --parcels many/parcels.shp "$day" --formats xlsx -q \
        -o "$place/kept" >out 2>err
    got=$?
    [ $got -eq "$code" ] || fail "$name: exit code $got for $code: $(cat err)"
    [ "$(wc -l <err)" -eq 1 ] || fail "$name: $(wc -l <err) lines: $(cat err)"
    grep -q "$pattern" err || fail "$name: $(cat err)"
    find "$place" -type f -exec sha256sum {} + 2>/dev/null | sort >after
    cmp -s before after || fail "$name: the earlier result is not as it was"
    [ "$(ls "$place")" = kept ] || fail "$name: left behind: $(ls -A "$place")"
}
mkdir limited
"$program" run --parks parks.shp --parcels nasty.shp "$day" --formats xlsx -q -o limited/kept ||
    fail "an earlier result"
for blocks in 64 200 400; do
    broken "file size limit of $blocks" 74 'landgauge.xlsx: write:' limited \
        sh -c "ulimit -f $blocks; trap '' XFSZ; exec \"\$@\"" limited
done
# Just below the least limit that will do, the library loses the end of a sheet and does not know.
limited_run() {
    sh -c "ulimit -f $1; trap '' XFSZ; exec \"\$@\"" limited "$program" run \
        --parks many/parks.shp --parcels many/parcels.shp "$day" --formats xlsx -q -o least >out 2>err
}
# It is near the size of the largest sheet before it is packed.
"$program" run --parks many/parks.shp --parcels many/parcels.shp "$day" --formats xlsx -q -o least ||
    fail "many parcels"
near=$(python3 -c 'import zipfile
print(max(part.file_size for part in zipfile.ZipFile("least/landgauge.xlsx").infolist()) // 512)')
# It is packed at the level that we choose, which the library does not offer (src/publish/workbook/packing.c).
python3 - <<'PYTHON' || fail "not packed as quickly as it could be"
import sys
import zipfile
import zlib

book = zipfile.ZipFile("least/landgauge.xlsx")
part = max(book.infolist(), key=lambda part: part.file_size)


def packed(level):
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(packer.compress(book.read(part)) + packer.flush())


# How the text comes in pieces makes no difference to speak of.
sys.exit(not abs(part.compress_size / packed(3) - 1) < 0.01 < packed(3) / packed(6) - 1)
PYTHON
low=$((near - 16))
high=$((near + 16))
limited_run $low && low=400
limited_run $high || high=20000
while [ $((high - low)) -gt 1 ]; do
    middle=$(((low + high) / 2))
    if limited_run $middle; then high=$middle; else low=$middle; fi
done
limited_run $high || fail "a limit of $high blocks: $(cat err)"
python3 - <<'PYTHON' || fail "a sheet is cut at a limit of $high blocks"
import sys
import zipfile

book = zipfile.ZipFile("least/landgauge.xlsx")
sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
sys.exit(book.testzip() is not None or not all(book.read(name).endswith(b"</worksheet>") for name in sheets))
PYTHON
broken "a limit that cuts a sheet" 74 'landgauge.xlsx: write: a sheet is not whole' limited \
    sh -c "ulimit -f $((high - 2)); trap '' XFSZ; exec \"\$@\"" limited

if [ "$(id -u)" -eq 0 ] && mkdir small && mount -t tmpfs -o size=1200k landgauge-test small 2>/dev/null; then
    "$program" run --parks parks.shp --parcels nasty.shp "$day" --formats xlsx -q -o small/kept ||
        fail "an earlier result on a small disk"
    broken "full disk" 74 'landgauge.xlsx: write:' small
    mount -o remount,ro small
    broken "read-only disk" 73 'Read-only file system' small
    umount small
else
    skipped="$skipped; full disk needs root and mount"
fi

[ "$failed" -eq 0 ] || exit 1
echo "workbook: all as expected${skipped}"
[ -z "$skipped" ] || exit 77
