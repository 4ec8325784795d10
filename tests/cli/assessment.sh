#!/bin/sh
# The assessment of Article 10 and the sensitivity of the scores, files in and tables out. Squares at
# the central meridian of a Gauss-Krueger zone: 100 m by 100 m are a hectare on the ellipsoid.
# environment: LANDGAUGE, SOURCE_DIR
set -u
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >check.py <<'PYTHON'
"""Two parks and a candidate, a parcel of a hectare for each line; flags, trees and ideals of our own."""
import filecmp
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, table

X, Y = 500000.0, 3281000.0


def box(column, width=1):
    x = X + 100 * column
    ring = [[x, Y], [x + 100 * width, Y], [x + 100 * width, Y + 100], [x, Y + 100], [x, Y]]
    return {"type": "Polygon", "coordinates": [ring]}


BUILT = dict(land_state="A2", supply_state="D21", completion_on="2020-01-01")
# K1: three hectares built and one that is supplied, its clock not readable: A 3, B21 1, D 4.
# K2: four hectares built, one ready and not supplied: A 4, B21 1, D 4, E 1. K3: river.
STATES = [BUILT] * 3 + [dict(land_state="B21", supply_state="D21")] + [BUILT] * 4 + \
    [dict(land_state="B21", supply_state="E21"), dict(land_state="C1", supply_state="F")]
PARCELS = [(box(column), dict(id=f"P{column:02}", **states)) for column, states in enumerate(STATES)]
SUPPLY = {f"supplied_y{year}": 1 for year in range(1, 6)}
PARKS = [
    (box(0, 4), dict(code="K1", name="甲", scope="主区", eval_type="工业主导型", candidate="否", **SUPPLY)),
    (box(4, 5), dict(code="K2", name="乙", scope="主区", eval_type="工业主导型", candidate="否", **SUPPLY)),
    (box(9), dict(code="K3", name="丙", scope="主区", eval_type="工业主导型", candidate="是")),
]
# Weights 0.6 and 0.4, ideals 100: K1 supply 100, built 75: 60 + 30 = 90; K2 80, 100: 48 + 40 = 88.
RULES = """name: ours
valid_from: 2026-01-01
source: test
parameters:
  evaluation:
    weight_change_max: {value: 0.19, source: test}
    ideal_change_max: {value: 0.02, source: test}
    draws: {value: 200, source: test}
trees:
  - type: 工业主导型
    scope: 主区
    goals:
      A: {A1: [A11]}
      B: {B1: [A12]}
    source: test
weights:
  - {type: 工业主导型, scope: 主区, of: A, value: 0.6, source: test}
  - {type: 工业主导型, scope: 主区, of: B, value: 0.4, source: test}
  - {type: 工业主导型, scope: 主区, of: A1, value: 1, source: test}
  - {type: 工业主导型, scope: 主区, of: A11, value: 1, source: test}
  - {type: 工业主导型, scope: 主区, of: B1, value: 1, source: test}
  - {type: 工业主导型, scope: 主区, of: A12, value: 1, source: test}
ideals:
  - {of: A11, value: 100, source: test}
  - {of: A12, value: 100, source: test}
flags:
  EXPAND_SUPPORT:
    cases:
      ours:
        supply: {value: supply_rate, operator: ">=", threshold: 90, source: test}
        built: {value: built_rate, operator: ">=", threshold: 70, source: test}
  EXPAND_AGAINST:
    cases:
      ours: {idle: {value: idle_rate, operator: ">", threshold: 3, source: test}}
  ESTABLISH:
    cases:
      ours: {area: {value: T, operator: ">=", threshold: 0.5, source: test}}
  OUR_SHARE:
    zh: 已建成比例
    en: share that is built
    applies: parks
    cases: {a: {share: {value: "A / T * 100", operator: ">", threshold: 77, source: our line}}}
  SMALL:
    zh: 小分类
    en: small class
    applies: parks
    cases:
      a:
        median: {value: score - class_median, operator: ">=", threshold: 0, source: test}
        supply: {value: supply_rate, operator: ">=", threshold: 90, source: test}
"""


def project(name, parks=PARKS, parcels=PARCELS, more=""):
    os.makedirs(name, exist_ok=True)
    write_geojson(f"{name}/parks.geojson", parks)
    write_geojson(f"{name}/parcels.geojson", parcels)
    with open(f"{name}/ours.yaml", "w", encoding="utf-8") as file:
        file.write(RULES)
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write("as_of: 2026-06-30\nrules: [kfq-2014, order53-2012, control-2008, tibet-2026, ours.yaml]\n"
                   f"{more}layers:\n  parks: {{path: parks.geojson, crs: 'EPSG:4539'}}\n"
                   "  parcels: {path: parcels.geojson, crs: 'EPSG:4539'}\n")


def run(name, *options):
    done = subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, f"{name}/project.yaml", "-o", f"{name}/out", "-q", *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    return f"{name}/out"


def check_cells(case, row, **expected):
    for key, value in expected.items():
        check_true(f"{case}: {key} is {row[key]!r}, not {value!r}", row[key] == value)


project("plain")
out = run("plain", "--lang", "en")
parks = {row["park_code"]: row for row in table(out, "assessment")}
check_true(f"parks {list(parks)}", list(parks) == ["K1", "K2", "K3"])
check_cells("K1", parks["K1"], park_name="甲", type_source="given", partial="no", expand_support="yes",
            expand_against="nodata", establish="", establish_reason="", idle_rate="")
check_cells("K2", parks["K2"], expand_support="no", expand_against="no", establish="", rank_type="2")
check_cells("K3", parks["K3"], expand_support="", expand_against="", exit="", establish="yes", score="")
for name, figures in dict(K1=(90, 100, 75, 0), K2=(88, 80, 100, 1)).items():
    for key, value in zip(("score", "supply_rate", "built_rate", "years_3"), figures):
        check(f"{name}: {key}", number(parks[name][key]), value, 1e-4)
reason = parks["K1"]["expand_support_reason"]
check_true(f"reason of a yes: {reason}", reason.startswith("ours: supply_rate = 100 (>= 90), built_rate = 75"))
reason = parks["K1"]["expand_against_reason"]
check_true(f"reason of nodata: {reason}", "ours: idle_rate: the idle clock cannot be read" in reason)
check_true("a hint, and it says so", all("hints, no decisions" in row["note"] for row in parks.values()))

rows = {(row["park_code"], row["flag"], row["case"], row["condition"]): row for row in table(out, "assessment_flags")}
check_cells("our flag", rows["K1", "OUR_SHARE", "", ""], flag_name="share that is built", result="no",
            source="plain/ours.yaml")
check_cells("its condition", rows["K1", "OUR_SHARE", "a", "share"], expression="A / T * 100", operator=">",
            threshold="77", result="no", source="our line")
check("its value", number(rows["K1", "OUR_SHARE", "a", "share"]["value"]), 75, 1e-4)
check_cells("our flag of K2", rows["K2", "OUR_SHARE", "", ""], result="yes")
# Two parks are no class of eight: no median, so the flag hangs on the other condition.
check_cells("median of K1", rows["K1", "SMALL", "a", "median"], value="", result="nodata")
check_true("and why", rows["K1", "SMALL", "a", "median"]["reason"] != "")
check_cells("small class of K1", rows["K1", "SMALL", "", ""], result="nodata")
check_cells("small class of K2", rows["K2", "SMALL", "", ""], result="no")
check_true("each is asked its own", {key[1] for key in rows if key[0] == "K3"} == {"ESTABLISH"})
check_true("nobody asked", table(out, "sensitivity") == [] and table(out, "sensitivity_causes") == [])

# Only the weight of A decides: 19 % lower, 0.486 of 0.886: K1 78.6, K2 78.88. B higher, 0.476 of
# 1.076: K1 95.7, K2 95.6; the ideal of A11 98: K1 90, K2 88.98; of A12 98: K1 90.61, K2 88.
project("asked", more="sensitivity: true\n")
out = run("asked", "-j", "1")
moved = {row["park_code"]: row for row in table(out, "sensitivity")}
check_true(f"rows {list(moved)}", list(moved) == ["K1", "K2"])
check_cells("K1", moved["K1"], rank="1", rank_best="1", rank_worst="2",
            status="the rank hangs on the weight of A (主区): 2 when it is 19 % lower")
check_cells("K2", moved["K2"], rank="2", status="the rank hangs on the weight of A (主区): 1 when it is 19 % lower")
check_true("most draws keep the order", 50 < number(moved["K1"]["rank_kept_pct"]) < 100)
check("K1 at its score", number(moved["K1"]["score"]), 90, 1e-4)
causes = {(row["node"], row["kind"]): row for row in table(out, "sensitivity_causes")}
check_true(f"causes {list(causes)}",
           list(causes)[-4:] == [("A", "weight"), ("A11", "ideal"), ("B", "weight"), ("A12", "ideal")])
check_cells("weight of A", causes["A", "weight"], change_pct="19.0000", moved_parks="2", park_code="K1", rank_change="1")
check("what it does to a score", number(causes["A", "weight"]["score_change_most"]), 90 - 78.6 / 0.886, 1e-4)
check_cells("weight of B", causes["B", "weight"], moved_parks="0", park_code="", rank_change="")
check_cells("ideal of A11", causes["A11", "ideal"], change_pct="2.0000", moved_parks="0")

# Threads, the order of the rows and a park more are not seen in it.
project("turned", PARKS[::-1], PARCELS[::-1], "sensitivity: false\n")
turned = run("turned", "-j", "3", "--sensitivity")
project("wider", PARKS + [(box(10), dict(code="K0", name="丁", scope="主区", eval_type="工业主导型"))],
        PARCELS + [(box(10), dict(id="P99", land_state="B22", supply_state="D21"))], "sensitivity: true\n")
wider = run("wider")
for name in ("sensitivity", "sensitivity_causes"):
    for other in (turned, wider):
        check_true(f"{name} of {other}", filecmp.cmp(f"{out}/tables/{name}.csv", f"{other}/tables/{name}.csv", shallow=False))
finish()
PYTHON
python3 check.py
