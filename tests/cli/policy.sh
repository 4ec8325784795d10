#!/bin/sh
# What is said of stock land: classes, low use, options, priority, files in and tables out. Squares
# at the central meridian of a Gauss-Krueger zone: 100 m by 100 m are a hectare on the ellipsoid.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >check.py <<'PYTHON'
"""One park of six hectares, a parcel for each case."""
import json
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, table

X, Y = 500000.0, 3281000.0


def box(column, width=1):
    x = X + 100 * column
    ring = [[x, Y], [x + 100 * width, Y], [x + 100 * width, Y + 100], [x, Y + 100], [x, Y]]
    return {"type": "Polygon", "coordinates": [ring]}


IDLE = dict(land_state="B21", supply_state="D21", signed_on="2020-01-01")
BUILT = dict(land_state="A2", supply_state="D21", completion_on="2020-01-01", approved_use="1001")
PARCELS = [
    # approved two years ago to the day, and a day more
    (box(0), dict(id="A1", land_state="B21", supply_state="E21", approved_on="2024-06-30")),
    (box(1), dict(id="A2", land_state="B21", supply_state="E21", approved_on="2024-06-29")),
    # idle since 2025-06-30 (366 days overdue, 1 day idle) by the holder; notice dates
    (box(2), dict(id="B1", start_due="2025-06-29", cause="O0", suspected_on="2026-05-31",
                  notice_received_on="2026-02-28", ready_for_supply="是", **IDLE)),
    # two years, plan changed with a document; 2 ha; no road
    (box(3, 2), dict(id="B2", start_due="2023-06-30", cause="G2", evidence="1号", water="是", power="是",
                     road="否", **IDLE)),
    # two years, the cause not known; housing that bonds may buy; one of two connections known
    (box(5), dict(id="B3", start_due="2023-06-30", approved_use="0701", **IDLE)),
    # built industry, 13 of the edition of 2017: far 1.0 asked, coefficient 30 %
    (box(6), dict(id="C1", industry="1331", floor_area=5000, footprint_yards=2000, investment=1500, **BUILT)),
    (box(7), dict(id="C2", industry="1331", floor_area=10000, footprint_yards=3000, **BUILT)),
    (box(8), dict(id="C3", industry="1331", floor_area=5000, **BUILT)),
    # 33 is metal products in 2017 (0.7), non-ferrous metal in 2002 (0.6)
    (box(9), dict(id="C4", industry="33", floor_area=6500, footprint_yards=2000, **BUILT)),
    # found idle by the authority, started, not seized, the clock under way
    (box(10), dict(id="D1", land_state="B21", supply_state="D21", signed_on="2020-01-01", start_due="2025-01-01",
                   start_on="2025-01-01", developed_pct=50, approved_use="1001", seized="无", idle_finding_no="2026-3")),
]
PARK = (box(0, 11), dict(code="K1", name="K1", scope="主区"))


def project(name, rules="", codes="industry: gbt4754-2017, ", tables=""):
    os.makedirs(name, exist_ok=True)
    write_geojson(f"{name}/parks.geojson", [PARK])
    write_geojson(f"{name}/parcels.geojson", PARCELS)
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write(f"as_of: 2026-06-30\n{rules}layers:\n"
                   "  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n"
                   "  parcels:\n    path: parcels.geojson\n    crs: 'EPSG:4539'\n"
                   f"    codes: {{{codes}approved_use: ydyh2023}}\n{tables}")


def call(name, *options):
    return subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, f"{name}/project.yaml", "-o", f"{name}/out", *options],
                          capture_output=True, text=True, check=False)


def run(name, *options):
    done = call(name, *options)
    if done.returncode != 0:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    return f"{name}/out", done.stderr


def by_id(out, sheet):
    return {row["parcel_id"]: row for row in table(out, sheet)}


def check_cells(case, row, **expected):
    for key, value in expected.items():
        check_true(f"{case}: {key} is {row[key]!r}, not {value!r}", row[key] == value)


project("built_in")
out, log = run("built_in")
register, ledger = by_id(out, "register"), by_id(out, "idle")
for name, stock_class in dict(A1="S1", A2="S1b", B1="S2c", B2="S2c", B3="S2c", C1="S3b", C2="S5", C3="S5", C4="S3b",
                              D1="S5").items():
    check_cells(f"class of {name}", register[name], stock_class=stock_class)
for name, answer in dict(A1="", B1="", C1="yes", C2="no", C3="nodata", C4="yes").items():
    check_cells(f"low use of {name}", register[name], low_efficiency=answer)
for name in register:
    check_cells(f"supply of {name}", register[name], suppliable="nodata" if name[0] == "A" else "")
check_true(f"ledger {list(ledger)}", list(ledger) == ["B1", "B2", "B3", "D1"])
check_cells("fee", ledger["B1"], option1="FEE_START", option2="", notice_by="2026-06-30", reply_by="2026-03-30",
            priority_free="")
check_cells("plan", ledger["B2"], option1="CHANGE", option2="EXCHANGE", notice_by="", reply_by="")
check_cells("housing", ledger["B3"], option1="BOND", option2="", cause="U0")
check_cells("found idle", ledger["D1"], status="ACTIVE", confirmed="yes", option1="MARKET", option2="")
# 1 ha 8 points, 2 ha 16; 1 day 30 / 730, 731 days 30; ready 10 or 0 or not known
for name, parts in dict(B1=(8, 30 / 730, 10, 80), B2=(16, 30, 0, 80), B3=(8, 30, None, 70),
                        D1=(8, 0, None, 70)).items():
    row = ledger[name]
    known = [part for part in parts[:3] if part is not None]
    for key, value in zip(("priority_area", "priority_time", "priority_ready"), parts):
        if value is None:
            check_cells(name, row, **{key: ""})
        else:
            check(f"{name}: {key}", number(row[key]), value, 1e-4)
    check(f"{name}: priority", number(row["priority"]), sum(known), 1e-4)
    check(f"{name}: most", number(row["priority_most"]), parts[3], 1e-9)
check_true("ranks", [ledger[name]["priority_rank"] for name in ("B2", "B3", "B1", "D1")] == ["1", "2", "3", "4"])

low = {(row["parcel_id"], row["item"]): row for row in table(out, "low_efficiency")}
check_true("order of low use", list(low) == sorted(low, key=lambda place: (place[0], ["far", "coefficient", "investment"].index(place[1]))))
check_cells("far of C1", low["C1", "far"], park_code="K1", industry="1331", edition="2017", result="below")
for key, value in dict(area_ha=1, value=0.5, baseline=1, gap=-0.5, gap_pct=-50).items():
    check(f"far of C1: {key}", number(low["C1", "far"][key]), value, 1e-4)
check("coefficient of C1", number(low["C1", "coefficient"]["value"]), 20, 1e-3)
check("its baseline", number(low["C1", "coefficient"]["baseline"]), 30, 1e-9)
check("investment of C1 in wan per ha", number(low["C1", "investment"]["value"]), 1500, 0.1)
check_cells("investment of C1", low["C1", "investment"], baseline="", result="no_baseline")
check_cells("coefficient of C3", low["C3", "coefficient"], value="", result="nodata")
check("far of 33 in 2017", number(low["C4", "far"]["baseline"]), 0.7, 1e-9)
check_true("its source", "34 金属制品业" in low["C4", "far"]["source"])
with open(f"{out}/run.json", encoding="utf-8") as file:
    policy = json.load(file)["policy"]
check_true("sets of the lists", {row["key"]: row["set"] for row in policy["lists"]}["baselines"] == "control-2008")
check_true("rows of the lists", all(len(policy[row["key"]]) == row["count"] for row in policy["lists"]))
check_true("every row has its source", all(row["source"] and row["set"] for row in policy["option_table"] + policy["baselines"]))
check_true("weights that count", [node["weight"] for node in policy["trees"][0]["nodes"] if node["parent"] == "A3"] ==
           [0.25, 0.22, 0.25, 0.28])
check_true("a source for every node", all(node["source"] for tree in policy["trees"] for node in tree["nodes"]))
check_true("and for every row of the evaluation", all(
    row["source"] and row["set"] for key in ("nodes", "trees", "weights", "benchmarks", "ideals", "bands", "park_classes",
                                             "compliance") for row in policy[key]))
check_true("and for every condition", all(row["source"] and row["set"] for flag in policy["flags"]
                                          for row in flag["conditions"]))
check_true("the log says it", "option_table from tibet-2026 (13), baselines from control-2008" in log)

# The same codes of another edition, and of none.
project("edition_2002", codes="industry: gbt4754-2002, ")
low = {(row["parcel_id"], row["item"]): row for row in table(run("edition_2002", "-q")[0], "low_efficiency")}
check("far of 33 in 2002", number(low["C4", "far"]["baseline"]), 0.6, 1e-9)
project("no_edition", codes="")
out = run("no_edition", "-q")[0]
low = {(row["parcel_id"], row["item"]): row for row in table(out, "low_efficiency")}
check_cells("no edition", low["C4", "far"], edition="", baseline="", result="no_baseline")
check_cells("one baseline alone", by_id(out, "register")["C1"], low_efficiency="nodata")

# A table and baselines of one's own; the score instead of the count.
OWN = """name: own
valid_from: 2026-01-01
source: made up
parameters:
  low_efficiency: {rule: {value: score, source: made up}}
options:
  SWAP: {zh: 换, en: swap, basis: none, source: made up}
option_table:
  - if: {groups: RES}
    options: [SWAP, RECOVER]
    source: made up
baselines:
  - {edition: 2017, industry: "13", far_min: 0.8, investment_wan_per_ha_min: 1000, source: made up}
"""
project("own", rules="rules: [kfq-2014, order53-2012, control-2008, tibet-2026, own.yaml]\n")
with open("own/own.yaml", "w", encoding="utf-8") as file:
    file.write(OWN)
out, log = run("own")
register, ledger = by_id(out, "register"), by_id(out, "idle")
check_cells("own table", ledger["B3"], option1="SWAP", option2="RECOVER")
check_cells("nothing of the built-in one", ledger["B1"], option1="", option2="")
# far 0.5 of 0.8 and investment 1500 of 1000: (62.5 + 100) / 2; 0.5 of 0.8 and not known: 31 to 81
check_cells("score of C1", register["C1"], low_efficiency="no", stock_class="S5")
check_cells("score of C3", register["C3"], low_efficiency="nodata")
check_true("the log names the file", "option_table from own/own.yaml (1)" in log or "option_table from own.yaml (1)" in log)
with open("own/own.yaml", "w", encoding="utf-8") as file:
    file.write(OWN.replace("[SWAP, RECOVER]", "[SWAP, RECOVERY]"))
done = call("own")
check_true(f"unknown option: {done.returncode} {done.stderr}",
           done.returncode == 78 and "own.yaml:10:21: unknown option \"RECOVERY\"; allowed here: RECOVER " in done.stderr)

# What the command line says stands over the rule sets, and the run log says so.
def parameters(out):
    with open(f"{out}/run.json", encoding="utf-8") as file:
        return {row["key"]: (row["value"], row["set"], row["source"]) for row in json.load(file)["parameters"]}


project("weights", rules="rules: own.yaml\n")
with open("weights/own.yaml", "w", encoding="utf-8") as file:
    file.write("name: own\nvalid_from: 2026-01-01\nsource: made up\nweights: [{of: A33, value: 0.3, source: made up}]\n")
done = call("weights")
check_true(f"weights of 1.05: {done.returncode} {done.stderr}", done.returncode == 78 and
           "own.yaml:4:16: the weights of A3 in the tree of 工业主导型, 主区 add up to 1.05, not to 1; " in done.stderr)
found = parameters(run("weights", "--renormalise")[0])
check_true(f"renormalise: {found['evaluation.renormalise']}", found["evaluation.renormalise"] ==
           ("true", "command line", None))
check_true("no cap given", found["evaluation.cap"][:2] == ("100", "kfq-2014"))
for cap in ("none", "100"):
    found = parameters(run("built_in", "-q", "--cap", cap)[0])
    check_true(f"cap {cap}", found["evaluation.cap"] == (cap, "command line", None))
    check_true("renormalise not given", found["evaluation.renormalise"][:2] == ("false", "kfq-2014"))
done = call("built_in", "--cap", "50")
check_true(f"a cap that is none: {done.returncode}", done.returncode == 64)

# Editions of two layers that differ are refused, an unknown one has its place named.
project("two")
with open("two/project.yaml", "w", encoding="utf-8") as file:
    file.write("as_of: 2026-06-30\nlayers:\n  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n  parcels:\n")
    for edition in ("2002", "2017"):
        file.write(f"    - {{path: parcels.geojson, crs: 'EPSG:4539', codes: {{industry: gbt4754-{edition}}}}}\n")
done = call("two")
check_true(f"two editions: {done.stderr}", done.returncode == 78 and done.stderr.count("error:") == 1 and
           "industry is in GB/T 4754-2017, another parcel layer has it in GB/T 4754-2002" in done.stderr)
project("unknown", codes="industry: gbt4754-1994, ")
done = call("unknown")
check_true(f"unknown edition: {done.stderr}", done.returncode == 78 and
           "project.yaml:7:23: unknown edition \"gbt4754-1994\"; allowed here: gbt4754-20" in done.stderr)

# Industries of enterprises in their own edition: two that agree, two that do not.
project("firms", codes="", tables="tables:\n  enterprises: {path: firms.csv, codes: {industry: gbt4754-2017}}\n")
PARCELS[5][1].pop("industry")
PARCELS[6][1].pop("industry")
write_geojson("firms/parcels.geojson", PARCELS)
with open("firms/firms.csv", "w", encoding="utf-8") as file:
    file.write("parcel_id,name,industry\nC1,a,1331\nC1,b,1331\nC2,c,1331\nC2,d,33\n")
out, log = run("firms")
low = {(row["parcel_id"], row["item"]): row for row in table(out, "low_efficiency")}
check_cells("firms agree", low["C1", "far"], industry="1331", edition="2017", result="below")
check_cells("firms differ", low["C2", "far"], industry="", edition="", result="no_baseline")
check_cells("its own code, not declared", low["C3", "far"], industry="1331", edition="", result="no_baseline")
finish()
PYTHON

python3 check.py
