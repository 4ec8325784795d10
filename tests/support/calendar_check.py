"""Holds calendar files to RFC 5545: line by line, or by the parser of a calendar program.

usage: calendar_check.py lines|icalendar FILE...
"""
import re
import sys

# 3.1: name, parameters, value; 3.3.11: TEXT without bare ; , and with \\ \; \, \n alone
LINE = re.compile(r"^([A-Z-]+)((?:;[A-Z-]+=[^;:\",]+)*):(.*)$")
TEXT = re.compile(r'^(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*$')
TEXTS = {"UID", "SUMMARY", "DESCRIPTION", "CATEGORIES"}
ONCE = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"]


def unfold(path):
    with open(path, "rb") as file:
        content = file.read()
    assert content.endswith(b"\r\n"), f"{path}: no CRLF at the end"
    assert b"\n" not in content.replace(b"\r\n", b""), f"{path}: a bare line feed"
    assert b"\r" not in content.replace(b"\r\n", b""), f"{path}: a bare carriage return"
    lines = []
    for number, raw in enumerate(content[:-2].split(b"\r\n"), 1):
        assert 0 < len(raw) <= 75, f"{path}:{number}: {len(raw)} octets"
        line = raw.decode("utf-8")  # each line on its own: no character is divided
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def check_lines(path):
    lines, stack, seen, uids = unfold(path), [], [], set()
    components = 0
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR", path
    assert "VERSION:2.0" in lines and any(line.startswith("PRODID:") for line in lines), path
    for line in lines:
        match = LINE.match(line)
        assert match, f"{path}: no content line: {line}"
        name, parameters, value = match.groups()
        if name == "BEGIN":
            stack.append(value)
            seen.append([])
            components += len(stack) == 2
        elif name == "END":
            assert stack.pop() == value, f"{path}: END:{value}"
            names = seen.pop()
            if value == "VEVENT":
                assert sorted(names) == sorted(ONCE), f"{path}: an event has {names}"
        else:
            seen[-1].append(name)
        if name in TEXTS:
            assert TEXT.match(value), f"{path}: not escaped: {line}"
        if name == "DTSTAMP":
            assert re.match(r"^\d{8}T\d{6}Z$", value), line
        if name == "DTSTART" and stack[-1] == "VEVENT":
            assert parameters == ";VALUE=DATE" and re.match(r"^\d{8}$", value), line
        if name == "UID":
            assert value not in uids, f"{path}: {value} twice"
            uids.add(value)
    assert not stack and components > 0, f"{path}: no component"


def check_program(path):
    import icalendar

    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    assert not calendar.errors, f"{path}: {calendar.errors}"
    for event in calendar.walk("VEVENT"):
        assert not event.errors, f"{path}: {event.errors}"
        assert event["UID"] and event["SUMMARY"] and event.decoded("DTSTART"), path


for name in sys.argv[2:]:
    {"lines": check_lines, "icalendar": check_program}[sys.argv[1]](name)
