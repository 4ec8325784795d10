"""The list of items to be met on made-up parks, against figures worked by hand. Run by compliance.sh."""
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, table

X, Y = 500000.0, 3281000.0
CODES = "{industry: gbt4754-2017, approved_use: ydyh2023}"


def polygon(*points):
    ring = [[X + x, Y + y] for x, y in points]
    return {"type": "Polygon", "coordinates": [ring + ring[:1]]}


def box(column, width=1, row=0):
    left, right, low = 100 * column, 100 * (column + width), 100 * row
    return polygon((left, low), (right, low), (right, low + 100), (left, low + 100))


# Ten hectares, of which the last lies under no parcel; 12.5 are approved. Beside it an expansion area of
# one hectare, above it a park whose boundary crosses itself and that has no parcel.
PARKS = [
    (box(0, 10), dict(code="K1", name="K1", scope="主区", approved_area=12.5, established="2016-06-30",
                      statistics_delivered="是")),
    (box(10), dict(code="K1", name="K1", scope="发展方向区", approved_area=1)),
    (polygon((0, 500), (200, 600), (200, 500), (0, 600)),
     dict(code="K2", name="K2", scope="主区", approved_area=1)),
]
PAPER = dict(contract_no="HT-1", start_due="2019-01-01", holder="甲")
BUILT = dict(land_state="A2", supply_state="D21", completion_on="2020-01-01", industry="1331", approved_use="1001")
IDLE = dict(land_state="B21", supply_state="D21", contract_no="HT-1", signed_on="2020-01-01")
PARCELS = [
    # built industry: 13 of 2017 has a floor area ratio of 1.0 and a coefficient of 30 %
    (box(0), dict(id="P1", floor_area=5000, footprint_yards=4000, **BUILT, **PAPER)),
    (box(1), dict(id="P2", floor_area=12000, footprint_yards=2000, start_due="2019-01-01", holder="乙", **BUILT)),
    (box(2), dict(id="P3", **BUILT, **PAPER)),
    # idle for one year with a plan, for two by the holder without
    (box(3), dict(id="P4", start_due="2024-07-01", holder="丙", disposal_due="2026-12-31", **IDLE)),
    (box(4), dict(id="P5", start_due="2023-06-29", cause="O0", **IDLE)),
    # not supplied: approved more than two years ago, and this year
    (box(5), dict(id="P6", land_state="B21", supply_state="E21", approved_on="2020-01-01")),
    (box(6), dict(id="P7", land_state="B21", supply_state="E21", approved_on="2026-01-01")),
    # an allocated office: the day of the decision stands for a contract
    (box(7), dict(id="P8", land_state="A52", supply_state="D1", signed_on="2015-01-01", start_due="2015-06-01",
                  holder="丁", completion_on="2016-01-01", approved_use="0801")),
    # not due yet
    (box(8), dict(id="P9", start_due="2027-01-01", holder="戊", **IDLE)),
    # in the expansion area, with no paper at all
    (box(10), dict(id="Q1", land_state="B21", supply_state="D21")),
]
FIRMS = "parcel_id,name,land_area,office_land\nP1,firm b,0.5,0.04\nP1,firm a,0.5,0.03\nP3,firm c,1,\nP8,firm d,1,1\n"

# code, expression, operator, threshold, weight; then for K1 result, value, gap, and the parcels that do not meet
# it with value, threshold and what is said.
ITEMS = [
    # 10 of 12.5 ha
    ("X01", "boundary_difference_pct", "<=", 0.3, 1, "NOT_MET", 20, 19.7, []),
    # one hectare of ten under no parcel
    ("X02", "land_closure_pct", "<=", 0.1, 1, "NOT_MET", 10, 9.9, []),
    # seven supplied parcels; P2 has no contract, P5 no holder
    ("X03", "register_complete_pct", ">=", 100, 2, "NOT_MET", 500 / 7, 200 / 7,
     [("P2", 2, 3, "without contract_no and supervision_no"), ("P5", 2, 3, "without holder")]),
    ("X04", "disposal_plan_pct", ">=", 50, 1, "MET", 50, 0, [("P5", 0, 1, "without disposal_due and disposed_on")]),
    # P3 cannot be judged
    ("X05", "far_met_pct", ">=", 100, 1, "NOT_MET", 50, 50, [("P1", 0.5, 1, "far: below the baseline")]),
    ("X06", "coefficient_met_pct", ">=", 100, 1, "NOT_MET", 50, 50,
     [("P2", 20, 30, "coefficient: below the baseline")]),
    # 8 and 6 % of P1; firm c does not say, firm d is not on industrial land
    ("X07", "office_met_pct", ">=", 100, 1, "NOT_MET", 50, 50, [("P1", 8, 7, "firm b")]),
    ("X08", "overdue_approval_ha", "<=", 0, 1, "NOT_MET", 1, 1, []),
    ("X09", "statistics_delivered", "=", 1, 1, "MET", 1, 0, []),
    ("X10", "recoverable_parcels", "<=", 0, 1, "NOT_MET", 1, 1, []),
    ("X11", "years_established", ">=", 10, 1, "MET", 10, 0, []),
    # 7 ha supplied of 4 built and 5 ready
    ("X12", "supply_rate", ">", 70, 1, "MET", 700 / 9, 0, []),
    ("X13", "forbidden_ha", "<=", 0, 0, "NODATA", None, None, []),
    ("X14", "supply_rate + built_rate", ">=", None, 1, "NOT_APPLICABLE", 700 / 9 + 400 / 7, None, []),
]
STATUS = dict(
    X02="land under no parcel: 1.0000 ha",
    X03="ok",
    X05="judged 2 of 3; industrial parcels without floor area: 1",
    X07="judged 2 of 4; industrial parcels without an enterprise in the table: 1; "
        "enterprises without office_land or land_area: 1",
    X13="no constraint layer that forbids is given",
    X14="no line set",
)


def write_rules(path, items):
    with open(path, "w", encoding="utf-8") as file:
        file.write("name: own\nvalid_from: 2026-01-01\nsource: made up\ncompliance:\n")
        for code, expression, operator, threshold, weight in (row[:5] for row in items):
            line = "" if threshold is None else f"threshold: {threshold}, "
            file.write(f'  {code}: {{zh: 项{code}, en: item {code}, basis: rule, unit: "u{code}", '
                       f'value: "{expression}", operator: "{operator}", {line}weight: {weight}, kind: user, '
                       f'source: "line of {code}"}}\n')


def run(name, items, *options, layers=""):
    os.makedirs(name, exist_ok=True)
    write_geojson(f"{name}/parks.geojson", PARKS)
    write_geojson(f"{name}/parcels.geojson", PARCELS)
    write_rules(f"{name}/own.yaml", items)
    with open(f"{name}/firms.csv", "w", encoding="utf-8") as file:
        file.write(FIRMS)
    with open(f"{name}/project.yaml", "w", encoding="utf-8") as file:
        file.write("as_of: 2026-06-30\nrules: [kfq-2014, order53-2012, control-2008, tibet-2026, own.yaml]\n"
                   "layers:\n  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n"
                   f"  parcels: {{path: parcels.geojson, crs: 'EPSG:4539', codes: {CODES}}}\n{layers}"
                   "tables:\n  enterprises: {path: firms.csv}\n")
    done = subprocess.run([os.environ["LANDGAUGE"], "run", FORMATS, f"{name}/project.yaml", "-o", f"{name}/out", "-q", *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: exit code {done.returncode}: {done.stderr}")
    return f"{name}/out"


def check_cell(what, seen, expected, tolerance=2e-3):
    """A number within what the ellipsoid leaves open of a hectare, or no number."""
    if expected is None:
        check_true(f"{what} is {seen!r}, not empty", seen == "")
    else:
        check(what, number(seen), expected, tolerance)


def check_item(rows, item):
    code, _, operator, threshold, weight, result, value, gap, parcels = item
    mine = [row for row in rows if row["item"] == code]
    first = mine[0]
    # a cell that begins with = would be a formula: the table has an apostrophe in front
    shown = "'=" if operator == "=" else operator
    for key, expected in dict(park_code="K1", scope="主区", name=f"item {code}", level="park", parcel_id="", basis="rule",
                              operator=shown, unit=f"u{code}", result=result, kind="user",
                              source=f"line of {code}").items():
        check_true(f"{code}: {key} is {first[key]!r}, not {expected!r}", first[key] == expected)
    for key, expected in dict(threshold=threshold, value=value, gap=gap, weight=weight).items():
        check_cell(f"{code}: {key}", first[key], expected)
    if code in STATUS:
        check_true(f"{code}: {first['status']!r}", first["status"] == STATUS[code])
    check_true(f"{code}: parcels {[row['parcel_id'] for row in mine[1:]]}",
               [row["parcel_id"] for row in mine[1:]] == [row[0] for row in parcels])
    for row, (parcel, own, line, said) in zip(mine[1:], parcels):
        check_true(f"{code} {parcel}: {row}", row["level"] == "parcel" and row["result"] == "NOT_MET" and
                   row["status"] == said and row["weight"] == "" and row["kind"] == "")
        check_cell(f"{code} {parcel}: value", row["value"], own)
        check_cell(f"{code} {parcel}: threshold", row["threshold"], line)
        check_cell(f"{code} {parcel}: gap", row["gap"], abs(own - line))


def check_summary(out):
    """The counts and the weighted share again from the rows of the list."""
    rows = table(out, "compliance")
    for park in table(out, "compliance_summary"):
        mine = [row for row in rows if (row["park_code"], row["scope"]) == (park["park_code"], park["scope"])]
        items = [row for row in mine if row["level"] == "park"]
        for key in ("met", "not_met", "nodata", "not_applicable"):
            count = sum(row["result"] == key.upper() for row in items)
            check_true(f"{park['park_code']}: {key} {park[key]}, rows {count}", int(park[key]) == count)
        check_true(f"{park['park_code']}: items", int(park["items"]) == len(items))
        weigh = {key: sum(float(row["weight"]) for row in items if row["result"] == key)
                 for key in ("MET", "NOT_MET", "NODATA")}
        if weigh["NODATA"] > 0 or weigh["MET"] + weigh["NOT_MET"] == 0:
            check_true(f"{park['park_code']}: a share in spite of gaps", park["met_pct"] == "" and park["status"] != "ok")
        else:
            share = weigh["MET"] / (weigh["MET"] + weigh["NOT_MET"]) * 100
            check(f"{park['park_code']}: share", number(park["met_pct"]), share, 1e-4)


out = run("all", ITEMS, "--lang", "en")
rows = table(out, "compliance")
order = [(row["park_code"], row["item"], row["level"] == "parcel", row["parcel_id"]) for row in rows]
check_true(f"order {order}", order == sorted(order))
check_true("an expansion area is not asked", all(row["scope"] == "主区" for row in rows))
first = [row for row in rows if row["park_code"] == "K1" and row["item"].startswith("X")]
check_true("rows of K1", len(first) == len(ITEMS) + sum(len(item[8]) for item in ITEMS))
for item in ITEMS:
    check_item(first, item)

# A boundary that crosses itself is not the approved one, whatever its area; nothing is known without parcels.
second = {row["item"]: row for row in rows if row["park_code"] == "K2"}
check_true(f"broken boundary {second['X01']}", second["X01"]["result"] == "NOT_MET" and
           second["X01"]["value"] == "" and "E_GEOM" in second["X01"]["status"])
for code in ("X03", "X04", "X05", "X08", "X10"):
    check_true(f"{code} of no parcel", second[code]["result"] == "NODATA" and
               second[code]["status"] == "the park has no parcels")
check_summary(out)
summary = {(row["park_code"], row["scope"]): row for row in table(out, "compliance_summary")}
check_true("summary of the expansion area", summary["K1", "发展方向区"]["items"] == "0" and
           summary["K1", "发展方向区"]["status"] == "asked of the main areas of parks only")
check_true("what K2 does not know is named", "not known: " in summary["K2", "主区"]["status"] and
           "X03" in summary["K2", "主区"]["status"])

# Under layers: two hectares forbidden, one of them under no parcel, and nine of ten within the boundary; K2 is
# 400 m away. A candidate over the first hectare of K1 has no rows, and is no other park to K1.
PLACES = [
    ("Y1", "forbidden_ha", "<=", 0, 1, "NOT_MET", 2, 2, []),
    ("Y2", "forbidden_pct", "<=", 0, 1, "NOT_MET", 20, 20, []),
    ("Y3", "inside_boundary_pct", ">=", 99, 1, "NOT_MET", 90, 9, []),
    ("Y4", "overlap_ha", "<=", 0, 1, "MET", 0, 0, []),
    ("Y5", "nearest_park_km", "<", 0.5, 1, "MET", 0.4, 0, []),
]
write_geojson("red.geojson", [(box(8, 2), dict(id="1"))])
write_geojson("boundary.geojson", [(box(0, 9), dict(id="1"))])
PARKS.append((box(0), dict(code="K9", name="K9", scope="主区", candidate="是")))
placed = run("places", PLACES, "--lang", "en", layers=(
    "  constraints:\n"
    "    - {name: 生态保护红线, path: ../red.geojson, crs: 'EPSG:4539', effect: forbid}\n"
    "    - {name: 城镇开发边界, path: ../boundary.geojson, crs: 'EPSG:4539', effect: flag}\n"))
rows = table(placed, "compliance")
for item in PLACES:
    check_item([row for row in rows if row["park_code"] == "K1"], item)
check_true("a candidate has no rows", all(row["park_code"] != "K9" for row in rows))
check_summary(placed)
PARKS.pop()

# The order of the files does not show, nor do threads.
PARKS.reverse()
PARCELS.reverse()
FIRMS = "".join([FIRMS.splitlines(True)[0], *reversed(FIRMS.splitlines(True)[1:])])
turned = run("turned", ITEMS, "--lang", "en", "--threads", "1")
for name in ("compliance", "compliance_summary"):
    check_true(f"{name} by another order", table(out, name) == table(turned, name))
finish()
