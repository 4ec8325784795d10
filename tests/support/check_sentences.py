"""Holds the catalogue's sentences against the source, and tables' sentences against the catalogue.

usage: check_sentences.py SOURCE_DIR TRANSLATE FOLDER...

Every sentence of the catalogue must be written somewhere in the source, every message of a finding
must be in the catalogue, and so must every sentence in the columns of the folders' tables.
"""
import csv
import glob
import os
import re
import subprocess
import sys

COLUMNS = re.compile("status|standard_status|message|note|reason|.*_reason")
# Messages that are put together of pieces; their texts are held by the tables.
MADE_OF_PIECES = {
    "field %s (%s) %s",
    "%s",
}
# Pieces of sentences that are put together where they are written: its texts there.
PIECES = {
    "supplied parcel (": ["supplied ", "parcel"],
    "is plausible; check": [" is plausible", "; check "],
    "the weight of": ["the %s of %s", "weight"],
    "rings at": ["rings%s: ", " at %.7f"],
    "gaps too narrow or too small to be shown": ["gap%s too narrow or too small to be shown"],
    "gap too narrow or too small to be shown": ["gap%s too narrow or too small to be shown"],
    "spikes sharper than": ["spike%s sharper than"],
    "spike sharper than": ["spike%s sharper than"],
}
NAME = re.compile(r"\{[A-Z]+[0-9]*\}")
FORMAT = re.compile(r"%[-+0-9.*#]*(?:hh|h|ll|l|z|j)?[a-zA-Z%]")
failures = []
csv.field_size_limit(1 << 28)


def letters(text):
    return re.sub("[^a-z]+", " ", text.lower()).strip()


def read_catalogue(path):
    with open(path, encoding="utf-8") as file:
        entries = re.findall(r'msgid "sentence\.([^"]+)"\nmsgstr "((?:[^"\\]|\\.)*)"', file.read())
    return {name: text.replace('\\"', '"') for name, text in entries}


def read_source(root):
    """All texts of the C source, neighbours joined, and the rule sets."""
    texts = []
    sources = {}
    for path in sorted(glob.glob(os.path.join(root, "src", "*", "*.c"))):
        with open(path, encoding="utf-8") as file:
            code = re.sub(r'"\s*(?:PRI[a-z0-9]+)?\s*"', "", file.read())
        sources[path] = code
        found = re.findall(r'"((?:[^"\\\n]|\\.)*)"', code)
        texts += [text.replace('\\"', '"').replace("%%", "%") for text in found]
    for path in glob.glob(os.path.join(root, "src", "data", "rules", "*.yaml")):
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    return "\n".join(texts), sources


def check_source(catalogue, texts):
    for name, text in catalogue.items():
        if name.startswith("key."):
            continue
        for piece in NAME.split(text):
            piece = piece.strip(" ,;:()\"'%=")
            if sum(map(str.isalpha, piece)) > 2 and piece not in texts \
                    and not all(text in texts for text in PIECES.get(piece, ["\0"])):
                failures.append(f"sentence.{name}: nobody writes \"{piece}\"")


def check_findings(catalogue, sources):
    known = {letters(NAME.sub(" ", text)) for text in catalogue.values()}
    count = 0
    for path, code in sources.items():
        for text in re.findall(r'lg_findings_add\([^;]*?"((?:[^"\\\n]|\\.)*)"', code):
            if text in MADE_OF_PIECES:
                continue
            count += 1
            if letters(FORMAT.sub(" ", text)) not in known:
                failures.append(f"{os.path.basename(path)}: not in the catalogue: {text}")
    return count


def check_tables(translate, folders):
    found = {}
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(folder, "tables", "*.csv"))):
            with open(path, encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    for key, cell in row.items():
                        if COLUMNS.fullmatch(key) and re.search("[a-z].* |: ", cell):
                            found.setdefault(cell, f"{os.path.basename(path)} {key}")
    lines = "".join(re.sub("[\r\n]", " ", cell) + "\n" for cell in found)
    said = subprocess.run([translate], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    if len(said) != len(found):
        failures.append(f"{len(said)} answers to {len(found)} sentences")
    for (cell, place), answer in zip(found.items(), said):
        if not answer.startswith("1\t"):
            failures.append(f"{place}: nothing in Chinese for: {cell}")
        elif re.search(r"\{[A-Z]|[a-z]{2,} [a-z]{2,} [a-z]{2,}", answer):
            failures.append(f"{place}: left in English: {answer}")
    return len(found)


def main():
    root, translate, folders = sys.argv[1], sys.argv[2], sys.argv[3:]
    catalogue = read_catalogue(os.path.join(root, "src", "data", "labels", "en.po"))
    texts, sources = read_source(root)
    check_source(catalogue, texts)
    messages = check_findings(catalogue, sources)
    sentences = check_tables(translate, folders)
    for what in failures[:40]:
        print(what)
    print(f"{len(catalogue)} sentences, {messages} messages of findings, {sentences} cells, {len(failures)} wrong")
    if len(catalogue) < 100 or messages < 50 or (folders and sentences < 50):
        sys.exit("there is hardly anything to check")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
