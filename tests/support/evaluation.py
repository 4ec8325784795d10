"""Runs of tests/cli/evaluation.sh: made-up parks whose recorded areas give the figures of domain.md 1.9 and 1.7.

usage: evaluation.py without_rules|with_rules   in an empty folder; the second after the first
Parcels lie side by side at the central meridian of EPSG:4539, each 1000 m high and 10 m wide for a hectare.
"""
import os
import shutil
import subprocess
import sys

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, run_log, table

X, Y = 498000.0, 3281000.0
PROGRAM = os.environ["LANDGAUGE"]
DONE = {"completion_on": "2020-01-01"}
# land state, supply state, ha, floor and footprint in 万m2, yards in 万m2, more: domain.md 1.9
EXAMPLE = [
    ("A1", "D21", 10, 20, 4, None, DONE),
    ("A2", "D21", 120, 96, 40, 54, {**DONE, "investment": 480000, "tax": 21600}),
    ("A31", "D1", 25, 0, 0, None, DONE),
    ("A32", "D1", 5, 0, 0, None, DONE),
    ("A4", "D21", 8, 30, 8, None, {**DONE, "tax": 11400}),
    ("A51", "D21", 7, 0, 0, None, DONE),
    ("A52", "D21", 15, 30, 8, None, DONE),
    ("A6", "D21", 6, 10, 3, None, DONE),
    ("A6", "D22", 4, 4, 1, None, DONE),
    ("B11", "F", 4, None, None, None, {}),
    ("B12", "F", 6, None, None, None, {}),
    ("B21", "D21", 12, None, None, None, {"start_due": "2025-01-01", "cause": "O0", "price": 1}),
    ("B21", "D21", 22, None, None, None, {"start_due": "2027-01-01"}),
    ("B21", "E1", 6, None, None, None, {}),
    ("B21", "E21", 15, None, None, None, {}),
    ("B21", "E22", 5, None, None, None, {}),
    ("B22", "F", 90, None, None, None, {}),
    ("C1", "F", 20, None, None, None, {}),
    ("C2", "F", 15, None, None, None, {}),
    ("C3", "F", 5, None, None, None, {}),
]
# built land of FAR 0.517 and density 18.8 %: 47 % of 1.1 and of 40 %; domain.md 1.7
VECTOR_MAIN = [("A1", "D21", 50, 25.85, 9.4, None, DONE), ("A4", "D21", 50, 25.85, 9.4, None, DONE)]
VECTOR_EXPANSION = [("A1", "D21", 50, 25.85, 9.4, None, DONE), ("B22", "F", 50, None, None, None, {})]
SUPPLIED = dict(zip([f"supplied_y{year}" for year in range(1, 6)], (8, 12, 10, 14, 9)))
SUPPLIED_INDUSTRIAL = dict(zip([f"supplied_industrial_y{year}" for year in range(1, 6)], (4, 6, 5, 7, 4.5)))
IDEALS = {"A11": 100, "A12": 100, "A10": 100, "A21": 65, "A31": 1.1, "A32": 40, "A33": 1.0, "A34": 50, "B11": 6000, "B12": 300,
          "B21": 300, "B22": 100, "C11": 0}
RULES = "[kfq-2014, order53-2012, control-2008, tibet-2026, ideals.yaml]"


def box(first_ha, ha, row):
    x, y = X + 10 * first_ha, Y + 1100 * row
    return {"type": "Polygon", "coordinates": [[[x, y], [x + 10 * ha, y], [x + 10 * ha, y + 1000], [x, y + 1000], [x, y]]]}


class Data:
    """Parks one above the other."""

    def __init__(self):
        self.parks, self.parcels = [], []

    def add(self, code, lots, scope="主区", **more):
        row, total_ha = len(self.parks), sum(lot[2] for lot in lots)
        self.parks.append((box(0, total_ha, row), {
            "code": code, "name": f"示例{code}", "scope": scope, "recorded_area": total_ha, "type": None, "class": None,
            "eval_type": None, "total_tax": None, "population": None, **dict.fromkeys(SUPPLIED), **dict.fromkeys(SUPPLIED_INDUSTRIAL), **more}))
        first_ha = 0
        for number_of, (land, supply, ha, floor, footprint, yards, what) in enumerate(lots):
            self.parcels.append((box(first_ha, ha, row), {
                "id": f"{code}{len(self.parks)}-{number_of:02d}", "land_state": land, "supply_state": supply, "recorded_area": ha,
                "floor_area": floor, "footprint": footprint, "footprint_yards": yards,
                **dict.fromkeys(("investment", "tax", "completion_on", "start_due", "cause", "price")), **what}))
            first_ha += ha
        return self

    def write(self, name, more=""):
        write_geojson(f"{name}-parks.geojson", self.parks)
        write_geojson(f"{name}-parcels.geojson", self.parcels)
        with open(f"{name}.yaml", "w", encoding="utf-8") as file:
            file.write("as_of: 2026-06-30\narea: recorded\nlayers:\n"
                       f"  parks: {{path: {name}-parks.geojson, crs: 'EPSG:4539', units: {{recorded_area: ha}}}}\n"
                       f"  parcels: {{path: {name}-parcels.geojson, crs: 'EPSG:4539', units: {{recorded_area: ha, floor_area: wan_m2,"
                       " footprint: wan_m2, footprint_yards: wan_m2, investment: wan_yuan, tax: wan_yuan, price: wan_yuan}}\n" + more)
        return self


def call(name, out, *options):
    return subprocess.run([PROGRAM, "run", FORMATS, f"{name}.yaml", "-o", out, "--lang", "en", "--progress", "never", *options],
                          capture_output=True, text=True, check=False)


def ran(name, out, *options):
    done = call(name, out, *options)
    if done.returncode != 0:
        raise SystemExit(f"{out}: exit code {done.returncode}: {done.stderr}")
    return done.stderr


def refused(what, exit_code, says, name, *options):
    done = call(name, "refused", *options)
    lines = [line for line in done.stderr.splitlines() if "error" in line]
    check_true(f"{what}: exit code {done.returncode}, {done.stderr}",
               done.returncode == exit_code and len(lines) == 1 and says in lines[0])
    check_true(f"{what}: nothing written", not os.path.exists("refused"))


def row_of(rows, **wanted):
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    check_true(f"one row of {wanted}: {len(found)}", len(found) == 1)
    return found[0]


def check_cells(what, row, tolerance=5e-5, **expected):
    for key, value in expected.items():
        if isinstance(value, str):
            check_true(f"{what}: {key} is {row[key]!r}, not {value!r}", row[key] == value)
        else:
            check(f"{what}: {key}", number(row[key]), value, tolerance)


def example(code="Z001", lots=None, **more):
    return dict(code=code, lots=EXAMPLE if lots is None else lots, population=12000, eval_type="工业主导型", **SUPPLIED, **SUPPLIED_INDUSTRIAL, **more)


def potentials_of_land(out):
    """domain.md 1.9, what needs no ideal."""
    rows = table(out, "potential")
    check_cells("expansion", row_of(rows, kind="expansion"), area_ha=26.0, raw_ha=26.0, years_3=2.6, years_5=1.857143, indicator="", status="ok")
    check_cells("industrial", row_of(rows, kind="expansion_industrial"), area_ha=15.0, years_3=3.0, years_5=2.142857, status="ok")
    check_cells("expired", row_of(rows, kind="expired"), area_ha=4.0, years_3="", status="ok")
    check_cells("idle", row_of(rows, kind="idle"), area_ha=12.0, status="ok")
    check_cells("both", row_of(rows, kind="management"), area_ha=16.0, status="ok")
    check_true("rows of the potentials", len(rows) == 10)


def the_run_before():
    """A park that stays, one that is new, one that is gone; A1 grows from 10 to 13 ha out of B22."""
    lots = list(EXAMPLE)
    lots[0] = ("A1", "D21", 13, 20, 4, None, DONE)
    lots[16] = ("B22", "F", 87, None, None, None, {})
    Data().add(**example(lots=lots)).add(**example("Z003")).write("after", "previous: before/\n")
    log = ran("after", "after-out")
    check_true("the log names the run before", "compared with the run before in before, as of 2025-06-30" in log)
    check_true("no doubt about its day", "not before it" not in log)
    states = table("after-out", "land_state")
    check_cells("A1", row_of(states, park_code="Z001", code="A1"), area_ha=13.0, previous_ha=10.0, change_ha=3.0)
    check_cells("B22", row_of(states, park_code="Z001", code="B22"), previous_ha=90.0, change_ha=-3.0)
    check_cells("a new park", row_of(states, park_code="Z003", code="A1"), area_ha=10.0, previous_ha="", change_ha="")
    indicators = table("after-out", "indicators")
    # A / (A + B) grows, so do A12 = 203 / 237 (from 200 / 234) and B22 = 12000 / 203 (from 60)
    check_cells("A12", row_of(indicators, park_code="Z001", code="A12"), tolerance=2e-6, change=100 * 203 / 237 - 100 * 200 / 234)
    check_cells("B22 of people", row_of(indicators, park_code="Z001", code="B22"), tolerance=2e-6, change=12000 / 203 - 60)
    check_cells("a new park", row_of(indicators, park_code="Z003", code="A12"), change="")
    log = run_log("after-out")
    check_true(f"run.json: {log.get('previous')}", log.get("previous") == {"folder": "before", "as_of": "2025-06-30"})
    check_true("run.json without one", run_log("before")["previous"] is None)
    # the option stands over the project file
    check_true("a run as of the same day", "as of 2026-06-30, this one as of 2026-06-30: not before it"
               in ran("after", "same-out", "--previous", "after-out"))
    check_cells("nothing changed", row_of(table("same-out", "land_state"), park_code="Z003", code="A1"), change_ha=0.0)


def wrong_runs_before():
    os.makedirs("nothing", exist_ok=True)
    shutil.copytree("before", "bare")
    shutil.rmtree("bare/tables")
    done = subprocess.run([PROGRAM, "check", "after.yaml", "-q", "-o", "checked"], capture_output=True, text=True, check=False)
    check_true(f"a check compares nothing: {done.stderr}", done.returncode == 0 and run_log("checked")["previous"] is None)
    refused("no folder", 66, "none", "after", "--previous", "none")
    refused("no result", 65, "nothing: no result of landgauge", "after", "--previous", "nothing")
    refused("a result of check", 65, "checked: a result of check", "after", "--previous", "checked")
    refused("without tables", 65, "bare: tables/indicators.csv is missing", "after", "--previous", "bare")
    done = subprocess.run([PROGRAM, "check", "after.yaml", "-o", "refused", "--previous", "before"], capture_output=True, text=True, check=False)
    check_true(f"check --previous: {done.stderr}", done.returncode == 64 and "give --previous to a run" in done.stderr)


def without_rules():
    with open("ideals.yaml", "w", encoding="utf-8") as file:
        file.write("name: example\nvalid_from: 2026-01-01\nsource: worked example\nideals:\n")
        file.writelines(f"  - {{of: {code}, value: {value}, source: worked example}}\n" for code, value in IDEALS.items())
    Data().add(**example()).write("example")
    ran("example", "example-out")
    potentials_of_land("example-out")
    Data().add(**example()).add(**example("Z002")).write("before")
    ran("before", "before", "--as-of", "2025-06-30")
    the_run_before()
    wrong_runs_before()


def worked_example():
    """domain.md 1.9, all of it."""
    ran("scored", "scored-out")
    standards = {"A11": 90, "A12": 85.4701, "A21": 92.3077, "A31": 86.3636, "A32": 80, "A33": 80, "A34": 90, "B11": 66.6667,
                 "B12": 60, "C11": 94.8718}
    indicators = table("scored-out", "indicators")
    for code, standard in standards.items():
        check_cells(code, row_of(indicators, code=code), standard=float(standard), capped="no", status="ok", standard_status="ok",
                    ideal=float(IDEALS[code]), ideal_source="worked example", rank="1", rank_of="1", type_source="given")
    check_cells("A33", row_of(indicators, code="A33"), weight=0.25, weighted=20.0, goal="A", sub_goal="A3")
    check_cells("B22, which is not in the tree", row_of(indicators, code="B22"), standard="", weight="", goal="", standard_status="")
    check_cells("scores", row_of(table("scored-out", "scores"), park_code="Z001"), a1=87.7350, a2=92.3077, a3=84.3909, goal_a=87.2061,
                goal_b=63.3333, goal_c=94.8718, b2="", score=83.1981, combined=83.1981, partial="no", band="HIGH", rank_type="1",
                type_parks="1", status="ok")
    nodes = table("scored-out", "score_nodes")
    check_cells("the area", row_of(nodes, level="area"), code="主区", score=83.1981, status="ok")
    check_true("nodes of the tree", len(nodes) == 19)
    potentials_of_land("scored-out")
    rows = table("scored-out", "potential")
    check_cells("structure", row_of(rows, kind="structure"), area_ha=10.0, indicator="A21", status="ok")
    for code, ha in {"A33": 24.0, "A34": 12.0, "B11": 40.0, "B12": 48.0}.items():
        check_cells(f"intensity {code}", row_of(rows, kind="intensity", indicator=code), area_ha=ha, status="ok")


def ideals_of_absent_parks():
    """A misspelt code is told, once; the park's own ideal counts."""
    with open("absent-ideals.yaml", "w", encoding="utf-8") as file:
        file.write("name: absent\nvalid_from: 2026-01-01\nsource: worked example\nideals:\n")
        file.writelines(f"  - {{of: {code}, park: {park}, value: 2, source: worked example}}\n"
                        for code, park in (("A31", "Z01"), ("A33", "Z01"), ("A31", "Z001")))
    Data().add(**example()).write("absent", f"rules: {RULES[:-1]}, absent-ideals.yaml]\n")
    log = ran("absent", "absent-out")
    check_true(f"whose ideals are of no use: {log}", log.count("ideals: of parks that are not in this run: Z01; if one is,") == 1)
    check_cells("the park's own", row_of(table("absent-out", "indicators"), code="A31"), ideal=2.0, standard=47.5)
    check_true("nothing to tell", "ideals: of parks" not in ran("example", "told-out"))


def check_vector():
    """domain.md 1.7: two areas of one park."""
    ran("vector", "vector-out")
    rows = table("vector-out", "scores")
    main, expansion = row_of(rows, scope="主区"), row_of(rows, scope="发展方向区")
    check_cells("main area", main, tolerance=1e-4, a1=100.0, a3=47.0, goal_a=70.85, goal_b=50.0, goal_c=100.0, score=68.5525, combined=65.569,
                partial="no", band="UPPER", rank_type="1", type_parks="1")
    check_cells("expansion area", expansion, tolerance=1e-4, a1=50.0, a3=47.0, goal_a=47.90, score=53.635, combined="", band="", rank_type="")
    parks = table("vector-out", "parks")
    check_cells("parks", row_of(parks, scope="主区"), tolerance=1e-4, score=68.5525)
    check_cells("parks", row_of(parks, scope="发展方向区"), tolerance=1e-4, score=53.635)


def missing_and_partial():
    """No ideal for B12: no score, and with renormalise B11 is all of B1 (66.6667): 0.7 A + 0.2 B + 0.1 C."""
    ran("gap", "gap-out")
    row = row_of(table("gap-out", "scores"), park_code="Z001")
    check_cells("a gap", row, score="", combined="", partial="", goal_a=87.2061, goal_b="", rank_type="", status="no ideal: B12")
    check_cells("the gap itself", row_of(table("gap-out", "indicators"), code="B12"), standard="",
                standard_status="no ideal for B12: give one in a rule set", status="ok")
    ran("partial", "partial-out")
    row = row_of(table("partial-out", "scores"), park_code="Z001")
    check_cells("partial", row, goal_b=66.6667, score=0.7 * 87.2061 + 0.2 * 66.6667 + 0.1 * 94.8718, partial="yes", status="left out: B12",
                rank_type="1")


def ties_and_the_run_before():
    """Four parks, two of them alike: 1 2 2 4; the better one was worse before."""
    better = [lot if lot[0] != "A2" else ("A2", "D21", 120, 96, 40, 54, {**DONE, "investment": 480000, "tax": 36000}) for lot in EXAMPLE]
    worse = [lot if lot[0] != "A2" else ("A2", "D21", 120, 96, 40, 54, {**DONE, "investment": 480000, "tax": 3600}) for lot in EXAMPLE]
    rules = f"rules: {RULES}\n"
    four = [example("T4", worse), example("T3"), example("T2"), example("T1", better)]
    for name, parks in (("ties", four), ("turned", four[::-1])):
        data = Data()
        for park in parks:
            data.add(**park, **{"class": "综合"})
        data.write(name, rules)
        ran(name, f"{name}-out")
        rows = {row["park_code"]: row for row in table(f"{name}-out", "scores")}
        seen = [(rows[code]["rank_type"], rows[code]["rank_class"]) for code in ("T1", "T2", "T3", "T4")]
        check_true(f"{name}: ranks {seen}", seen == [("1", "1"), ("2", "2"), ("2", "2"), ("4", "4")])
        check_cells("class", rows["T1"], **{"class": "综合性园区", "class_source": "given", "class_parks": "4", "type_parks": "4"})
    # T1 and T4 change places: goal B weighs 0.2 and B12 half of it, with 100 and 10 of the ideal
    for park, lots in ((four[0], better), (four[3], worse)):
        park["lots"] = lots
    data = Data()
    for park in four + [example("T5")]:
        data.add(**park)
    data.write("swapped", rules)
    ran("swapped", "swapped-out", "--previous", "ties-out")
    before = {row["park_code"]: row for row in table("ties-out", "scores")}
    for row in table("swapped-out", "scores"):
        change = {"T1": -9.0, "T2": 0.0, "T3": 0.0, "T4": 9.0}.get(row["park_code"], "")
        check_cells(f"{row['park_code']} against the run before", row, tolerance=1e-4, change=change)
        check_true("the score before", row["previous_combined"] == before.get(row["park_code"], {"combined": ""})["combined"])
    for name in ("scores", "score_nodes", "potential", "benchmarks", "indicators"):
        check_true(f"{name}: whatever the order of parks", table("ties-out", name) == table("turned-out", name))


def with_rules():
    Data().add(**example()).write("scored", f"rules: {RULES}\n")
    worked_example()
    people = dict(eval_type="产城融合型")
    Data().add("V1", VECTOR_MAIN, total_tax=15000, population=5000, **people) \
          .add("V1", VECTOR_EXPANSION, "发展方向区", total_tax=7500, population=2500, **people) \
          .write("vector", f"rules: {RULES}\n")
    check_vector()
    with open("ideals.yaml", encoding="utf-8") as file:
        lines = file.readlines()
    with open("gap-ideals.yaml", "w", encoding="utf-8") as file:
        file.writelines(line for line in lines if "of: B12," not in line)
    with open("partial-ideals.yaml", "w", encoding="utf-8") as file:
        head = lines.index("ideals:\n")
        file.writelines(lines[:head] + ["parameters:\n  evaluation:\n    renormalise: {value: 'true', source: test}\n"]
                        + [line for line in lines[head:] if "of: B12," not in line])
    for name in ("gap", "partial"):
        Data().add(**example()).write(name, f"rules: {RULES}\n".replace("ideals.yaml", f"{name}-ideals.yaml"))
    missing_and_partial()
    ideals_of_absent_parks()
    ties_and_the_run_before()


{"without_rules": without_rules, "with_rules": with_rules}[sys.argv[1]]()
finish()
