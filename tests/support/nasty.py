"""Holds the reader against files that were made to break readers: every one of them is read right, or refused with
a line that says why. What a file holds is taken from its bytes (parts.py) and from what the projects it comes from
expect of it; what becomes of it stands in data/nasty.txt, file by file.

usage: nasty.py SHARED READ_LAYER LANDGAUGE WORK all|some     some: not every file goes through the whole program
"""
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor

import layers
import parts
from result import check_true, finish

SECONDS_MAX = 20  # for a file, under the sanitizers
ROOTS = ("data/nasty", "trials/encodings")
DEGREES = "EPSG:4326"
PLANE = "EPSG:3395"
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
# Roles that take any value of a kind, for layers (parcels) and for tables (supply).
ROLES = {
    "parcels": {
        "C": "location holder contract_no supervision_no supply_mode cause evidence idle_finding_no mortgage seized "
             "industry remarks".split(),
        "N": "certificate_area floor_area footprint footprint_yards due_area developed_area far_min far_max "
             "developed_pct invested_pct total_investment invested price investment revenue tax".split(),
        "D": "signed_on handover_due handover_on start_due start_on suspended_on completion_due completion_on".split(),
    },
    "supply": {
        "C": "contract_no supervision_no supply_mode".split(),
        "N": "due_area developed_area developed_pct total_investment invested invested_pct price".split(),
        "D": "signed_on handover_due handover_on start_due start_on suspended_on completion_due completion_on".split(),
    },
}
UNITS = {"m2": "certificate_area floor_area footprint footprint_yards due_area developed_area".split(),
         "yuan": "total_investment invested price investment revenue tax".split()}
# The one row of trials/encodings, as its maker wrote it.
TRIAL_HOLDER, TRIAL_AREA = "苏州工业园区镕朤有限公司", 12345.6789


class Case:
    """One file in one way of naming it, and what is expected of it."""

    def __init__(self, name, path, words, shown):
        self.name, self.path, self.shown = name, path, shown
        self.outcome, self.argument = words[0], words[1] if len(words) > 1 else None
        self.options = dict(word.split("=", 1) if "=" in word else (word, "1") for word in words[2:])
        self.kind = "supply" if path.lower().endswith(".dbf") else "parcels"
        self.passes = [{}]  # role -> field of the table
        self.table = None

    def encoding(self):
        """Of the texts, in Python's words."""
        if "encoding" in self.options:
            return self.options["encoding"]
        return self.options.get("text", "gb18030" if "doubt" in self.options else "ascii")

    def plan(self):
        """Spread the fields of the table over the roles, in as many passes as it takes."""
        if self.outcome != "read" or not self.path.endswith((".shp", ".dbf")):
            return
        dbf = self.path if self.kind == "supply" else parts.sidecar(self.path, "dbf")
        self.table = parts.Table(dbf)
        roles, seen, left = ROLES[self.kind], set(), {"C": [], "N": [], "D": []}
        for field in self.table.fields:
            kind = {"F": "N", "L": "C"}.get(field[1], field[1])
            if field[0] and kind in left and field[0] not in seen:
                left[kind].append(field)
            seen.add(field[0])
        self.passes = []
        while any(left.values()) or not self.passes:
            taken = {}
            for kind, fields in left.items():
                taken.update(zip(roles[kind], fields))
                del fields[: len(roles[kind])]
            self.passes.append(taken)

    def request(self):
        words = [self.kind, self.path]
        for number, taken in enumerate(self.passes):
            words += ["pass"] if number else []
            words += [f"encoding={self.options['encoding']}"] if "encoding" in self.options else []
            if "crs" in self.options:
                words.append("crs=" + (PLANE if self.options["crs"] == "plane" else DEGREES))
            words += [f"{role}={field[0].decode(self.encoding(), 'ignore')}" for role, field in taken.items()]
            words += [f"unit:{role}={unit}" for unit, roles in UNITS.items() for role in roles if role in taken]
        return "\t".join(words)


def wrong(case, text):
    check_true(f"{case.name}: {text}", False)


def read_table(path):
    """The table of outcomes as {name: words}."""
    outcomes, section = {}, ""
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("["):
                section = line[1:-1]
            elif line and not line.startswith("#"):
                name, words = line.rsplit(": ", 1)
                outcomes[f"{section}/{name}"] = words
    return outcomes


def make_cases(shared, outcomes, work):
    """Two for a file that is refused at first and read when it is helped."""
    cases = []
    for number, (name, outcome) in enumerate(outcomes.items()):
        path = os.path.join(shared, name)
        first, _, later = outcome.partition(" then ")
        words = first.split()
        if len(words) == 1:  # part, other
            words = ["refused"] + words
        cases.append(Case(name, path, words, path))
        if later:
            words = ["read"] + later.split()
            if "whole" in words:
                path = parts.complete(path, f"{work}/whole{number}")
            cases.append(Case(f"{name} ({later})", path, words, path))
    for case in cases:
        if case.path.endswith(".zip"):
            with zipfile.ZipFile(case.path, metadata_encoding="gbk") as archive:
                archive.extractall(f"{work}/zip")
                inside = [n for n in archive.namelist() if n.endswith(".shp")]
            case.shown, case.inside = case.path, f"{work}/zip/{inside[0]}"
            twin = Case(case.name, case.inside, ["read", case.argument] + [f"text={case.encoding()}"], case.path)
            twin.plan()
            case.table, case.passes = twin.table, twin.passes
        else:
            case.inside = case.path
            case.plan()
    return cases


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


def sorted_rings(polygons):
    return sorted(ring for rings in polygons for ring in rings)


def shown_polygons(said):
    """Rings of a row as polygons: a ring that is no hole begins one."""
    polygons = []
    for is_hole, *numbers in said["rings"]:
        ring = tuple(zip(numbers[0::2], numbers[1::2]))
        if is_hole and polygons:
            polygons[-1].append(ring)
        else:
            polygons.append([ring])
    return polygons


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


def same(seen, expected):
    """A value of ours and one of GeoJSON properties."""
    if expected is None or isinstance(expected, bool):
        return seen in ((None, "?") if expected is None else ("T", "t", "Y", "y") if expected else ("F", "f", "N", "n"))
    if isinstance(expected, str) and re.fullmatch(r"\d{8}", expected) and isinstance(seen, str):
        return seen.replace("-", "") == expected
    return seen == expected


def merged_rows(case, lines):
    """Values of all passes by field name."""
    rows, number = {}, -1
    for said in lines:
        number += "open" in said
        for role, field in case.passes[max(number, 0)].items() if "row" in said else ():
            rows.setdefault(said["row"], {})[field[0].decode(case.encoding(), "ignore")] = said["values"].get(role)
    return [rows[row] for row in sorted(rows)]


def check_against_json(case, lines):
    """mbostock/shapefile: X.json is what X.shp and X.dbf are to give."""
    with open(case.reference + ".json", encoding="utf-8") as file:
        features = json.load(file)["features"]
    has_properties = any(feature["properties"] for feature in features)  # some were made without the table
    if case.kind == "supply" and has_properties:
        for seen, feature in zip(merged_rows(case, lines), features):
            for key, value in seen.items():
                expected = feature["properties"].get(key)
                if not same(value, expected):
                    wrong(case, f"{key}: {value!r}, the JSON has {expected!r}")
    if case.kind == "parcels":
        for said, feature in zip((line for line in lines if "row" in line), features):
            polygons = parts.json_polygons(feature["geometry"])
            if polygons is not None and sorted(map(sorted_rings_of, shown_polygons(said))) != sorted(
                    map(sorted_rings_of, polygons)):
                wrong(case, f"row {said['row']}: other polygons than in the JSON")
    return len(features)


def sorted_rings_of(polygon):
    """A polygon with its holes in order."""
    return [polygon[0]] + sorted(polygon[1:])


def check_against_postgis(case, lines):
    """shp2pgsql: NAME.select.expected is what a query of the loaded table gives."""
    with open(case.reference + ".select.expected", encoding="utf-8") as file:
        expected = file.read().split("\n")
    if "POLYGON" in expected[0]:
        polygons = [shown_polygons(said) for said in lines if "row" in said]
        wanted = [parts.wkt_polygons(line) for line in expected if line]
        check_true(f"{case.name}: the polygons of PostGIS", polygons == wanted)
        return len(wanted)
    name = os.path.basename(case.reference)
    if name not in ("mfile", "Latin1", "Latin1-implicit", "CharNoWidth"):
        return 0  # of the shapes, or of the database
    rows = merged_rows(case, lines)
    if name == "mfile":
        check_true(f"{case.name}: the values of PostGIS",
                   [f"{row['ADD']}|{row['SHORT']}|{row['COLOR']}" for row in rows] == [l for l in expected if l])
        return len(rows)
    for line, row in zip(expected, rows):
        wanted = line.split("|")[1:]
        seen = ["" if v is None else f"{v:.0f}" if isinstance(v, (int, float)) else v for v in by_field(case, row)]
        check_true(f"{case.name}: {seen} is not {wanted} of PostGIS", seen == wanted)
    return len(rows)


def by_field(case, row):
    """Values in the order of the table's fields; what has no width has no value."""
    return [row.get(field[0].decode(case.encoding())) for field in case.table.fields]


def check_against_dump(case, lines, dumped):
    """shapelib: the vertices that shpdump printed, to its 15 digits."""
    rows = [said for said in lines if "row" in said]
    for said, rings in zip(rows, dumped[:-1]):  # the last one is cut
        seen = sorted(tuple((float(f"{x:.15g}"), float(f"{y:.15g}")) for x, y in ring)
                      for polygon in shown_polygons(said) for ring in polygon)
        if seen != sorted(rings):
            wrong(case, f"row {said['row']}: other vertices than in the dump")
            return
    check_true(f"{case.name}: a dump to compare with", len(dumped) > 5)


def check_others(shared, cases, answers):
    """What the projects the files come from expect of them. Counted, so that none goes uncompared."""
    compared = {"json": 0, "postgis": 0, "dump": 0, "trials": 0}
    dump = f"{shared}/data/nasty/shapelib/tests/expect1.out"
    for case, lines in zip(cases, answers):
        if case.outcome != "read":
            continue
        if "trials/encodings/" in case.name:
            compared["trials"] += 1
            values = [v for said in lines if "row" in said for v in said["values"].values()]
            check_true(f"{case.name}: {values}", TRIAL_HOLDER in values and TRIAL_AREA in values)
            continue
        origin = os.path.join(shared, case.name.split(" (")[0])
        case.reference = origin[: origin.rindex(".")]
        is_best = "doubt" not in case.options
        if "mbostock-shapefile" in origin and origin.endswith((".shp", ".dbf")) and is_best:
            if os.path.exists(case.reference + ".json"):
                compared["json"] += check_against_json(case, lines) > 0
        if "postgis-loader" in origin and os.path.exists(case.reference + ".select.expected") and is_best:
            compared["postgis"] += check_against_postgis(case, lines) > 0
        for stem, title in (("anno", "Test 1: dump anno.shp"), ("polygon", "Test 3: dump polygon.shp")):
            if origin == f"{shared}/data/nasty/shapelib/tests/shape_eg_data/{stem}.shp":
                check_against_dump(case, lines, parts.dumped_shapes(dump, title))
                compared["dump"] += 1
    print("compared with what others expect:", compared)
    check_true(f"what others expect is compared: {compared}",
               compared == {"json": 17, "postgis": 10, "dump": 2, "trials": 33})


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
