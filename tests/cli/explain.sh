#!/bin/sh
# landgauge explain: every status, route and figure of a made-up park, told in both languages with
# the numbers of the tables; names that are not there; folders that lack something or were edited.
# environment: LANDGAUGE, SOURCE_DIR; LANDGAUGE_EXPLAIN_LANGUAGES (en zh) in which every parcel is told
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >explain.py <<'PYTHON'
import csv
import os
import re
import shutil
import subprocess

from clocks import by_parcel, run_case, write_case
from result import check_true, finish, number, table

AS_OF = "2026-06-30"
STARTED = {"start_due": "2024-01-01", "start_on": "2024-06-01"}
PARCELS = [
    {"id": "N_A", "supply_state": "E21", "start_due": None},
    {"id": "DONE", "start_due": "2020-01-01", "completion_on": "2022-05-01", "land_state": "A2", "floor_area": 8000,
     "footprint": 4000, "footprint_yards": 5000, "investment": 3000, "tax": 50, "revenue": 900},
    {"id": "DONE.recovered", "start_due": "2020-01-01", "recovered_on": "2023-05-01"},
    {"id": "DONE.built", "land_state": "A1", "floor_area": 12000, "footprint": 3000, "tax": 7},
    {"id": "UNKNOWN"},
    {"id": "UNKNOWN.supply", "supply_state": None},
    {"id": "WAIT", "start_due": "2026-07-10"},
    {"id": "LATE", "start_due": "2025-06-30", "start_on": "2026-07-01"},
    {"id": "IDLE1.FEE", "start_due": "2025-06-29", "cause": "O0", "price": 1000},
    {"id": "IDLE1.FEE.noprice", "start_due": "2025-06-29", "cause": "O0"},
    {"id": "IDLE1.INVESTIGATE", "start_due": "2025-05"},
    {"id": "IDLE2.RECOVER", "start_due": "2024-02-29", "cause": "O0", "idle_finding_no": "虚构认定3号", "idle_finding_on": "2026-05-01"},
    {"id": "IDLE2.ART12", "handover_on": "2020-02-29", "cause": "G1", "evidence": "虚构函1号"},
    {"id": "STARTED_NODATA", **STARTED},
    {"id": "IDLE_S.ART12", **STARTED, "suspended_on": "2025-05-15", "developed_pct": 30, "cause": "O0"},
    {"id": "SUSPENDED.third", **STARTED, "suspended_on": "2025-01-01", "due_area": 9000, "developed_area": 3000, "invested_pct": 30},
    {"id": "SUSPENDED.early", **STARTED, "suspended_on": "2025-07-15", "developed_pct": 40, "invested_pct": 20},
    {"id": "SUSPENDED.open", **STARTED, "suspended_on": "2024-07-15", "developed_pct": 40},
    {"id": "LATE_FIN", **STARTED, "developed_pct": 60, "completion_due": "2026-06-01"},
    {"id": "ACTIVE", **STARTED, "developed_pct": 60, "completion_due": "2026-12-01"},
    {"id": "=C'3", "land_state": "C1", "supply_state": "F"},
    {"id": "B22", "land_state": "B22", "supply_state": "F"},
]
OTHER_PARCELS = [{"id": f"L{i:02}", "land_state": "A2", "supply_state": "D21", "floor_area": 5000 + 100 * i, "tax": i} for i in range(25)]


def explain(*arguments):
    done = subprocess.run([os.environ["LANDGAUGE"], "explain", *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def field(text, label):
    """The value behind a label."""
    match = re.search(rf"^  {re.escape(label)} +(.*)$", text, re.M)
    return match[1] if match else None


write_case("case", PARCELS, {"fixed_investment": None, "industrial_revenue": 500, "population": 120})
out = run_case("case", AS_OF, "--lang", "en")
clocks, ledger = by_parcel(out, "clocks"), by_parcel(out, "idle")
register = {name[1:] if name.startswith("'=") else name: row for name, row in by_parcel(out, "register").items()}

# Every status and route is there, and each is told as the tables have it.
check_true("all statuses", len({row["idle_status"] for row in register.values()}) == 12)
check_true("all routes", {row["route"] for row in clocks.values()} == {"NONE", "INVESTIGATE", "ART12", "FEE", "RECOVER"})
for parcel, row in register.items():
    for lang in os.environ.get("LANDGAUGE_EXPLAIN_LANGUAGES", "en zh").split():
        code, text, err = explain(out, parcel, "--lang", lang)
        check_true(f"{parcel} {lang}: exit code {code}: {err}", code == 0 and err == "")
        words = {"en": ("status", "route", "days overdue", "days idle", "fee", "Mind:"),
                 "zh": ("状态", "路径", "逾期天数", "闲置天数", "闲置费", "注意：")}[lang]
        status = row["idle_status"]
        check_true(f"{parcel} {lang}: status", (field(text, words[0]) or "").split(" ")[0] == status)
        check_true(f"{parcel} {lang}: the questions lead to it", words[5] not in text)
        chain = text.split("How the clock decides\n" if lang == "en" else "闲置判定过程\n")[1].split("\n\n")[0]
        check_true(f"{parcel} {lang}: the last answer is the status: {chain}", status in chain.splitlines()[-1])
        clock, idle = clocks.get(parcel), ledger.get(parcel)
        if clock:
            check_true(f"{parcel} {lang}: route", (field(text, words[1]) or "").split(" ")[0] == clock["route"])
            for key in ("start_due", "end1", "end2", "stopped_end"):
                check_true(f"{parcel} {lang}: {key}", clock[key] in text)
        if idle:
            for key, label in (("overdue_days", words[2]), ("idle_days", words[3])):
                check_true(f"{parcel} {lang}: {key}", (field(text, label) or "") == idle[key])
            if idle["fee_wan"]:
                check_true(f"{parcel} {lang}: fee", f"= {number(idle['fee_wan']):.4f} " in field(text, words[4]))
        for key in ("years_first = 1", "order53-2012"):
            check_true(f"{parcel} {lang}: parameters", key in text)
        check_true(f"{parcel} {lang}: no hole in a sentence", not re.search(r"\{\d\}", text))

def said(parcel, *texts, lang="en"):
    text = explain(out, parcel, "--lang", lang)[1]
    for one in texts:
        check_true(f"{parcel}: says {one}", one in text)

said("LATE", "2026-07-01 (after the evaluation date: has not happened yet)", "A start before 2026-07-01 keeps it",
     "Next date: 2026-06-30 (first year ends), in 0 day(s).")
said("IDLE1.FEE", "it ended on 2026-06-29, and as of 2026-06-30 that is 1 day(s) over: IDLE1", "0.20 x 1000.0000 wan yuan = 200.0000",
     "Order 53 art. 14(1)", "idle.fee_ratio = 0.20", "from 2027-06-30 on", "the route becomes ART12, without a fee")
said("IDLE1.FEE.noprice", "but the price is missing", "What is missing\n  - price")
said("IDLE1.INVESTIGATE", "2025-05-31", "only the month is written", "the route becomes FEE", "idle.reply_days = 30")
said("IDLE2.RECOVER", "found by the authority: 虚构认定3号", "it ended on 2025-02-28", "Order 53 art. 14(2)")
said("IDLE2.ART12", "actual hand-over and one year", "2021-02-28", "Order 53 art. 22", "Order 53 art. 8(1)", "虚构函1号")
said("SUSPENDED.third", "Developed 0.333333 (small below 1/3), invested 0.300000 (small below 0.25): no.")
said("SUSPENDED.early", "IDLE_S from 2026-07-16 on", "Next date: 2026-07-15")
said("SUSPENDED.open", "the share that is not known may", "The developed or the invested share.", "  - invested")
said("IDLE_S.ART12", "as of 2026-06-30 that is 46 day(s) over", "at least 1/3 developed and 0.25 invested")
said("UNKNOWN.supply", "there is neither a supply state nor a sign of a contract", "supply_state;start_due")
said("DONE.built", "Surveyed as built? Yes, A1: DONE", "If the survey no longer said built")
said("ACTIVE", "LATE_FIN from the next day on", lang="en")
# No route yet is not the same as nothing to dispose of.
for parcel in ("UNKNOWN", "STARTED_NODATA", "SUSPENDED.open"):
    said(parcel, "It cannot be told yet whether the land is idle")
    check_true(f"{parcel}: not cleared", "Not suspected to be idle" not in explain(out, parcel)[1])
said("SUSPENDED.third", "Not suspected to be idle")
# Codes and columns in words, in the language that was asked for.
said("IDLE1.FEE", "FEE_START 征缴土地闲置费，督促动工  (Order 53 art. 14 (1))", "(面积)", "(时间)", lang="zh")
said("IDLE1.FEE", "FEE_START idle-land fee and supervised start", "(utilities ready)")
check_true("options: what the ledger has", ledger["IDLE1.FEE"]["option1"] == "FEE_START")
said("UNKNOWN", "缺失项 ", "涉及面积（公顷） ", lang="zh")
check_true("no column keys", not re.search(r"^  [a-z]+_[a-z_]+ ", explain(out, "UNKNOWN", "--lang", "zh")[1], re.M))
said("N_A", "已供应？否：E21", "供应（合同或划拨决定书）后时钟才开始", lang="zh")

# The language of the run counts where none is asked for.
check_true("the run's language", explain(out, "WAIT")[1].startswith("Parcel WAIT, as of 2026-06-30"))

# Figures: the parts in the text are those of the tables, and they add up.
def listed_sums(text):
    """For each part: the sum of its listed rows and the sum that is said."""
    for block in re.split(r"\n\n", text):
        head = re.search(r"^  - (\d+) parcel\(s\), together ([\d.]+) ", block, re.M)
        if not head:
            continue
        before = block.split("  - listed")[0].split("  - the tables")[0].split("  - The park layer")[0]
        rows = re.findall(r"^  \S+ +([\d.]+) (?:ha|wan m2|wan yuan) +[\d.]+ %", before, re.M)
        yield len(rows), int(head[1]), sum(map(float, rows)), float(head[2])


figures = table(out, "indicators")
park = table(out, "parks")[0]
KEYS = {"A10": "development_rate", "A11": "supply_rate", "A12": "built_rate", "A21": "industrial_rate", "A31": "far", "A32": "density",
        "A33": "industrial_far", "A34": "industrial_coefficient", "B11": "investment_per_ha", "B12": "industrial_tax_per_ha",
        "B21": "tax_per_ha", "B22": "population_per_ha", "C11": "idle_rate"}
for row in figures:
    code, text, err = explain(out, "K1", row["code"], "--all")
    check_true(f"{row['code']}: exit code {code}: {err}", code == 0)
    for key in ("numerator", "denominator", "value"):
        shown = field(text, key).split(" ")[0]
        check_true(f"{row['code']}: {key} {shown} for {row[key]}", shown == (f"{number(row[key]):.4f}" if row[key] else "no"))
    check_true(f"{row['code']}: why not", row["status"] == "ok" or field(text, "note") == row["status"])
    check_true(f"{row['code']}: adds up", "does not add up" not in text)
    check_true(f"{row['code']}: parts", len(list(listed_sums(text))) == (1 if row["code"] == "B22" else 2))
    for rows, count, total, saying in listed_sums(text):
        check_true(f"{row['code']}: rows {rows} of {count}", rows == count)
        check_true(f"{row['code']}: rows make {total}, said {saying}", abs(total - saying) <= 0.0001 * (count + 1))
    if row["code"] in KEYS:
        check_true(f"{row['code']}: by its key", explain(out, "虚构园区", KEYS[row["code"]], "--all")[1] == text)
    check_true(f"{row['code']}: in Chinese", "公式" in explain(out, "K1", row["code"].lower(), "--lang", "zh")[1])
for key in ("a_ha", "b_ha", "c_ha", "d_ha", "e_ha", "f_ha", "a1_ha", "a2_ha", "b21_ha", "ready_ha", "idle_ha", "unsurveyed_ha", "area_ha", "recorded_ha"):
    code, text, err = explain(out, "K1", key)
    check_true(f"{key}: exit code {code}: {err}", code == 0)
    check_true(f"{key}: value", field(text, "value").split(" ")[0] == (f"{number(park[key]):.4f}" if park[key] else "no"))
    check_true(f"{key}: adds up", "does not add up" not in text and
               ("it adds up" in text or key in ("area_ha", "recorded_ha") or not park[key]))
states = {row["code"]: row["area_ha"] for row in table(out, "land_state")}
check_true("a state that only land_state has", field(explain(out, "K1", "B22_ha")[1], "value") == f"{number(states['B22']):.4f} ha")
text = explain(out, "K1", "C11", "--lang", "zh")[1]
check_true("C11: names the clocks that cannot be read", re.search(r"时钟无法读取：\d+ 宗", text) and "  UNKNOWN " in text and "  SUSPENDED.open " in text)
check_true("C11: but not the ones that can", "时钟无法读取" in text and "\n  STARTED_NODATA  " not in text.split("时钟无法读取")[1].split("分母")[0])
text = explain(out, "K1", "A11")[1]
check_true("A11: names the row without a supply state", "no supply state: 1 parcel(s)" in text and "UNKNOWN.supply" in text)
text = explain(out, "K1", "B12'")[1]
check_true("the park's own revenue is said", "The park layer brings industrial_revenue of its own, from which 500.0000 comes" in text
           or "The park layer brings industrial_revenue of its own, from which 0.0500 comes" in text)
check_true("population", "From population of the park layer" in explain(out, "K1", "B22")[1])

# The largest 20, and how many more.
write_case("many", OTHER_PARCELS)
many = run_case("many", AS_OF, "--lang", "en")
text = explain(many, "K1", "a2_ha")[1]
check_true("20 of 25", next(listed_sums(text))[:2] == (20, 25) and re.search(r"  - 5 more, together 5\.0\d+ ha", text))
check_true("all 25", next(listed_sums(explain(many, "K1", "a2_ha", "--all")[1]))[:2] == (25, 25))

# A parcel whose id is no plain word.
check_true("a formula for an id", explain(out, "=C'3")[0] == 0)

# Names that are not there.
def refused(case, exit_code, *texts, arguments):
    code, text, err = explain(*arguments)
    check_true(f"{case}: exit code {code}", code == exit_code)
    check_true(f"{case}: nothing on stdout", text == "")
    check_true(f"{case}: one line", err.count("\n") == 1)
    for one in texts:
        check_true(f"{case}: {err.strip()} says {one}", one in err)


refused("unknown parcel", 64, "no parcel IDLE2.RECVER, did you mean IDLE2.RECOVER", arguments=[out, "IDLE2.RECVER"])
refused("no such thing", 64, "no parcel 12345678901234567890;", arguments=[out, "12345678901234567890"])
refused("unknown park", 64, "no park K2, did you mean K1", arguments=[out, "K2", "A11"])
refused("unknown indicator", 64, "no indicator suply_rate, did you mean supply_rate", arguments=[out, "K1", "suply_rate"])
refused("one argument", 64, arguments=[out])
refused("no folder", 66, arguments=["nowhere", "IDLE1.FEE"])
refused("no result", 65, arguments=["case", "IDLE1.FEE"])

# What a folder lacks is said; what can be told from the rest is told.
def copy_of(name, source=out):
    shutil.copytree(source, name)
    return name


def edit(folder, name, old, new):
    with open(f"{folder}/tables/{name}.csv", encoding="utf-8-sig", newline="") as file:
        text = file.read()
    check_true(f"{folder}: {name} has {old}", old in text)
    with open(f"{folder}/tables/{name}.csv", "w", encoding="utf-8-sig", newline="") as file:
        file.write(text.replace(old, new, 1))


layers = copy_of("layers")
shutil.rmtree("layers/tables")
code, text, err = explain(layers, "IDLE1.FEE")
check_true(f"layers alone: exit code {code}: {err}", code == 0 and field(text, "status").startswith("IDLE1"))
check_true("layers alone: says what is missing", "tables/clocks.csv is missing: this part is incomplete" in text)
check_true("layers alone: the fee", "= 200.0000 wan yuan" in text)
for parcel in register:
    code, text, err = explain(layers, parcel)
    check_true(f"layers alone: {parcel}: {err}", code == 0 and "Mind:" not in text)
code, text, err = explain(layers, "K1", "A10")
check_true(f"layers alone: A10: {err}", code == 0 and "tables/indicators.csv is missing" in text and
           field(text, "value") == f"{number(park['development_rate']):.4f} %")
check_true("layers alone: C11", explain(layers, "K1", "C11")[0] == 0)
check_true("layers alone: a2_ha adds up", "it adds up" in explain(layers, "K1", "a2_ha")[1])
os.remove("layers/register.geojson")
refused("no register", 65, "tables/register.csv and register.geojson are missing", arguments=[layers, "IDLE1.FEE"])
os.remove("layers/parks.geojson")
refused("no parks", 65, "tables/parks.csv and parks.geojson are missing", arguments=[layers, "K1", "A11"])

older = copy_of("older")
os.remove("older/tables/quality.csv")
os.remove("older/quality.geojson")
check_true("no findings: says so", "tables/quality.csv and quality.geojson are missing" in explain(older, "WAIT")[1])

done = subprocess.run([os.environ["LANDGAUGE"], "check", "case/project.yaml", "-q", "-o", "checked", "--as-of", AS_OF], check=False)
check_true("check runs", done.returncode == 0)
refused("a result of check", 65, "a result of check", arguments=["checked", "IDLE1.FEE"])

edited = copy_of("edited")
edit(edited, "clocks", "LATE,LATE,", "LATE,IDLE2,")
check_true("an edited status is noticed", "Mind: by these dates it would be LATE, but the table says IDLE2" in explain(edited, "LATE")[1])
row = next(row for row in table(out, "indicators") if row["code"] == "A12")
edit(edited, "indicators", f"{row['numerator']},{row['denominator']}", f"9.00000000,{row['denominator']}")
check_true("an edited numerator is noticed", "it does not add up" in explain(edited, "K1", "A12")[1])
edit(edited, "register", register["DONE"]["area_ha"], "much")
refused("a word for a number", 65, "is no number", arguments=[edited, "K1", "A12"])

# Tables of other stages are told where they are there.
more = copy_of("more")
for name, text in (("conversion", "park_code,parcel_id,result,step,rule\r\nK1,WAIT,PRICE,STEP_X,RULE_X\r\n"),
                   ("requests", "park_code,parcel_id,missing_fields\r\nK1,WAIT,start_on\r\n"),
                   ("evidence", "parcel_id,built_up_share\r\nWAIT,0.25\r\nLATE,0.75\r\n")):
    with open(f"more/tables/{name}.csv", "w", encoding="utf-8-sig", newline="") as file:
        file.write(text)
text = explain(more, "WAIT")[1]
for label, value in (("result", "PRICE price to be paid for the new use"), ("step", "STEP_X"), ("missing fields", "start_on"), ("built_up_share", "0.25")):
    check_true(f"other tables: {label}", re.search(rf"^  {label} +{value}$", text, re.M))
check_true("other tables: of this parcel alone", "0.75" not in text)

# Land under a constraint counts as the constraint's state; what was available there as not.
with open("more/tables/register.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))
for row in rows:
    if row["parcel_id"] in ("WAIT", "N_A"):
        row.update(constrained_state="C2", constrained_ha="0.40000000")
with open("more/tables/register.csv", "w", encoding="utf-8-sig", newline="") as file:
    writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
before = list(listed_sums(explain(out, "K1", "b_ha", "--all")[1]))[0]
after = list(listed_sums(explain(more, "K1", "b_ha", "--all")[1]))[0]
check_true(f"constrained land is no B: {before}, {after}", after[1] == before[1] and abs(before[3] - after[3] - 0.8) < 1e-6)
text = explain(more, "K1", "c_ha", "--all")[1]
check_true("constrained land is C", re.search(r"^  WAIT +0\.4000 ha", text, re.M))
for key, change in (("d_ha", 0), ("e_ha", -0.4), ("f_ha", 0.4)):
    sums = [list(listed_sums(explain(folder, "K1", key, "--all")[1]))[0][3] for folder in (out, more)]
    check_true(f"constrained land: {key} {sums}", abs(sums[1] - sums[0] - change) < 1e-6)
finish()
PYTHON

if python3 explain.py; then
    echo "explain: all as expected"
else
    exit 1
fi
