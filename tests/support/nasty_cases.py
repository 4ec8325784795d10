"""The files that were made to break readers as cases: each in every way of naming it, with what data/nasty.txt says
will become of it.
"""
import os
import zipfile

import parts
from result import check_true

DEGREES = "EPSG:4326"
PLANE = "EPSG:3395"
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
