#!/bin/sh
# Attributes of two surveyed development zones: every spelling of a date is read or found, and the
# one wrong record among eleven typical enterprises is found. What is expected is worked out here
# from the tables themselves, none of it taken from our output.
shared=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}
data=$shared/data/real/zones-heilongjiang
if [ ! -d "$data" ]; then
    echo "skipped: no real layers at $data"
    exit 77
fi
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT

for name in binxi2012 hailin2012 binxi2013 hailin2013; do
    "$LANDGAUGE" run --parks "$data/$name/parks.shp" --parcels "$data/$name/parcels.shp" \
        --as-of 2013-12-31 --formats csv --quiet -o "$out/$name" >"$out/log" 2>&1 ||
        { echo "run of $name: exit $?"; cat "$out/log"; exit 1; }
done
"$LANDGAUGE" check --parks "$data/binxi2013/parks.shp" --parcels "$data/binxi2013/parcels.shp" \
    --enterprises "$data/binxi2013_enterprises/parcels.shp" --as-of 2013-12-31 --quiet \
    -o "$out/enterprises" >"$out/log" 2>&1 || { echo "check: exit $?"; cat "$out/log"; exit 1; }

PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 python3 - "$data" "$out" <<'PYTHON'
import calendar
import re
import sys

from layers import read_table
from result import *

data, out = sys.argv[1:]


def read_month(text):
    """The last day of a month or year; "" for none; None for what is no date."""
    if text in ("", "0"):
        return ""
    match = re.fullmatch(r"(\d{4})-?(\d{1,2})?", text)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"


spellings = set()
for name in ("binxi2012", "hailin2012", "binxi2013", "hailin2013"):
    texts = [row["GYSJ"] for row in read_table(f"{data}/{name}/parcels")]
    spellings |= {re.sub(r"\d", "9", text) for text in texts}
    days = [read_month(text) for text in texts]
    parcels = {row["parcel_id"]: row["signed_on"] for row in table(f"{out}/{name}", "register")}
    check_true(f"{name}: every date as it is written", sorted(parcels.values()) == sorted(day or "" for day in days))
    found = [row for row in table(f"{out}/{name}", "quality") if row["message"].startswith("signed_on")]
    wrong = sorted(text for text, day in zip(texts, days) if day is None)
    quoted = sorted(re.search('holds "(.*?)"', row["message"])[1] for row in found if row["code"] == "E_DATE")
    check_true(f"{name}: what is no date is quoted: {quoted}", quoted == wrong)
    check_true(f"{name}: and its row is named", all(row["feature"] and row["lon"] for row in found if row["code"] == "E_DATE"))
    months = [number(row["value"]) for row in found if row["code"] == "W_DATE"]
    check_true(f"{name}: months once: {months}", months == [sum(1 for day in days if day)])
check_true(f"the spellings that are told of: {sorted(spellings)}", spellings >= {"", "9", "999999", "9999-99", "9999-", "历史形成"})

rows = read_table(f"{data}/binxi2013_enterprises/parcels")
far_off, cover_off, parts_off = [], [], []
for row in rows:
    land = float(row["QYYDMJ"])
    parts = sum(float(row[key]) for key in ("CFPT", "XZBG", "LTCD", "NBYLD", "DLTCC", "LD", "QT"))
    if abs(parts - land) > 0.01 * land:
        parts_off.append(row["TBBH"])
    if abs(float(row["RJL"]) - float(row["ZJZMJ"]) / land) > 0.02:
        far_off.append(row["TBBH"])
    if abs(float(row["JZXS"]) - 100 * float(row["JDZMJ"]) / land) > 1:
        cover_off.append(row["TBBH"])
check_true(f"by hand one record is wrong, in far and yards: {far_off} {cover_off} {parts_off}",
           len(rows) == 11 and far_off == cover_off and len(far_off) == 1 and not parts_off)
found = [row for row in table(f"{out}/enterprises", "quality") if row["layer"] == "enterprises" and row["code"] not in ("I_MISSING", "W_JOIN")]
check_true(f"it is found twice, and nothing else: {[row['message'] for row in found]}",
           [(row["code"], row["parcel_id"]) for row in found] == [("W_FAR", far_off[0])] * 2)
check("far as recorded", number(found[0]["value"]), 0.59, 1e-7)
check("far by floor area and land", number(found[0]["limit"]), 0.9164, 5e-5)
check("cover of its land", number(found[1]["value"]), 35.79 / 6.1, 1e-6)
check_true("with the place of the parcel", found[0]["lon"] != "" and found[0]["lat"] != "")
finish()
PYTHON
