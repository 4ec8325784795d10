#!/bin/sh
# The report, the QGIS project and the workbook of the made-up park, and of a real one where real
# layers are, as pictures: none is blank, and idle land can be seen.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_LOOK: a folder to keep the pictures in
set -u
program=${LANDGAUGE:?the program under test}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
look=${LANDGAUGE_LOOK:-$work/look}
failed=0

# seen NAME LANGUAGE PROJECT FORMATS: the result, and its pictures
seen() {
    "$program" run "$3" --lang "$2" --formats "geojson,csv,$4" -q -o "$1" >log 2>&1 || {
        echo "FAILED: $1: $(cat log)"
        failed=1
        return
    }
    sh "$SOURCE_DIR/tests/support/screens.sh" "$1" "$look/$1" 3 >log 2>&1
    code=$?
    cat log
    [ $code = 77 ] && exit 77
    [ $code = 0 ] || {
        echo "FAILED: $1: a picture is not what it should be"
        failed=1
    }
}

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
# Printing a workbook of 150 pages takes longest: all of them when somebody looks at them. The English
# project is printed by cli/qgis, too.
more=qgis,report${LANDGAUGE_LOOK:+,xlsx}
seen zh zh project.yaml qgis,report,xlsx
seen en en project.yaml "report${LANDGAUGE_LOOK:+,qgis,xlsx}"

real=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}/data/real
if [ -d "$real" ]; then
    mkdir real && sh "$SOURCE_DIR/tests/support/real_layers.sh" "$real" real || exit 2
    seen binxi2013 zh real/binxi2013.yaml "$more"
else
    echo "left out: no real layers at $real"
fi

# A blank picture is noticed.
if [ $failed = 0 ] && [ -f "$look/zh/qgis-1.png" ]; then
    mkdir blank && /usr/bin/python3 - "$look/zh/qgis-1.png" blank/qgis-1.png <<'PYTHON' || exit 2
import sys

from osgeo import gdal

gdal.UseExceptions()
white = gdal.GetDriverByName("MEM").Create("", 400, 300, 3)
for band in (1, 2, 3):
    white.GetRasterBand(band).Fill(255)
gdal.GetDriverByName("PNG").CreateCopy(sys.argv[2], white)
PYTHON
    PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 \
        /usr/bin/python3 "$SOURCE_DIR/tests/support/screens.py" check zh blank >/dev/null && {
        echo "FAILED: a blank picture is not noticed"
        failed=1
    }
fi
exit $failed
