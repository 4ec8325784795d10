#!/bin/sh
# The idle clock through the whole program, files in and ledger out: the vectors of domain.md 2.3,
# dates that are no whole dates, every step of many start dates, and evaluations of the past.
# environment: LANDGAUGE, SOURCE_DIR
set -u
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
PYTHONPATH=${SOURCE_DIR:?the source tree}/tests/support
export PYTHONPATH PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

cat >vectors.py <<'PYTHON'
import datetime

from clocks import by_parcel, run_case, write_case
from result import check_true, finish

DAY = datetime.timedelta(days=1)


def expect(case, row, **cells):
    """Cells of a row, as written."""
    for key, value in cells.items():
        check_true(f"{case}: {key} is {row.get(key)!r}, not {value!r}", row.get(key) == value)


# domain.md 2.3; dates that only name a month stand for its last day, 1900-01-01 for none.
VECTORS = {
    "v1": (dict(start_due="2025-06-30"), dict(status="LATE", end1="2026-06-30")),
    "v2": (dict(start_due="2025-06-29", cause="O0", price=1000),
           dict(status="IDLE1", idle_days="1", overdue_days="366", route="FEE", fee_wan="200.000000")),
    "v3": (dict(start_due="2024-06-29", cause="O0", price=1000),
           dict(status="IDLE2", idle_days="366", route="RECOVER", fee_wan="")),
    "v4": (dict(handover_on="2024-03-01"), dict(status="IDLE1", start_due="2025-03-01", due_source="HANDOVER+1Y")),
    "v5": (dict(start_due="2024-01-01", start_on="2024-06-01", suspended_on="2025-01-01", due_area=9000,
                developed_area=3000, invested_pct=30), dict(status="SUSPENDED", stopped_end="2026-01-01")),
    "v6": (dict(start_due="2024-01-01", start_on="2024-06-01", suspended_on="2025-05-15", developed_pct=30),
           dict(status="IDLE_S", idle_days="46", stopped_end="2026-05-15")),
    "v7": (dict(start_due="2024-01-01", start_on="2024-06-01", suspended_on="2025-07-15", developed_pct=40,
                invested_pct=20), dict(status="SUSPENDED", stopped_end="2026-07-15")),
    "v8": (dict(start_due="2023-01-01", cause="G1", evidence="虚构函1号", price=1000),
           dict(status="IDLE2", route="ART12", fee_wan="", cause="G1")),
    "v9": (dict(start_due="2024-02-29"), dict(status="IDLE2", end1="2025-02-28", end2="2026-02-28")),
    "v10": (dict(), dict(status="UNKNOWN", missing="start_due")),
    "v11": (dict(start_due="1900-01-01"), dict(status="UNKNOWN", start_due="", missing="start_due")),
    "placeholder, but handed over": (dict(start_due="1900/1/1", handover_on="2024-03-01"),
                                     dict(status="IDLE1", start_due="2025-03-01")),
    "a month": (dict(start_due="2025-05"), dict(status="IDLE1", start_due="2025-05-31", due_precision="month",
                                                end1="2026-05-31", idle_days="30")),
    "a month of Chinese": (dict(start_due="2024年2月"), dict(status="IDLE2", start_due="2024-02-29",
                                                         due_precision="month", end1="2025-02-28")),
    "the month of the anniversary": (dict(start_due="202506"), dict(status="LATE", start_due="2025-06-30",
                                                                    due_precision="month")),
    "a hand-over in a month": (dict(handover_on="2024-02"), dict(status="IDLE1", start_due="2025-02-28",
                                                                 due_precision="month")),
    "a year": (dict(start_due="2024"), dict(status="IDLE1", start_due="2024-12-31", due_precision="year")),
    "agreed anew": (dict(start_due="2020-01-01", revised_start_due="2026-01-01"),
                    dict(status="LATE", due_source="SUPP", agreed_start="2020-01-01")),
    "no document": (dict(start_due="2023-01-01", cause="G2"), dict(status="IDLE2", cause="U0", route="INVESTIGATE")),
}

write_case("vectors", [{"id": name, **facts} for name, (facts, _) in VECTORS.items()])
out = run_case("vectors", "2026-06-30")
clocks, ledger = by_parcel(out, "clocks"), by_parcel(out, "idle")
for name, (_, expected) in VECTORS.items():
    is_idle = expected["status"].startswith("IDLE")
    check_true(f"{name}: in the ledger only if idle", (name in ledger) == is_idle)
    row = {**clocks[name], **ledger.get(name, {})}
    expect(name, row, **expected)


def years_on(day, years):
    """datetime's own calendar: the same day, or the last of its month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def reckon(due, as_of, inclusive):
    """Status, overdue days, idle days."""
    first, second = years_on(due, 1), years_on(due, 2)
    over = (lambda end: as_of >= end) if inclusive else (lambda end: as_of > end)
    if as_of <= due:
        return "WAIT", "", ""
    overdue = str((as_of - due).days)
    if not over(first):
        return "LATE", overdue, ""
    idle = str((as_of - first).days + (1 if inclusive else 0))
    return ("IDLE2" if over(second) else "IDLE1"), overdue, idle


# Every day of two months around 29 February, and every month's end, by contract and by hand-over.
starts = [datetime.date(2023, 2, 20) + i * DAY for i in range(12)]
starts += [datetime.date(2024, 2, 20) + i * DAY for i in range(12)]
starts += [datetime.date(2023 + month // 12, month % 12 + 1, 1) - DAY for month in range(1, 25)]
parcels = [{"id": f"C{day}", "start_due": str(day)} for day in sorted(set(starts))]
parcels += [{"id": f"H{day}", "handover_on": str(years_on(day, -1) if day.day != 29 or day.month != 2 else day - DAY)}
            for day in sorted(set(starts)) if (day.month, day.day) != (2, 29)]
handed = {p["id"]: datetime.date.fromisoformat(p["handover_on"]) for p in parcels if "handover_on" in p}
pivots = [datetime.date(2024, 2, 29), datetime.date(2025, 2, 28), datetime.date(2026, 2, 28), datetime.date(2026, 6, 30)]
days = sorted({pivot + i * DAY for pivot in pivots for i in (-1, 0, 1)})
for inclusive in (False, True):
    folder = "inclusive" if inclusive else "exclusive"
    write_case(folder, parcels, rules="  idle:\n    anniversary: {value: %s, source: test}\n" % folder)
    for as_of in days:
        out = run_case(folder, str(as_of), "--formats", "csv")
        clocks, ledger = by_parcel(out, "clocks"), by_parcel(out, "idle")
        for parcel in parcels:
            name = parcel["id"]
            if name in handed and handed[name] > as_of:
                expect(f"{folder} {as_of} {name}", clocks[name], status="UNKNOWN")
                continue
            due = years_on(handed[name], 1) if name in handed else datetime.date.fromisoformat(name[1:])
            status, overdue, idle = reckon(due, as_of, inclusive)
            expect(f"{folder} {as_of} {name}", clocks[name], status=status, start_due=str(due),
                   end1=str(years_on(due, 1)), end2=str(years_on(due, 2)))
            if status.startswith("IDLE"):
                expect(f"{folder} {as_of} {name}", ledger[name], overdue_days=overdue, idle_days=idle)

# What is dated after the evaluation date is as good as not written.
EVENTS = ("handover_on", "start_on", "suspended_on", "completion_on", "recovered_on", "idle_finding_on", "disposed_on")
DELIVERED = ("idle_finding_no", "idle_finding_on", "disposed_on")  # the ledger shows them as delivered, whatever their date
history = []
for i in range(60):
    start = datetime.date(2019, 1, 31) + 37 * i * DAY
    parcel = {"id": f"P{i:02}", "developed_pct": 10 + i, "land_state": "B21" if i % 7 else None}
    if i % 3:
        parcel["start_due"] = str(start)
    if i % 2:
        parcel["handover_on"] = str(start - 200 * DAY)
    if i % 5 == 0:  # nothing but events says that the land was supplied
        parcel["supply_state"] = None
        parcel.pop("start_due", None)
    if i % 4 != 3:
        parcel.update(start_on=str(start + 500 * DAY), suspended_on=str(start + 600 * DAY))
    if i % 6 < 2:
        parcel["completion_on"] = str(start + (900 + i) * DAY)
    if i % 11 == 4:
        parcel["recovered_on"] = str(start + 800 * DAY)
    parcel.update(idle_finding_no=f"虚构认定{i}号", idle_finding_on=str(start + 450 * DAY), disposed_on=str(start + 850 * DAY))
    history.append(parcel)
write_case("full", history)
seen = set()
for as_of in ("2020-06-30", "2021-12-31", "2023-03-01", "2024-02-29", "2025-12-31"):
    blanked = []
    for parcel in history:
        kept = {key: value for key, value in parcel.items() if key not in EVENTS or value <= as_of}
        if "idle_finding_on" not in kept:
            kept.pop("idle_finding_no")  # a finding still to come has no number yet
        blanked.append(kept)
    write_case(f"blanked{as_of}", blanked)
    full, past = run_case("full", as_of), run_case(f"blanked{as_of}", as_of)
    clocks, past_clocks = by_parcel(full, "clocks"), by_parcel(past, "clocks")
    check_true(f"as of {as_of}: the same clocks", sorted(clocks) == sorted(past_clocks))
    for name, row in clocks.items():
        seen.add(row["status"])
        for key in ("status", "supply_state", "land_state", "start_due", "due_source", "end1", "end2", "stopped_end", "route", "cause", "missing"):
            check_true(f"as of {as_of}: {name}: {key} {row[key]!r}, in the past {past_clocks[name][key]!r}",
                       row[key] == past_clocks[name][key])
    ledgers = [{name: {key: value for key, value in row.items() if key not in DELIVERED}
                for name, row in by_parcel(out, "idle").items()} for out in (full, past)]
    check_true(f"as of {as_of}: the same ledger", ledgers[0] == ledgers[1])
    check_true(f"as of {as_of}: the same watch list", by_parcel(full, "watchlist") == by_parcel(past, "watchlist"))
    registers = [{key: row for key, row in by_parcel(out, "register").items()} for out in (full, past)]
    for name, row in registers[0].items():
        for key in ("idle_status", "stock_class", "land_state", "supply_state"):
            check_true(f"as of {as_of}: register: {name}: {key}", row[key] == registers[1][name][key])
check_true(f"the past has seen many statuses: {sorted(seen)}",
           seen >= {"DONE", "UNKNOWN", "WAIT", "LATE", "IDLE1", "IDLE2", "IDLE_S", "SUSPENDED", "ACTIVE"})
finish()
PYTHON

if python3 vectors.py; then
    echo "vectors: all as expected"
else
    exit 1
fi
