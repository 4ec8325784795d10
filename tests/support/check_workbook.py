"""Holds landgauge.xlsx of a result against its CSV tables, cell by cell. Needs openpyxl.

usage: check_workbook.py RESULT LANGUAGE
"""
import csv
import datetime
import glob
import math
import os
import re
import sys
import warnings

import openpyxl

warnings.simplefilter("error")
ROWS_MAX = 1048574
HEADER_ROWS = 2
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
result, language = sys.argv[1:]
failures = []


def check(what, good):
    if not good and len(failures) < 40:
        failures.append(what)
        print("FAILED:", what)


def shown_text(text):
    """What a spreadsheet makes of the text of a cell."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def told_text(text):
    """A cell of CSV as a cell of the workbook has it."""
    # Also where apostrophes of its own stand before what looks like a formula.
    if re.match("'+[=+@\t\r-]", text):
        text = text[1:]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "\ufffd", text)
    if len(text.encode("utf-16-le")) // 2 > 32767:
        return text[:32766] + "\u2026"
    return text


def check_cell(where, cell, told, kind):
    check(f"{where} is no formula", cell.data_type != "f" and cell.hyperlink is None)
    value = cell.value
    if told == "":
        check(f"{where}: {value!r} for a missing value", value is None)
    elif isinstance(value, datetime.datetime):
        kind.add("date")
        check(f"{where}: {value} for {told}", value.strftime("%Y-%m-%d") == told and cell.number_format == "yyyy-mm-dd")
    elif isinstance(value, str):
        # Spreadsheets know the days from 1900-03-01 on alike.
        kind.add("date" if DATE.fullmatch(told) and told < "1900-03-01" else "text")
        check(f"{where}: {value!r} for {told!r}", shown_text(value) == told_text(told))
    elif isinstance(value, (int, float)):
        kind.add("number")
        decimals = len(told.partition(".")[2])
        good = math.isclose(value, float(told), rel_tol=1e-15) and f"{round(value, decimals):.{decimals}f}" == told
        check(f"{where}: {value!r} for {told}", good and "E" not in cell.number_format and cell.number_format != "General")
    else:
        check(f"{where}: {value!r} for {told!r}", False)


def check_idle(where, row):
    """Idle land is called suspected unless an authority has found it idle."""
    for key in ("status", "idle_status"):
        if key not in row or row[key].value not in ("IDLE1", "IDLE2", "IDLE_S"):
            continue
        is_found = "confirmed" in row and row["confirmed"].value == "yes"
        shown = row[key].number_format
        check(f"{where}: {row[key].value} is shown as {shown}", ("疑似" in shown or "suspected" in shown) != is_found)


def read_tables():
    tables = {}
    for path in sorted(glob.glob(f"{result}/tables/*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        tables[os.path.basename(path)[: -len(".csv")]] = rows
    return tables


def check_table(name, sheets, rows):
    keys, rows = rows[0], rows[1:]
    check(f"{name}: {len(sheets)} sheets for {len(rows)} rows", len(sheets) == -(-len(rows) // ROWS_MAX))
    kinds = [set() for _ in keys]
    for part, sheet in enumerate(sheets):
        own = rows[part * ROWS_MAX : (part + 1) * ROWS_MAX]
        title = sheet.title
        cells = list(sheet.iter_rows(max_col=len(keys)))
        check(f"{title}: {sheet.max_row} rows, {sheet.max_column} columns", sheet.max_row == len(own) + HEADER_ROWS and sheet.max_column == len(keys))
        check(f"{title}: names of the columns", all(cell.data_type == "s" and cell.value for cell in cells[0]))
        check(f"{title}: units on lines of their own", all("\n（" in cell.value for cell in cells[0] if cell.value.endswith("）")))
        check(f"{title}: keys", [cell.value for cell in cells[1]] == keys)
        for number, (line, told) in enumerate(zip(cells[HEADER_ROWS:], own)):
            for cell, key, text, kind in zip(line, keys, told, kinds):
                check_cell(f"{title}, {key}, row {number + 1}", cell, text, kind)
            for cell, key in zip(line, keys):
                several = key == "missing_fields" and len(cell.value or "") <= 40
                check(f"{title}, row {number + 1}: {cell.value} has names", not several or re.search('"[^"]+"', cell.number_format))
            check_idle(f"{title}, row {number + 1}", dict(zip(keys, line)))
        check(f"{title}: frozen at {sheet.freeze_panes}", sheet.freeze_panes is not None and sheet.freeze_panes[-1] == "3")
        last = openpyxl.utils.get_column_letter(len(keys))
        check(f"{title}: filter {sheet.auto_filter.ref}", sheet.auto_filter.ref in (f"A2:{last}{len(own) + HEADER_ROWS}",))
        widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(i + 1)].width for i in range(len(keys))]
        check(f"{title}: widths {widths}", all(7 <= width <= 50 for width in widths))
        check(f"{title}: print set-up", sheet.page_setup.orientation == "landscape" and sheet.print_title_rows in ("1:2", "$1:$2") and bool(sheet.oddFooter.right.text))
    for key, kind in zip(keys, kinds):
        check(f"{name}: {key} has cells of {sorted(kind)}", len(kind) <= 1)


def check_cover(cover, tables, tabs):
    rows = [[cell.value for cell in line] for line in cover.iter_rows(max_col=4)]
    listed = {row[1]: row for row in rows if row[1] in tables}
    check(f"the cover lists {sorted(set(tables) - set(listed))}, too", set(listed) == set(tables))
    for name, row in listed.items():
        check(f"cover: {row[2]} rows of {name}", row[2] == len(tables[name]) - 1)
        check(f"cover: what {name} is about", bool(row[3]))
    for line in cover.iter_rows():
        for cell in line:
            check(f"cover: {cell.coordinate} is no formula", cell.data_type != "f")
            if cell.hyperlink is not None:
                target = re.fullmatch(r"'(.*)'!A1", cell.hyperlink.location or "")
                check(f"cover: link to {cell.hyperlink.location}", target is not None and target[1] in tabs)
    figures = {row[0]: row[1] for row in rows if row[0]}
    with open(f"{result}/run.json", encoding="utf-8") as file:
        log = file.read()
    for row in rows:
        if re.fullmatch(r"[0-9a-f]{64}", str(row[3])):
            check(f"cover: {row[3]} is a hash of run.json", row[3] in log)
    check("cover: hashes", any(re.fullmatch(r"[0-9a-f]{64}", str(row[3])) for row in rows))
    return figures


def check_headlines(figures, tables):
    def find(table, key, **where):
        rows = [dict(zip(tables[table][0], row)) for row in tables[table][1:]]
        rows = [row for row in rows if all(row[name] == text for name, text in where.items())]
        return len(rows) if key is None else [float(row[key]) for row in rows if row[key]]

    words = {"zh": ("园区总面积", "疑似闲置宗地", "数据错误", "综合得分最高", "—"), "en": ("Area of the parks", "Suspected idle parcels", "Data errors", "Highest combined score", "—")}
    area, suspected, errors, score, unknown = words[language]
    check("cover: data errors", figures[errors] == find("quality", None, severity="error"))
    if "idle" not in tables:
        return
    check("cover: area", [figures[area]] == (find("regional_totals", "area_ha", part="ALL") or [unknown]))
    ledger = [dict(zip(tables["idle"][0], row)) for row in tables["idle"][1:]]
    parks = [dict(zip(tables["parks"][0], row)) for row in tables["parks"][1:]]
    proposed = {park["park_code"] for park in parks if park["candidate"] == "yes"}
    parcels = {row["parcel_id"] for row in ledger if row["confirmed"] == "no" and row["park_code"] not in proposed}
    check("cover: suspected idle", figures[suspected] == len(parcels))
    scores = find("scores", "combined")
    check("cover: score", figures[score] == (max(scores) if scores else unknown))


def check_sentences(book, tables, tab_of):
    """The program's sentences of the cells stand once more in Chinese; the English workbook needs no such sheet."""
    title = "语句对照"
    if language == "en":
        check("no sheet of sentences", title not in book.sheetnames)
        return
    rows = [row[:5] for row in book[title].iter_rows(min_row=2, values_only=True)] if title in book.sheetnames else []
    by_tab = {tab: name for name, tab in tab_of.items()}
    seen = set()
    for tab, _, key, text, said in rows:
        check(f"a tab: {tab}", tab in by_tab)
        header, *cells = tables[by_tab[tab]]
        check(f"{tab} has {key}: {text}", any(row[header.index(key)] == text for row in cells))
        check(f"in Chinese: {said}", re.search("[\u4e00-\u9fff]", said) is not None and said != text)
        check(f"once: {tab} {key} {text}", (tab, key, text) not in seen)
        seen.add((tab, key, text))
    for name, key in (("quality", "message"), ("compliance", "status"), ("score_nodes", "status"), ("assessment_flags", "reason")):
        header, *cells = tables.get(name, [[]])
        texts = {row[header.index(key)] for row in cells if " " in row[header.index(key)]} if header else set()
        told = {text for tab, one, text in seen if one == key and by_tab[tab] == name}
        check(f"{len(told)} of {len(texts)} sentences of {name}", len(told) == min(len(texts), 60))


def main():
    tables = read_tables()
    book = openpyxl.load_workbook(f"{result}/landgauge.xlsx")
    by_table = {name: [] for name in tables}
    by_keys = {}
    for name, rows in tables.items():
        check(f"tables with the keys of {name}", tuple(rows[0]) not in by_keys)
        by_keys[tuple(rows[0])] = name
    for sheet in book.worksheets:
        check(f"{sheet.title}: a name of 31", 0 < len(sheet.title) <= 31)
        keys = tuple(cell.value for cell in sheet[2]) if sheet.max_row >= 2 else ()
        if keys in by_keys:
            by_table[by_keys[keys]].append(sheet)
    names = [sheet.title for sheet in book.worksheets]
    own = {"zh": ["封面", "评价图", "代码表", "语句对照"], "en": ["Cover", "Charts", "Codes"]}[language]
    check(f"the cover is first, {names}", names[0] == own[0] and book.active.title == own[0])
    told = {sheet.title for sheets in by_table.values() for sheet in sheets}
    check(f"other sheets: {set(names) - told}", set(names) - told <= set(own))
    for name, rows in tables.items():
        check_table(name, by_table[name], rows)
    check_sentences(book, tables, {name: sheets[0].title for name, sheets in by_table.items() if sheets})
    check_headlines(check_cover(book.worksheets[0], tables, names), tables)
    scored = sum(bool(row[tables["scores"][0].index("combined")]) for row in tables.get("scores", [])[1:])
    if scored > 0:
        # Of a single park the indicators, too.
        charts = len(book[own[1]]._charts)
        check(f"{charts} charts of {scored} parks", charts == (3 if scored == 1 else 2))
    if failures:
        sys.exit(1)
    print(f"{result}: {len(told)} sheets are their tables")


main()
