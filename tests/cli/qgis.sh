#!/bin/sh
# landgauge.qgz as QGIS reads it: every layer valid, styled and named in the language, the first view
# over the parks, the folder moved and read by others, the layout printed. Asks the QGIS that is
# installed, without a window.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
program=${LANDGAUGE:?the program under test}
python=/usr/bin/python3
QT_QPA_PLATFORM=offscreen
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export QT_QPA_PLATFORM PYTHONPATH PYTHONDONTWRITEBYTECODE=1
$python -c 'import qgis.core' 2>/dev/null || {
    echo "skipped: no QGIS for Python here (python3-qgis)"
    exit 77
}
command -v unzip >/dev/null || { echo "skipped: no unzip here"; exit 77; }
work=$(mktemp -d) || exit 2
server=
# shellcheck source=/dev/null
. "$PYTHONPATH/postgres.sh"
trap 'stop_server; chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
mkdir home
HOME=$work/home
XDG_RUNTIME_DIR=$work/home
export HOME XDG_RUNTIME_DIR
chmod 700 home
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

# run NAME LANGUAGE FORMATS ARGUMENT...: a result
run() {
    name=$1
    language=$2
    formats=$3
    shift 3
    "$program" "$@" --lang "$language" --formats "$formats" -q -o "$name" >log 2>&1 ||
        fail "$name: exit code $? $(cat log)"
}

# look FOLDER LANGUAGE COLOUR...: what QGIS makes of it
look() {
    folder=$1
    language=$2
    shift 2
    $python "$PYTHONPATH/check_qgis.py" "$folder" "$language" "$SOURCE_DIR" \
        "$work/home/picture.png" "$@" >log 2>&1 || {
        cat log
        fail "$folder"
    }
}

mkdir lhasa region
cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" lhasa/ || exit 2
cp "$SOURCE_DIR"/samples/region-made-up/*.yaml region/ || exit 2
"$BINARY_DIR/samples/landgauge_sample" lhasa/data >/dev/null || exit 2
"$BINARY_DIR/samples/landgauge_region_sample" region/data >/dev/null || exit 2

# Orange and vermilion: land that is idle for one year and for two.
run zh zh geojson,csv,qgis run lhasa/project.yaml
look zh zh "#d55e00" "#e69f00"
run en en geojson,csv,qgis run lhasa/project.yaml
look en en "#d55e00" "#e69f00"
# A region is seen from so far that the idle land of a park is a spot.
run region-out zh geojson,csv,qgis run region/project-2026-06-30.yaml
look region-out zh "#d55e00"
run checked zh geojson,csv,qgis check lhasa/project.yaml
look checked zh

# In one GeoPackage, where this version writes them.
run gpkg zh gpkg,csv,qgis run lhasa/project.yaml
if [ -f gpkg/landgauge.gpkg ]; then
    look gpkg zh "#d55e00" "#e69f00"
    [ -f gpkg/idle.qml ] && fail "a style beside no layer"
fi

# In a schema of a database; who opens it says who he is, and where the socket is.
look_at_schema() { # FOLDER SCHEMA LANGUAGE
    PGHOST=$server PGUSER=officer PGPASSWORD=Zq7mark \
        QGIS_PROJECT="postgresql://?dbname=land&schema=$2&project=landgauge" \
        look "$1" "$3" "#d55e00" "#e69f00"
}
if have_postgres; then
    start_server || fail "no server: $(cat initdb)"
    database=postgres sql "CREATE DATABASE land"
    sql "CREATE EXTENSION postgis; CREATE ROLE officer LOGIN PASSWORD 'Zq7mark';
         GRANT CREATE ON DATABASE land TO officer; GRANT CREATE ON SCHEMA public TO officer"
    run base-en en csv run lhasa/project.yaml \
        --publish "PG:host=$server dbname=land user=officer password=Zq7mark sslmode=prefer schemas=one"
    look_at_schema base-en one en
    # The project of before is replaced, in the other language and by an address of the other form.
    socket=$(printf '%s' "$server" | sed 's|/|%2F|g')
    run base-zh zh csv run lhasa/project.yaml \
        --publish "PG:postgresql://officer:Zq7mark@$socket/land?schemas=one"
    look_at_schema base-zh one zh
fi

# The same bytes again, on one thread.
run again zh geojson,csv,qgis run lhasa/project.yaml -j 1
for file in landgauge.qgz idle.qml register.qml parks.qml quality.qml; do
    cmp "zh/$file" "again/$file" || fail "$file: other bytes"
done

# Moved to a folder with a blank and Chinese in its name, read only, looked at by somebody else.
mkdir "中文 目录"
mv again "中文 目录/成果"
chmod -R a+rX,a-w "中文 目录/成果"
look "中文 目录/成果" zh "#d55e00"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    chmod 755 "$work"
    cp "$PYTHONPATH/check_qgis.py" "$PYTHONPATH/result.py" .
    mkdir -m 777 nobody labels
    mkdir -p labels/src/data
    cp -r "$SOURCE_DIR/src/data/labels" labels/src/data/
    HOME=$work/nobody XDG_RUNTIME_DIR=$work/nobody PYTHONPATH=$work setpriv --reuid=nobody \
        --clear-groups $python check_qgis.py "中文 目录/成果" zh labels nobody/picture.png >log 2>&1 || {
        cat log
        fail "as somebody else"
    }
fi
(cd "中文 目录/成果" && cmp landgauge.qgz "$work/zh/landgauge.qgz") || fail "QGIS changed the project"

# Names that are markup, expressions or no UTF-8; nothing idle, no use known, a parcel without shape.
$python - <<'PYTHON' || exit 2
from layers import *

nasty = ["<A&B\">", "[% 1+1 %]", "'x' || \"y\"", "]]></x>", "a\tb", "{ha}", "%s%n", "--", "\x01\x02"]
parks = [(rings, [nasty[1], nasty[0] + "\r\n" + nasty[1], *values[2:]]) for rings, values in park_rows()]
parks += [(rings, [values[0], parks[0][1][1], *values[2:]]) for rings, values in park_rows(dx=1000)]
write_shapefile("parks", PARK_FIELDS, parks)
rows = [(rings, [f"{nasty[i % len(nasty)]}{i}", *values[1:]]) for i, (rings, values) in enumerate(parcel_rows())]
rows.append((None, ["no shape", *rows[0][1][1:]]))
write_shapefile("parcels", PARCEL_FIELDS, rows)
with open("nasty.yaml", "w", encoding="utf-8") as file:
    file.write("title: '<b>&amp; [% 6 * 7 %] \"园区\"'\nas_of: 2026-06-30\nlayers:\n"
               "  parks: {path: parks.shp}\n  parcels: {path: parcels.shp}\n")
PYTHON
run nasty zh geojson,csv,qgis run nasty.yaml
look nasty zh
# Without parks the first view is of points and areas, the last reaching farther.
run findings zh geojson,csv,qgis check nasty.yaml
look findings zh

# Titles that would not fit on the page.
title=示例开发区土地集约利用评价与闲置土地处置成果图集第一册
sed -e "s|^title: .*|title: \"$title，$title\\n$title\"|" -e 's|^    path: data/园区边界.shp|&\n    values: {name: {示例开发区（虚构）: "The development zone of the made-up sample, with its areas to the north, the east and the south of the river"}}|' \
    lhasa/project.yaml >lhasa/long.yaml
run long en geojson,csv,qgis run lhasa/long.yaml
look long en "#d55e00"
unzip -p nasty/landgauge.qgz landgauge.qgs >nasty.xml || fail "nasty.xml"
grep -q '<title>&lt;b&gt;&amp;amp; \[% 6 \* 7 %\] &quot;园区&quot;</title>' nasty.xml ||
    fail "the title: $(grep '<title>' nasty.xml)"
$python -c 'import sys, xml.dom.minidom as dom; [dom.parse(name) for name in sys.argv[1:]]' \
    nasty.xml nasty/*.qml || fail "XML that is none"

exit $failed
