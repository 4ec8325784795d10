"""docs/reference.md says what the sources and a run say: keys, types, roles, codes, parameters.

usage: reference.py SOURCE_DIR [RESULT_DIR]     every difference is a line; exit code 1 if any
"""
import csv
import glob
import json
import os
import re
import sys

KINDS = {"TEXT": "text", "NUMBER": "number", "INTEGER": "integer", "DATE": "date"}
# The column arrays that are not called like their sheet.
ARRAYS = {"parks": "park", "indicators": "indicator", "watchlist": "watch"}
# The unit column of a table and what a Chinese header has of it in parentheses; others have none.
UNITS = {"ha": "公顷", "m²": "平方米", "亩": "亩", "%": "%", "万元": "万元", "万元/ha": "万元/公顷",
         "persons/ha": "人/公顷", "days": "天", "years": "年", "points": "分", "m": "米",
         "degrees": "度"}
failures = 0


def fail(text):
    global failures
    failures += 1
    print(text)


def compare(what, written, actual):
    """Two lists that must be one: says what is missing, what is too much, or the order."""
    for item in actual:
        if item not in written:
            fail(f"{what}: {item} is not in reference.md")
    for item in written:
        if item not in actual:
            fail(f"{what}: {item} is in reference.md alone")
    if sorted(map(str, written)) == sorted(map(str, actual)) and written != actual:
        fail(f"{what}: reference.md has another order")


def contain(what, written, actual):
    for item in actual:
        if item not in written:
            fail(f"{what}: {item} is not in reference.md")


def read(folder, path):
    with open(os.path.join(folder, path), encoding="utf-8") as file:
        return file.read()


def read_tables(text):
    """Heading -> rows of cells, for the headings of all levels that have a table of their own."""
    tables, heading = {}, None
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("| ") and not line.startswith("| ---"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            tables.setdefault(heading, []).append([cell.strip() for cell in cells])
    return {heading: rows[1:] for heading, rows in tables.items()}


def names(rows):
    """The texts between backticks in the first cells."""
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row[0])]


def block(text, start):
    """What follows a start up to the line that closes it."""
    at = text.find(start)
    if at < 0:
        sys.exit(f"reference.py: the sources have no '{start}'")
    return text[at : text.index("\n}", at)]


def check_sheets(source, tables):
    text = "".join(
        open(path, encoding="utf-8").read()
        for path in sorted(glob.glob(os.path.join(source, "src/publish/tables/*.c")))
    )
    found = re.findall(r'\.name = "(\w+)"', text)
    for sheet in found:
        if sheet not in tables:
            fail(f"no table of {sheet} in reference.md")
            continue
        array = block(text, f"lg_sheet_column {ARRAYS.get(sheet, sheet)}_columns[]")
        actual, empty = [], []
        for macro, key in re.findall(r'\b([A-Z_]+)\("(\w+)"', array):
            kind = next(kind for word, kind in KINDS.items() if word in macro)
            actual.append((key, kind))
            if macro.startswith("NO_"):
                empty.append(key)
        written = [(names([row])[0], row[1]) for row in tables[sheet]]
        compare(sheet, written, actual)
        said = [names([row])[0] for row in tables[sheet] if row[4] == "empty in this version"]
        compare(f"{sheet}, empty in this version", said, empty)


def check_headers(source, text, tables):
    """Tables and columns have the Chinese names of the catalogue that documents take."""
    catalogue = read(source, "src/data/labels/zh.po")
    labels = dict(re.findall(r'msgid "(.+)"\nmsgstr "(.*)"', catalogue))
    files = r"(?:`[^`]*`(?: and |, )?)+(?: in the folder of repaired copies)?"
    called = dict(re.findall(rf"\n### (\w+)\n\n{files}\. ([\u4e00-\u9fff]+)", text))
    for table in [name[6:] for name in labels if re.fullmatch(r"table\.\w+", name)]:
        if table != "diff" and called.get(table) != labels[f"table.{table}"]:
            fail(f"{table} is {called.get(table)} in reference.md, {labels[f'table.{table}']} in zh.po")
        heading = "diff_parcels" if table == "diff" else table
        if heading not in tables:
            fail(f"labels: no table of {table} in reference.md")
        for row in tables.get(heading, []):
            key, unit = names([row])[0], UNITS.get(row[2])
            said = row[3] + (f"（{unit}）" if unit else "")
            label = labels.get(f"column.{table}.{key}", labels.get(f"column.{key}"))
            if said != label:
                fail(f"{table}: {key} is {said} in reference.md, {label} in zh.po")


def check_names(source, tables):
    """What the tables of codes call a code in Chinese is what the catalogue calls it."""
    catalogue = read(source, "src/data/labels/zh.po")
    labels = dict(re.findall(r'msgid "(.+)"\nmsgstr "(.*)"', catalogue))
    for heading, key in [("Conversion results", "result"), ("Conversion steps", "step"),
                         ("Compliance results", "result"), ("Finding codes", "finding"),
                         ("Events", "event"), ("Options", "option"), ("Enclave types", "enclave_type"),
                         ("Account lines", "line"), ("Low use", "item"),
                         ("Kinds of potential", "kind"), ("Causes of changes", "cause"),
                         ("Relations of parcels", "relation"), ("Moves of the clock", "idle_change")]:
        for row in tables[heading]:
            for code in names([row]):
                if len(row) < 3 or code.startswith("priority_"):
                    continue
                label = labels.get(f"value.{key}.{code}", "")
                # Of an event the label says what follows from it, too.
                if row[1] != (label.partition("，")[0] if key == "event" else label):
                    fail(f"{heading}: {code} is {row[1]} in reference.md, {label} in zh.po")
    options = read(source, "src/data/rules/tibet-2026.yaml").partition("\noptions:")[2]
    options = options.partition("\noption_table:")[0]
    for language in ["zh", "en"]:
        text = read(source, f"src/data/labels/{language}.po")
        named = dict(re.findall(r'msgid "value\.option\.(\w+)"\nmsgstr "(.*)"', text))
        given = dict(re.findall(rf"\n  ([A-Z_]+):\n(?:    .*\n)*?    {language}: (.*)\n", options))
        if {code: name.strip('"') for code, name in given.items()} != named:
            fail(f"labels: options in {language}.po are not those of tibet-2026.yaml")


def check_result(result, tables):
    for path in sorted(glob.glob(os.path.join(result, "tables/*.csv"))):
        sheet = os.path.basename(path)[:-4]
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        compare(f"tables/{sheet}.csv", names(tables.get(sheet, [])), rows[0])
        if sheet == "account":
            place = rows[0].index("line")
            contain("account lines", names(tables["Account lines"]), [r[place] for r in rows[1:]])
    for path in sorted(glob.glob(os.path.join(result, "*.geojson"))):
        sheet = os.path.basename(path)[:-8]
        features = json.loads(read(result, sheet + ".geojson"))["features"]
        if features:
            compare(f"{sheet}.geojson", names(tables.get(sheet, [])), list(features[0]["properties"]))
    compare("run.json", names(tables["run.json"]), list(json.loads(read(result, "run.json"))))


def check_roles(source, tables):
    for kind, path in [("park", "roles"), ("parcel", "parcel_roles"), ("building", "roles"),
                       ("enterprise", "roles")]:
        text = read(source, f"src/data/{path}.c")
        array = block(text, f"lg_role lg_{kind}_roles[LG")
        actual = []
        for role in re.split(r"\n    \[LG_", array)[1:]:
            unit = re.search(r'\.standard_unit = "(\w+)"', role)
            unit = unit.group(1) if unit else ""
            fields = re.findall(r'\{"([^"]+)", (?:NULL|"(\w+)")\}', role.partition(".aliases")[2])
            aliases = [f"`{field}`" + (f" ({other})" if other and other != unit else "")
                       for field, other in fields]
            actual.append((re.search(r'\.name = "(\w+)"', role).group(1), unit, ", ".join(aliases)))
        rows = tables[f"Roles of {kind}s"]
        compare(f"roles of {kind}s", [(names([row])[0], row[2], row[4]) for row in rows], actual)


def check_rules(source, tables):
    for path in sorted(glob.glob(os.path.join(source, "src/data/rules/*.yaml"))):
        actual, group = [], ""
        for line in read(source, path).splitlines():
            if match := re.match(r"  (\w+):$", line):
                group = match[1]
            if match := re.match(r'    (\w+): \{value: ([^,]+), source: "(.*)"\}$', line):
                actual.append((f"{group}.{match[1]}", match[2], match[3]))
        rows = tables.get(os.path.basename(path)[:-5], [])
        compare(os.path.basename(path), [(names([row])[0], row[1], row[2]) for row in rows], actual)


def check_codes(source, tables):
    def texts(path, start, pattern):
        return re.findall(pattern, block(read(source, path), start))

    for heading, path, start, pattern in [
        ("Idle statuses", "src/rules/idle.c", "status_codes[", r'= "(\w+)"'),
        ("Routes", "src/rules/idle.c", "route_codes[", r'= "(\w+)"'),
        ("Events", "src/rules/watch.c", "event_codes[", r'= "(\w+)"'),
        ("Finding codes", "src/model/findings.c", "codes[", r'= "(\w+)"'),
        ("Land states", "src/data/land_state.c", "lg_states[", r'= \{"(\w+)"'),
        ("Use groups", "src/data/use_groups.c", "lg_use_groups[", r'= \{"(\w+)"'),
        ("Indicators", "src/data/indicators.c", "lg_indicator_entries[", r"\{\"([A-C]\d+'?)\","),
        ("Units", "src/base/units.c", "units[]", r'\{"(\w+)"'),
        ("Stock classes", "src/rules/stock_class.c", "lg_stock_classes[", r'"(S\d\w?)"'),
        ("Low use", "src/data/low_items.c", "lg_low_item_names[", r'= "(\w+)"'),
        ("Industry editions", "src/data/industry_editions.c", "} editions[]", r'\{"([\w-]+)"'),
    ]:
        actual = texts(path, start, pattern)
        if heading == "Stock classes":
            actual = sorted(set(actual))
        compare(heading, names(tables[heading]), actual)
    compare("Causes", sorted(names(tables["Causes"])),
            sorted(texts("src/rules/idle.c", "lg_idle_causes[", r'"([A-Z]\d)"')))
    procedure = 'static void set_procedure('
    compare("Conversion results", names(tables["Conversion results"]),
            texts("src/rules/conversion.c", procedure, r'\{"(\w+)",'))
    steps = texts("src/rules/conversion.c", procedure, r'\{"\w+", "(\w+)",')
    steps += texts("src/rules/conversion.c", "site_check_of(", r'return "(\w+)"')
    compare("Conversion steps", sorted(names(tables["Conversion steps"])), sorted(steps))
    options = read(source, "src/data/rules/tibet-2026.yaml").partition("\noptions:")[2]
    options = options.partition("\noption_table:")[0]
    compare("Options", names(tables["Options"]), re.findall(r"\n  ([A-Z_]+):\n", options))
    lists = re.findall(r'= "(\w+)"', block(read(source, "src/rules/ruleset_lists.c"), "list_keys["))
    contain("lists of rules", names(tables["Tables of rules"]), lists)
    facts = texts("src/data/facts.c", "lg_facts[", r'\{"(\w+)",\s*\{"')
    compare("Names in expressions", names(tables["Names in expressions"]), facts)
    systems = texts("src/data/land_use.c", "system_names[", r'\] = "(\w+)"')
    compare("Code systems", ["none"] + names(tables["Code systems"]), systems)
    exits = [code for code in texts("src/base/status.c", "statuses[", r'", (\d+)\}')]
    contain("Exit codes", names(tables["Exit codes"]), exits)


def check_project(source, text, tables):
    keys = names(tables["Project file keys"])
    project = read(source, "src/input/project.c") + read(source, "src/input/project_layer.c")
    project += read(source, "src/input/project_evidence.c")
    for array in re.findall(r"const (?:keys|layer_keys)\[\] = \{(.*?)\}", project, re.S):
        for key in re.findall(r'"(\w+)"', array):
            if key not in keys and f"`{key}`" not in text:
                fail(f"project file: {key} is not in reference.md")


def main():
    source = sys.argv[1]
    text = read(source, "docs/reference.md")
    tables = read_tables(text)
    check_sheets(source, tables)
    check_headers(source, text, tables)
    check_names(source, tables)
    check_roles(source, tables)
    check_rules(source, tables)
    check_codes(source, tables)
    check_project(source, text, tables)
    if len(sys.argv) > 2:
        check_result(sys.argv[2], tables)
    print(f"reference.md: {failures} differences" if failures else "reference.md: as the program")
    sys.exit(1 if failures else 0)


main()
