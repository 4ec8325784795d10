#!/bin/sh
# report.html: its figures are those of tables/, nothing from data is markup, it asks for nothing, it
# stays small, and the same input gives the same bytes. With Chromium (else said aloud) it is opened
# wide, narrow and without scripts, and printed.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_LOOK: a folder to keep pictures in;
# LANDGAUGE_OPEN=no: without the browser
set -u
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

# page RESULT MOST_BYTES: every figure, every text, the policy, the links
page() {
    python3 "$PYTHONPATH/check_report.py" "$1" "$2" >"$1.said" 2>&1 || {
        cat "$1.said"
        fail "$1: the page is not what the tables say"
    }
}

# refused RESULT PATTERN REPLACEMENT: a page that is altered like this is found
refused() {
    rm -rf altered && cp -r "$1" altered || exit 2
    sed -E "0,/$2/s//$3/" "$1/report.html" >altered/report.html
    cmp -s "$1/report.html" altered/report.html && fail "nothing to alter by $2"
    python3 "$PYTHONPATH/check_report.py" altered 9000000 >/dev/null 2>&1 && fail "not noticed: $2 is $3"
}

formats="--formats csv,report --quiet"
cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
for language in zh en; do
    # shellcheck disable=SC2086
    "$program" run project.yaml --lang $language $formats -o $language 2>err || fail "$language: $(cat err)"
    page $language 1000000
done
# shellcheck disable=SC2086
"$program" run project.yaml --lang zh -j 1 $formats -o again 2>err || fail "again: $(cat err)"
cmp zh/report.html again/report.html || fail "the same input gives another page"
grep -q '<html lang="en">' en/report.html || fail "no English page"
# Words of the program and of every register are English there; names out of the data stay.
sed 's/ value="[^"]*"//g' en/report.html >shown.html
for words in 工业主导型 发展方向区 省级 永久基本农田 idle_rate built_rate; do
    grep -qE "(>|: | · )$words( =|<)" shown.html && fail "on the English page: $words"
done

# The test can fail: figures, texts, links, policy.
refused zh '<data value="([0-9]+)\.([0-9])' '<data value="\1.9\2'
refused zh '(<data value="[0-9.]+">)[0-9]' '\18'
refused zh '(data-derived="idle_parcels" value=")[0-9]' '\19'
refused zh '<td>虚构' '<td>真实'
refused zh 'href="#park-0"' 'href="https:\/\/example.org\/"'
refused zh '<p class="note">' '<p class="note" style="color:red">'
refused zh '<\/style>' ' <\/style>'

cp -r "$SOURCE_DIR/samples/region-made-up" region && "$BINARY_DIR/samples/landgauge_region_sample" region/data \
    >/dev/null || exit 2
# shellcheck disable=SC2086
"$program" run region/project-2026-06-30.yaml $formats -o parks 2>err || fail "region: $(cat err)"
page parks 2000000

# A field sheet for each suspected parcel, when asked for.
grep -q 'class="field-sheet"' zh/report.html && fail "field sheets that nobody asked for"
for language in zh en; do
    # shellcheck disable=SC2086
    "$program" run project.yaml --lang $language --field-sheets $formats -o sheets.$language 2>err ||
        fail "sheets.$language: $(cat err)"
    page sheets.$language 1500000
    grep -q 'class="field-sheet"' sheets.$language/report.html || fail "no field sheets in $language"
done
refused sheets.zh 'data-sheet-row="[0-9]+"' 'data-sheet-row="9999"'
refused zh 'class="passport"' 'class="passports"'
refused zh '(data-derived="passport.0.idle_parcels" value=")[0-9]' '\19'
# Names that are markup, scripts, ends of blocks, marks that turn the writing, and far too long.
python3 - <<'PYTHON' || exit 2
import math
import os

from layers import square_degrees, write_geojson

names = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style></script><!--", "javascript:alert(1)",
         "a\u2028b\u2029c\u202egnp.exe\u200f\u2066", "&lt;b&gt; &amp; '", "x" * 10000, "\u8d85\u957f" * 2000, "]]>\\u003c",
         "#parcel-0", "{COUNT}{FILE}"]


def polygon(lon, lat, side):
    return {"type": "Polygon", "coordinates": [square_degrees(lon, lat, side)]}


def fringed(lon, lat, side):
    """A lot whose edge has hundreds of teeth."""
    turns = [(2 * math.pi * i / 400, side * (0.44 + 0.05 * (i * 7 % 5 - 2) / 2)) for i in range(400)]
    ring = [[lon + side / 2 + r * math.cos(a), lat + side / 2 + r * math.sin(a)] for a, r in turns]
    return {"type": "Polygon", "coordinates": [ring + ring[:1]]}


def land(folder, parks, side, named, lot_shape=polygon):
    """Parks of side x side lots, all of them idle for years."""
    os.makedirs(folder)
    outlines, lots = [], []
    for park in range(parks):
        lon, lat, step = 91.0 + park % 40 * 0.02, 29.6 + park // 40 * 0.02, 0.01 / side
        code = f"S{549000 + park}"
        outlines.append((polygon(lon, lat, 0.01), {"KFQDM": code, "KFQMC": names[park % len(names)] if named else code,
                                                   "KFQPJFW": "主区"}))
        for lot in range(side * side):
            lots.append((lot_shape(lon + lot % side * step, lat + lot // side * step, step * 0.9),
                         {"ZDDM": f"{names[lot % len(names)][:40]}{park}-{lot}" if named else f"P{park}-{lot}",
                          "TDSYZ": names[lot % len(names)], "DLDM": "B21", "GYDM": "D21", "ZL": names[-1 - lot % 9],
                          "HTQDRQ": "2018-01-01", "YDDGSJ": f"20{18 + lot % 8}-05-01"}))
    write_geojson(f"{folder}/parks.geojson", outlines)
    write_geojson(f"{folder}/parcels.geojson", lots)


land("nasty", len(names), 4, True)
land("some", 1, 40, False)
land("fringed", 1, 32, False, fringed)
# The sanitizers meet the same code in the smaller park.
if os.environ.get("LANDGAUGE_OPEN") != "no":
    land("many", 1, 142, False)
PYTHON
# The maps of a small park point at each lot: their hints are short, too.
for data in nasty some fringed many; do
    [ -d $data ] || continue
    # shellcheck disable=SC2086
    "$program" run --parks $data/parks.geojson --parcels $data/parcels.geojson --as-of 2026-06-30 $formats \
        -o $data.out 2>err || fail "$data: $(cat err)"
done
page nasty.out 3000000
page some.out 800000
# A printer would have a picture for each.
[ "$(grep -c 'fill="url(#map' some.out/report.html)" -lt 100 ] || fail "hundreds of hatched shapes"
# With so many vertices maps become coarser, not larger.
page fringed.out 3000000
[ ! -d many ] || page many.out 3000000
tail -n 1 ./*.out.said
[ "$(grep -c '<script>' nasty.out/report.html)" = "$(grep -c '<script>' zh/report.html)" ] ||
    fail "a name became a script"

[ "${LANDGAUGE_OPEN-}" = no ] && exit $failed
python3 -c 'import browser, sys; sys.exit(browser.find() is None)' || {
    [ $failed -eq 0 ] && echo "skipped: no Chromium, the page was not opened" && exit 77
    exit 1
}
# What asks for something, or says something, is noticed. A page with field sheets is the page without
# them and more: on paper the longer one is looked at.
pictures=${LANDGAUGE_LOOK:-$work/look}
mkdir -p asks says "$pictures"
sed 's/<main/<p><img src="http:\/\/127.0.0.1:9\/x.png"><\/p><main/' zh/report.html >asks/report.html
sed 's/<main/<script>console.error(1)<\/script><main/' zh/report.html >says/report.html
timeout 300 python3 "$PYTHONPATH/browser.py" "$pictures" en:screen=en/report.html parks:fits=parks/report.html \
    many:screen=many.out/report.html zh:fits=zh/report.html nasty=nasty.out/report.html \
    sheets.zh=sheets.zh/report.html sheets.en=sheets.en/report.html asks:heard=asks/report.html \
    says:heard=says/report.html || fail "in a browser"
if ! command -v pdfinfo >/dev/null || ! command -v pdftotext >/dev/null; then
    [ $failed -eq 0 ] || exit 1
    echo "skipped: no pdfinfo and pdftotext (poppler-utils), the paper was not looked at"
    exit 77
fi
for result in nasty.out sheets.zh sheets.en; do
    pdf=$pictures/${result%.out}/report.pdf
    pdfinfo "$pdf" | grep -q '^Page size:.*A4' || fail "$result does not print on A4"
    pdftotext "$pdf" text || fail "$result: no text in the PDF"
    python3 "$PYTHONPATH/check_pages.py" $result/report.html text ||
        fail "$result: not one printed page for each sheet to carry"
    grep -qx suspect text && fail "$result: a word is broken on paper"
done
# Only a ledger with parcels in it is on a sheet turned round.
turned=$(pdfinfo -l 999 "$pictures/parks/report.pdf" | grep -cE '^Page +[0-9]+ size: +841')
ledgers=$(grep -c '<table data-table="idle"' parks/report.html)
[ "$turned" -eq "$ledgers" ] || fail "$turned pages are turned round for $ledgers ledgers"
exit $failed
