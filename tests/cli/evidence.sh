#!/bin/sh
# What stands on a parcel: shares of a raster in another CRS, turned, in blocks and with holes,
# against an overlay of each cell by OGR; and rasters that cannot be used.
# environment: LANDGAUGE, SOURCE_DIR
set -u
python3 -c 'from osgeo import gdal, ogr, osr; import numpy' 2>/dev/null || { echo "no GDAL for python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
python3 "$PYTHONPATH/evidence.py"
