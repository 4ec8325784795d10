"""Holds the printed pages of report.html to its sheets: one page for each passport and each field sheet.

usage: check_pages.py REPORT_HTML TEXT_OF_PDF
"""
import html
import re
import sys

ENDS = {
    "passport": (("园区概览", "数字与同名数据表一致"), ("Park at a glance", "figures are those of the tables")),
    "field-sheet": (("实地核查表 ·", "园区管理机构"), ("Field sheet of a", "Park administration")),
}
PAGE_MIN = 80  # characters: a note that its table left behind


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    with open(sys.argv[2], encoding="utf-8") as file:
        pages = [re.sub(r"\s+", " ", page) for page in file.read().split("\f")]
    wrong = 0
    for number, page in enumerate(pages[:-1]):
        if len(page) < PAGE_MIN:
            print(f"{sys.argv[1]}: page {number + 1} holds nothing but {page!r}")
            wrong += 1
    language = 1 if '<html lang="en">' in text else 0
    for kind, ends in ENDS.items():
        count = len(re.findall(f'<article class="{kind}"', text))
        begin, end = (html.unescape(words) for words in ends[language])
        whole = [page for page in pages if begin in page and end in page]
        started = [page for page in pages if begin in page]
        print(f"{sys.argv[1]}: {count} of {kind}, {len(started)} printed pages begin one, {len(whole)} hold one whole")
        wrong += len(whole) != count or len(started) != count
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
