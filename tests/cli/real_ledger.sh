#!/bin/sh
# Two surveyed development zones without agreed dates: what was supplied for money and never built
# is asked for, and no parcel without dates is called idle or not idle.
# The counts were taken from the layers by field values alone (GYDM D21 with DLDM B21).
shared=${LANDGAUGE_SHARED:-$SOURCE_DIR/../shared}
data=$shared/data/real/zones-heilongjiang
if [ ! -d "$data" ]; then
    echo "skipped: no real layers at $data"
    exit 77
fi
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
for name in binxi2012 hailin2012 binxi2013 hailin2013; do
    "$LANDGAUGE" run --parks "$data/$name/parks.shp" --parcels "$data/$name/parcels.shp" \
        --as-of 2013-12-31 --formats csv --quiet -o "$out/$name" >"$out/log" 2>&1 || {
        cat "$out/log"
        exit 1
    }
    ogr2ogr -f CSV "$out/$name.csv" "$data/$name/parcels.shp" -oo ENCODING=GBK \
        -select TBBH,DLDM,GYDM,GYSJ || exit 1
done

PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 python3 - "$out" <<'PYTHON'
import csv
import re
import sys
from result import *

out = sys.argv[1]
unbuilt_count = {"binxi2012": 6, "binxi2013": 3, "hailin2012": 4, "hailin2013": 1}
for name, count in unbuilt_count.items():
    delivered = list(csv.DictReader(open(f"{out}/{name}.csv", encoding="utf-8")))
    unbuilt = [row for row in delivered if row["GYDM"].strip() == "D21" and row["DLDM"].strip() == "B21"]
    check(f"{name}: supplied for money and not built, in the layer", len(unbuilt), count)
    register = {row["parcel_id"]: row for row in table(f"{out}/{name}", "register")}
    requests = {row["parcel_id"]: row for row in table(f"{out}/{name}", "requests")}
    clocks = {row["parcel_id"]: row for row in table(f"{out}/{name}", "clocks")}
    ids = {row["TBBH"].strip() for row in unbuilt}
    check_true(f"{name}: all of them are asked for", ids <= set(requests))
    check(f"{name}: nothing is idle without a date", len(table(f"{out}/{name}", "idle")), 0)
    for parcel in ids:
        check_true(f"{name} {parcel}: is {register[parcel]['idle_status']}", register[parcel]["idle_status"] == "UNKNOWN")
        coarse = {"signed_on:month", "signed_on:year"} & set(clocks[parcel]["coarse_dates"].split(";"))
        check_true(f"{name} {parcel}: a date to the month is marked", bool(coarse) == (clocks[parcel]["signed_on"] != ""))
        check_true(f"{name} {parcel}: the start is asked for", "start_due" in requests[parcel]["missing_fields"])
    # Whatever the survey calls built is done; all else without a start date is not decided.
    decided = {row["idle_status"] for row in register.values() if row["supply_state"].startswith("D")}
    check_true(f"{name}: only built land is decided: {decided}", decided <= {"DONE", "UNKNOWN"})
    for row in register.values():
        if row["idle_status"] == "DONE":
            check_true(f"{name} {row['parcel_id']}: done is built", row["land_state"].startswith("A"))
    # 200606, 2006-06, 2010-6 are a month, 2012 and 2006- a year: the last day stands in, and one finding
    # counts them.
    coarse = [row for row in delivered
              if re.fullmatch(r"(19|20)\d\d(-?(0?[1-9]|1[0-2])?)?", row["GYSJ"].strip())]
    told = [row for row in table(f"{out}/{name}", "quality") if row["code"] == "W_DATE"]
    check(f"{name}: findings of dates without a day", len(told), 1)
    check(f"{name}: dates without a day", sum(number(row["value"]) for row in told), len(coarse))
finish()
PYTHON
