"""Pictures of a result as people see it, and that none of them is blank.

usage: screens.py report FOLDER OUT MOST    report.html in Chromium: wide, on a phone; scrolled through
       screens.py qgis FOLDER OUT MOST      landgauge.qgz in QGIS: the layout printed for each map theme
       screens.py check FOLDER OUT          every picture in OUT has content, and the colours of idle land
MOST: pictures of each kind at the most. Used by screens.sh. "check" reads pictures by GDAL and numpy,
"qgis" needs QGIS for Python.
"""
import os
import re
import sys

from result import check_true, finish, table

WIDE, NARROW = ("wide", 1400, 1800), ("narrow", 390, 1600)
# Those of the palette that stand out of the land around.
COLOURS = {"IDLE2": "#d55e00", "IDLE1": "#e69f00", "IDLE_S": "#cc79a7"}
SEEN_MIN = 20
SHADES_MIN = 12
# A page of a printed list may be empty but for its last rows.
SAME_MOST = 0.998


def report(folder, out, most):
    """The page from top to bottom, a window's height at a time, so that maps that wake up do."""
    import browser as chromium

    browser = chromium.Browser(chromium.find())
    page = os.path.join(folder, "report.html")
    try:
        for name, width, height in (WIDE, NARROW):
            browser.open(page, width, height)
            whole = browser.ask("document.documentElement.scrollHeight")
            for part in range(min(most, -(-whole // height))):
                browser.ask(f"scrollTo(0, {part * height}); new Promise(done => setTimeout(done, 250))")
                browser.picture(os.path.join(out, f"report-{name}-{part + 1}.png"))
        browser.open(page, 1400, 1800, scripts=False)
        browser.pdf(os.path.join(out, "report.pdf"))
    finally:
        browser.close()


def qgis(folder, out, most):
    """The layout once for each theme: map and legend follow it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication, QgsLayoutExporter, QgsLayoutItemMap, QgsProject

    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    check_true("the project opens", project.read(os.path.join(folder, "landgauge.qgz")))
    layout = project.layoutManager().layouts()[0]
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 90
    maps = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap)]
    themes = project.mapThemeCollection().mapThemes()
    check_true("themes", len(themes) > 0)
    first = maps[0].followVisibilityPresetName()
    themes.sort(key=lambda theme: (theme != first, theme))
    for number, theme in enumerate(themes[:most]):
        maps[0].setFollowVisibilityPreset(True)
        maps[0].setFollowVisibilityPresetName(theme)
        # The window does this between two clicks; here nothing else hands events on.
        application.processEvents()
        picture = os.path.join(out, f"qgis-{number + 1}.png")
        done = QgsLayoutExporter(layout).exportToImage(picture, settings)
        check_true(f"{theme}: printed", done == QgsLayoutExporter.Success)
        print(f"qgis-{number + 1}.png: {theme}")
    del layout, maps
    project.clear()
    application.exitQgis()


def pixels(path):
    """The colours of a picture as numbers 0xrrggbb, and how often each occurs."""
    import numpy
    from osgeo import gdal

    gdal.UseExceptions()
    bands = gdal.Open(path).ReadAsArray()
    if bands.ndim == 2:
        bands = numpy.stack([bands] * 3)
    red, green, blue = (band.astype("uint32") for band in bands[:3])
    return numpy.unique(red << 16 | green << 8 | blue, return_counts=True)


def check_pictures(folder, out):
    """None is blank; idle land has its colour on the map of the project and on the page's first."""
    names = sorted(name for name in os.listdir(out) if name.endswith(".png"))
    check_true("pictures", len(names) > 0)
    statuses = {row["status"] for row in table(folder, "idle")}
    expected = [colour for status, colour in COLOURS.items() if status in statuses]
    for name in names:
        colours, counts = pixels(os.path.join(out, name))
        same = counts.max() / counts.sum()
        # What a page scrolled to its end, or a list printed to its end, leaves white is no fault.
        last = re.sub(r"\d+(?=\.png)", lambda digits: str(int(digits[0]) + 1).zfill(len(digits[0])), name)
        check_true(f"{name}: {len(colours)} colours", len(colours) >= SHADES_MIN)
        check_true(f"{name}: {same:.4f} of it are one colour", same <= SAME_MOST or last not in names)
        if name not in ("qgis-1.png", "report-wide-1.png"):
            continue
        seen = dict(zip(colours.tolist(), counts.tolist()))
        for colour in expected:
            count = seen.get(int(colour[1:], 16), 0)
            check_true(f"{name}: {colour}: {count} pixels", count >= SEEN_MIN)


def main():
    what, folder, out, *most = sys.argv[1:]
    {"report": report, "qgis": qgis, "check": check_pictures}[what](folder, out, *map(int, most))
    finish()


main()
