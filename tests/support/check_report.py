"""Holds report.html of a result folder against tables/*.csv and against what a page may contain.

usage: check_report.py FOLDER [MOST_BYTES]
"""
import base64
import csv
import glob
import hashlib
import html.parser
import os
import re
import sys
from decimal import ROUND_HALF_UP, Decimal

VOID = {"meta", "br", "hr", "img", "input", "link", "path", "rect", "circle", "use", "line", "polygon",
        "polyline", "ellipse", "stop", "image"}
IDLE = ("IDLE1", "IDLE2", "IDLE_S")
HIDDEN = re.compile("[\0-\b\v-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
failures = []

# A site of a large park names thousands of parcels in one cell.
csv.field_size_limit(1 << 28)


def fail(what):
    failures.append(what)


class Page(html.parser.HTMLParser):
    """Collects figures, cells, ids and links of a page, and what must not be in it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = []
        self.figures = []  # (place, value, text)
        self.cells = []  # (table, row, column, text) of cells without <data>
        self.ids, self.links, self.blocks, self.lang, self.policy = [], [], [], None, None
        self.columns, self.table, self.row, self.at, self.cell = [], None, None, 0, None
        self.data = None
        self.passports, self.sheets = 0, []  # (table, row) that a field sheet is of

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        for name, value in attributes:
            if name == "style" or name.startswith("on"):
                fail(f"<{tag}> has {name}={value!r}")
            if name in ("src", "action", "formaction", "data", "poster", "srcset"):
                fail(f"<{tag}> loads {value!r}")
            if name in ("href", "xlink:href"):
                self.links.append(value)
        if tag in ("iframe", "object", "embed", "link", "base", "form", "img"):
            fail(f"<{tag}> is in the page")
        if "id" in names:
            self.ids.append(names["id"])
        if tag == "article" and names.get("class") == "passport":
            self.passports += 1
        if tag == "article" and names.get("class") == "field-sheet":
            self.sheets.append((names["data-sheet"], int(names["data-sheet-row"])))
        if tag == "html":
            self.lang = names.get("lang")
        if tag == "meta" and names.get("http-equiv") == "Content-Security-Policy":
            self.policy = names["content"]
        if tag in ("style", "script"):
            self.blocks.append([tag, ""])
        if tag == "table":
            self.table, self.columns = names.get("data-table"), []
        if tag == "tr":
            self.row, self.at = names.get("data-row"), 0
        if tag == "th" and "thead" in self.stack:
            self.columns.append(names.get("data-column"))
        if tag in ("td", "th") and "tbody" in self.stack:
            self.cell = [tag, "", False]
        if tag == "data":
            place = names.get("data-derived") or (names.get("data-table") or self.table,
                                                  names.get("data-row") or self.row,
                                                  names.get("data-column") or self.column())
            self.data = [place, names["value"], ""]
            if self.cell:
                self.cell[2] = True
        if tag not in VOID:
            self.stack.append(tag)

    def column(self):
        return self.columns[self.at] if self.at < len(self.columns) else None

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.stack or self.stack[-1] != tag:
            fail(f"</{tag}> ends {self.stack[-1:]} at {self.getpos()}")
            return
        self.stack.pop()
        if tag == "data":
            self.figures.append(tuple(self.data))
            self.data = None
        if tag in ("td", "th") and self.cell:
            kind, text, has_data = self.cell
            if kind == "td" and not has_data and self.table and self.row is not None and self.column():
                self.cells.append((self.table, self.row, self.column(), text))
            self.at += 1
            self.cell = None

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data):
        if self.stack and self.stack[-1] in ("style", "script"):
            self.blocks[-1][1] += data
        if self.data:
            self.data[2] += data
        if self.cell:
            self.cell[1] += data


def read_tables(folder):
    tables = {}
    for path in glob.glob(os.path.join(folder, "tables", "*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            tables[os.path.basename(path)[:-4]] = list(csv.DictReader(file))
    return tables


def plain(text):
    """A text cell without the apostrophe that keeps spreadsheets from computing it."""
    return text[1:] if re.match("'+[=+@-]", text) else text


def as_shown(text):
    """What the page makes of a text."""
    return HIDDEN.sub("\ufffd", plain(text))


def is_number(text):
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def check_rounding(place, value, text):
    shown = text.replace(",", "").replace("\u2212", "-")
    if not is_number(shown):
        fail(f"{place}: {text!r} is shown for {value}")
        return
    exact, seen = Decimal(value), Decimal(shown)
    places = -seen.as_tuple().exponent
    if exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) != seen:
        fail(f"{place}: {text} is shown for {value}")
    if exact != 0 and seen == 0 and places < 2:
        fail(f"{place}: {value} is shown as {text}")


def summed(parks):
    """Rows of parks that lie in no other park and are parks already."""
    codes = {row["park_code"] for row in parks}
    return {(row["park_code"], row["scope"]) for row in parks
            if not (row["parent"] in codes and row["parent"] != row["park_code"]) and row["candidate"] != "yes"}


def park_of(tables, number, row, first):
    """Whether a row of a table without a scope belongs to a row of parks."""
    park = tables["parks"][number]
    return row["park_code"] == park["park_code"] and first[park["park_code"]] == number


def derive_passport(tables, number, what, first):
    """A count of the passport of a row of parks."""
    park = tables["parks"][number]
    here = (park["park_code"], park["scope"])
    if what == "idle_parcels":
        return sum(int(row["parcels"]) for row in tables["idle_status"]
                   if (row["park_code"], row["scope"]) == here and row["status"] in IDLE)
    if what == "found_parcels":
        found = {row["parcel_id"] for row in tables["idle"]
                 if row["confirmed"] == "yes" and row["park_code"] == park["park_code"]}
        return sum((row["park_code"], row["scope"]) == here and row["parcel_id"] in found
                   for row in tables["register"])
    if what == "requests":
        return sum(park_of(tables, number, row, first) for row in tables["requests"])
    if what == "due":
        parcels = [row["parcel_id"] for row in tables["register"] if (row["park_code"], row["scope"]) == here]
        return sum(parcels.count(row["parcel_id"]) for row in tables["watchlist"])
    return None


def derive(tables, name):
    """A figure that is a sum or a count, made here from the tables alone."""
    part = name.split("/")
    known = summed(tables["parks"])
    first = {}
    for number, row in enumerate(tables["parks"]):
        first.setdefault(row["park_code"], number)
    status = [row for row in tables["idle_status"] if (row["park_code"], row["scope"]) in known]
    if name == "idle_parcels":
        return sum(int(row["parcels"]) for row in status if row["status"] in IDLE)
    if part[0] == "status":
        return sum(Decimal(row[part[2]]) for row in status if row["status"] == part[1])
    if name == "idle_rate":
        total = tables["regional_totals"][0]
        return Decimal(total["idle_ha"]) / Decimal(total["d_ha"]) * 100
    if name == "fees":
        return sum(Decimal(row["fee_total_wan"]) for row in tables["idle_summary"]
                   if (row["park_code"], row["scope"]) in known and row["fee_total_wan"])
    if name == "requests":
        return len(tables["requests"])
    if name == "scored":
        return sum(row["combined"] != "" for row in tables["scores"])
    if name in ("error", "warning", "notice"):
        return sum(row["severity"] == name for row in tables["quality"])
    if part[0] == "passport":
        return derive_passport(tables, int(part[1]), part[2], first)
    if part[0] == "conversion":
        rows = [row for row in tables["conversion"]
                if row["result"] == part[2] and park_of(tables, int(part[1]), row, first)]
        return len(rows) if part[3] == "parcels" else sum(Decimal(row["area_ha"]) for row in rows)
    if part[0] == "quality":
        rows = [row for row in tables["quality"] if row["code"] == part[2]]
        if part[1] == "none":
            return sum(row["park_code"] not in first for row in rows)
        return sum(park_of(tables, int(part[1]), row, first) for row in rows)
    return None


def check_figure(tables, place, value, text):
    if isinstance(place, str):
        expected = derive(tables, place)
        if expected is None:
            fail(f"{place}: nobody knows how it is derived")
        elif abs(Decimal(value) - Decimal(expected)) > Decimal("0.00005"):
            fail(f"{place}: {value} instead of {expected}")
        check_rounding(place, value, text)
        return
    table, row, column = place
    if table not in tables or row is None or column is None or int(row) >= len(tables[table]):
        fail(f"{place}: {value} is no cell of the tables")
        return
    cell = tables[table][int(row)].get(column)
    if cell is None or as_shown(cell) != value:
        fail(f"{place}: {value!r} instead of {cell!r}")
    elif is_number(value) and is_number(text.replace(",", "").replace("\u2212", "-")):
        check_rounding(place, value, text)


def check_cell(tables, table, row, column, text):
    cell = as_shown(tables[table][int(row)].get(column, ""))
    if text == "\u2014" and cell == "":
        return
    if text.endswith("\u2026") and len(text) > 100 and cell.startswith(text[:-1]):
        return
    if text != cell:
        fail(f"{table} {row} {column}: {text!r} instead of {cell!r}")


def check_policy(page):
    if page.policy is None:
        fail("no content security policy")
        return
    for must in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"):
        if must not in page.policy:
            fail(f"the policy lacks {must}")
    if "unsafe" in page.policy or "http" in page.policy:
        fail(f"the policy is loose: {page.policy}")
    for tag, text in page.blocks:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        sources = re.search(rf"{tag}-src([^;]*)", page.policy).group(1)
        if f"'sha256-{digest}'" not in sources:
            fail(f"a <{tag}> of {len(text)} characters is not in the policy")


def check_sheets(tables, page):
    """A passport for each row of parks; field sheets, where there are any, for all that is suspected."""
    if page.passports != len(tables["parks"]):
        fail(f"{page.passports} passports of {len(tables['parks'])} parks")
    if not page.sheets:
        return
    expected = [("idle", row) for row, cells in enumerate(tables["idle"]) if cells["confirmed"] != "yes"]
    told = {row["parcel_id"] for row in tables["idle"]}
    parks = {}
    for row, cells in enumerate(tables["requests"]):
        rows = parks.setdefault(cells["park_code"], [])
        if cells["parcel_id"] not in told and len(rows) < 50:
            rows.append(("requests", row))
    expected += sum(parks.values(), [])
    if sorted(page.sheets) != sorted(expected):
        fail(f"{len(page.sheets)} field sheets instead of {len(expected)}")


def check_first(tables, text):
    """What to do first: only land that the sums count, so that no parcel stands there twice."""
    counted = {code for code, _ in summed(tables["parks"])}
    for table in ("idle", "sites"):
        start = text.find(f'<section class="list {table}">')
        rows = re.findall(r'<tr data-row="(\d+)"', text[start : text.find("</section>", start)]) if start >= 0 else []
        for row in rows:
            if tables[table][int(row)]["park_code"] not in counted:
                fail(f"what to do first has row {row} of {table}, which is not summed up")


def main():
    folder = sys.argv[1]
    path = os.path.join(folder, "report.html")
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    size = os.path.getsize(path)
    if len(sys.argv) > 2 and size > int(sys.argv[2]):
        fail(f"{size} bytes, more than {sys.argv[2]}")
    tables = read_tables(folder)
    page = Page()
    page.feed(text)
    page.close()
    if page.stack:
        fail(f"open in the end: {page.stack}")
    for figure in page.figures:
        check_figure(tables, *figure)
    for cell in page.cells:
        check_cell(tables, *cell)
    check_policy(page)
    check_sheets(tables, page)
    check_first(tables, text)
    for double in {name for name in page.ids if page.ids.count(name) > 1} if len(page.ids) < 5000 else set():
        fail(f"two elements have the id {double}")
    known = set(page.ids)
    for link in page.links:
        if not link.startswith("#"):
            fail(f"a link leaves the page: {link}")
        elif link[1:] not in known and not re.match("#parcel-", link):
            fail(f"a link leads nowhere: {link}")
    if page.lang not in ("zh-CN", "en"):
        fail(f"lang is {page.lang}")
    for what in failures[:20]:
        print(what)
    print(f"{folder}: {len(page.figures)} figures, {len(page.cells)} other cells, {size} bytes, {len(failures)} wrong")
    if len(page.figures) < 20:
        sys.exit("there are hardly any figures in the page")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
