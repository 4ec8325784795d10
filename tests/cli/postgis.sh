#!/bin/sh
# A result in a PostGIS database: content, replacement, refusal, failures in the middle, and never a
# password. The server is the test's own.
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
cd "$work" || exit 2
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
database=postgres sql "CREATE DATABASE plain"
sql "CREATE EXTENSION postgis"
# One who may create schemas, as a bureau would give it; the table of styles is made by hers.
sql "CREATE ROLE officer LOGIN PASSWORD 'se''cret \\ word'; GRANT CREATE ON DATABASE land TO officer;
     GRANT CREATE ON SCHEMA public TO officer"
place="PG:host=$server dbname=land user=officer password='se\\'cret \\\\ word'"
schema=landgauge_20260630

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" . || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
state() { # all that the database holds; numbers that were drawn and given up do not count
    PGPASSWORD=boss-word pg_dump -h "$server" -U boss land |
        grep -v '^.\(un\)*restrict \|pg_catalog.setval' | sha256sum
}
no_password() { # FILE OR FOLDER...
    grep -lr 'cret' "$@" 2>/dev/null && fail "the password stands in a file"
}

# ---- a database alone, and beside a folder ----
sql "SELECT COUNT(*) FROM pg_namespace WHERE nspname = '$schema'" | grep -qx 0 || fail "too early"
"$program" run project.yaml -o "$place" >out 2>err || fail "a database alone: $? $(cat err)"
grep -qx "database: schema $schema" out || fail "the summary: $(cat out)"
no_password out err
[ "$(find . -mindepth 1 -maxdepth 1 | sort | tr '\n' ' ')" = './data ./err ./initdb ./out ./project.yaml ' ] ||
    fail "a database alone: $(find . -mindepth 1 -maxdepth 1 | tr '\n' ' ')"
"$program" run project.yaml -q --formats geojson,csv -o folder 2>err || fail "a folder alone"
$python "$PYTHONPATH/database.py" "$place" folder $schema || fail "the schema differs"
sql "CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA $schema TO reader"
state >before
"$program" run project.yaml -q -o both --formats geojson,csv --publish "$place" 2>err ||
    fail "both: $? $(cat err)"
$python "$PYTHONPATH/database.py" "$place" both $schema || fail "both: they differ"
$python - "$place" <<'PYTHON' || failed=1
import json
import sys

from osgeo import gdal
from result import *

gdal.UseExceptions()
source = gdal.OpenEx(sys.argv[1], gdal.OF_VECTOR)


def ask(sql):
    answer = source.ExecuteSQL(sql)
    return [tuple(row.GetField(i) for i in range(row.GetFieldCount())) for row in answer]


schema = "landgauge_20260630"
(content,), = ask(f"SELECT content::text FROM {schema}.run")
with open("both/run.json", encoding="utf-8") as file:
    check_true("the log is that of the folder", content.rstrip("\n") == file.read().rstrip("\n"))
check_true("the log names the schema", json.loads(content)["options"]["schema"] == schema)
layers = {name for (name,) in ask(f"SELECT f_table_name FROM geometry_columns WHERE f_table_schema = '{schema}' AND srid = 4490")}
styles = ask(f"SELECT f_table_name FROM public.layer_styles WHERE f_table_schema = '{schema}' AND f_table_catalog = 'land' AND f_geometry_column = 'geom' AND useasdefault AND xml_is_well_formed_document(styleqml::text)")
check_true("one style for each layer", sorted(name for (name,) in styles) == sorted(layers) and len(layers) >= 6)
indexed = {name for (name,) in ask(f"SELECT tablename FROM pg_indexes WHERE schemaname = '{schema}' AND indexdef LIKE '%USING gist%'")}
check_true(f"spatial indexes of {sorted(indexed)}", indexed == layers)
(comments,), = ask(f"SELECT COUNT(*) FROM pg_class c WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r' AND relname NOT IN ('run', 'qgis_projects') AND obj_description(oid) IS NULL")
check("tables without a name", comments, 0)
finish()
PYTHON
no_password err both
sql "SELECT has_schema_privilege('reader', '$schema', 'USAGE')" | grep -qx t ||
    fail "rights on the schema were lost"
"$program" check project.yaml -q -o checked --formats geojson,csv --publish "$place" 2>err ||
    fail "check: $? $(cat err)"
$python "$PYTHONPATH/database.py" "$place" checked landgauge_check_20260630 || fail "check differs"
"$program" run project.yaml -q -o "$place active_schema=by_name" 2>err || fail "a name: $(cat err)"
sed 's/^output:.*/output: {dir: of_file, publish: "PG:service=land schemas=of_file"}/' project.yaml >own.yaml
printf '[land]\nhost=%s\ndbname=land\nuser=officer\npassword=se'"'"'cret \\ word\n' "$server" >service
PGSERVICEFILE=$work/service "$program" run own.yaml -q 2>err || fail "by the project file: $(cat err)"
for name in by_name of_file; do
    sql "SELECT COUNT(*) FROM $name.parks" | grep -qx 3 || fail "$name: not there"
done

# ---- what is refused ----
refused() { # NAME CODE PATTERN ARGUMENTS...
    name=$1
    code=$2
    pattern=$3
    shift 3
    state >before
    before=$(find both -type f -exec sha256sum {} + | sort)
    "$program" run project.yaml -q --formats geojson,csv "$@" >out 2>err
    seen=$?
    [ $seen -eq "$code" ] || fail "$name: $seen instead of $code: $(cat err)"
    [ "$(wc -l <err)" -eq 1 ] || fail "$name: not one line: $(cat err)"
    grep -q "^landgauge: error: .*$pattern" err || fail "$name: $(cat err)"
    no_password out err
    state >after
    cmp -s before after || fail "$name: the database is not as it was"
    [ "$(find both -type f -exec sha256sum {} + | sort)" = "$before" ] ||
        fail "$name: the folder is not as it was"
}
sql "CREATE SCHEMA taken AUTHORIZATION officer; CREATE TABLE taken.parks (a int)"
refused "a schema of others" 73 'schema taken: is not empty and not a result' -o "$place schemas=taken"
refused "public" 73 'schema public: is not empty' -o "$place schemas=public"
sql "CREATE SCHEMA hers"
refused "an empty schema of another" 73 'schema hers: belongs to another user' -o "$place schemas=hers"
refused "a name that is none" 64 'one name of letters' -o "$place schemas='a\"b'"
refused "no list of pairs" 64 'is not PG: and a list' -o "PG:pass word=se'cret"
refused "an open quote" 64 'is not PG: and a list' -o "PG:password='secret"
refused "a name in small letters" 64 'is given as PG:' -o "pg:host=$server password=se'cret"
refused "an address by URI" 64 'is given as PG:' -o "postgresql://officer:se'cret@$server/land"
refused "two databases" 64 'goes to one database' -o "$place" --publish "$place"
refused "a folder to be published to" 64 'to a database' -o both --publish elsewhere
refused "no server" 73 'no connection' -o both --publish "PG:host=$work dbname=land password=secret"
refused "a wrong password" 73 'no connection.*authentication' -o both \
    --publish "PG:host=$server dbname=land user=officer password=secret-no"
refused "no PostGIS" 73 'no PostGIS' -o "PG:host=$server dbname=plain user=boss password=boss-word"
sql "CREATE VIEW public.mine AS SELECT parcel_id FROM $schema.idle"
refused "a view that needs the old result" 73 'depend' -o both --publish "$place"
sql "DROP VIEW public.mine; CREATE VIEW $schema.mine AS SELECT 1 AS one"
refused "a view in the schema" 73 'views or functions' -o both --publish "$place"
sql "DROP VIEW $schema.mine"
sql "REVOKE CREATE ON DATABASE land FROM officer"
refused "no right to make a schema" 73 'permission denied' -o "$place schemas=new_one"
sql "GRANT CREATE ON DATABASE land TO officer"

# ---- failures in the middle ----
# A trap that opens when a table is made or filled: in a rehearsal there is none.
sql "CREATE FUNCTION public.stumble() RETURNS event_trigger LANGUAGE plpgsql AS \$\$
     BEGIN IF EXISTS (SELECT 1 FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '%.holders')
     THEN RAISE EXCEPTION 'stumbled'; END IF; END \$\$;
     CREATE EVENT TRIGGER stumble ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.stumble()"
refused "a table that cannot be made" 74 'stumbled' -o both --publish "$place"
sql "DROP EVENT TRIGGER stumble; DROP FUNCTION public.stumble()"
sql "CREATE FUNCTION public.kill_me() RETURNS event_trigger LANGUAGE plpgsql AS \$\$
     BEGIN IF EXISTS (SELECT 1 FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '%.quality')
     THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; END \$\$;
     CREATE EVENT TRIGGER kill_me ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.kill_me()"
refused "a connection that is cut" 74 "schema $schema: write: " -o both --publish "$place"
sql "DROP EVENT TRIGGER kill_me; DROP FUNCTION public.kill_me()"
sql "CREATE FUNCTION public.late() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN RAISE EXCEPTION 'too late'; END \$\$;
     CREATE CONSTRAINT TRIGGER late AFTER INSERT ON public.layer_styles DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION public.late()"
refused "a commit that is refused" 74 'too late' -o both --publish "$place"
sql "DROP TRIGGER late ON public.layer_styles; DROP FUNCTION public.late()"
sql "ALTER ROLE officer SET statement_timeout = '1ms'"
refused "a time limit" 73 'statement timeout\|no connection' -o both --publish "$place"
sql "ALTER ROLE officer RESET statement_timeout"

# ---- two at once: the schema is held by another ----
PGPASSWORD=boss-word psql -h "$server" -U boss -d land -qAt >held 2>&1 <<SQL &
BEGIN;
SELECT pg_advisory_xact_lock(hashtext('landgauge'), hashtext('$schema'));
SELECT pg_sleep(30);
SQL
held=$!
tries=0
until sql "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'" | grep -qx 1 || [ $tries -gt 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
"$program" run project.yaml -q -o both --formats geojson,csv --publish "$place" 2>err
[ $? -eq 75 ] || fail "two at once: $(cat err)"
grep -q 'another run is writing it' err || fail "two at once: $(cat err)"
sql "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'" >out
wait $held 2>/dev/null

# ---- and after all that it still works ----
"$program" run project.yaml -q -o both --formats geojson,csv --publish "$place" 2>err ||
    fail "in the end: $? $(cat err)"
$python "$PYTHONPATH/database.py" "$place" both $schema || fail "in the end: they differ"

[ "$failed" -eq 0 ] || exit 1
echo "postgis: all as expected"
