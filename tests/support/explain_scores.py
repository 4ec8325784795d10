"""Explanations of scores for tests/cli/explain_scores.sh: what is told of tables written by hand, and of a run's own.

usage: explain_scores.py by_hand|by_run   in an empty folder; the second after the first
The park: 10 lots of 1 ha, all supplied; six of A2 with 8000 m2 of floor each, two of A1 with 4000 m2, two of B21 not due yet.
So A11 = 10 / 10 = 100 %, A12 = 8 / 10 = 80 %, A21 = 6 / 8 = 75 %, A31 = 5.6 / 8 = 0.7, C11 = 0 %.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys

from clocks import run_case, write_case
from result import check_true, finish, number, table

AS_OF = "2026-06-30"
BUILT = {"completion_on": "2020-01-01", "start_due": "2019-01-01"}
LOTS = [{"id": f"I{i}", "land_state": "A2", "floor_area": 8000, **BUILT} for i in range(6)] \
    + [{"id": f"H{i}", "land_state": "A1", "floor_area": 4000, **BUILT} for i in range(2)] \
    + [{"id": f"O{i}", "start_due": "2027-01-01"} for i in range(2)]
IDEALS = "name: example\nvalid_from: 2026-01-01\nsource: test\nideals:\n" \
    + "".join(f"  - {{of: {code}, value: {value}, source: x}}\n" for code, value in
              {"A11": 100, "A12": 100, "A21": 60, "A31": 1.1, "A32": 40, "A33": 1.0, "A34": 50, "B11": 6000, "B12": 300, "C11": 0}.items())
NODE_COLUMNS = ["park_code", "scope", "level", "code", "name", "parent", "weight", "weight_source", "value", "ideal", "ideal_source", "score",
                "weighted", "capped", "partial", "status"]
LEVELS = {1: "goal", 2: "sub_goal", 3: "indicator"}
# depth, code, name, weight, value, ideal, score. A1 = 0.5 * 100 + 0.5 * 80 = 90; A2 = 100 * 75 / 60 = 125, capped; A3 = 100 * 0.7 / 1;
# A = 0.4 * 90 + 0.2 * 100 + 0.4 * 70 = 84; the area 0.7 * 84 + 0.3 * 100 = 88.8.
MAIN = [
    (0, "主区", "main area", 0.8, "", "", 88.8),
    (1, "A", "state of land use", 0.7, "", "", 84),
    (2, "A1", "extent of use", 0.4, "", "", 90),
    (3, "A11", "Supply rate", 0.5, 100, 100, 100),
    (3, "A12", "Built rate", 0.5, 80, 100, 80),
    (2, "A2", "structure of use", 0.2, "", "", 100),
    (3, "A21", "Industrial land share", 1, 75, 60, 100),
    (2, "A3", "intensity of use", 0.4, "", "", 70),
    (3, "A31", "Floor area ratio", 1, 0.7, 1, 70),
    (1, "C", "management", 0.3, "", "", 100),
    (2, "C1", "supervision", 1, "", "", 100),
    (3, "C11", "Idle rate", 1, 0, 0, 100),
]
# The whole: 0.8 * 88.8 + 0.2 * 50 = 81.04. OWN is the rule set's: less is better, 100 * (100 - 60) / (100 - 20) = 50.
EXPANSION = [
    (0, "发展方向区", "expansion area", 0.2, "", "", 50),
    (1, "A", "state of land use", 1, "", "", 50),
    (2, "A1", "extent of use", 1, "", "", 50),
    (3, "OWN", "Own share", 1, 60, 20, 50),
]
POLICY = {
    "nodes": [{"code": "A", "zh": "土地利用状况", "en": "state of land use"}],
    "weights": [{"of": "A", "set": "set-w", "source": "bureau w"}, {"of": "B", "set": "set-other", "source": "bureau w"}],
    "ideals": [{"of": "A31", "set": "set-i", "source": "bureau i"}],
    "bands": [{"code": "HIGH", "from": 80, "source": "program bands"}, {"code": "TOP", "from": 95, "source": "program bands"},
              {"code": "LOW", "from": 0, "source": "program bands"}],
    "indicators": [{"code": "OWN", "zh": "自定指标", "en": "Own share", "unit": "%", "numerator": "A2 + A4", "denominator": "A + B",
                    "sense": "negative", "source": "order of the bureau", "set": "own.yaml"}],
}


def nodes(scope, tree, **changed):
    """Rows of score_nodes. @param changed  by code: cells that stand instead"""
    rows, above = [], {}
    for depth, code, name, weight, value, ideal, score in tree:
        level = "area" if depth == 0 else LEVELS[depth]
        above[depth] = code
        row = {"park_code": "K1", "scope": scope, "level": level, "code": code, "name": name, "parent": above[depth - 1] if depth else "",
               "weight": weight, "weight_source": "bureau w", "value": value, "ideal": ideal,
               "ideal_source": "bureau i" if level == "indicator" else "", "score": score, "weighted": "",
               "capped": ("yes" if code == "A21" else "no") if level == "indicator" else "",
               "partial": "no" if level != "indicator" else "", "status": "ok", **changed.get(code, {})}
        if row["weighted"] == "" and row["score"] != "" and row["weight"] != "":
            row["weighted"] = f"{float(row['weight']) * float(row['score']):.6f}"
        rows.append(row)
    return rows


def score_row(code, scope, **cells):
    return {"park_code": code, "scope": scope, "score": "", "combined": "", "partial": "no", "band": "", "band_name": "", "rank_type": "",
            "rank_class": "", "eval_type": "工业主导型", "type_source": "given", "class": "", "class_source": "", "type_parks": 5,
            "class_parks": "", "status": "ok", **cells}


def scores(**main):
    """K5 at the top, K1 second with K3, K4 last; K2 of another type."""
    return [
        score_row("K1", "主区", **{"score": 88.8, "combined": 81.04, "band": "HIGH", "band_name": "high", "rank_type": 2, **main}),
        score_row("K1", "发展方向区", score=50),
        score_row("K2", "主区", combined=82, rank_type=1, eval_type="产城融合型"),
        score_row("K3", "主区", combined=81.04, rank_type=2),
        score_row("K4", "主区", combined=60.5, rank_type=4),
        score_row("K5", "主区", combined=90, rank_type=1),
    ]


def write_table(folder, name, rows):
    with open(f"{folder}/tables/{name}.csv", "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def write_scores(folder, main=None, expansion=None, of=None, policy=POLICY):
    """A copy of the run with tables of scores. @param main, expansion, of  changed cells of the nodes, and of the park's row of scores"""
    shutil.copytree(out, folder)
    write_table(folder, "score_nodes", nodes("主区", MAIN, **(main or {})) + nodes("发展方向区", EXPANSION, **(expansion or {})))
    write_table(folder, "scores", scores(**(of or {})))
    own = {"park_code": "K1", "scope": "发展方向区", "code": "OWN", "name": "Own share", "unit": "%", "numerator": 6, "denominator": 10,
           "value": 60, "status": "ok"}
    standing = {"A31": {"benchmark": 0.9, "benchmark_source": "line-2024 (S1)", "benchmark_distance": -0.2, "rank": 2, "rank_of": 3,
                        "change": 0.05}}
    ideals = {row[1]: row[5] for row in MAIN}
    more = ("name", "ideal", "benchmark", "benchmark_source", "benchmark_distance", "rank", "rank_of", "change")
    rows = [{**dict.fromkeys(more, ""), **row, "ideal": ideals.get(row["code"], ""), **standing.get(row["code"], {})} for row in table(out, "indicators")]
    write_table(folder, "indicators", rows + [{**dict.fromkeys(rows[0], ""), **own}])
    with open(f"{folder}/run.json", encoding="utf-8") as file:
        log = json.load(file)
    log["policy"].update(policy)
    with open(f"{folder}/run.json", "w", encoding="utf-8") as file:
        json.dump(log, file, ensure_ascii=False)
    return folder


def explain(*arguments):
    done = subprocess.run([os.environ["LANDGAUGE"], "explain", *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def told(*arguments):
    code, text, err = explain(*arguments)
    check_true(f"{arguments}: exit code {code}: {err}", code == 0 and err == "")
    check_true(f"{arguments}: no hole in a sentence", not re.search(r"\{\d\}", text))
    check_true(f"{arguments}: no blank at the end of a line", not re.search(r" \n", text))
    return text


def says(what, text, *wanted):
    for one in wanted:
        check_true(f"{what}: says {one}\n{text}", re.search(one, text, re.M))


def says_not(what, text, *unwanted):
    for one in unwanted:
        check_true(f"{what}: does not say {one}", not re.search(one, text, re.M))


def refused(what, exit_code, says_this, *arguments):
    code, text, err = explain(*arguments)
    check_true(f"{what}: exit code {code}, {err.strip()} says {says_this}", code == exit_code and says_this in err)
    check_true(f"{what}: one line, nothing on stdout", text == "" and err.count("\n") == 1)


def whole_score():
    full = write_scores("full")
    text = told(full, "K1", "score")
    says("score", text, r"^score combined score, 虚构园区 K1, as of 2026-06-30$", r"^  combined score +81\.0400$",
         r"^  主区 main area +0\.8000 × +88\.8000 = +71\.0400$", r"^  发展方向区 expansion area +0\.2000 × +50\.0000 = +10\.0000$",
         r"listed 81\.0400, in the tables 81\.0400, difference 0\.000000: it adds up",
         r"^    A state of land use +0\.7000 × +84\.0000 = +58\.8000$",
         r"^        A12 Built rate +0\.5000 × +80\.0000 = +40\.0000  value 80\.0000, ideal 100\.0000 %$",
         r"^        A21 Industrial land share .*  \(capped\)$",
         r"7 weighted sum\(s\) make the written scores, 5 standard value\(s\)", r"3 weighted sum\(s\) make the written scores, 1 standard value\(s\)")
    says("band and ranks", text, r"^  band +HIGH high  \(from 80\.00; program bands\)$", r"To TOP \(from 95\.00\) it lacks 13\.9600",
         r"^  rank within type +2 of 5 \(工业主导型; given\)$", r"before it: K5, 90\.0000, 8\.9600 more", r"at the same place: K3, 81\.0400, difference 0\.0000",
         r"after it: K4, 60\.5000, 20\.5400 less")
    says_not("band and ranks", text, "K2", "rank within class", "does not add up", "What is missing")
    # 0.2 * 50 = 10; 0.8 * 0.7 * 0.4 * 30 = 6.72; 0.8 * 0.7 * 0.4 * 0.5 * 20 = 2.24; together 18.96 = 100 - 81.04
    gains = re.findall(r"^  (\w+) .*\+(\d+\.\d+) = (\d\.\d+) × \(100 - ", text, re.M)
    check_true(f"gains: {gains}", gains == [("OWN", "10.0000", "0.2000"), ("A31", "6.7200", "0.2240"), ("A12", "2.2400", "0.1120")])
    says("gains", text, r"Arithmetic on the written figures alone", r"together 18\.9600; 100 less the combined score is 18\.9600, .*it adds up",
         r"at the ideal already: A11 Supply rate \(主区\), A21 Industrial land share \(主区\), C11 Idle rate \(主区\)$")
    says("origin", text, r"weights of 主区, A, A1, .*: set-w: bureau w$", r"ideals of A11, A12, A21, A31, C11, OWN: set-i: bureau i$")
    says_not("origin", text, "set-other")
    # the heaviest first: C11 0.8 * 0.3 = 0.24, A31 0.224, OWN 0.2, A11 and A12 and A21 0.112
    heads = re.findall(r"^(\w+) .*: weight in the combined score (\d\.\d+)$", text, re.M)
    check_true(f"blocks: {heads}", heads == [("C11", "0.2400"), ("A31", "0.2240"), ("OWN", "0.2000"), ("A11", "0.1120"), ("A12", "0.1120"), ("A21", "0.1120")])
    block = text.split("A31 Floor area ratio (主区): weight")[1].split("\n\n")[0]
    says("down to parcels", block, r"^  standard value +100 × 0\.7000 / 1\.0000 = 70\.0000$", r"^  weight +1\.0000 in A3, 0\.2240 in the combined score$",
         r"With the denominator as it is, the ideal takes 2\.4\d* wan m2 more of floor area on A", r"^  rank +2 of 3 ",
         r"^  published figure +0\.9000, distance -0\.2000 \(line-2024 \(S1\)\)$", r"^  change since last run +0\.0500$",
         r"8 parcel\(s\), together 5\.6000 wan m2", r"^  I0 +0\.8000 wan m2", r"5 more, together 3\.2000 wan m2", r"landgauge explain full K1 A31$")
    check_true("three parcels on each side", len(re.findall(r"^  [IHO]\d ", block, re.M)) == 6)
    says("a part is listed once", text, r"denominator: supplied land D, 10\.0000 ha \(its parcels stand under C11\)")
    text = told(full, "K1", "combined", "--all")
    check_true("all parcels", len(re.findall(r"^  [IHO]\d ", text.split("A31 Floor area ratio (主区): weight")[1].split("\n\n")[0], re.M)) == 16)
    says_not("all parcels", text, "all of it: landgauge")
    text = told(full, "虚构园区", "得分", "--lang", "zh")
    says("in Chinese", text, "^score 综合得分，虚构园区 K1，评价日期 2026-06-30$", r"^    A 土地利用状况 +0\.7000 × ", r"^        A31 综合容积率 .*现状 0\.7000，理想 1\.0000$",
         "仅为按所写数字的算术", r"前一名：K5，90\.0000，高 8\.9600", "^OWN 自定指标（?.*在综合得分中的权重 0.2000$", "所列之和 81.0400，表中 81.0400，相差 0.000000：一致")
    says_not("in Chinese", text, "it adds up", "weight in")


def goals_and_own():
    text = told("full", "K1", "a3")
    says("A3", text, r"^A3 intensity of use, 虚构园区 K1", r"A3 intensity of use \(主区\): score 70\.0000, weight in the combined score 0\.2240, which makes 15\.6800",
         r"^        A31 ", r"\+6\.7200", r"^A31 Floor area ratio \(主区\): weight", r"ideals of A31: set-i: bureau i")
    says_not("A3", text, "A12", "C11", "rank within type", "together 6.72")
    text = told("full", "K1", "A")
    says("a goal of both areas", text, r"A state of land use \(主区\): score 84\.0000", r"A state of land use \(发展方向区\): score 50\.0000", "OWN", "A12")
    says("an area by its name", told("full", "K1", "发展方向区"), r"发展方向区 expansion area: score 50\.0000, weight in the combined score 0\.2000")
    # indicators of the rule set, with and without their formula in run.json; the run's park has one area, so their row is moved to it
    for name, policy in (("own", POLICY), ("bare", {})):
        folder = write_scores(name, policy=policy)
        for file in ("indicators", "score_nodes"):
            rows = table(folder, file)
            for row in rows:
                row["scope"] = "主区" if row["code"] == "OWN" else row["scope"]
            write_table(folder, file, rows)
    text = told("own", "K1", "own")
    says("an own indicator", text, r"^OWN Own share, 虚构园区 K1 主区", r"^  OWN +\(A2 \+ A4\) / \(A \+ B\) × 100$", r"own\.yaml: order of the bureau$",
         r"^  numerator +6\.0000$", r"^  denominator +10\.0000$", r"^  value +60\.0000 %$", r"the parts make 60\.0000, .*it adds up",
         r"^  standard value +100 × \(100 - 60\.0000\) / \(100 - 20\.0000\) = 50\.0000$")
    text = told("bare", "K1", "OWN")
    says("without its formula", text, "run.json does not have its formula", r"^  numerator +6\.0000$", r"^  standard value +50\.0000$")


def missing_and_partial():
    none = {"score": "", "weighted": "", "status": "missing: A31"}
    gap = write_scores("gap", {"A31": {"value": "", "score": "", "capped": "", "status": "no floor area"}, "A3": none, "A": none, "主区": none},
                       of={"score": "", "combined": "", "band": "", "rank_type": "", "status": "主区 has no score (missing: A31)"})
    text = told(gap, "K1", "score")
    says("a gap", text, r"^  combined score +no value$", r"A31 Floor area ratio \(主区\): no floor area$", r"^  no score of +A3, A, 主区$",
         r"There is no combined score: 主区 has no score \(missing: A31\)", "once what is missing is there, the gain",
         r"A12 Built rate \(主区\) +\+2\.2400", "4 weighted sum")
    says_not("a gap", text, "Band and ranks", "less the combined score", "does not add up", r"^A31 .*: weight in")
    says("a gap, in Chinese", told(gap, "K1", "score", "--lang", "zh"), "^  因此没有得分 +A3, A, 主区$", "没有综合得分：主区 has no score")
    says("a goal without a score", told(gap, "K1", "A3"), r"A3 intensity of use \(主区\): no score: missing: A31")
    # A31 left out: A1 and A2 have 0.4 / 0.6 and 0.2 / 0.6; A = 280 / 3, the area 0.7 A + 30 = 95.333333, the whole 0.8 of it and 10
    left = {"partial": "yes", "status": "left out: A31"}
    part = write_scores("part", {
        "A31": {"value": "", "score": "", "capped": "", "weight": "", "status": "no floor area"},
        "A3": {"score": "", "weight": "", "status": "missing: A31"}, "A1": {"weight": 0.666666667}, "A2": {"weight": 0.333333333},
        "A": {**left, "score": 93.333333}, "主区": {**left, "score": 95.333333}},
        of={"score": 95.3333, "combined": 86.2667, "partial": "yes", "rank_type": 2, "status": "主区: left out: A31"})
    text = told(part, "K1", "score")
    says("partial", text, r"^  combined score +86\.2667  \(partial\)$", r"^  left out of +A, 主区$", r"^  no score of +A3$",
         r"The combined score is partial: 主区: left out: A31", r"together 13\.7333; 100 less the combined score is 13\.7333, .*it adds up")
    says_not("partial", text, "does not add up")
    says("partial, in Chinese", told(part, "K1", "score", "--lang", "zh"), r"^  综合得分 +86\.2667  （不完整）$", "^  未计入 +A, 主区$", "综合得分不完整：")


def edited():
    for name, main, of, wanted in (
            ("sum", {"A3": {"score": 71}}, {}, r"A: the weighted sum of what is below is 84\.4000, written is 84\.0000: it does not add up"),
            ("standard", {"A31": {"score": 75}}, {}, r"A31: value and ideal make 70\.0000, written is 75\.0000: it does not add up"),
            ("weighted", {"A1": {"weighted": 37}}, {}, r"A1: weight × score is 36\.0000, written is 37\.0000: it does not add up"),
            ("area", {}, {"score": 88.9}, r"主区: the score is 88\.8000 in score_nodes, 88\.9000 in scores: it does not add up"),
            ("combined", {}, {"combined": 82}, r"listed 81\.0400, in the tables 82\.0000, difference -0\.960000: it does not add up")):
        text = told(write_scores(f"edited-{name}", main, of=of), "K1", "score")
        says(f"edited {name}", text, wanted)


def potentials():
    # structure 8 * (60 - 75) / 100 = -1.2: none; intensity 8 * (1 - 0.7) / 1 = 2.4; both 0 + 0
    row = {"park_code": "K1", "scope": "主区", "kind": "", "indicator": "", "area_ha": "", "raw_ha": "", "years_3": "", "years_5": "", "status": "ok"}
    write_table("full", "potential", [
        {**row, "kind": "expansion", "area_ha": 0, "raw_ha": 0, "status": "no years_3: unknown"},
        {**row, "kind": "structure", "indicator": "A21", "area_ha": 0, "raw_ha": -1.2},
        {**row, "kind": "intensity", "indicator": "A31", "area_ha": 2.4, "raw_ha": 2.4},
        {**row, "kind": "idle", "area_ha": 0, "raw_ha": 0},
        {**row, "kind": "management", "area_ha": 1, "raw_ha": 1}])
    text = told("full", "K1", "potential")
    says("potentials", text, r"^potential potentials, 虚构园区 K1 主区", "never one sum", r"8\.0000 × \(60\.0000 - 75\.0000\) / 100 = -1\.2000$",
         "below 0: there is none", r"8\.0000 × \(1\.0000 - 0\.7000\) / 1\.0000 = 2\.4000$", "the parts make 2.4000, in the tables 2.4000, .*it adds up",
         r"^  note +no years_3: unknown$", "landgauge explain full K1 A31$", "the parts make 0.0000, in the tables 1.0000, .*it does not add up")
    says("potentials in Chinese", told("full", "K1", "潜力", "--lang", "zh"), "^结构潜力", "各类潜力可能是同一块土地")


def standing():
    row = {"park_code": "K1", "scope": "主区", "code": "A31", "line": "line-2024", "region": "national", "year": 2024, "benchmark": 0.9,
           "distance": -0.2, "distance_pct": -22.2222, "derived": "no", "source": "S1"}
    write_table("full", "benchmarks", [row])
    text = told("full", "K1", "A31")
    says("A31", text, r"^  ideal +1\.0000$", r"^  standard value +100 × 0\.7000 / 1\.0000 = 70\.0000$", r"^  source of the ideal +bureau i$",
         r"^  source of the weight +bureau w$", r"^  line-2024 +0\.9000, distance -0\.2000 \(S1\)  -22\.22 %$", r"^  I0 ")
    says("B22", told("full", "K1", "B22"), "The park's tree does not have this indicator")


def others():
    refused("nearest word", 64, "no indicator scor, did you mean score", "full", "K1", "scor")
    refused("nearest goal", 64, "no indicator A4, did you mean", "full", "K1", "A4")
    refused("nearest own", 64, "did you mean OWN", "full", "K1", "OWM")
    # A result of before: what there was is told, and that there are no scores.
    shutil.copytree("full", "older")
    for name in ("scores", "score_nodes", "potential", "benchmarks"):
        os.remove(f"older/tables/{name}.csv")
    text = told("older", "K1", "A31")
    says("older", text, r"The result has no table of scores \(tables/score_nodes.csv is missing\)", r"^  I0 ", r"^  value +0\.7000")
    refused("older: score", 65, "older: no table of scores (tables/scores.csv is missing)", "older", "K1", "score")
    refused("older: potential", 65, "older: no table of potentials", "older", "K1", "potential")
    refused("older: a goal", 64, "no indicator A3, did you mean A3", "older", "K1", "A3")
    shutil.copytree("full", "empty")
    write_table("empty", "scores", [score_row("K9", "主区")])
    says("a park that is not there", told("empty", "K1", "score"), "The table of scores has no row of this park")


def by_run():
    """Whatever the tree, the text has the tables' nodes and adds up; only closed sums are said to be."""
    write_case("scored", LOTS, {"eval_type": "工业主导型", "fixed_investment": 30000, "industrial_tax": 900})
    with open("scored/project.yaml", encoding="utf-8") as file:
        project = file.read()
    shutil.copy("ideals.yaml", "scored/ideals.yaml")
    with open("scored/project.yaml", "w", encoding="utf-8") as file:
        file.write(project.replace("tibet-2026]", "tibet-2026, ideals.yaml]"))
    folder = run_case("scored", AS_OF, "--lang", "en")
    rows, of = table(folder, "score_nodes"), table(folder, "scores")[0]
    text = told(folder, "K1", "score")
    check_true("there is a tree", len(rows) > 10)
    for row in rows:
        check_true(f"{row['code']} is told", re.search(rf"^ +{row['code']} {re.escape(row['name'])} ", text, re.M))
        if row["level"] == "indicator" and row["score"]:
            check_true(f"{row['code']}: its block", f"{row['code']} {row['name']}: weight in the combined score" in text)
        elif row["level"] in ("goal", "sub_goal"):
            check_true(f"{row['code']} alone", "does not add up" not in told(folder, "K1", row["code"]))
    check_true("adds up", "does not add up" not in text and "weighted sum(s) make" in text)
    if of["combined"]:
        check_true("the combined score", re.search(rf"^  combined score +{number(of['combined']):.4f}$", text, re.M))
        check_true("the gains", re.search(r"together .*it adds up", text))
    check_true("potentials", "does not add up" not in told(folder, "K1", "potential"))


if sys.argv[1] == "by_hand":
    with open("ideals.yaml", "w", encoding="utf-8") as ideals_file:
        ideals_file.write(IDEALS)
    write_case("case", LOTS)
    out = run_case("case", AS_OF, "--lang", "en")
    whole_score()
    goals_and_own()
    missing_and_partial()
    edited()
    potentials()
    standing()
    others()
else:
    by_run()
finish()
