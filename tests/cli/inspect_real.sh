#!/bin/sh
# What a look says of real layers: units, slips and spellings that are known from elsewhere, and a
# starter file that runs with the right units at once.
# environment: LANDGAUGE, SOURCE_DIR
set -u
shared=${LANDGAUGE_SHARED:-${SOURCE_DIR:?the source tree}/../shared}
data=$shared/data/real
if [ ! -d "$data/zones-heilongjiang" ] || [ ! -d "$data/lhasa-landuse" ]; then
    echo "skipped: no real layers at $data"
    exit 77
fi
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
cd "$out" || exit 2

PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1 python3 - "$data" <<'PYTHON'
import collections
import os
import re
import subprocess
import sys

from layers import read_table
from result import check, check_true, finish, number, table

data = sys.argv[1]
zones = data + "/zones-heilongjiang/"


def call(*arguments):
    done = subprocess.run([os.environ["LANDGAUGE"], *arguments], capture_output=True, check=False)
    check(f"{arguments}: exit", done.returncode, 0)
    return " ".join(done.stdout.decode("utf-8").split())


def says(text, *parts):
    for part in parts:
        check_true(f"'{part}' in: {text}", part in text)


# F_AREA is wrong by about 17 %: the measured areas are that much larger.
lhasa = call("inspect", data + "/lhasa-landuse/拉萨市.shp")
slip = re.search(r"F_AREA looks like an area in km2: .* measured areas are \+([0-9.]+) % from it in every row, a slip", lhasa)
check_true("lhasa: F_AREA is a slip", slip is not None)
check("lhasa: by how much", float(slip.group(1)) if slip else 0.0, 17, 0.5)

# Floor areas of this survey are in m2, in others of the same standard in wan_m2; DLMJ is in ha.
binxi = call("inspect", zones + "binxi2013/parcels.shp")
says(binxi, "-> declare units: {floor_area: m2}", "-> declare units: {footprint: m2}",
     "recorded_area DLMJ ha fits", "-> declare codes: {planned_use: kfq}")
enterprises = call("inspect", zones + "binxi2013_enterprises/parcels.shp")
says(enterprises, "floor_area ZJZMJ wan_m2 fits")
# Amounts of Hailin's enterprises are in yuan, those of Binxi's in wan_yuan.
says(call("inspect", zones + "hailin2013/parcels.shp"), "-> declare units: {invested: yuan}")
says(binxi, "invested WCTZ wan_yuan fits")
# Geometry 2.57 % smaller than recorded is recorded 2.64 % larger than geometry.
says(call("inspect", zones + "hailin2012/parcels.shp"), "ha fits: recorded / measured 1.0264",
     "+2.64 % in nearly every row is a slip")

# How GYSJ is spelt, counted here by regular expressions of our own.
SPELLINGS = [("YYYYMM", r"[0-9]{6}"), ("YYYY-MM", r"[0-9]{4}-[0-9]{2}"), ("YYYY-M", r"[0-9]{4}-[0-9]"),
             ("YYYY-", r"[0-9]{4}-"), ("YYYY", r"[0-9]{4}")]
for name in ("binxi2012", "binxi2013", "hailin2012", "hailin2013"):
    counts = collections.Counter()
    for row in read_table(zones + name + "/parcels"):
        value = row["GYSJ"].strip()
        if value:
            counts[next((label for label, form in SPELLINGS if re.fullmatch(form, value)), f'"{value}"')] += 1
    line = re.search(r"signed_on GYSJ (.*?) check ", call("inspect", zones + name + "/parcels.shp"))
    for label, count in counts.items():
        check_true(f"{name}: {label} {count} in {line and line.group(1)}", line and f"{label} {count}" in line.group(1))

call("inspect", zones + "binxi2013/parks.shp", zones + "binxi2013/parcels.shp", "--init", "binxi.yaml")
call("run", "binxi.yaml", "--as-of", "2013-12-31", "--formats", "csv", "--quiet", "-o", "binxi")
wrong = [row["message"] for row in table("binxi", "quality") if row["code"] == "W_UNIT"]
check_true(f"binxi: the starter file's units are right: {wrong}", not wrong)
far = [number(row["value"]) for row in table("binxi", "indicators") if row["code"] == "A31"]
check_true(f"binxi: a floor area ratio between 0.05 and 3: {far}", far and all(0.05 < value < 3 for value in far if value is not None))
finish()
PYTHON
