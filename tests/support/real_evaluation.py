"""Runs docs/evaluation.md on the real zones and compares its tables with the results.

usage: real_evaluation.py PAGE DATA OUT      environment: LANDGAUGE
"""
import os
import re
import subprocess
import sys

from osgeo import ogr

from result import FORMATS, check_true, finish, number, table

ogr.UseExceptions()
page_path, data, out = sys.argv[1:]
with open(page_path, encoding="utf-8") as file:
    page = file.read()
ZONES = {"Binxi 2012": "binxi2012", "Binxi 2013": "binxi2013",
         "Hailin 2012": "hailin2012", "Hailin 2013": "hailin2013"}
project, rules = re.findall(r"```yaml\n(.*?)```", page, re.S)
with open(f"{out}/zones.yaml", "w", encoding="utf-8") as file:
    file.write(rules)


def run(zone):
    """Both results of a zone: whole scores, and partial ones."""
    text = project.replace("2013-12-31", f"20{zone[-2:]}-12-31")
    for name in ("parks.shp", "parcels.shp"):
        text = text.replace(f"path: {name}", f"path: {data}/{zone}/{name}")
    with open(f"{out}/{zone}.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    for options, target in (([], zone), (["--renormalise"], f"{zone}-partial")):
        subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, f"{out}/{zone}.yaml", *options, "--quiet",
                        "-o", f"{out}/{target}"], check=True)


def rows_of(heading):
    """The table under a heading: {first cell: {zone: cell}}."""
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")]
             for line in section.splitlines() if line.startswith("|")]
    return {line[0]: dict(zip(lines[0][1:], line[1:])) for line in lines[2:]}


def same(what, told, seen):
    check_true(f"{what}: {told} on the page, {seen} seen", told == seen)


def shown(value, decimals=4):
    return "–" if value in (None, "") else f"{number(value):.{decimals}f}"


def sums_of_layer(zone):
    """Hectares by land and supply state, straight from the parcels' table; a parcel may have up to
    three states, of which the further two stand in fields of their own."""
    sums = {}
    dataset = ogr.Open(f"{data}/{zone}/parcels.shp")
    layer = dataset.GetLayer()
    names = {layer.GetLayerDefn().GetFieldDefn(i).GetName()
             for i in range(layer.GetLayerDefn().GetFieldCount())}
    for feature in layer:
        area = feature["DLMJ"] or 0
        for field in ("DLDM", "GYDM"):
            code = (feature[field] or "").strip() if field in names else ""
            sums[code] = sums.get(code, 0) + area
    return sums


def land(sums, code):
    return sum(area for state, area in sums.items() if state == code or state.startswith(code))


for title, zone in ZONES.items():
    run(zone)
    states = {row["code"]: row["area_ha"] for row in table(f"{out}/{zone}", "land_state")}
    indicators = {row["code"]: row for row in table(f"{out}/{zone}", "indicators")}
    scores = table(f"{out}/{zone}", "scores")[0]
    partial = table(f"{out}/{zone}-partial", "scores")[0]
    potentials = {(row["kind"], row["indicator"]): row["area_ha"]
                  for row in table(f"{out}/{zone}", "potential")}
    parks = ogr.Open(f"{data}/{zone}/parks.shp")
    reported = parks.GetLayer().GetNextFeature()["TDKFL"]

    told = rows_of("What was reported, and what comes out")
    layer = sums_of_layer(zone)
    same(f"{title}: reported rate", told["reported development rate, %"][title],
          f"{reported:.2f}")
    # a report may be cut instead of rounded
    check_true(f"{title}: reported and measured rate",
               abs(number(indicators["A10"]["value"]) - reported) < 0.01)
    same(f"{title}: A10", told["A10 of this program, %"][title], shown(indicators["A10"]["value"]))
    same(f"{title}: A + B21", told["A + B21, ha"][title], shown(indicators["A10"]["numerator"]))
    same(f"{title}: A + B", told["A + B, ha"][title], shown(indicators["A10"]["denominator"]))
    for code in ("A", "A2", "D", "E"):
        same(f"{title}: {code}", told[f"{code}, ha"][title], shown(states[code]))
        check_true(f"{title}: {code} by the layer's own table: {land(layer, code)}",
                   abs(land(layer, code) - number(states[code])) < 0.00006)
    why = "given" if scores["type_source"] == "given" else "by rule"
    same(f"{title}: type", told["evaluation type"][title], f"{scores['eval_type']} {why}")

    for name, cells in rows_of("Indicators and standard values").items():
        row = indicators[name.split()[0]]
        same(f"{title}: {name}", cells[title], f"{shown(row['value'])} ({shown(row['standard'])})")

    for name, cells in rows_of("Scores").items():
        first = name.split()[0]
        if first == "missing":
            expected = scores["status"].removeprefix("missing: ")
        elif "renormalise" in name:
            expected = shown(partial["combined"])
            same(f"{title}: partial", partial["partial"], "yes")
        elif first == "combined":
            expected = shown(scores["combined"])
        else:
            expected = shown(scores[first.lower() if len(first) > 1 else f"goal_{first.lower()}"])
        same(f"{title}: {name}", cells[title], expected)

    kinds = {"expansion E": ("expansion", ""), "of it for industry E21": ("expansion_industrial", "")}
    for name, cells in rows_of("Potentials").items():
        kind = kinds.get(name, tuple(name.split()))
        same(f"{title}: {name}", cells[title], shown(potentials[kind]))

finish()
