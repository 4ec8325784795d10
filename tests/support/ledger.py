"""One made-up park, run as a user would, and every list around the idle ledger held to figures worked by hand.

Evaluation date 2026-06-30. Lots of 100 m by 100 m are 1 ha each; the park has 600 m by 400 m.
"""
import csv
import os
import subprocess

from layers import write_geojson
from result import FORMATS, check, check_true, finish, number, table

X, Y = 500000.0, 3281000.0
PROGRAM = os.environ["LANDGAUGE"]
# What every lot has, so that each property is a column.
BLANK = dict.fromkeys(
    "holder location start_due handover_on start_on suspended_on completion_on completion_due developed_pct "
    "invested_pct price cause evidence idle_finding_no idle_finding_on disposed_on disposal_due disposal_unit "
    "seized contract_no supervision_no signed_on water power".split())


def box(column, row, width=100, height=100):
    x, y = X + 100 * column, Y + 100 * row
    return {"type": "Polygon", "coordinates": [[[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]]]}


def lot(name, column, row, land_state="B21", supply_state="D21", width=100, **more):
    return (box(column, row, width), {**BLANK, "id": name, "land_state": land_state, "supply_state": supply_state, **more})


IDLE1 = {"start_due": "2025-06-29"}  # one year ended on 2026-06-29: idle for a day
IDLE2 = {"start_due": "2023-06-29"}
LOTS = [
    # idle, found idle by the authority in several ways
    lot("F1", 0, 0, **IDLE1, cause="O0", price=1000, holder="甲公司（拉萨）", idle_finding_no="藏闲认〔2026〕1号",
        idle_finding_on="2026-06-30", location="一路1号", signed_on="2020-01-01"),
    lot("F2", 1, 0, **IDLE2, cause="G2", evidence="文1", holder=" 甲公司(拉萨) ", idle_finding_no="2", seized="是"),
    lot("F3", 2, 0, **IDLE2, cause="G2", evidence="文1", holder="乙, 公司; 一", idle_finding_no="3", disposed_on="2026-06-30",
        disposal_due="2026-07-30"),
    # idle, and only suspected: none of these texts is a number, or its day has not come
    lot("S1", 3, 0, **IDLE1, cause="O0", price=500, holder="乙, 公司; 一", idle_finding_no="无", disposal_due="2027-12-31",
        disposal_unit="办公室"),
    lot("S2", 4, 0, **IDLE1, cause="O0", price=1, idle_finding_no="/"),
    lot("S3", 5, 0, **IDLE1, cause="O0", price=1, idle_finding_no="-"),
    lot("S4", 0, 1, **IDLE1, cause="O0", price=1, idle_finding_no="0"),
    lot("S5", 1, 1, **IDLE1, cause="O0", price=1, idle_finding_no="   "),
    lot("S6", 2, 1, **IDLE1, cause="O0", price=1, idle_finding_no="藏闲认〔2026〕9号", idle_finding_on="2026-07-01"),
    lot("S7", 3, 1, **IDLE1, cause="O0", price=1, idle_finding_on="2026-06-01"),
    # undecided
    lot("U1", 4, 1, width=200, holder="丙　　公司"),
    lot("U2", 0, 2, start_due="2024-01-01", start_on="2024-02-01", holder="丙 公司", contract_no="C-2"),
    lot("U3", 1, 2, start_due="2024-01-01", start_on="2024-02-01", suspended_on="2025-01-01"),
    lot("U4", 2, 2, **IDLE1),
    lot("U5", 3, 2, **IDLE1, cause="O0"),
    lot("U6", 4, 2, supply_state=None),
    lot("U7", 5, 2, **IDLE2, cause="G1"),
    # waiting with a clock that runs, built, not yet supplied
    lot("W1", 0, 3, start_due="2026-07-31", holder="丁\\公司,很长的名字" + "拉萨经济技术开发区" * 6),
    lot("A1", 1, 3, "A2", completion_on="2020-01-01"),
    lot("E1", 2, 3, supply_state="E21", water="是", power="未通"),
]
AREA_HA = {feature[1]["id"]: 2.0 if feature[1]["id"] == "U1" else 1.0 for feature in LOTS}
IDLE = ["F1", "F2", "F3", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "U4", "U5", "U7"]


def run(out, *options):
    done = subprocess.run([PROGRAM, "run", FORMATS, "project.yaml", "-q", "-o", out, *options], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{out}: exit code {done.returncode}: {done.stderr}")


def write_project(lots):
    park = (box(0, 0, 600, 400), {"code": "K1", "name": "示例园区", "scope": "主区", "total_tax": None})
    write_geojson("parks.geojson", [park])
    write_geojson("parcels.geojson", lots)
    with open("project.yaml", "w", encoding="utf-8") as file:
        file.write("as_of: 2026-06-30\nlayers:\n"
                   "  parks: {path: parks.geojson, crs: 'EPSG:4539'}\n  parcels: {path: parcels.geojson, crs: 'EPSG:4539'}\n")


def by_id(out, name):
    rows = table(out, name)
    found = {row["parcel_id"]: row for row in rows}
    check_true(f"{name}: every parcel once", len(found) == len(rows))
    return found


def check_cells(what, row, **expected):
    for key, value in expected.items():
        if isinstance(value, float):
            check(f"{what}: {key}", number(row[key]), value, 1e-6)
        else:
            check_true(f"{what}: {key} is {row[key]!r}, not {value!r}", row[key] == value)


def check_notice(out):
    notice = by_id(out, "idle_notice")
    check_true(f"notice: {sorted(notice)}", sorted(notice) == ["F1", "F2"])
    check_cells("notice F1", notice["F1"], park_code="K1", park_name="示例园区", location="一路1号", holder="甲公司（拉萨）", area_ha=1.0,
                finding_no="藏闲认〔2026〕1号", finding_on="2026-06-30", idle_since="2026-06-30", idle_days="1", cause="")
    # idle since the day after 2024-06-29: 731 days up to 2026-06-30
    check_cells("notice F2", notice["F2"], finding_on="", idle_since="2024-06-30", idle_days="731", cause="G2")
    check_true("no layer of the notice", not os.path.exists(f"{out}/idle_notice.geojson"))
    idle = by_id(out, "idle")
    confirmed = sorted(name for name, row in idle.items() if row["confirmed"] == "yes")
    check_true(f"confirmed: {confirmed}", confirmed == ["F1", "F2", "F3"])
    check_true(f"ledger: {sorted(idle)}", sorted(idle) == sorted(IDLE))
    check_cells("ledger S1", idle["S1"], idle_finding_no="无", disposal_unit="办公室", disposal_due="2027-12-31", disposed_on="")


def check_requests(out):
    requests = by_id(out, "requests")
    wanted = {
        "U1": "start_due|handover_on;cause;evidence;price",
        "U2": "developed_pct|invested_pct",
        "U3": "developed_pct;invested_pct;cause;evidence",
        "U4": "cause;evidence;price",
        "U5": "price",
        "U6": "start_due|handover_on;cause;evidence;price",
        "U7": "evidence",
    }
    seen = {name: row["missing_fields"] for name, row in requests.items()}
    check_true(f"requests: {seen}", seen == wanted)
    order = [row["parcel_id"] for row in table(out, "requests")]
    check_true(f"requests in order: {order}", order == ["U1", "U2", "U3", "U4", "U5", "U6", "U7"])
    check_cells("request U1", requests["U1"], blocks_ha=2.0, rank="1", park_code="K1", signed_on="", start_due="")
    check_cells("request U2", requests["U2"], contract_no="C-2", blocks_ha=1.0, rank="2")


def answer_requests(out):
    """Every missing field filled, the first of alternatives, as a park would do it."""
    answers = {"start_due": "2025-01-01", "handover_on": "2024-01-01", "developed_pct": "10", "invested_pct": "90", "price": "100",
               "cause": "O0", "evidence": "文9"}
    rows = table(out, "requests")
    for row in rows:
        for group in row["missing_fields"].split(";"):
            row[group.split("|")[-1 if row["parcel_id"] == "U6" else 0]] = answers[group.split("|")[-1 if row["parcel_id"] == "U6" else 0]]
    with open("requests.csv", "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def check_answered(before, out):
    check_true(f"still asked for: {table(out, 'requests')}", table(out, "requests") == [])
    register = by_id(out, "register")
    check_cells("answered U1", register["U1"], start_due="2025-01-01", idle_status="IDLE1", price_wan=100.0)
    check_cells("answered U2", register["U2"], start_due="2024-01-01", start_on="2024-02-01", contract_no="C-2", idle_status="ACTIVE")
    check_cells("answered U3", register["U3"], idle_status="IDLE_S")
    check_cells("answered U6", register["U6"], handover_on="2024-01-01", supply_state="D", idle_status="IDLE1")
    check_cells("answered U7", by_id(out, "idle")["U7"], route="ART12", cause="G1")
    # U4: idle for one year, own cause, a fifth of the price
    check_cells("answered U4", by_id(out, "idle")["U4"], route="FEE", fee_wan=20.0)
    # What was not asked for is as before.
    old = by_id(before, "register")
    for name in "F1", "F2", "S1", "W1", "A1", "E1":
        check_true(f"{name} changed", old[name] == register[name])


def check_answers_beside_a_table():
    """A land-market table by numbers, and the answers, of which U5 and U4 have none, by their ids."""
    with open("market.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["supervision_no", "contract_no", "signed_on", "price"], ["N-5", "C-5", "2020-01-01", ""],
                                    ["N-6", "C-6", "2021-01-01", "70"]])
    lots = [lot("U4", 2, 2, **IDLE1), lot("U5", 3, 2, **IDLE1, cause="U0", supervision_no="N-5"), lot("A1", 1, 3, **IDLE1, cause="O0", supervision_no="N-6")]
    write_project(lots)
    run("market", "--supply", "market.csv")
    answer_requests("market")
    run("both", "--supply", "market.csv", "--supply", "requests.csv")
    check_true(f"still asked for: {table('both', 'requests')}", table("both", "requests") == [])
    register = by_id("both", "register")
    check_cells("U5, of both tables", register["U5"], contract_no="C-5", signed_on="2020-01-01", price_wan=100.0)
    check_cells("A1, of the market alone", register["A1"], contract_no="C-6", price_wan=70.0)
    check_cells("U4, of the answers alone", register["U4"], contract_no="", price_wan=100.0)
    told = [row["code"] for row in table("both", "quality") if row["code"] in ("W_JOIN", "W_SUPPLY")]
    check_true(f"told: {told}", told == [])


def check_holders(out):
    rows = table(out, "holders")
    names = [row["holder"] for row in rows]
    check_true(f"holders: {names}", names[:3] == ["", "甲公司（拉萨）", "乙, 公司; 一"])
    found = {row["holder"]: row for row in rows}
    check_cells("holder 甲", found["甲公司（拉萨）"], parcels="2", area_ha=2.0, idle_ha=2.0, idle_share_pct=100.0, oldest_idle_days="731", parks="1")
    check_cells("holder 丙", found["丙 公司"], parcels="2", area_ha=3.0, idle_ha="", idle_share_pct="")
    inside_ha = sum(number(row["area_ha"]) for row in table(out, "register") if row["park_code"])
    check("holders add up to the register", sum(number(row["area_ha"]) for row in rows), inside_ha, 1e-6)
    check("register", inside_ha, sum(AREA_HA.values()), 1e-6)


def check_status(out):
    rows = table(out, "idle_status")
    found = {row["status"]: row for row in rows}
    check_true(f"statuses: {list(found)}", len(rows) == 12)
    parcels = {"N_A": 1, "DONE": 1, "UNKNOWN": 2, "WAIT": 1, "LATE": 0, "IDLE1": 10, "IDLE2": 3, "STARTED_NODATA": 2, "IDLE_S": 0,
               "SUSPENDED": 0, "LATE_FIN": 0, "ACTIVE": 0}
    check_true(f"parcels: {found}", {status: int(row["parcels"]) for status, row in found.items()} == parcels)
    check("statuses add up", sum(number(row["area_ha"]) for row in rows), sum(AREA_HA.values()), 1e-6)
    check("shares add up", sum(number(row["share_pct"]) for row in rows), 100, 1e-3)
    check_cells("status UNKNOWN", found["UNKNOWN"], area_ha=3.0, name="无法判定")


def check_summary(out):
    (row,) = table(out, "idle_summary")
    (park,) = table(out, "parks")
    # Fees: F1 200, S1 100, S2 to S7 0.2 each; U5 has no price. F2 and F3 are the government's; F2 is seized.
    check_cells("summary", row, idle_ha=13.0, idle_rate=park["idle_rate"], government_parcels="2", government_ha=2.0,
                government_share_pct=15.3846, fee_total_wan=301.2, fee_unknown_parcels="1", bond_parcels="1", bond_ha=1.0, usable_ha=12.0,
                what_if_tax_wan="", what_if_investment_wan="")
    check("idle as in parks", number(row["idle_ha"]), number(park["idle_ha"]))


def check_waterfall(out):
    rows = table(out, "waterfall")
    check_true("waterfall: steps", rows[0]["step"] == "gross" and [row["step"] for row in rows[-2:]] == ["seized", "usable"])
    check_true("waterfall: numbered", [row["seq"] for row in rows] == [str(i + 1) for i in range(len(rows))])
    left = 13.0
    for row in rows:
        if row["given"] == "yes" and row["effect"] != "flag" and row["taken_ha"]:
            left -= number(row["taken_ha"])
        check(f"waterfall closes at {row['step']}", number(row["left_ha"]), left, 1e-6)
    check_cells("waterfall, seized", rows[-2], given="yes", taken_ha=1.0, left_ha=12.0)


def check_suppliable(out):
    rows = table(out, "suppliable")
    check_true("suppliable: E1 alone", [row["parcel_id"] for row in rows] == ["E1"])
    check_cells("suppliable", rows[0], water="是", power="未通", ready="no", stock_class="S1", area_ha=1.0)
    check_true(f"open: {rows[0]['open_items']}", rows[0]["open_items"].startswith("power;road;") and "water" not in rows[0]["open_items"])


def unfolded(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read().replace("\r\n ", "").split("\r\n")


def check_calendar(out):
    lines = unfolded(f"{out}/deadlines.ics")
    uids = [line[4:] for line in lines if line.startswith("UID:")]
    watch = [f"{row['event']}-{row['parcel_id']}@landgauge" for row in table(out, "watchlist")]
    check_true(f"events: {uids}", sorted(uids) == sorted(watch + ["disposal_due-S1@landgauge"]))
    check_true("the start of W1", "start_due-W1@landgauge" in uids and "DTSTART;VALUE=DATE:20260731" in lines)
    check_true("a disposal far away", "DTSTART;VALUE=DATE:20271231" in lines)
    check_true("stamped by the evaluation date", all(line == "DTSTAMP:20260630T000000Z" for line in lines if line.startswith("DTSTAMP")))
    summaries = [line for line in lines if line.startswith("SUMMARY:")]
    check_true(f"escaped: {summaries}", any("丁\\\\公司\\,很长" in line for line in summaries))
    check_true("escaped: ;", any("乙\\, 公司\\; 一" in line for line in summaries))


def main():
    write_project(LOTS)
    run("zh", "--lang", "zh")
    check_notice("zh")
    check_requests("zh")
    check_holders("zh")
    check_status("zh")
    check_summary("zh")
    check_waterfall("zh")
    check_suppliable("zh")
    check_calendar("zh")

    run("en", "--lang", "en", "--formats", "ics")
    check_true("the calendar alone", sorted(os.listdir("en")) == ["deadlines.ics", "run.json"])
    check_true("in English", any(line.startswith("SUMMARY:start due: W1") for line in unfolded("en/deadlines.ics")))
    run("again", "--lang", "zh")
    with open("zh/deadlines.ics", "rb") as first, open("again/deadlines.ics", "rb") as second:
        check_true("the same bytes again", first.read() == second.read())
    run("csv", "--formats", "csv")
    check_true("no calendar unless asked for", not os.path.exists("csv/deadlines.ics"))

    answer_requests("zh")
    run("answered", "--lang", "zh", "--supply", "requests.csv")
    check_answered("zh", "answered")
    check_answers_beside_a_table()

    write_project([feature for feature in LOTS if feature[1]["id"] in ("A1", "E1")])
    run("none")
    check_true("nothing to publish", table("none", "idle_notice") == [])
    finish()


main()
