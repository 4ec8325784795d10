#!/bin/sh
# check --self: results as they are agree with themselves; of results in which one thing was changed,
# that thing is named; what is no result is refused. Nothing is written.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR; LANDGAUGE_SELF_TOGETHER (1): so many
# changes in one copy, of which those that are not named are tried alone
set -u
# Layers and tables: no document is looked at here.
formats=--formats=geojson,csv,ics
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
program=${LANDGAUGE:?the program under test}
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
work=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}

# sample NAME OPTION...: a run over the made-up park
sample() {
    name=$1
    shift
    "$program" run "$formats" "$name.yaml" --quiet -o "$name" "$@" 2>err || fail "$name: $? $(cat err)"
}

# checked CODE NAME DIR [PATTERN]: exit code, and a line that must be among the output
checked() {
    "$program" check --self "$3" >seen 2>err
    code=$?
    [ "$code" -eq "$1" ] || { fail "$2: exit code $code, not $1"; grep '^differs' seen; cat err; }
    [ $# -lt 4 ] || grep -Eq -- "$4" seen err || { fail "$2: no line like $4"; cat err; }
}

cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" once.yaml || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
{ cat once.yaml && echo "overlaps: keep"; } >keep.yaml
cp once.yaml recorded.yaml
cp once.yaml tables.yaml
cp once.yaml layers.yaml
sample once
sample keep
sample recorded --area recorded
sample tables --formats csv
sample layers --formats geojson
"$program" check once.yaml --quiet -o only_check 2>err || fail "check: $? $(cat err)"

# What the project file sets stands in run.json, where this check reads it; the rest stays.
{ cat once.yaml && echo "tolerances: {sliver_m2: 0.5, closure: 0.0025}"; } >tolerant.yaml
sample tolerant
checked 0 "own tolerances" tolerant
python3 - once tolerant <<'PYTHON' || fail "own tolerances: another run.json"
import sys
from result import *

before, after = ({p["key"]: (p["value"], p["set"]) for p in run_log(folder)["parameters"]} for folder in sys.argv[1:])
changed = {key: after[key] for key in after if after[key] != before.get(key)}
check_true(f"changed: {changed}", changed == {"tolerances.sliver_m2": ("0.5", "project file"), "tolerances.closure_ratio": ("0.0025", "project file")})
check_true("no parameter is lost", list(before) == list(after))
finish()
PYTHON

# A bureau's own words of a scope count as the scope that they name; the end of a line in a name is
# one to whatever reads CSV.
sed -e 's|^    path: data/园区边界.shp|&\n    values: {scope: {主区: 国家级主区, 发展方向区: 发展方向区（北）}}|' \
    -e 's|^    path: data/宗地.shp|&\n    values: {holder: {虚构晨光建材有限公司: "虚构晨光\\r\\n建材"}}|' \
    once.yaml >words.yaml
sample words
grep -q '^S549901,.*,发展方向区（北）,' words/tables/parks.csv || fail "own words: the scope is another"
grep -q '虚构晨光\\r\\n建材' words/register.geojson || fail "own words: no end of a line"
checked 0 "own words" words
"$program" report words --mask holder --quiet -o words_masked 2>err || fail "own words, masked: $? $(cat err)"
checked 0 "own words, masked" words_masked

before=$(find once -type f -exec sha256sum {} + | sort)
chmod -R a-w once
checked 0 "the sample" once '^self-check: [0-9]{4,} figures, 0 differ, 8 not checked$'
chmod -R u+w once
[ "$before" = "$(find once -type f -exec sha256sum {} + | sort)" ] || fail "the folder was changed"
checked 0 "kept overlaps" keep '^agrees: shapes: union of the rows of a park against their sum less the overlaps: 3 figures$'
checked 0 "recorded areas" recorded '^not checked: shapes: union .* \(the account of recorded areas has no overlaps\)$'
checked 0 "tables alone" tables '^not checked: shapes: valid \(register.geojson is missing\)$'
checked 0 "layers alone" layers '^not checked: account: share_pct \(tables/account.csv is missing\)$'
grep -q '^agrees: parks: land states against the register: 27 figures$' seen ||
    fail "layers alone: the register of the layer was not used"
checked 0 "a result of check" only_check '^note: this is a result of check'
grep -q '^agrees: run.json: findings against quality: ' seen || fail "a result of check: findings"
"$program" check --self once --quiet >seen 2>err || fail "quiet: $?"
[ -s seen ] && fail "quiet: something on stdout"

mkdir empty other broken
echo '{"program": "another"}' >other/run.json
echo '{"program": ' >broken/run.json
cp -r once cut
head -c 3000 once/register.geojson >cut/register.geojson
cp -r once letters
sed -i '2s/,[0-9]*\.[0-9]*,/,x,/' letters/tables/land_state.csv
cp -r once column
sed -i '1s/area_ha/area/' column/tables/account.csv
checked 66 "no folder" nowhere '^landgauge: error: nowhere: no such folder; give the folder that was the -o of a run$'
checked 65 "a file" once.yaml 'once.yaml: no folder'
checked 65 "an empty folder" empty 'empty: no result of landgauge \(run.json is missing\)'
checked 65 "another program's" other 'other: no result of landgauge \(run.json is of another program\)'
checked 65 "no JSON" broken 'broken: no result of landgauge \(run.json is no JSON'
checked 65 "a layer cut short" cut '^landgauge: error: register.geojson: '
checked 65 "a word for a number" letters "tables/land_state.csv: row 1: area_ha 'x' is no number"
checked 0 "a column is missing" column '^not checked: account: share_pct \(tables/account.csv has no column area_ha\)$'
for words in "run --self once" "check once.yaml --self once" "check --self once -o out" \
    "check --self once --parcels p.shp" "check --self once --as-of 2026-06-30" \
    "check --self once --fail-on error" "check --self once -j 2" "check --self once --area measured"; do
    # shellcheck disable=SC2086 # words are options
    "$program" $words >seen 2>err
    code=$?
    [ "$code" -eq 64 ] || fail "$words: exit code $code, not 64"
done

# Each list that is not there is said to be missing, and nothing is said to differ.
for table in register_sums conversion_matrix idle_status idle_summary waterfall holders clocks plan_shares requests idle_notice watchlist sites; do
    cp -r once lacking && rm "lacking/tables/$table.csv" || exit 2
    checked 0 "without $table" lacking "^not checked: .* \(tables/$table.csv is missing\)\$"
    rm -rf lacking
done

cat >tamper_once.py <<'PYTHON'
from tamper import *

PARK, NORTH, BONDED = "S549901 主区", "S549901 发展方向区", "S549902 主区"
LOT = "540199001001GB00010"  # IDLE1, FEE
DONE, FOUND, ASKED = "540199001001GB00001", "540199001001GB00238", "540199001002GB00199"
HANDED, STOPPED, NEXT = "540199001001GB00062", "540199001002GB00076", "540199001001GB00006"
HOLDER = "虚构晨光建材有限公司"
LEAP = {"start_due": "2016-02-29", "agreed_start": "2016-02-29", "end1": "2017-02-28", "end2": "2018-02-28"}
SPLIT, OVERLAPPED = "540199001001GB00213", "540199001001GB00147"
# name, change, what the line must say of it; None: nothing may differ
cases = [
    ("a register area", cell("register", "area_ha", plus(0.01), parcel_id=LOT), f"{LOT} area_ha: "),
    ("a register area, seen in the sums", cell("register", "area_ha", plus(0.01), parcel_id=LOT), f"{PARK}, b_ha: "),
    ("an area inside", cell("register", "inside_m2", plus(1, 4), parcel_id=LOT), f"{LOT} inside_m2: "),
    ("an area in mu", cell("register", "area_mu", plus(0.01, 6), parcel_id=LOT), f"{LOT} area_mu: "),
    ("a land state of the register", cell("register", "land_state", "B22", parcel_id=LOT), f"{PARK}, B21 area_ha: "),
    ("a floor area", cell("register", "floor_area_m2", plus(10, 4), seq="1"), f"{PARK}, A31 numerator: "),
    ("a row of the register", without("register", parcel_id=LOT), f"{PARK}, B21 parcels: "),
    ("a land state", cell("land_state", "area_ha", plus(0.001), park=PARK, code="A2"), f"{PARK}, A2 area_ha: "),
    ("a count of parcels", cell("land_state", "parcels", lambda n: str(int(n) + 1), park=PARK, code="A51"), f"{PARK}, A51 parcels: "),
    ("a share", cell("land_state", "share_pct", plus(0.001, 4), park=BONDED, code="D"), f"{BONDED}, D share_pct: "),
    ("nought for nothing", cell("land_state", "area_ha", "", park=BONDED, code="C1"), f"{BONDED}, C1 area_ha: nothing in the result, 0 recomputed"),
    ("a value of an indicator", cell("indicators", "value", plus(0.01, 6), park=PARK, code="A12"), f"{PARK}, A12 value: "),
    ("a numerator", cell("indicators", "numerator", plus(0.1), park=PARK, code="A34"), f"{PARK}, A34 numerator: "),
    ("a denominator", cell("indicators", "denominator", plus(0.1), park=NORTH, code="B22"), f"{NORTH}, B22 denominator: "),
    ("0 where the idle rate is open", cell("indicators", "value", "0.000000", park=NORTH, code="C11"), f"{NORTH}, C11 value: 0 in the result, nothing recomputed"),
    ("an indicator left out", without("indicators", park=NORTH, code="A10"), f"{NORTH}, A10: 0 in the result, 1 recomputed"),
    ("a line of the account", cell("account", "area_ha", plus(0.001), park=PARK, line="surveyed", code="A4"), f"{PARK}, A4: "),
    ("a line of the account, seen in the sum", cell("account", "area_ha", plus(0.001), park=PARK, line="surveyed", code="A4"), f"{PARK}, sum of lines but boundary_difference: "),
    ("an account line left out", without("account", park=PARK, line="unsurveyed"), f"{PARK}, unsurveyed: nothing in the result, "),
    ("land outside", cell("account", "area_ha", plus(0.01), park_code="", line="outside", code="A2"), "outside every park, A2: "),
    ("an idle row left out", without("idle", parcel_id=LOT), "S549901, rows of idle land: "),
    ("an idle area", cell("idle", "idle_ha", plus(0.1), parcel_id=LOT), f"S549901, {LOT} idle_ha: "),
    ("an idle fee", cell("idle", "fee_wan", plus(1, 6), parcel_id=LOT), f"S549901, {LOT} fee_wan: "),
    ("days of idleness", cell("idle", "idle_days", "400", parcel_id=LOT), f"S549901, {LOT} idle_days: 400 in the result, 1 recomputed"),
    ("a part of a split parcel", cell("overlay", "outside_m2", plus(5, 4), parcel_id=SPLIT), f"{SPLIT}, inside \\+ overlap \\+ outside: "),
    ("an overlap", cell("overlay", "overlap_m2", plus(5, 4), parcel_id=OVERLAPPED), f"{OVERLAPPED}, inside \\+ overlap \\+ outside: "),
    ("a clock of the watchlist", lambda: edit_table("watchlist", lambda rows: [{**rows[0], "days_left": "177"}] + rows[1:]), "days_left: 177 in the result"),
    ("a finding left out", drop_last("quality"), "run.json, summary.notices: "),
    ("the count of errors", value_at(["summary", "errors"], lambda n: n - 1), "run.json, summary.errors: 4 in the result, 5 recomputed"),
    ("the count of a code", value_at(["findings", 0, "count"], lambda n: n + 2), "run.json, findings E_GEOM error: 3 in the result, 1 recomputed"),
    ("the count of idle rows", value_at(["counts", "idle_ledger_rows"], lambda n: n + 1), "run.json, counts.idle_ledger_rows: [0-9]+ in the result, [0-9]+ recomputed"),
    ("the idle area", value_at(["summary", "idle_m2"], lambda m2: m2 + 1), "run.json, summary.idle_m2: "),
    ("a status count", value_at(["counts", "parcels_by_idle_status", "WAIT"], lambda n: n - 1), "run.json, counts.parcels_by_idle_status.WAIT: 2 in the result, 3 recomputed"),
    ("the area of all parcels", value_at(["areas_m2", "parcels"], lambda m2: m2 + 1), "run.json, areas_m2.parcels: "),
    ("unsurveyed land", cell("parks", "unsurveyed_ha", plus(0.01), park=PARK), f"{PARK}, unsurveyed_ha: "),
    ("a park's idle land", cell("parks", "idle_ha", plus(0.01), park=BONDED), f"{BONDED}, idle_ha: "),
    ("a rate of a park", cell("parks", "built_rate", plus(0.01, 4), park=PARK), f"{PARK}, built_rate: "),
    ("a park's area", cell("parks", "area_ha", plus(0.01), park=PARK), f"{PARK}, area_ha: |{PARK}, unsurveyed_ha: "),
    ("a shape moved by 100 m", feature("register", moved(0.001, 0), parcel_id=LOT), f"{PARK}, sum of inside_m2: "),
    ("a shape moved out of the park", feature("register", moved(0.1, 0), parcel_id=LOT), f"{PARK}, m2 beyond the boundary: "),
    ("a shape drawn twice", feature("register", shape_of("540199001001GB00014"), parcel_id=LOT), f"{PARK}, sum of inside_m2: "),
    ("a shape grown by 2 m", feature("register", vertex_moved(2e-5), parcel_id="540199001001GB00001"), "540199001001GB00001 inside_m2: "),
    ("a shape lost", feature("register", shape_lost, parcel_id=LOT), f"{LOT} inside_m2: .* in the result, nothing recomputed"),
    ("a shape that crosses itself", feature("register", bow_tie, parcel_id=LOT), f"{LOT}: not valid in the result, valid recomputed"),
    ("a boundary", feature("parks", vertex_moved(1e-4), park_code="S549902"), f"{BONDED}, area_ha: "),
    ("an area of the layer", feature("register", property_set("area_ha", 0.4), parcel_id=LOT), f", {LOT}, area_ha: 0.4 in the result, 0.37"),
    ("a status of the layer", feature("idle", property_set("status", "IDLE2"), parcel_id=LOT), f", {LOT}, status: IDLE2 in the result, IDLE1 recomputed"),
    # the lists of a park
    ("a sum of the register", cell("register_sums", "area_ha", plus(0.001), park=PARK, by="use_class", code="06"), f"{PARK}, use_class 06 area_ha: "),
    ("a sum of the register, seen in its list", cell("register_sums", "area_ha", plus(0.001), park=PARK, by="use_class", code="06"), f"{PARK}, use_class adds up: "),
    ("a count of the register", cell("register_sums", "parcels", "1", park=PARK, by="stock_class", code=""), f"{PARK}, stock_class not known parcels: 1 in"),
    ("a row of the sums left out", without("register_sums", park=PARK, by="land_state", code="A1"), f"{PARK}, land_state A1 area_ha: 0 in the result"),
    ("a sum in mu", cell("register_sums", "area_mu", plus(0.01, 6), park=PARK, by="park"), f"{PARK}, park S549901 area_mu: "),
    ("a share of the sums", cell("register_sums", "share_pct", plus(0.001, 4), park=PARK, by="supply_state", code="D21"), f"{PARK}, supply_state D21 share_pct: "),
    ("a total of a matrix", cell("conversion_matrix", "area_ha", plus(0.001), park=PARK, kind="current", approved_group="TOTAL", other_group="TOTAL"), f"{PARK}, current TOTAL area_ha: "),
    ("a cell of a matrix", cell("conversion_matrix", "area_ha", plus(0.001), park=PARK, kind="planned", approved_group="RES", other_group="GRN"), f"{PARK}, planned to GRN area_ha: "),
    ("a count of a matrix", cell("conversion_matrix", "parcels", "25", park=PARK, kind="planned", approved_group="RES", other_group="RES"), f"{PARK}, planned from RES parcels: "),
    ("land of a status", cell("idle_status", "area_ha", plus(0.001), park=PARK, status="IDLE1"), f"{PARK}, IDLE1 area_ha: "),
    ("parcels of a status", cell("idle_status", "parcels", "15", park=PARK, status="IDLE1"), f"{PARK}, IDLE1 parcels: 15 in the result, 14 recomputed"),
    ("a share of a status", cell("idle_status", "share_pct", plus(0.001, 4), park=PARK, status="IDLE1"), f"{PARK}, IDLE1 share_pct: "),
    ("idle land of the summary", cell("idle_summary", "idle_ha", plus(0.0001), park=PARK), f"{PARK}, idle_ha: "),
    ("the fees of the summary", cell("idle_summary", "fee_total_wan", plus(0.01, 6), park=PARK), f"{PARK}, fee_total_wan: "),
    ("fees that are not known", cell("idle_summary", "fee_unknown_parcels", "1", park=PARK), f"{PARK}, fee_unknown_parcels: 1 in the result, 0 recomputed"),
    ("land of government causes", cell("idle_summary", "government_ha", plus(0.001), park=PARK), f"{PARK}, government_ha: "),
    ("parcels of government causes", cell("idle_summary", "government_parcels", "12", park=PARK), f"{PARK}, government_parcels: 12 in the result, 13 recomputed"),
    ("what taxes would be", cell("idle_summary", "what_if_tax_wan", plus(1, 6), park=PARK), f"{PARK}, what_if_tax_wan: "),
    ("what investment would be", cell("idle_summary", "what_if_investment_wan", plus(1, 6), park=NORTH), f"{NORTH}, what_if_investment_wan: "),
    ("usable land", cell("idle_summary", "usable_ha", plus(0.001), park=PARK), f"{PARK}, usable_ha: "),
    ("the head of the waterfall", cell("waterfall", "left_ha", plus(0.001), park=PARK, step="gross"), f"{PARK}, gross left_ha: "),
    ("what a seizure takes", cell("waterfall", "taken_ha", plus(0.001), park=PARK, step="seized"), f"{PARK}, row 12 seized left_ha: "),
    ("a step left out", without("waterfall", park=PARK, step="seized"), f"{PARK}, row 13 usable left_ha: .* nothing recomputed"),
    ("what a flag lies on", cell("waterfall", "taken_ha", plus(0.001), park=PARK, seq="4"), None),
    ("land of a holder", cell("holders", "area_ha", plus(0.001), holder=HOLDER), f"{HOLDER}, area_ha: "),
    ("idle land of a holder", cell("holders", "idle_ha", plus(0.001), holder=HOLDER), f"{HOLDER}, idle_ha: "),
    ("parcels of a holder", cell("holders", "parcels", "4", holder=HOLDER), f"{HOLDER}, parcels: 4 in the result, 3 recomputed"),
    ("parks of a holder", cell("holders", "parks", "1", holder=HOLDER), f"{HOLDER}, parks: 1 in the result, 2 recomputed"),
    ("a holder left out", without("holders", holder=HOLDER), "all holders, area_ha: "),
    ("a holder of the register", cell("register", "holder", "虚构", parcel_id=LOT), "all holders, rows: 100 in the result, 101 recomputed"),
    ("a holder written otherwise", cell("holders", "holder", "虚构晨光建材厂", holder=HOLDER), "虚构晨光建材厂, area_ha: .* nothing recomputed"),
    ("a share of the plan", cell("plan_shares", "share_pct", "101.0000", parcel_id=DONE), f"{DONE}, planned uses together: 101 in the result, 100 recomputed"),
    ("land of the plan", cell("plan_shares", "area_ha", plus(0.001), parcel_id=DONE), f"{DONE}, 100101 share_pct: "),
    ("land that waits for an answer", cell("requests", "blocks_ha", plus(0.001), parcel_id=ASKED), f"{ASKED}, blocks_ha: "),
    ("a rank of the requests", cell("requests", "rank", "3", parcel_id=ASKED), f"{ASKED}, rank: 3 in the result, 1 recomputed"),
    ("idle land of a site", cell("sites", "idle_ha", plus(0.001), site_id="S549901-S1"), "S549901, idle_ha of its sites: "),
    ("suppliable land of a site", cell("sites", "suppliable_ha", plus(0.001), site_id="S549901-S11"), f"{PARK}, suppliable_ha of its sites: "),
    ("land of a site", cell("sites", "area_ha", plus(0.001), site_id="S549901-S1"), f"{NORTH}, area_ha of its sites: "),
    ("a site left out", without("sites", site_id="S549901-S11"), f"{PARK}, area_ha of its sites: "),
    ("a rank of a site", cell("sites", "rank", "2", site_id="S549901-S1"), "S549901-S1, rank: 2 in the result, 1 recomputed"),
    ("holders of a site, of which no table knows", cell("sites", "holders", "3", site_id="S549901-S1"), None),
    # clocks
    ("a status of a clock", cell("clocks", "status", "IDLE2", parcel_id=LOT), f"{LOT}, status: IDLE2 in the result, IDLE1 recomputed"),
    ("a status of a clock, against its dates", cell("clocks", "status", "IDLE2", parcel_id=LOT), f"{LOT}, status by its dates: IDLE2 in the result, IDLE1 recomputed"),
    ("a supply state of a clock", cell("clocks", "supply_state", "D22", parcel_id=LOT), f"{LOT}, supply_state: D22 in the result, D21 recomputed"),
    ("a land state of a clock", cell("clocks", "land_state", "(A2)", parcel_id=LOT), f"{LOT}, land_state: A2 in the result, B21 recomputed"),
    ("a clock left out", without("clocks", parcel_id=LOT), "all clocks, rows of IDLE1: "),
    ("a start that its source does not say", cell("clocks", "start_due", "2022-12-21", parcel_id=HANDED), f"{HANDED}, start_due: 2022-12-21 in the result, 2022-12-20 recomputed"),
    ("a source that is not the first", cell("clocks", "due_source", "HANDOVER+1Y", parcel_id=LOT), f"{LOT}, due_source: .* CONTRACT recomputed"),
    ("the end of a year", cell("clocks", "end1", "2026-06-30", parcel_id=LOT), f"{LOT}, end1: 2026-06-30 in the result, 2026-06-29 recomputed"),
    ("the end of the second year", cell("clocks", "end2", "2027-06-30", parcel_id=LOT), f"{LOT}, end2: 2027-06-30 in the result, 2027-06-29 recomputed"),
    ("the end of a year at rest", cell("clocks", "stopped_end", "2026-07-16", parcel_id=STOPPED), f"{STOPPED}, stopped_end: 2026-07-16 in the result, 2026-07-15 recomputed"),
    ("a year from a leap day", cells("clocks", LEAP, parcel_id=DONE), None),
    ("a year from a leap day, a day late", cells("clocks", {**LEAP, "end1": "2017-03-01"}, parcel_id=DONE), f"{DONE}, end1: 2017-03-01 in the result, 2017-02-28 recomputed"),
    ("a last year", cells("clocks", {"start_due": "9999-06-30", "agreed_start": "9999-06-30", "end1": "9999-12-31", "end2": "9999-12-31"}, parcel_id=DONE), None),
    ("a cause of the ledger", cell("idle", "cause", "G1", parcel_id=LOT), f"{LOT}, cause: G1 in the result, O0 recomputed"),
    ("a route of the ledger", cell("idle", "route", "ART12", parcel_id=LOT), f"{LOT}, route: ART12 in the result, FEE recomputed"),
    ("a notice of suspected land", cell("idle", "confirmed", "no", parcel_id=FOUND), f"{FOUND}, confirmed: no in the result, yes recomputed"),
    ("a notice without a row of the ledger", cell("idle_notice", "parcel_id", DONE, parcel_id=FOUND), f"{DONE}, confirmed: not in idle in the result"),
    ("the day since when land is idle", cell("idle_notice", "idle_since", "2021-10-02", parcel_id=FOUND), f"{FOUND}, idle_since: 2021-10-02 in the result, 2021-10-01 recomputed"),
    ("days of a notice", cell("idle_notice", "idle_days", "1735", parcel_id=FOUND), f"{FOUND}, idle_days: 1735 in the result, 1734 recomputed"),
    ("land of a notice", cell("idle_notice", "area_ha", plus(0.001), parcel_id=FOUND), f"{FOUND}, area_ha of its rows: "),
    ("a day of the watchlist", cell("watchlist", "due_on", "2026-07-01", parcel_id=NEXT), f"{NEXT}, full_year due_on: 2026-07-01 in the result, 2026-06-30 recomputed"),
    ("an event of the watchlist", cell("watchlist", "event", "two_years", parcel_id=NEXT), f"{NEXT}, two_years status: LATE in the result, IDLE1 recomputed"),
    ("a clock that nobody watches", without("watchlist", parcel_id=NEXT), "all clocks, rows of full_year: "),
    # near misses: what rounding explains, and what no other figure depends on
    ("a vertex off by its last digit", feature("register", vertex_moved(1e-8), parcel_id="540199001001GB00001"), None),
    ("a place", cell("register", "location", "虚构", parcel_id=LOT), None),
    ("another version", value_at(["version"], lambda text: "0.0.9"), None),
    ("the time it took", value_at(["timing", "cpu_s"], lambda s: s + 1), None),
    ("files in another folder", value_at(["sources", 0, "path"], lambda text: "elsewhere"), None),
]
look_at_all("once", cases)
PYTHON
python3 tamper_once.py || failed=1

# The tables of the evaluation, over the made-up region on its second date.
cp "$SOURCE_DIR"/samples/region-made-up/*.yaml . || exit 2
"$BINARY_DIR/samples/landgauge_region_sample" data >/dev/null || exit 2
"$program" run "$formats" project-2026-03-31.yaml --quiet -o before 2>err || fail "region before: $? $(cat err)"
"$program" run "$formats" project-2026-06-30.yaml --previous before --sensitivity --quiet -o region 2>err ||
    fail "region: $? $(cat err)"
checked 0 "the region" region '^not checked: potential: years of supply left \(the supply of the years before stands in no table\)$'
grep -q '^agrees: scores: ranks: 68 figures$' seen || fail "the region: no ranks"
# Own indicators with a tree of their own, and scores of what is left of it (no ideal for Q11).
cat >own.yaml <<'YAML'
name: own
valid_from: 2026-01-01
source: made up
indicators:
  Q11: {zh: 甲, en: a, unit: "%", sense: negative, numerator: ready - D, denominator: buildable, source: made up}
  Q12: {zh: 乙, en: b, unit: "%", sense: negative, numerator: F, denominator: T, source: made up}
  S21: {zh: 丙, en: c, unit: persons/ha, numerator: population, denominator: A1, source: made up}
nodes:
  S: {zh: 丁, en: d, source: made up}
  S2: {zh: 戊, en: e, source: made up}
trees:
  - type: 产城融合型
    scope: 主区
    goals: {A: {A1: [A11, A12], A3: [A31, A32]}, B: {B2: [B21, B22]}, S: {S2: [S21, Q11, Q12]}}
    source: made up
ideals:
  - {of: Q12, value: 5, source: made up}
  - {of: S21, value: 500, source: made up}
weights:
  - {type: 产城融合型, scope: 主区, of: A, value: 0.6, source: made up}
  - {type: 产城融合型, scope: 主区, of: B, value: 0.2, source: made up}
  - {type: 产城融合型, scope: 主区, of: S, value: 0.2, source: made up}
  - {type: 产城融合型, scope: 主区, of: S21, value: 0.3, source: made up}
  - {type: 产城融合型, scope: 主区, of: Q11, value: 0.2, source: made up}
  - {type: 产城融合型, scope: 主区, of: Q12, value: 0.5, source: made up}
YAML
sed 's/^rules: .*/rules: [rules.yaml, own.yaml]/' project-2026-06-30.yaml >own-region.yaml
sample own-region --renormalise
checked 0 "own indicators" own-region '^not checked: indicators: computed parts of own indicators \(no other table has ready - D\)$'
grep -q '^agrees: indicators: parts of own indicators against the other tables: 85 figures$' seen || fail "own indicators: no parts"
grep -q '^S549921,.*,S2,戊,S,1,.*,yes,"\{0,1\}left out' own-region/tables/score_nodes.csv || fail "own indicators: nothing is left out"
for table in scores score_nodes potential benchmarks compliance compliance_summary assessment assessment_flags \
    sensitivity enclaves regional_totals park_places park_constraints; do
    cp -r region lacking && rm "lacking/tables/$table.csv" || exit 2
    checked 0 "without $table" lacking "^not checked: .* \(tables/$table.csv is missing\)\$"
    rm -rf lacking
done
# A result of before: no table of the evaluation, no policy in run.json.
python3 - <<'PYTHON' || fail "an earlier result cannot be made"
import shutil

import tamper

shutil.rmtree("bad", ignore_errors=True)
shutil.copytree("region", "bad")
for name in ("scores", "score_nodes", "potential", "benchmarks", "compliance", "compliance_summary", "assessment",
             "assessment_flags", "sensitivity", "enclaves", "regional_totals", "park_places", "park_constraints"):
    tamper.os.remove(tamper.path(name))
NEW = {"score", "previous_ha", "change_ha", "ideal", "standard", "weight", "weighted", "capped", "benchmark", "benchmark_distance", "rank", "rank_of"}
for name in ("parks", "land_state", "indicators"):
    tamper.edit_table(name, lambda rows: [{key: row[key] for key in row if key not in NEW} for row in rows], without_columns=NEW)
tamper.edit_json("run.json", lambda log: [log.pop(key) for key in ("policy", "previous")])
shutil.move("bad", "earlier")
PYTHON
checked 0 "an earlier result" earlier '^agrees: land_state: areas against the register: 561 figures$'

cat >tamper_region.py <<'PYTHON'
from tamper import *

MAIN, NORTH, SECOND, GOLMUD, FOURTH = "S549911 主区", "S549911 发展方向区", "S549912 主区", "S549919 主区", "S549914 主区"
LOT = "549911001001GB10101"  # below the floor area ratio of its industry


def item(column, value, code, park=MAIN):
    return cell("compliance", column, value, park=park, item=code, level="park")


def flag(column, value, code, case="", condition="", park="S549911"):
    return cell("assessment_flags", column, value, park_code=park, flag=code, case=case, condition=condition)


cases = [
    ("a goal", cell("scores", "goal_a", plus(0.001, 4), park=MAIN), f"{MAIN}, goal_a: "),
    ("a goal, by less than it is written", cell("scores", "goal_a", plus(-0.00004, 6), park=SECOND), None),
    ("a sub-goal", cell("scores", "b2", plus(0.001, 4), park="S549916 主区"), "S549916 主区, b2: "),
    ("a score", cell("scores", "score", plus(0.001, 4), park=NORTH), f"{NORTH}, score: .*scores: against score_nodes"),
    ("a park's score", cell("parks", "score", plus(0.001, 4), park=NORTH), f"{NORTH}, score: .*parks: score against scores"),
    ("a combined score", cell("scores", "combined", plus(0.001, 4), park=MAIN), f"{MAIN}, combined: "),
    ("a score of nobody", cell("scores", "combined", "50.0000", park="S549923 主区"), "S549923 主区, combined: 50 in the result, nothing recomputed"),
    ("a band", cell("scores", "band", "UPPER", park=MAIN), f"{MAIN}, band: UPPER in the result, HIGH recomputed"),
    ("a name of a band", cell("scores", "band_name", "UPPER", park=MAIN), None),
    ("a partial score", cell("scores", "partial", "yes", park=NORTH), f"{NORTH}, partial: yes in the result, no recomputed"),
    ("a rank in the type", cell("scores", "rank_type", "1", park=MAIN), f"{MAIN}, rank_type: 1 in the result, 2 recomputed"),
    ("a rank in the class", cell("scores", "rank_class", "1", park=MAIN), f"{MAIN}, rank_class: 1 in the result, 2 recomputed"),
    # 84.4956 and 82.6675 equal: the place behind them is left free
    ("equal scores", cell("scores", "combined", "84.4956", park="S549918 主区"), "S549918 主区, rank_type: 5 in the result, 4 recomputed"),
    ("parks of the type", cell("scores", "type_parks", "11", park=NORTH), f"{NORTH}, type_parks: 11 in the result, 10 recomputed"),
    ("a rank of a candidate", cell("scores", "rank_class", "10", park="S549924 主区"), "S549924 主区, rank_class: 10 in the result, nothing recomputed"),
    ("a change of a score", cell("scores", "change", plus(0.001, 4), park=SECOND), f"{SECOND}, change: "),
    ("a weight", cell("score_nodes", "weight", "0.26", park=MAIN, code="A1"), f"{MAIN}, A1 weight: 0.26 in the result, 0.25 recomputed"),
    ("a source of a weight", cell("score_nodes", "weight_source", "nobody", park=MAIN, code="A1"), None),
    ("an ideal", cell("score_nodes", "ideal", "0.900000", park=GOLMUD, code="A31"), f"{GOLMUD}, A31 ideal: 0.9 in the result, 0.7 recomputed"),
    ("a value of a node", cell("score_nodes", "value", plus(0.001, 6), park=MAIN, code="A31"), f"{MAIN}, A31 value: "),
    ("a standard value", cell("score_nodes", "score", plus(0.001, 6), park=MAIN, code="A31"), f"{MAIN}, A31 score: .*standard values"),
    ("a standard value of less", cell("score_nodes", "score", "10.763217", park=NORTH, code="C11"), f"{NORTH}, C11 score: 10.763217 in the result, 89.236783 recomputed"),
    ("a cap", cell("score_nodes", "capped", "no", park=SECOND, code="A21"), f"{SECOND}, A21 capped: no in the result, yes recomputed"),
    ("a sum of nodes", cell("score_nodes", "score", plus(0.0001, 6), park=MAIN, code="A"), f"{MAIN}, A score: .*weighted sums"),
    ("a sum of nodes, by its last digit", cell("score_nodes", "score", plus(0.000001, 6), park=MAIN, code="A3"), None),
    ("a weighted value", cell("score_nodes", "weighted", plus(0.0001, 6), park=MAIN, code="A12"), f"{MAIN}, A12 weighted: "),
    ("a node left out", without("score_nodes", park=MAIN, code="A12"), f"{MAIN}, nodes: 18 in the result, 19 recomputed"),
    ("an ideal of an indicator", cell("indicators", "ideal", "66.000000", park=MAIN, code="A21"), f"{MAIN}, A21 ideal: 66 in the result, 65 recomputed"),
    ("a standard value of an indicator", cell("indicators", "standard", plus(0.1, 6), park=MAIN, code="A21"), f"{MAIN}, A21 standard: "),
    ("a rank of an indicator", cell("indicators", "rank", "2", park=MAIN, code="A11"), f"{MAIN}, A11 rank: 2 in the result, 1 recomputed"),
    ("areas with an indicator", cell("indicators", "rank_of", "15", park=MAIN, code="A11"), f"{MAIN}, A11 rank_of: 15 in the result, 14 recomputed"),
    ("a benchmark of another year", cell("indicators", "benchmark", "92.680000", park=MAIN, code="A11"), f"{MAIN}, A11 benchmark: 92.68 in the result, 92.84 recomputed"),
    ("the source of a benchmark", cell("indicators", "benchmark_source", "nobody", park=MAIN, code="A11"), None),
    ("a change of an indicator, of which no table knows", cell("indicators", "change", "1.000000", park=MAIN, code="A11"), None),
    ("a published figure", cell("benchmarks", "benchmark", plus(1, 6), park=MAIN, code="A12", line="national-2020"), f"{MAIN}, A12 national-2020 benchmark: "),
    ("a day of a published figure", cell("benchmarks", "data_date", "2020-12-31", park=MAIN, code="A12", line="national-2020"), "A12 national-2020 data_date: 2020-12-31 in the result, 2019-12-31 recomputed"),
    ("a distance", cell("benchmarks", "distance", plus(0.001, 6), park=MAIN, code="A12", line="national-2020"), f"{MAIN}, A12 national-2020 distance: "),
    ("a distance in percent", cell("benchmarks", "distance_pct", plus(0.001, 4), park=MAIN, code="A12", line="national-2020"), f"{MAIN}, A12 national-2020 distance_pct: "),
    ("a published figure left out", without("benchmarks", park=MAIN, code="A12", line="national-2020"), f"{MAIN}, rows of benchmarks: "),
    ("land that can be supplied", cell("potential", "raw_ha", plus(0.001), park=SECOND, kind="expansion"), f"{SECOND}, expansion raw_ha: "),
    ("land of the structure", cell("potential", "raw_ha", plus(0.001), park=MAIN, kind="structure"), f"{MAIN}, structure A21 raw_ha: "),
    ("land of the intensity", cell("potential", "raw_ha", plus(0.001), park=MAIN, kind="intensity", indicator="B11"), f"{MAIN}, intensity B11 raw_ha: "),
    ("less than no land", cell("potential", "area_ha", "-9.00738942", park=SECOND, kind="structure"), f"{SECOND}, structure A21 area_ha: .* 0 recomputed"),
    ("both kinds of management", cell("potential", "raw_ha", plus(0.001), park=NORTH, kind="management"), f"{NORTH}, management raw_ha: "),
    ("a kind left out", without("potential", park=MAIN, kind="expired"), f"{MAIN}, rows of potential: 9 in the result, 10 recomputed"),
    ("years of supply, of which no table knows", cell("potential", "years_3", "1.000000", park=NORTH, kind="expansion"), None),
    ("a change of land", cell("land_state", "change_ha", plus(0.001), park=MAIN, code="A"), f"{MAIN}, A change_ha: "),
    ("a score of the draws", cell("sensitivity", "score", plus(0.001, 4), park_code="S549911"), "S549911, score: "),
    ("a rank of the draws", cell("sensitivity", "rank", "3", park_code="S549911"), "S549911, rank: 3 in the result, 2 recomputed"),
    ("bounds the wrong way round", cell("sensitivity", "score_low", "90.0000", park_code="S549911"), "S549911, score_low: 90 in the result, 89.2353 recomputed"),
    ("bounds elsewhere, of which no table knows", cell("sensitivity", "score_low", "84.0000", park_code="S549911"), None),
    ("more ranks than parks", cell("sensitivity", "rank_worst", "11", park_code="S549911"), "S549911, rank_worst: 11 in the result, 10 recomputed"),
    ("a part of a draw", cell("sensitivity", "rank_kept_pct", "55.3500", park_code="S549911"), "S549911, rank_kept_pct: 55.35 in the result, 55.4 recomputed"),
    # items
    ("an operator", item("operator", ">=", "L01"), f"{MAIN}, L01 operator: >= in the result, <= recomputed"),
    ("a threshold", item("threshold", "0.500000", "L01"), f"{MAIN}, L01 threshold: 0.5 in the result, 0.3 recomputed"),
    ("a weight of an item", item("weight", "2.000000", "L01"), f"{MAIN}, L01 weight: 2 in the result, 1 recomputed"),
    ("an item left out", without("compliance", park=MAIN, item="L05"), f"{MAIN}, items: 17 in the result, 18 recomputed"),
    ("a result", item("result", "MET", "L03"), f"{MAIN}, L03 result: MET in the result, NOT_MET recomputed"),
    ("met without a value", item("result", "MET", "L10"), f"{MAIN}, L10 result: MET in the result, NODATA recomputed"),
    ("nobody asked for a plan", item("result", "NODATA", "L07", FOURTH), f"{FOURTH}, L07 result: NODATA in the result, NOT_MET recomputed"),
    ("a gap", item("gap", plus(0.1, 6), "L03"), f"{MAIN}, L03 gap: "),
    ("a boundary", item("value", plus(0.001, 6), "L01"), f"{MAIN}, L01 boundary_difference_pct: "),
    ("a closure", item("value", plus(0.001, 6), "L02"), f"{MAIN}, L02 max\\(land_closure_pct, supply_closure_pct\\): "),
    ("a rate of an item", item("value", plus(0.001, 6), "L05"), f"{MAIN}, L05 built_rate: "),
    ("forbidden land of an item", item("value", "1.000000", "L16", "S549920 主区"), "S549920 主区, L16 forbidden_ha: 1 in the result, 47.99"),
    ("a share of parcels", item("value", plus(1, 6), "L03"), f"{MAIN}, L03 register_complete_pct: "),
    ("a parcel that is not listed", without("compliance", park=MAIN, item="L08", parcel_id=LOT), f"{MAIN}, L08 far_met_pct: "),
    ("a parcel that meets its line", cell("compliance", "value", "1.100000", park=MAIN, item="L08", parcel_id=LOT), f"{LOT}, L08 result: NOT_MET in the result, MET recomputed"),
    ("why an item is so", item("status", "because", "L02"), None),
    ("a share that no table knows", item("value", "90.000000", "L15", SECOND), None),
    ("items met", cell("compliance_summary", "met", "7", park=MAIN), f"{MAIN}, met: 7 in the result, 6 recomputed"),
    ("a share of items that is not known", cell("compliance_summary", "met_pct", "75.0000", park=MAIN), f"{MAIN}, met_pct: 75 in the result, nothing recomputed"),
    # assessment
    ("a rate of the assessment", cell("assessment", "built_rate", plus(0.001, 4), park_code="S549911"), "S549911, built_rate: "),
    ("a rate of the assessment, by less than it is written", cell("assessment", "built_rate", "91.40625", park_code="S549911"), None),
    ("a score of the assessment", cell("assessment", "score", plus(0.001, 4), park_code="S549911"), "S549911, score: "),
    ("a class", cell("assessment", "class", "专业性园区", park_code="S549911"), "S549911, class: 专业性园区 in the result, 综合性园区 recomputed"),
    ("parks of the class", cell("assessment", "class_parks", "10", park_code="S549911"), "S549911, class_parks: 10 in the result, 9 recomputed"),
    ("expansion land of the assessment", cell("assessment", "expansion_ha", plus(0.001), park_code="S549912"), "S549912, expansion: "),
    ("a park left out", without("assessment", park_code="S549912"), "all parks, rows of assessment: 14 in the result, 15 recomputed"),
    ("a flag of the assessment", cell("assessment", "upgrade", "yes", park_code="S549911"), "S549911, UPGRADE: yes in the result, nodata recomputed"),
    ("the reason of a flag", cell("assessment", "upgrade_reason", "because", park_code="S549911"), None),
    ("a flag", flag("result", "no", "UPGRADE"), "S549911, UPGRADE: no in the result, nodata recomputed"),
    ("an answer", flag("result", "no", "EXIT", "undeveloped", "age"), "S549911, EXIT undeveloped age: no in the result, yes recomputed"),
    ("a value of a condition", flag("value", "20.6204292", "ADJUST", "exhausted", "available", "S549912"), "S549912, ADJUST exhausted available value: "),
    ("a median of the class", flag("value", "8.2", "EXPAND_SUPPORT", "full", "score"), "S549911, EXPAND_SUPPORT full score value: "),
    ("a median of the class, by the digits of scores", flag("value", "8.1937", "EXPAND_SUPPORT", "full", "score"), None),
    ("a place in the class", flag("value", "80", "EXIT", "last", "rank"), "S549911, EXIT last rank value: 80 in the result, 88.8888888889 recomputed"),
    ("a threshold of a condition", flag("threshold", "80", "EXPAND_SUPPORT", "full", "supply_rate"), "S549911, EXPAND_SUPPORT full supply_rate threshold: 80 in the result, 90 recomputed"),
    ("an expression", flag("expression", "E1", "ADJUST", "exhausted", "available"), "S549911, ADJUST exhausted available expression: E1 in the result, E recomputed"),
    ("a condition left out", without("assessment_flags", park_code="S549911", flag="EXIT", condition="age"), "S549911, EXIT conditions: 3 in the result, 4 recomputed"),
    # the region
    ("land of an enclave", cell("enclaves", "built_ha", plus(0.001), park=GOLMUD), f"{GOLMUD}, built_ha: "),
    ("money of an enclave", cell("enclaves", "total_tax_wan", plus(1, 6), park=GOLMUD), f"{GOLMUD}, total_tax_wan: "),
    ("money of the home", cell("enclaves", "home_total_tax_wan", plus(1, 6), park=GOLMUD), f"{GOLMUD}, home_total_tax_wan: "),
    ("money of both", cell("enclaves", "host_total_tax_wan", plus(1, 6), park=GOLMUD), f"{GOLMUD}, home \\+ host total_tax_wan: "),
    ("the name of an enclave", cell("enclaves", "park_name", "虚构", park=GOLMUD), None),
    ("land of the region", cell("regional_totals", "a_ha", plus(0.001), part="ALL"), "ALL, a_ha: "),
    ("land inside", cell("regional_totals", "d_ha", plus(0.001), part="INSIDE"), "ALL, d_ha of its parts: "),
    ("land of a place", cell("regional_totals", "e_ha", plus(0.001), place="林芝"), "INSIDE, e_ha of its places: "),
    ("land of a place, by half its last digit", cell("regional_totals", "e_ha", plus(0.000000004, 9), place="林芝"), None),
    ("0 for money that is not known", cell("regional_totals", "fixed_investment_wan", "0.000000", part="ALL"), "ALL, fixed_investment_wan: 0 in the result, nothing recomputed"),
    ("money by share", cell("regional_totals", "shared_total_tax_wan", plus(1, 6), part="ALL"), "ALL, shared_total_tax_wan: "),
    ("parks of the region", cell("regional_totals", "parks", "14", part="ALL"), "ALL, parks: 14 in the result, 13 recomputed"),
    ("a place left out", without("regional_totals", place="林芝"), "INSIDE, area_ha of its places: "),
    ("a park forgotten by its parent", cell("parks", "parent", "", park="S549913 主区"), "ALL, nested_parks: 1 in the result, 0 recomputed"),
    ("a share of forbidden land", cell("park_places", "forbidden_pct", plus(0.001, 4), park=NORTH), f"{NORTH}, forbidden_pct: "),
    ("forbidden land", cell("park_places", "forbidden_ha", plus(0.001), park=NORTH), f"{NORTH}, forbidden_ha: "),
    ("a way that is not the same back", cell("park_places", "nearest_m", plus(10, 4), park=NORTH), f"{SECOND}, nearest_m at the nearest park: "),
    ("a way to a park farther off", cell("park_places", "nearest_m", plus(10, 4), park="S549914 主区"), None),
    ("a park of another result", cell("park_places", "nearest_park", "S549999", park=GOLMUD), f"{GOLMUD}, nearest_park: S549999 in the result, nothing recomputed"),
    ("shared land far away", cell("park_places", "overlap_ha", "1.00000000", park=GOLMUD), f"{GOLMUD}, nearest_m of shared land: "),
    ("a candidate", cell("park_places", "candidate", "no", park="S549924 主区"), "S549924 主区, candidate: no in the result, yes recomputed"),
    ("land under a constraint", cell("park_constraints", "area_ha", plus(0.001), park=NORTH, constraint="城镇开发边界"), f"{NORTH}, 城镇开发边界 area_ha: "),
    ("a share in a layer", cell("park_constraints", "inside_pct", plus(0.001, 4), park=NORTH, constraint="城镇开发边界"), f"{NORTH}, 城镇开发边界 inside_pct: "),
    ("a constraint left out", without("park_constraints", park=NORTH, constraint="城镇开发边界"), f"{NORTH}, rows of park_constraints: 1 in the result, 2 recomputed"),
]
look_at_all("region", cases)
PYTHON
python3 tamper_region.py || failed=1

# Surveyed zones, where the shared data are there.
zones=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}/data/real/zones-heilongjiang
if [ -d "$zones" ]; then
    for zone in binxi2012 hailin2012 binxi2013 hailin2013; do
        for area in measured recorded; do
            "$program" run "$formats" --parks "$zones/$zone/parks.shp" --parcels "$zones/$zone/parcels.shp" \
                --as-of 2013-12-31 --area $area --quiet -o zone >seen 2>&1 || fail "run of $zone"
            checked 0 "$zone, $area" zone
        done
    done
else
    echo "no real zones at $zones: left out"
fi

[ "$failed" -eq 0 ] || exit 1
echo "self: all as expected"
