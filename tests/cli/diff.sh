#!/bin/sh
# landgauge diff: two years of a made-up park with every kind of change, worked out by hand; rules,
# swapped folders, the same folder twice, tables alone, errors; the sample at two dates and under
# two rule files.
# environment: LANDGAUGE, SOURCE_DIR, BINARY_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
"$BINARY_DIR/samples/landgauge_sample" data >/dev/null || exit 2
cp "$SOURCE_DIR/samples/lhasa-made-up/project.yaml" sample.yaml || exit 2

cat >diff.py <<'PYTHON'
import json
import os
import re
import shutil

from diff_case import *
from geojson_check import check_box, check_features
from result import FORMATS, check, check_true, finish, layer, number, table

OLD_DAY, NEW_DAY = "2025-06-30", "2026-01-01"

# Lots side by side, by the 100 m. What becomes of each is its name.
OLD = [
    lot("SAME", 0, 100, start_due="2025-05-01"),
    lot("BUILT", 100, 200, current_use="1202"),
    lot("GONE", 200, 300),
    lot("SPLIT", 300, 400, holder="甲"),
    lot("MERGE1", 400, 500),
    lot("MERGE2", 500, 600),
    lot("SMALLER", 600, 700),
    lot("MOVED", 700, 800),
    lot("SWAP1", 800, 900, land_state="B22", supply_state="E22"),
    lot("SWAP2", 900, 1000, land_state="A2"),
    lot("TIME", 1000, 1100, start_due="2024-06-30"),
    lot("STARTED", 1100, 1200, start_due="2024-01-01"),
    lot("NOISE", 1200, 1300),
    lot("RECORD", 1500, 1600, start_due="2024-01-01"),
    lot("EITHER", 1600, 1700, start_due="2024-09-30"),
    lot("THIRD", 1700, 1800, start_due="2023-01-01", start_on="2023-06-01", suspended_on="2024-01-01", due_area=9000,
        developed_area=3000, invested_pct=30),
]
NEW = [
    lot("SAME", 0, 100, start_due="2025-05-01"),
    lot("BUILT", 100, 200, land_state="A2", current_use="0601"),
    lot("SPLIT-1", 300, 320, land_state="A1", holder="乙"),
    lot("SPLIT-2", 320, 350, holder="甲"),
    lot("SPLIT-3", 350, 400, holder="甲"),
    lot("MERGED", 400, 600),
    lot("SMALLER", 600, 690),
    lot("MOVED", 1300, 1400),
    lot("SWAP2", 800, 900, land_state="B22", supply_state="E22"),
    lot("SWAP1", 900, 1000, land_state="A2"),
    lot("TIME", 1000, 1100, start_due="2024-06-30"),
    lot("STARTED", 1100, 1200, start_due="2024-01-01", start_on="2025-09-01", developed_pct=50),
    lot("NOISE", 1200, 1300.0005),  # half a millimetre: 0.05 m2
    lot("NEW", 1400, 1500),
    lot("RECORD", 1500, 1600, start_due="2024-01-01", start_on="2025-03-01", developed_pct=50),
    lot("EITHER", 1600, 1700, start_due="2024-03-01"),
    lot("THIRD", 1700, 1800, start_due="2023-01-01", start_on="2023-06-01", suspended_on="2024-01-01", due_area=9000,
        developed_area=3000, invested_pct=30),
]
write_year("old", OLD)
write_year("new", NEW)
old, new = run("old/project.yaml", "o", "--as-of", OLD_DAY), run("new/project.yaml", "n", "--as-of", NEW_DAY)
found = diff(old, new, "d", "--lang", "en")
pairs = by_pair(found["diff_parcels"])

# What became of each lot: status, relation, matched_by, id_elsewhere, changes.
EXPECTED = {
    ("SAME", "SAME"): ("same", "same_shape", "id", "", ""),
    ("BUILT", "BUILT"): ("changed", "same_shape", "id", "", "land_state;current_use;idle_status;stock_class;low_efficiency"),
    ("GONE", ""): ("vanished", "", "", "", ""),
    ("", "NEW"): ("appeared", "", "", "", ""),
    ("SPLIT", "SPLIT-1"): ("changed", "split", "overlap", "", "land_state;holder;idle_status;stock_class"),
    ("SPLIT", "SPLIT-2"): ("changed", "split", "overlap", "", ""),
    ("SPLIT", "SPLIT-3"): ("changed", "split", "overlap", "", ""),
    ("MERGE1", "MERGED"): ("changed", "merged", "overlap", "", ""),
    ("MERGE2", "MERGED"): ("changed", "merged", "overlap", "", ""),
    ("SMALLER", "SMALLER"): ("changed", "reshaped", "id", "", "area_m2"),
    ("MOVED", "MOVED"): ("changed", "other_land", "id", "yes", ""),
    ("SWAP1", "SWAP2"): ("same", "same_shape", "overlap", "yes", ""),
    ("SWAP2", "SWAP1"): ("same", "same_shape", "overlap", "yes", ""),
    ("TIME", "TIME"): ("changed", "same_shape", "id", "", "idle_status;stock_class"),
    ("STARTED", "STARTED"): ("changed", "same_shape", "id", "", "idle_status;stock_class"),
    ("NOISE", "NOISE"): ("same", "same_shape", "id", "", ""),
    ("RECORD", "RECORD"): ("changed", "same_shape", "id", "", "idle_status;stock_class"),
    ("EITHER", "EITHER"): ("changed", "same_shape", "id", "", "idle_status;stock_class"),
    ("THIRD", "THIRD"): ("same", "same_shape", "id", "", ""),
}
check_true(f"pairs: {sorted(set(pairs) ^ set(EXPECTED))}", set(pairs) == set(EXPECTED))
for pair, expected in EXPECTED.items():
    row = pairs.get(pair, {})
    seen = tuple(row.get(key) for key in ("status", "relation", "matched_by", "id_elsewhere", "changes"))
    check_true(f"{pair}: {seen} instead of {expected}", seen == expected)

# The digits written are a millimetre, 0.1 m2 along a lot.
# Shares: the parts of SPLIT are 20, 30 and 50 of its 100 m; SMALLER lost 10.
for pair, old_share, new_share in ((("SPLIT", "SPLIT-1"), 0.2, 1), (("SPLIT", "SPLIT-2"), 0.3, 1), (("SPLIT", "SPLIT-3"), 0.5, 1),
                                   (("MERGE1", "MERGED"), 1, 0.5), (("SMALLER", "SMALLER"), 0.9, 1), (("MOVED", "MOVED"), 0, 0)):
    check(f"{pair}: old share", number(pairs[pair]["old_share"]), old_share, 1e-5)
    check(f"{pair}: new share", number(pairs[pair]["new_share"]), new_share, 1e-5)
    check(f"{pair}: overlap", number(pairs[pair]["overlap_m2"]), 10000 * old_share, 0.1)
links = by_pair(found["diff_links"])
check_true("links: those of the pairs, no neighbours", set(links) == {pair for pair in EXPECTED if "" not in pair and pair[0] != "MOVED"})
check_true("links: relation", links[("SPLIT", "SPLIT-2")]["relation"] == "split")

# Why the clocks moved. TIME: due 2024-06-30, the year is over after 2025-06-30. STARTED: a start on
# 2025-09-01 counts on the later day alone. RECORD: a start before both days was entered late.
# EITHER: due 2024-09-30 becomes idle by the later day, and by the corrected date on the old one.
changes = {(row["new_id"], row["field"]): row for row in found["diff_changes"]}
for parcel, before, after, cause, move in (("TIME", "LATE", "IDLE1", "TIME", "new"), ("STARTED", "IDLE1", "ACTIVE", "DATA+TIME", "resolved"),
                                           ("RECORD", "IDLE1", "ACTIVE", "DATA", "resolved"), ("EITHER", "LATE", "IDLE1", "DATA|TIME", "new")):
    row = changes[(parcel, "idle_status")]
    check_true(f"{parcel}: {row}", (row["old"], row["new"], row["cause"]) == (before, after, cause))
    check_true(f"{parcel}: {pairs[(parcel, parcel)]['idle_change']}", pairs[(parcel, parcel)]["idle_change"] == move)
    check_true(f"{parcel}: stock class", changes[(parcel, "stock_class")]["cause"] == cause)
check_true("BUILT: its state is data", changes[("BUILT", "land_state")]["cause"] == "DATA" and changes[("BUILT", "land_state")]["new"] == "A2")
check("SMALLER: its area", number(changes[("SMALLER", "area_m2")]["new"]), 9000, 0.1)
check_true("GONE: data", pairs[("GONE", "")]["cause"] == "DATA")

# From state to state, in ha: 10.7 stayed B21 (SAME, TIME, STARTED, NOISE, RECORD, EITHER, THIRD, MERGED 2,
# SPLIT-2 and -3 0.8, SMALLER 0.9), 2.1 were B21 and are no parcel's (GONE, MOVED, 0.1 of SMALLER).
construction = {("B21", "B21"): 10.7, ("B21", "A2"): 1, ("B21", "A1"): 0.2, ("B21", "NO_LAND"): 2.1, ("NO_LAND", "B21"): 2,
                ("B22", "B22"): 1, ("A2", "A2"): 1}
supply = {("D21", "D21"): 12.9, ("E22", "E22"): 1, ("D21", "NO_LAND"): 2.1, ("NO_LAND", "D21"): 2}
for kind, expected in (("construction", construction), ("supply", supply)):
    seen = lands(found, kind)
    check_true(f"{kind}: {sorted(seen)}", {states for states, ha in seen.items() if ha > 2e-5} == set(expected))
    for states, ha in expected.items():
        check(f"{kind} {states}", seen.get(states), ha, 2e-5)
check_true(f"the matrix closes: {closes(found, old, new)}", closes(found, old, new) is None)

# Figures: old, new and change are those of the tables.
figures = {(row["table"], row["code"], row["part"]): row for row in found["diff_figures"]}
for key in ("a_ha", "b_ha", "idle_ha", "unsurveyed_ha", "development_rate", "area_ha"):
    before, after = number(table(old, "parks")[0][key]), number(table(new, "parks")[0][key])
    row = figures[("parks", key, "")]
    for side, value in (("old", before), ("new", after), ("change", after - before)):
        check(f"{key}: {side}", number(row[side]), value, 2e-8)
    check_true(f"{key}: changed {row['changed']}", (row["changed"] == "yes") == (abs(after - before) > 1e-5) and
               (row["cause"] != "") == (row["changed"] == "yes"))
check_true("a_ha: its cause", figures[("parks", "a_ha", "")]["cause"] == "DATA")
check_true("land_state and indicators", ("land_state", "B21", "area_ha") in figures and ("indicators", "A10", "value") in figures)
park = found["diff_parks"][0]
check_true(f"park: {park}", park["status"] == "changed" and number(park["old_parcels"]) == 16 and number(park["new_parcels"]) == 17)

# The closing lines and the other files.
check_true("text: parcels", "5 same, 12 changed, 1 appeared, 1 vanished; 1 split, 1 merged out of several, 1 redrawn" in found["text"])
check_true("text: idle", "suspected idle: 2.00 -> 2.00 ha" in found["text"] and "; 2 newly idle (2.00 ha), 2 resolved (2.00 ha)" in found["text"])
undecided = [sum(number(row["area_ha"]) for row in table(side, "register") if row["idle_status"] == "UNKNOWN") for side in (old, new)]
check_true(f"text: undecided {undecided}", f" (undecided {undecided[0]:.2f} -> {undecided[1]:.2f} ha); " in found["text"])
check_true("text: what differs", "as of 2025-06-30) with n (as of 2026-01-01): they differ in data, day" in found["text"])
check_true("text in Chinese", "新增闲置 2 宗 2.00 公顷，已解除 2 宗 2.00 公顷" in diff(old, new, "d", "--lang", "zh")["text"])
with open("d/diff.json", encoding="utf-8") as file:
    log = json.load(file)
check_true("diff.json", log["changed"] and log["differ_in"] == "DATA+TIME" and log["counts"]["vanished"] == 1 and
           log["counts"]["idle_changes"]["resolved"]["parcels"] == 2 and log["old"]["as_of"] == OLD_DAY)
features = layer("d", "diff")
check_features("diff.geojson", features["features"])
check_box("diff.geojson", features)
check_true("layer: of both runs", [features["landgauge"][side]["as_of"] for side in ("old", "new")] == [OLD_DAY, NEW_DAY])
features = {(f["properties"]["old_id"], f["properties"]["new_id"]): f for f in features["features"]}
shown = {pair for pair, expected in EXPECTED.items() if expected[0] != "same"}
check_true("layer: what is not the same", {(a or "", b or "") for a, b in features} == shown)
west = min(x for x, _ in features[("GONE", None)]["geometry"]["coordinates"][0][0])
check("layer: of the old side for what vanished", west, min(x for x, _ in features[("BUILT", "BUILT")]["geometry"]["coordinates"][0][0]) +
      100 / 96450, 2e-5)

# Swapped folders give the mirror.
other = diff(new, old, "m")
for name in ("diff_parcels", "diff_changes", "diff_links", "diff_transitions", "diff_figures", "diff_parks"):
    drop = ("reason", "cause", "idle_change")
    mine = [{key: value for key, value in row.items() if key not in drop} for row in other[name]]
    theirs = [{key: value for key, value in row.items() if key not in drop} for row in mirrored(found[name])]
    mine = sorted(mine, key=lambda row: sorted(row.items()))
    theirs = sorted(theirs, key=lambda row: sorted(row.items()))
    check_true(f"{name}: mirrored", mine == theirs)
back = by_pair(other["diff_parcels"])
check_true("swapped: what was new is resolved", back[("TIME", "TIME")]["idle_change"] == "resolved")
check_true("swapped: the cause stays", back[("TIME", "TIME")]["cause"] == "TIME")

# Nothing changed: the same result twice. Threads cannot show. --fail-on.
shutil.copytree(old, "o2")
same = diff(old, "o2", "s", "--lang", "en")
check_true("the same twice: no change", all(row["status"] == "same" for row in same["diff_parcels"]) and not same["diff_changes"] and
           all(row["changed"] == "" and (row["change"] == "" or float(row["change"]) == 0) for row in same["diff_figures"]))
check_true("the same twice: the land stays", all(row["old_state"] == row["new_state"] for row in same["diff_transitions"]))
check_true("the same twice: said", "nothing changed" in same["text"])
check_true("--fail-on change, unchanged", call("diff", old, "o2", "-o", "s", "-q", "--fail-on", "change")[:2] == (0, ""))
check_true("--fail-on change, changed", call("diff", old, new, "-o", "s", "-q", "--fail-on", "change")[:2] == (1, ""))
check_true("--fail-on never", call("diff", old, new, "-o", "s", "-q")[0] == 0)
for threads in ("1", "3"):
    diff(old, new, "t" + threads, "-j", threads)
for base, _, names in os.walk("t1"):
    for name in names:
        path = os.path.join(base, name)
        with open(path, "rb") as one, open(path.replace("t1", "t3", 1), "rb") as three:
            check_true(f"{path}: threads", one.read() == three.read())

# The day of the anniversary under two rules: TIME alone moves, by RULES.
with open("own.yaml", "w", encoding="utf-8") as file:
    file.write("name: own\nvalid_from: 2025-01-01\nsource: test\nparameters:\n  idle:\n"
               "    anniversary: {value: inclusive, source: \"test\"}\n")
SETS = ["--rules", "kfq-2014", "--rules", "order53-2012", "--rules", "tibet-2026"]
exclusive = run("old/project.yaml", "exclusive", "--as-of", OLD_DAY, *SETS)
inclusive = run("old/project.yaml", "inclusive", "--as-of", OLD_DAY, *SETS, "--rules", "own.yaml")
by_rules = diff(exclusive, inclusive, "r", "--lang", "en")
check_true(f"rules: {by_rules['diff_rules']}", [(row["key"], row["old"], row["new"], row["new_set"], row["new_source"])
           for row in by_rules["diff_rules"]] == [("idle.anniversary", "exclusive", "inclusive", "own.yaml", "test")])
check_true("rules: who moves, and why", [(row["new_id"], row["old"], row["new"], row["cause"]) for row in by_rules["diff_changes"]
           if row["field"] == "idle_status"] == [("TIME", "LATE", "IDLE1", "RULES")])
check_true("rules: the idle land", {row["cause"] for row in by_rules["diff_figures"] if row["changed"]} == {"RULES"})
# The new day and the new rule: on 2025-06-30 TIME is idle by either the rule or half a year; together, too.
later = run("old/project.yaml", "later", "--as-of", NEW_DAY, *SETS, "--rules", "own.yaml")
both = {(row["new_id"], row["field"]): row["cause"] for row in diff(exclusive, later, "r2")["diff_changes"]}
check_true(f"rules and time: {both}", both[("TIME", "idle_status")] == "RULES|TIME")
check_true("rules and time: the clock of EITHER needs time", both[("EITHER", "idle_status")] == "TIME")

# Other weights and another line of a flag: what follows the weights moves by RULES, and nothing else does.
with open("weights.yaml", "w", encoding="utf-8") as file:
    file.write("name: weights\nvalid_from: 2025-01-01\nsource: test\nweights:\n"
               "  - {of: A11, value: 0.9, source: w}\n  - {of: A12, value: 0.1, source: w}\n"
               "flags: {EXPAND_AGAINST: {cases: {idle: {idle_rate: {threshold: 5, source: f}}}}}\n"
               "compliance: {L04: {threshold: 85, source: c}}\nideals: [{of: A31, park: K1, value: 2, source: i}]\n")
weighed = diff(exclusive, run("old/project.yaml", "weighed", "--as-of", OLD_DAY, *SETS, "--rules", "weights.yaml"), "w", "--lang", "en")
seen = {row["key"]: (row["old"], row["new"], row["new_set"]) for row in weighed["diff_rules"]}
TREES = {f"trees.{kind}.主区.A1{i}": ("A1 0.5", f"A1 {weight}", "weights.yaml")
         for kind in ("工业主导型", "产城融合型") for i, weight in ((1, 0.9), (2, 0.1))}
check_true(f"evaluation: {seen}", seen == {
    **TREES, "ideals.A31.K1": ("", "2", "weights.yaml"),
    "flags.EXPAND_AGAINST.idle.idle_rate": ("idle_rate > 3", "idle_rate > 5", "weights.yaml"),
    "compliance.L04": ("supply_rate >= none, weight 1", "supply_rate >= 85, weight 1", "weights.yaml")})
check_true("evaluation: said", "they differ in rules" in weighed["text"])
moved = {(row["table"], row["code"]): row["cause"] for row in weighed["diff_figures"] if row["changed"]}
check_true(f"evaluation: what moves, and why: {moved}", moved == {("scores", "a1"): "RULES"})

# Tables alone: by id, which is said; what is missing is said, too.
tables_old = run("old/project.yaml", "to", "--as-of", OLD_DAY, "--formats", "csv")
alone = diff(tables_old, new, "a", "--lang", "en")
plain = by_pair(alone["diff_parcels"])
check_true("tables alone: said", "to: no register.geojson and so no shapes: parcels are matched by id alone" in alone["text"])
check_true("tables alone: by id", plain[("SWAP1", "SWAP1")]["relation"] == "id_only" and ("SPLIT", "") in plain and ("", "SPLIT-1") in plain)
check_true("tables alone: states", plain[("SWAP1", "SWAP1")]["changes"].startswith("land_state;supply_state"))
check_true("tables alone: the matrix closes", closes(alone, tables_old, new) is None)
shutil.copytree(new, "fewer")
os.remove("fewer/tables/clocks.csv")
os.remove("fewer/tables/indicators.csv")
fewer = diff(old, "fewer", "f", "--lang", "en")
check_true("fewer tables: said", "fewer: indicators not compared (tables/indicators.csv is missing)" in fewer["text"])
row = next(row for row in fewer["diff_figures"] if row["code"] == "A10" and row["part"] == "value")
check_true(f"fewer tables: no value, the reason, never 0: {row}", row["new"] == "" and row["change"] == "" and row["old"] != "" and
           row["reason"] == "tables/indicators.csv is missing" and row["changed"] == "")
check_true("fewer tables: without the clocks the cause is what differs", {(r["new_id"], r["field"]): r["cause"]
           for r in fewer["diff_changes"]}[("TIME", "idle_status")] == "TIME")
with open("fewer/tables/scores.csv", "w", encoding="utf-8") as file:
    file.write("park_code,scope,eval_type,goal_a,score,band\r\nK1,主区,工业主导型,50.5,81.25,good\r\n")
older = shutil.copytree(old, "older")
os.remove("older/tables/scores.csv")
scores = [row for row in diff(older, "fewer", "f", "--lang", "en")["diff_figures"] if row["table"] == "scores"]
check_true(f"scores of one side: {scores}", [(r["code"], r["old"], r["new"], r["change"], r["reason"]) for r in scores] ==
           [("goal_a", "", "50.50000000", "", "tables/scores.csv is missing"), ("score", "", "81.25000000", "", "tables/scores.csv is missing")])

# Another version that judged otherwise on the same facts: PROGRAM. (The layer is what is read.)
shutil.copytree(old, "other")
for name, pattern, words in (("run.json", r'"version": "[^"]*"', '"version": "0.0.9"'),
                             ("register.geojson", '"idle_status":"LATE"', '"idle_status":"WAIT"')):
    with open(f"other/{name}", encoding="utf-8") as file:
        text = file.read()
    edited, count = re.subn(pattern, words, text, count=1)
    check_true(f"program: {name} edited", count == 1)
    with open(f"other/{name}", "w", encoding="utf-8") as file:
        file.write(edited)
program = diff("other", old, "pr", "--lang", "en")
check_true(f"program: {program['diff_changes']}", [(row["field"], row["old"], row["new"], row["cause"]) for row in program["diff_changes"]] ==
           [("idle_status", "WAIT", "LATE", "PROGRAM")])
check_true("program: said", "they differ in program" in program["text"])

# A shift of the whole drawing by 0.3 m is said once and is no change.
write_year("shifted", [({"type": "Polygon", "coordinates": [[[x + 0.2, y + 0.2] for x, y in shape["coordinates"][0]]]}, roles)
                       for shape, roles in OLD])
moved = diff(old, run("shifted/project.yaml", "sh", "--as-of", OLD_DAY), "h", "--lang", "en")
check_true("shifted: said", "shifted by 0.20 m east and 0.20 m north" in moved["text"])
check_true("shifted: no parcel changed", {row["status"] for row in moved["diff_parcels"]} == {"same"} and
           {row["relation"] for row in moved["diff_parcels"]} == {"shifted"})

# Parks: one gone, one new, one inside another; a parcel over a boundary stands twice and is one.
write_year("p1", [lot("X", 0, 200), lot("Y", 200, 300)], parks=[("K1", 0, 100, {}), ("K2", 100, 300, {}), ("IN", 200, 300, {"parent": "K2"})])
write_year("p2", [lot("X", 0, 200, land_state="A2"), lot("Y", 200, 300)], parks=[("K2", 100, 300, {}), ("IN", 200, 300, {"parent": "K2"}), ("K3", 0, 100, {})])
p1, p2 = run("p1/project.yaml", "po", "--as-of", OLD_DAY), run("p2/project.yaml", "pn", "--as-of", OLD_DAY)
parks = diff(p1, p2, "pd")
check_true("parks: status", {row["park_code"]: row["status"] for row in parks["diff_parks"]} ==
           {"IN": "same", "K1": "vanished", "K2": "changed", "K3": "appeared"})
check_true("parks: one parcel over two", by_pair(parks["diff_parcels"])[("X", "X")]["relation"] == "same_shape")
check("parks: its land", number(by_pair(parks["diff_parcels"])[("X", "X")]["overlap_m2"]), 20000, 0.05)
check("parks: a part outside of another counts once", number(by_pair(parks["diff_parcels"])[("Y", "Y")]["new_counted_ha"]), 1, 1e-5)
for code, expected in (("K1", {("B21", "NO_LAND"): 1}), ("K2", {("B21", "A2"): 1, ("B21", "B21"): 1}), ("K3", {("NO_LAND", "A2"): 1})):
    seen = lands(parks, "construction", code)
    check_true(f"parks: {code}: {seen}", set(seen) == set(expected) and all(abs(seen[k] - v) < 1e-5 for k, v in expected.items()))
row = next(row for row in parks["diff_figures"] if row["park_code"] == "K1" and row["code"] == "area_ha")
check_true(f"parks: no change of what is not there: {row}", row["new"] == "" and row["change"] == "" and row["reason"] == "park not in the new result")
check_true("parks: the matrix closes", closes(parks, p1, p2) is None)

# A candidate over a park is none yet, and two parks that name each other count by themselves.
write_year("c1", [lot("X", 0, 100), lot("Y", 100, 200)], parks=[("K1", 0, 200, {}), ("NEW", 0, 100, {"candidate": "是"})])
c1 = run("c1/project.yaml", "co", "--as-of", OLD_DAY)
write_year("c2", [lot("X", 0, 100), lot("Y", 100, 200)], parks=[("K1", 0, 100, {"parent": "K2"}), ("K2", 100, 200, {"parent": "K1"})])
c2 = run("c2/project.yaml", "cn", "--as-of", OLD_DAY)
counted = by_pair(diff(c1, c2, "cd")["diff_parcels"])
for name in ("X", "Y"):
    for side in ("old", "new"):
        check(f"candidate, circle: {name}, {side}", number(counted[(name, name)][f"{side}_counted_ha"]), 1, 1e-5)

# Overlaps that count twice (overlaps: keep): the lines still add up to what the run counted.
write_year("k1", [lot("X", 0, 100), lot("Y", 50, 150)])
write_year("k2", [lot("X", 0, 100, land_state="A2"), lot("Y", 50, 150)])
for year in ("k1", "k2"):
    with open(f"{year}/project.yaml", "a", encoding="utf-8") as file:
        file.write("overlaps: keep\n")
k1, k2 = run("k1/project.yaml", "ko", "--as-of", OLD_DAY), run("k2/project.yaml", "kn", "--as-of", OLD_DAY)
kept = diff(k1, k2, "kd")
check_true(f"overlaps kept: {closes(kept, k1, k2)}", closes(kept, k1, k2) is None and all(float(r["area_ha"]) > 0 for r in kept["diff_transitions"]))

# Errors.
def refused(case, exit_code, words, *arguments):
    code, text, err = call("diff", *arguments)
    check_true(f"{case}: exit code {code}: {err}", code == exit_code and text == "" and err.count("\n") == 1 and words in err)


call("check", "old/project.yaml", "-q", "-o", "checked", "--as-of", OLD_DAY)
os.makedirs("full")
with open("full/mine.txt", "w", encoding="utf-8") as file:
    file.write("mine")
refused("no output", 64, "give -o DIR", old, new)
refused("one folder", 64, "an argument is missing", old)
refused("a database", 64, "goes into a folder", old, new, "-o", "PG:dbname=a password=secret")
refused("the same folder", 64, "are one folder", old, old, "-o", "e")
refused("the same folder by another name", 64, "are one folder", old, "./" + old + "/", "-o", "e")
refused("in place of a result", 64, "another -o", old, new, "-o", new)
refused("in place of another result", 73, "no earlier result (no diff.json in it)", old, new, "-o", "o2")
refused("in a folder of others", 73, "is not empty", old, new, "-o", "full")
refused("no folder", 66, "nowhere: no such folder", "nowhere", new, "-o", "e")
refused("no folder", 66, "nowhere: no such folder", old, "nowhere", "-o", "e")
refused("no result", 65, "no result of landgauge", old, "old", "-o", "e")
refused("a comparison", 65, "no result of landgauge", old, "d", "-o", "e")
refused("a result of check", 65, "checked: a result of check", old, "checked", "-o", "e")
shutil.copytree(new, "bare")
os.remove("bare/tables/register.csv")
os.remove("bare/register.geojson")
refused("no register", 65, "bare: tables/register.csv and register.geojson are missing", old, "bare", "-o", "e")
with open("bare/register.geojson", "w", encoding="utf-8") as file:
    file.write("{\"type\": \"FeatureCollection\", \"features\": [")
refused("a broken layer", 65, "register.geojson", old, "bare", "-o", "e")
check_true("nothing is left of a failure", not os.path.exists("e") and not [name for name in os.listdir(".") if name.startswith(".e")])
check_true("a run does not replace a comparison", call("run", FORMATS, "old/project.yaml", "-q", "-o", "d")[0] == 73)

# The sample: another day moves by TIME alone, other rules by RULES alone; the matrices close.
s1, s2 = run("sample.yaml", "s1", "--as-of", "2025-12-31"), run("sample.yaml", "s2", "--as-of", "2026-06-30")
s3 = run("sample.yaml", "s3", "--as-of", "2026-06-30", "--rules", "kfq-2014", "--rules", "order53-2012", "--rules", "control-2023",
         "--rules", "tibet-2026", "--rules", "own.yaml")
for name, one, two, cause in (("day", s1, s2, "TIME"), ("rules", s2, s3, "RULES")):
    sample = diff(one, two, "sample." + name)
    check_true(f"sample, {name}: something moved", len(sample["diff_changes"]) > 0)
    causes = {row["cause"] for key in ("diff_changes", "diff_figures") for row in sample[key]} - {""}
    check_true(f"sample, {name}: {causes}", causes == {cause})
    check_true(f"sample, {name}: {closes(sample, one, two)}", closes(sample, one, two) is None)
    check_true(f"sample, {name}: the land stays", all(row["old_state"] == row["new_state"] for row in sample["diff_transitions"]))
    moved_to = {row["new_id"]: (row["old"], row["new"]) for row in sample["diff_changes"] if row["field"] == "idle_status"}
    before, after = ({row["parcel_id"]: row["idle_status"] for row in table(folder, "register")} for folder in (one, two))
    due = {parcel: (before[parcel], after[parcel]) for parcel in before if before[parcel] != after[parcel]}
    check_true(f"sample, {name}: every clock that moved, and no other", moved_to == due)
check_true("sample: the baselines of two rule sets", any(row["key"].startswith("baselines.") for row in sample["diff_rules"]))
finish()
PYTHON

if python3 diff.py; then
    echo "diff: all as expected"
else
    exit 1
fi
