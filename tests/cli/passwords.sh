#!/bin/sh
# Layers, tables, constraints and the place of a result are in a database whose password no message,
# no log and no file repeats, however the address is written; what is read again from such a result
# works. The server is the test's own.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
# shellcheck source=/dev/null
. "$PYTHONPATH/postgres.sh"
python=python3
$python -c 'from osgeo import ogr' 2>/dev/null || python=/usr/bin/python3
if ! have_postgres || ! $python -c 'from osgeo import ogr' 2>/dev/null; then
    echo "skipped: needs PostgreSQL with PostGIS, and GDAL for Python"
    exit 77
fi
work=$(mktemp -d) || exit 2
server=
trap 'stop_server; rm -rf "$work"' EXIT
mkdir "$work/said" && cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

start_server || {
    cat "$work/initdb" "$server/log" 2>/dev/null
    exit 1
}
database=postgres sql "CREATE DATABASE land"
# A word that stands nowhere else, and what has to be escaped in one form or the other.
sql "CREATE EXTENSION postgis;
     CREATE ROLE officer LOGIN PASSWORD 'Zq7mark''s @wo\\rd/Zq7mark';
     GRANT CREATE ON DATABASE land TO officer; GRANT CREATE ON SCHEMA public TO officer"
socket=$(printf '%s' "$server" | sed 's|/|%2F|g')
pairs="PG:host=$server dbname=land user=officer password='Zq7mark\\'s @wo\\\\rd/Zq7mark'"
uri="PG:postgresql://officer:Zq7mark%27s%20%40wo%5Crd%2FZq7mark@$socket/land"

"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
$python - "$pairs" <<'PYTHON' || exit 1
import sys

from osgeo import gdal

gdal.UseExceptions()
target = gdal.OpenEx(sys.argv[1], gdal.OF_VECTOR | gdal.OF_UPDATE)
tables = {"parks": "园区边界.shp", "parcels": "宗地.shp", "buildings": "建筑.shp", "redline": "生态保护红线.shp", "supply": "供地.csv", "enterprises": "企业.csv"}
for name, file in tables.items():
    if file == "企业.csv":
        with open("data/" + file, encoding="gbk") as given, open("data/" + file + ".csv", "w", encoding="utf-8") as copy:
            copy.write(given.read())
        file += ".csv"
    source = gdal.OpenEx("data/" + file, gdal.OF_VECTOR)
    gdal.VectorTranslate(target, source, layerName=name, geometryType="PROMOTE_TO_MULTI", layerCreationOptions=["LAUNDER=NO"])
PYTHON

# project FILE ADDRESS: everything but the raster from the database
project() {
    $python - "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" "$1" "$2" <<'PYTHON' || exit 1
import re
import sys

source, target, address = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    text = file.read()
quoted = lambda name: '"' + (address + "@" + name).replace("\\", "\\\\") + '"'
for file, name in {"园区边界.shp": "parks", "宗地.shp": "parcels", "建筑.shp": "buildings", "生态保护红线.shp": "redline", "供地.csv": "supply", "企业.csv": "enterprises"}.items():
    text = text.replace("data/" + file, quoted(name))
text = re.sub(r", encoding: [A-Z0-9-]+", "", text)
with open(target, "w", encoding="utf-8") as file:
    file.write(text)
PYTHON
}
# command NAME CODE ARGUMENTS...: its messages stay in said/
command() {
    name=$1
    code=$2
    shift 2
    "$program" "$@" >"said/$name.out" 2>"said/$name.err"
    seen=$?
    [ "$seen" -eq "$code" ] || fail "$name: $seen instead of $code: $(cat "said/$name.err")"
}
no_password() { # FILE OR FOLDER...: in packed files neither
    find "$@" -type f >files
    $python - <<'PYTHON' || failed=1
import io
import sqlite3
import sys
import zipfile

failed = False


def look(name, data):
    global failed
    for mark in (b"Zq7mark", "Zq7mark".encode("utf-16-le")):
        place = data.find(mark)
        if place >= 0:
            print(f"FAILED: {name} has {data[max(0, place - 60): place + 20]!r}")
            failed = True
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                look(f"{name}/{part}", archive.read(part))
    if name.endswith(".gpkg"):
        source = sqlite3.connect(f"file:{name}?mode=ro", uri=True)
        tables = source.execute("SELECT name FROM sqlite_master WHERE name = 'qgis_projects'").fetchall()
        for (digits,) in source.execute("SELECT content FROM qgis_projects") if tables else ():
            look(name + ", project", bytes.fromhex(digits))


with open("files", encoding="utf-8") as names:
    for path in names.read().split("\n"):
        if path:
            with open(path, "rb") as file:
                look(path, file.read())
sys.exit(failed)
PYTHON
}

# ---- a run from layers in the database into a folder and into it, in both forms; all that reads it ----
formats=geojson,csv,ics,gpkg,qgis,xlsx,report
project pairs.yaml "$pairs"
project uri.yaml "$uri"
command run-pairs 0 run pairs.yaml --formats $formats --log-format json -o pairs \
    --publish "$pairs active_schema=by_pairs"
command run-uri 0 run uri.yaml --lang en --formats $formats -o uri --previous pairs \
    --publish "$uri?active_schema=by_uri"
command run-alone 0 run uri.yaml -o "$uri?active_schema=alone"
command check 0 check pairs.yaml --formats $formats --fix fixed -o checked
command self 0 check --self pairs
command report 0 report pairs -o again --formats $formats
parcel=$($python -c "import result; print(result.table('pairs', 'idle')[0]['parcel_id'])")
command explain 0 explain pairs "$parcel"
command diff 0 diff pairs uri -o differences
command options 0 run --parks "$pairs@parks" --parcels "$uri@parcels" --constraint "红线=$pairs@redline" \
    --as-of 2026-06-30 --formats geojson,csv --mask holder -o options
command inspect 0 inspect "$pairs@parks" "$uri@parcels" "$pairs@redline" --init init.yaml
PGPASSWORD=boss-word pg_dump -h "$server" -U boss land >dump.sql
grep -q "password=\*\*\*" pairs/run.json || fail "run.json does not show the address of pairs"
grep -q "officer:\*\*\*@" uri/run.json || fail "run.json does not show the address by URI"
grep -q "pgpass" init.yaml || fail "the starter file does not say where the password belongs"
for schema in by_pairs by_uri alone; do
    sql "SELECT COUNT(*) FROM $schema.parks" | grep -qx 3 || fail "$schema: not there"
done

# ---- what goes wrong ----
command no-list 66 run pairs.yaml --parcels "PG:host=$server password=some Zq7mark" -o wrong
command open-quote 66 run pairs.yaml --parcels "PG:host=$server password='Zq7mark" -o wrong
command no-uri 66 run pairs.yaml --parcels "PG:postgresql://officer:so@Zq7mark@h/land" -o wrong
command refused 66 run pairs.yaml --parcels "PG:host=$server dbname=land user=officer password=Zq7mark" -o wrong
command no-layer 66 run pairs.yaml --parcels "$pairs@nothing" -o wrong
command raster 66 run pairs.yaml --evidence "$pairs" -o wrong
command a-project 66 run "$pairs" -o wrong
command a-folder 66 explain "$uri" "$parcel"
command no-name 64 run pairs.yaml --constraint "$pairs" -o wrong
command too-many 64 run pairs.yaml "$uri" -o wrong
command cut 64 run pairs.yaml "PG:host=h password=Zq7mark$(printf '%0300d' 7)" -o wrong
command small 64 run pairs.yaml -o "pg:$pairs"
command plain-uri 64 run pairs.yaml -o "${uri#PG:}"
command output 64 run pairs.yaml -o "PG:postgresql://officer:so@Zq7mark@h/land"
printf 'layers:\n  parks: {PG:host=h password=Zq7mark}\n' >key.yaml
command a-key 78 run key.yaml -o wrong
no_password said pairs uri checked fixed again differences options init.yaml dump.sql

[ "$failed" -eq 0 ] || exit 1
echo "passwords: all as expected"
