#!/bin/sh
# Pictures of everything that a result folder shows, to look at: the report (wide, on a phone, its
# printed pages), the layout of the QGIS project for each map theme, the printed workbook.
# usage: sh tests/support/screens.sh RESULT OUT [MOST]    MOST: pictures of each kind, 8 if not told
# What needs a program that is not installed is left out and named; exit 77 when nothing is left.
# Fails when a picture is blank or idle land cannot be seen.
set -u
result=${1:?the result folder}
out=${2:?the folder for the pictures}
support=$(cd "$(dirname "$0")" && pwd) || exit 2
PYTHONPATH=$support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
mkdir -p "$out" || exit 2
home=$(mktemp -d) || exit 2
trap 'rm -rf "$home"' EXIT
chmod 700 "$home"
# The modules of QGIS and GDAL are those of the system's own Python.
python=/usr/bin/python3
pages=${3:-8}
failed=0
made=0

have() {
    command -v "$1" >/dev/null
}

# pictures PDF NAME: its first pages
pictures() {
    if have pdftoppm; then
        pdftoppm -png -r 70 -l "$pages" "$1" "$out/$2" || failed=1
        made=1
    else
        echo "left out: the pages of $1: no pdftoppm (poppler-utils)"
    fi
}

if [ ! -f "$result/report.html" ]; then
    echo "left out: no report.html in $result"
elif $python -c 'import browser, sys; sys.exit(browser.find() is None)'; then
    $python "$support/screens.py" report "$result" "$out" "$pages" || failed=1
    pictures "$out/report.pdf" report-page
    made=1
else
    echo "left out: the report: no Chromium"
fi

if [ ! -f "$result/landgauge.qgz" ]; then
    echo "left out: no landgauge.qgz in $result"
elif $python -c 'import qgis.core' 2>/dev/null; then
    HOME=$home XDG_RUNTIME_DIR=$home QT_QPA_PLATFORM=offscreen \
        $python "$support/screens.py" qgis "$result" "$out" "$pages" 2>"$home/said" || {
        cat "$home/said"
        failed=1
    }
    made=1
else
    echo "left out: the QGIS project: no QGIS for Python (python3-qgis)"
fi

if [ ! -f "$result/landgauge.xlsx" ]; then
    echo "left out: no landgauge.xlsx in $result"
elif have soffice; then
    soffice "-env:UserInstallation=file://$home/office" --headless --convert-to pdf --outdir "$out" \
        "$result/landgauge.xlsx" >"$home/said" 2>&1 || {
        cat "$home/said"
        failed=1
    }
    mv "$out/landgauge.pdf" "$out/workbook.pdf" || failed=1
    pictures "$out/workbook.pdf" workbook
    # A figure that its column has no room for.
    have pdftotext && pdftotext -layout "$out/workbook.pdf" - | grep '###' && failed=1
else
    echo "left out: the workbook: no soffice (libreoffice-calc)"
fi

[ $made = 1 ] || {
    echo "skipped: nothing here to look with"
    exit 77
}
if $python -c 'import numpy; from osgeo import gdal' 2>/dev/null; then
    $python "$support/screens.py" check "$result" "$out" || failed=1
else
    echo "left out: whether a picture is blank: no GDAL and numpy for Python (python3-gdal)"
fi
exit $failed
