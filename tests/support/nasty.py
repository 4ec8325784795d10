"""Holds the reader against files that were made to break readers: every one of them is read right, or refused with
a line that says why. What a file holds is taken from its bytes (parts.py) and from what the projects it comes from
expect of it (nasty_others.py); what becomes of it stands in data/nasty.txt, file by file (nasty_cases.py).

usage: nasty.py SHARED READ_LAYER LANDGAUGE WORK all|some     some: not every file goes through the whole program
"""
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import layers
import parts
from nasty_cases import DEGREES, PLANE, make_cases, read_table, wrong
from nasty_others import check_others, shown_polygons, sorted_rings
from result import check_true, finish

SECONDS_MAX = 20  # for a file, under the sanitizers
ROOTS = ("data/nasty", "trials/encodings")
POLYGONS_NEEDED = "; a layer of polygons is needed"
REASONS = {
    "points": rf"(: points|: geometry is [A-Za-z0-9 ]*Point){POLYGONS_NEEDED}",
    "lines": rf"(: lines|: geometry is [A-Za-z0-9 ]*(Line String|Curve)){POLYGONS_NEEDED}",
    "multipatches": r": multipatches; save them as polygons first",
    "no-index": r": the \.shx \(index\) is missing; deliver all of",
    "no-table": r": the \.dbf \(attributes\) is missing; deliver all of",
    "counts": r": \d+ shapes in the \.shx, \d+ records in the \.dbf; they are not of one delivery",
    "no-crs": r": no CRS \(the \.prj is missing\); give crs: ",
    "degrees": r": coordinates up to .* are no degrees, .*; give crs: ",
    "datum": r"is on a datum that is not known, .*; deliver CGCS2000",
    "header": r": the dBase header is damaged; deliver it again",
    "empty": r": no rows \(the layer is empty\); check the delivery",
    "encoding": r": of \d+ texts .* are not UTF-8 and \d+ are not GB18030; give encoding: ",
    "part": r"(: the index of a shapefile; name the \.shp|: cannot be opened as a layer \(.*\); deliver )",
    "other": r"(: a table without geometry; a layer|: cannot be opened as a layer \(.*\); deliver )",
}


def read_all(program, cases, work):
    """What the reader says of each case: lists of its lines, as many as there are passes."""
    with open(f"{work}/requests", "w", encoding="utf-8") as file:
        file.write("".join(case.request() + "\n" for case in cases))
    run = subprocess.run([program, f"{work}/requests", str(SECONDS_MAX)], capture_output=True, check=False)
    check_true(f"the reader ends well (exit {run.returncode}): {run.stderr.decode(errors='replace')[-3000:]}",
               run.returncode == 0 and run.stderr == b"")
    answers, lines = [], []
    for line in run.stdout.decode().split("\n"):
        if not line:
            continue
        said = json.loads(line)
        if "end" not in said:
            lines.append(said)
            continue
        answers.append(lines)
        lines = []
        if said["end"] != 0:
            name = cases[len(answers) - 1].name if len(answers) <= len(cases) else "the end of the process"
            check_true(f"{name}: the reader ended with {said}", False)
    check_true("an answer to each request", len(answers) == len(cases))
    return answers


def check_refused(case, lines):
    """Nothing but one line that has the reason and the file's name."""
    if len(lines) != 1 or "refused" not in lines[0]:
        wrong(case, f"not refused: {str(lines[:2])[:300]}")
        return
    message = lines[0]["message"]
    if "\n" in message or case.shown not in message or not re.search(REASONS[case.argument], message):
        wrong(case, f"refused, but not as '{case.argument}': {message}")


def check_values(case, rows, taken, findings):
    """Each value as the bytes have it; what has no value though something is written is named."""
    stars, junk = {}, 0
    for said in rows:
        for role, field in taken.items():
            expected = case.table.value(said["row"], field, case.encoding())
            raw = case.table.raw(said["row"], field)
            if field[1] == "D" and expected is not None and not parts.is_date(expected):
                expected = "no date"
            if said["values"].get(role) != expected:
                wrong(case, f"row {said['row']}, {field[0]}: {said['values'].get(role)!r} is not {expected!r}")
                return
            if field[1] in "NF" and raw and expected is None:
                if raw.strip(b"*"):
                    junk += 1
                else:
                    stars[field[0]] = stars.get(field[0], 0) + 1
    named = sorted(int(f["value"]) for f in findings if "is filled with stars" in f["message"])
    check_true(f"{case.name}: stars {sorted(stars.values())} named as {named}", named == sorted(stars.values()))
    named = sum("which is no number" in f["message"] for f in findings)
    check_true(f"{case.name}: {junk} numbers that are none, {named} named", named == junk)


def expected_rings(case):
    """By feature number: rings of all its polygons; None where the file is not one of these."""
    if case.inside.endswith(".shp"):
        return {i: sorted(found or []) for i, found in enumerate(parts.rings(case.inside))}
    if not case.inside.endswith(("json",)):
        return None
    with open(case.inside, encoding="utf-8") as file:
        document = json.load(file)
    shapes = [f["geometry"] for f in document["features"]] if "features" in document else [document]
    found = {}
    for i, shape in enumerate(shapes):
        members = shape.get("geometries", [shape.get("geometry", shape)])
        found[i] = sorted_rings([polygon for member in members for polygon in parts.json_polygons(member) or []])
    return found


def check_shapes(case, rows):
    rings = expected_rings(case)
    if case.inside.endswith(".gpkg"):
        boxes = []
        for said in rows:
            xs, ys = ([v for _, *ring in said["rings"] for v in ring[axis::2]] for axis in (0, 1))
            boxes.append((min(xs, default=None), max(xs, default=None), min(ys, default=None), max(ys, default=None)))
        check_true(f"{case.name}: boxes {boxes}", boxes == parts.package_boxes(case.inside))
    for i, said in enumerate(rows):
        key = said["row"] if case.inside.endswith(".shp") else i
        if rings is not None and sorted_rings(shown_polygons(said)) != rings.get(key):
            wrong(case, f"row {said['row']}: other vertices than in the file")
            return


def check_read(case, lines):
    """Counts, values, shapes and findings of every pass."""
    refusal = [said["message"] for said in lines if "refused" in said]
    if refusal:
        wrong(case, f"refused: {refusal[0]}")
        return
    count, deleted = int(case.argument), int(case.options.get("deleted", 0))
    starts = [i for i, said in enumerate(lines) if "open" in said] + [len(lines)]
    check_true(f"{case.name}: {len(starts) - 1} passes of {len(case.passes)}", len(starts) - 1 == len(case.passes))
    for number, taken in enumerate(case.passes[: len(starts) - 1]):
        said = lines[starts[number] : starts[number + 1]]
        rows = [line for line in said if "row" in line]
        findings = [line for line in said if "finding" in line]
        if len(rows) != count or said[0]["file_rows"] != count + deleted:
            wrong(case, f"{len(rows)} rows of {said[0]['file_rows']}, not {count} and {deleted} deleted")
            return
        if case.table is not None:
            check_true(f"{case.name}: other rows", [row["row"] for row in rows] == case.table.rows())
            check_values(case, rows, taken, findings)
        if case.kind == "parcels":
            check_shapes(case, rows)
        check_findings(case, findings, deleted)


def check_findings(case, findings, deleted):
    """What is not taken is named, and nothing else."""
    def named(code, part):
        return [f for f in findings if f["finding"] == code and part in f["message"]]

    lost = named("W_VALUE", "marked as deleted")
    check_true(f"{case.name}: {deleted} deleted rows named", sum(int(f["value"]) for f in lost) == deleted)
    check_true(f"{case.name}: doubt about the encoding",
               len(named("W_ENC", "texts read as ")) == ("doubt" in case.options))
    values = int(case.options.get("z", 0))
    check_true(f"{case.name}: {values} shapes with Z or M named",
               sum(int(f["value"]) for f in named("I_DIMENSION", "")) == values)
    none = int(case.options.get("no_polygons", 0))
    check_true(f"{case.name}: {none} shapes without a polygon named", len(named("E_GEOM", "no polygons")) == none)
    known = len(lost) + len(named("W_ENC", "texts read as ")) + len(named("I_DIMENSION", "")) + len(named("E_GEOM", ""))
    known += len(named("I_MISSING", "stars")) + len(named("W_VALUE", "no number"))
    check_true(f"{case.name}: other findings: {str(findings)[:300]}", known == len(findings))


def project(case, work, number):
    """A project file that names one file as parks and as parcels, or a table as the supply table of good ones."""
    field = next((f for f in case.table.fields if f[1] in "CN" and f[0]), None) if case.table else None
    name = json.dumps(field[0].decode(case.encoding(), "ignore"), ensure_ascii=False) if field else None
    crs = {"plane": f", crs: {PLANE}", "degrees": f", crs: {DEGREES}", None: ""}[case.options.get("crs")]
    encoding = f", encoding: {case.options['encoding']}" if "encoding" in case.options else ""
    path = json.dumps(case.path, ensure_ascii=False)
    lines = ["as_of: 2024-01-01", "layers:"]
    if case.kind == "supply":
        lines.append(f"  parks: {{path: {work}/parks.shp}}")
        lines.append(f"  parcels: {{path: {work}/parcels.shp, fields: {{id: ZDDM, contract_no: ZDDM}}}}")
        lines += ["tables:", f"  supply: {{path: {path}{encoding}, key: contract_no, fields: {{contract_no: {name or 'X'}}}}}"]
    else:
        for layer, role in (("parks", "code"), ("parcels", "id")):
            fields = f", fields: {{{role}: {name}}}" if name else ""
            lines.append(f"  {layer}: {{path: {path}{crs}{encoding}{fields}}}")
    with open(f"{work}/p{number}.yaml", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return f"{work}/p{number}.yaml"


# What a run may still say of a layer that is read: parks have a boundary, a code each, and parcels in them.
UNFIT = r"has neither|cannot be used or repaired|lies in any of the|no field 'X'"


def run_program(program, case, work, number):
    """landgauge check: a result whose counts hold, or a documented exit code with one line. @return complaint"""
    out = f"{work}/out{number}"
    try:
        run = subprocess.run([program, "check", project(case, work, number), "--quiet", "-o", out],
                             capture_output=True, timeout=3 * SECONDS_MAX, check=False)
    except subprocess.TimeoutExpired:
        return f"no end within {3 * SECONDS_MAX} s"
    said = run.stderr.decode(errors="replace")
    if run.returncode != 0:
        is_line = said.count("\n") == 1 and said.startswith("landgauge: error: ") and case.shown in said
        is_told = re.search(r"[;:] [a-z]", said.removeprefix("landgauge: error: ").replace(case.shown, ""))
        if not (64 <= run.returncode <= 78 and is_line and is_told and not os.path.exists(out)):
            return f"exit {run.returncode}, {said[-600:]!r}"
        if case.outcome == "refused":
            return None if re.search(REASONS[case.argument], said) else f"not as '{case.argument}': {said}"
        return None if re.search(UNFIT, said) else f"is read, but the run says {said}"
    if case.outcome == "refused" or said:
        return f"a result, {said[-300:]!r}"
    with open(f"{out}/run.json", encoding="utf-8") as file:
        rows = json.load(file)["counts"]["rows"][case.kind]
    deleted = int(case.options.get("deleted", 0))
    if rows["in"] != int(case.argument) + deleted or rows["out"] != int(case.argument):
        return f"rows {rows}, not {case.argument} and {deleted} deleted"
    return None


def choose(cases, is_all):
    """Layers and tables to run on, each once: the same bytes lie in several folders. Not all: two of a kind."""
    chosen, known, kinds = [], set(), {}
    for case in cases:
        is_other = case.inside.endswith(("json", ".gpkg")) and case.outcome == "read"
        if not is_other and not case.inside.lower().endswith((".shp", ".dbf")):
            continue
        beside = [parts.sidecar(case.inside, e) for e in ("shx", "dbf", "prj", "cpg")]
        bytes_ = b"|".join(parts.content(p) if p else b"-" for p in [case.inside] + beside)
        key = (hashlib.sha256(bytes_).digest(), str(case.options), case.inside[-4:])
        why = case.argument if case.outcome == "refused" else ""
        kind = (case.inside[-4:], case.outcome, why, tuple(sorted(case.options)))
        kinds[kind] = kinds.get(kind, 0) + (key not in known)
        if key not in known and (is_all or kinds[kind] <= 2):
            chosen.append(case)
        known.add(key)
    return chosen


def check_program(program, cases, work, is_all):
    """The program itself; what it refuses, it refuses while reading, which was seen above for every file."""
    layers.write_good(work)
    chosen = choose(cases, is_all)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = list(pool.map(lambda item: run_program(program, item[1], work, item[0]), enumerate(chosen)))
    for case, complaint in zip(chosen, complaints):
        check_true(f"landgauge check {case.name}: {complaint}", complaint is None)
    results = sum(os.path.exists(f"{work}/out{number}") for number in range(len(chosen)))
    print(f"landgauge check: {len(chosen)} layers and tables, {results} with a result")
    check_true("some results, and some refusals", 10 < results < len(chosen) - 10)


def main():
    shared, reader, program, work, which = sys.argv[1:6]
    table = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "nasty.txt")
    outcomes = read_table(table)
    there = {os.path.relpath(os.path.join(folder, name), shared)
             for root in ROOTS for folder, _, names in os.walk(f"{shared}/{root}") for name in names}
    for name in sorted(there - set(outcomes)):
        check_true(f"{name}: is not in {table}", False)
    for name in sorted(set(outcomes) - there):
        check_true(f"{name}: in {table}, but not there", False)
    cases = make_cases(shared, {n: o for n, o in outcomes.items() if n in there}, work)
    answers = read_all(reader, cases, work)
    for case, lines in zip(cases, answers):
        (check_refused if case.outcome == "refused" else check_read)(case, lines)
    print(f"{len(outcomes)} files, {len(cases)} ways of naming them, "
          f"{sum(case.outcome == 'read' for case in cases)} read, the others refused")
    check_others(shared, cases, answers)
    check_program(program, cases, work, which == "all")
    finish()


if __name__ == "__main__":
    main()
