"""Loads landgauge.qgz as QGIS does and holds it against the tables and labels.

usage: check_qgis.py FOLDER LANGUAGE SOURCE_DIR PICTURE [COLOUR...]
PICTURE: where the layout is exported to; COLOUR: must be seen in it. Run by a Python that has qgis.
"""
import math
import os
import re
import sys
import zipfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from osgeo import gdal
from qgis.core import (QgsApplication, QgsCoordinateTransform, QgsExpression, QgsExpressionContext,
                       QgsExpressionContextScope, QgsExpressionContextUtils, QgsLayoutExporter,
                       QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemScaleBar,
                       QgsPalLayerSettings, QgsProject, QgsRectangle, QgsRenderContext, QgsVectorLayer)
from qgis.PyQt.QtGui import QImage

from result import check, check_true, finish, table

gdal.UseExceptions()
KINDS = {"parks": "singleSymbol", "park_idle": "graduatedSymbol", "sites": "graduatedSymbol",
         "far": "graduatedSymbol", "score": "graduatedSymbol", "investment": "graduatedSymbol"}
ALONE = {"parks": "singleSymbol", "sites": "graduatedSymbol"}
NEVER_EMPTY = ("parks", "register")
SEEN_MIN = 40
ROUND = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8)


def labels(source_dir, language):
    """The catalogue's texts by id."""
    with open(f"{source_dir}/src/data/labels/{language}.po", encoding="utf-8") as file:
        entries = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', file.read(), re.M)
    return {key: text.replace('\\"', '"') for key, text in entries}


def is_chinese(text):
    return re.search("[\u4e00-\u9fff]", text) is not None


def check_language(what, text, language):
    check_true(f"{what}: {text!r} is in the language", is_chinese(text) == (language == "zh"))


def check_fields(name, sheet, layer, catalogue):
    """Every field is called what the catalogue calls its column."""
    for field in layer.fields():
        key = field.name()
        expected = catalogue.get(f"column.{sheet}.{key}") or catalogue.get(f"column.{key}", key)
        if key in ("id", "fid"):
            expected = catalogue[f"qgis.field.{key}"]
        check_true(f"{name}.{key}: alias {field.alias()!r}", field.alias() == expected != key)


def check_legend(name, layer, language):
    """Names of codes are in the language; numbers are numbers."""
    renderer = layer.renderer()
    if renderer.type() == "categorizedSymbol":
        for category in renderer.categories():
            # A land state has its code in front.
            text = re.sub("^[A-F][0-9]* ", "", category.label())
            check_language(f"{name}: legend", text, language)
            check_true(f"{name}: {text} is no code", not re.fullmatch("[A-Z_0-9]{3,}", text))


def check_captions(name, layer):
    """A caption that has a farthest scale is there when one is nearer."""
    if layer.labelsEnabled():
        settings = layer.labeling().settings()
        check_true(f"{name}: caption {settings.fieldName}", not settings.getLabelExpression().hasParserError())
        check_true(f"{name}: scales of captions",
                   not settings.scaleVisibility or settings.minimumScale > max(settings.maximumScale, 1000))
    if layer.hasScaleBasedVisibility():
        check_true(f"{name}: scales of the layer", layer.minimumScale() > layer.maximumScale())


def check_discs(layers):
    """Seen from afar, captions keep off the disc of their park, halo and all."""
    discs = layers.get("park_idle")
    if discs is None:
        return
    renderer = discs.renderer()
    sizes = [(of.lowerValue(), of.upperValue(), of.symbol().symbolLayer(0).subSymbol().size()) for of in renderer.ranges()]
    number = QgsExpression(renderer.classAttribute())
    seen = QgsExpressionContextScope()
    seen.setVariable("map_scale", 1e6)
    seen.setVariable("map_layer_ids", [discs.id()])
    context = QgsExpressionContext()
    context.appendScope(seen)
    context.setFields(discs.fields())
    for name in ("parks", "park_idle"):
        # The modules free what an unnamed thing owns.
        settings = layers[name].labeling().settings()
        properties, texts = settings.dataDefinedProperties(), settings.format()
        distance = QgsExpression(properties.property(QgsPalLayerSettings.LabelDistance).expressionString())
        halo = texts.buffer().size()
        for feature in discs.getFeatures():
            context.setFeature(feature)
            value = number.evaluate(context)
            kept = distance.evaluate(context) or 0
            size = next(size for lower, upper, size in sizes if lower <= value <= upper)
            check_true(f"{name}: {kept} mm off a disc of {size} mm", kept >= size / 2 + halo)


def check_names(name, layer):
    """Areas of one park are told apart by what stands on the map."""
    shown = {}
    for feature in layer.getFeatures():
        context = layer.createExpressionContext()
        context.setFeature(feature)
        text = QgsExpression(layer.labeling().settings().fieldName).evaluate(context)
        other = shown.setdefault((feature["park_code"], text), feature["scope"])
        check_true(f"{name}: {text!r} stands for {other} and {feature['scope']}", other == feature["scope"])


def check_rows(name, layer):
    """Every shape is drawn, whatever its code or number."""
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(
        QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    lost = 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        lost += feature.hasGeometry() and renderer.symbolForFeature(feature, context) is None
    renderer.stopRender(context)
    check(f"{name}: rows without a symbol", lost, 0)


def told(layer, feature, template):
    """A map tip as it is shown."""
    context = layer.createExpressionContext()
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(template, context)


def check_tips(name, sheet, layer, rows):
    """A map tip tells what the table has: codes by name, markup as text."""
    cell = re.compile(r"<td><b>(.*?)</b></td>", re.S)
    for feature in layer.getFeatures():
        text = told(layer, feature, layer.mapTipTemplate())
        cells = cell.findall(text)
        # A name may itself look like an expression.
        untold = "[%" in cell.sub("", text) or not set(cells).isdisjoint(cell.findall(layer.mapTipTemplate()))
        check_true(f"{name}: map tip {text}", not untold and "Eval Error" not in text)
        check_true(f"{name}: map tip is a table", len(cells) == text.count("<tr>") > 2)
        check_true(f"{name}: markup in {cells}", not any("<" in cell for cell in cells))
        break
    key = "parcel_id" if "parcel_id" in layer.fields().names() else "park_code"
    ids = {str(feature[key]) for feature in layer.getFeatures()}
    # In CSV what looks like a formula has an apostrophe in front.
    expected = {re.sub(r"^'(?='*[=+\-@\t\r])", "", row[key]) or "NULL" for row in rows}
    check_true(f"{name}: rows of {sheet}: {ids ^ expected}", ids == expected)


def check_layer(folder, name, layer, language, catalogue):
    forms = (r"layername=(\w+)", r"(\w+)\.geojson", r'table="\w+"\."(\w+)"')
    sheet = next(filter(None, (re.search(form, layer.source()) for form in forms)))
    sheet = sheet.group(1)
    rows = table(folder, sheet)
    check_true(f"{name}: valid", layer.isValid())
    check_true(f"{name}: system {layer.crs().authid()}", layer.crs().authid() == "EPSG:4490")
    check(f"{name}: rows", layer.featureCount(), len(rows))
    check_true(f"{name}: read only", layer.readOnly())
    check_language(name, layer.name(), language)
    check_true(f"{name}: renderer {layer.renderer()}",
               layer.renderer() is not None
               and layer.renderer().type() == KINDS.get(name, "categorizedSymbol"))
    check_fields(name, sheet, layer, catalogue)
    check_legend(name, layer, language)
    check_captions(name, layer)
    if name == "parks":
        check_names(name, layer)
    check_rows(name, layer)
    if layer.featureCount() > 0:
        check_tips(name, sheet, layer, rows)
    else:
        check_true(f"{name}: says that it is empty", layer.name().endswith(catalogue["qgis.none"]))
        check_true(f"{name}: may be empty", sheet not in NEVER_EMPTY)


def check_extent(project, layers):
    """The first view holds all parks, without them all that there is, and little more."""
    view, whole = project.viewSettings().defaultViewExtent(), QgsRectangle()
    for layer in [layers["parks"]] if "parks" in layers else layers.values():
        way = QgsCoordinateTransform(layer.crs(), project.crs(), project)
        for feature in layer.getFeatures():
            if feature.hasGeometry():
                box = way.transformBoundingBox(feature.geometry().boundingBox())
                check_true(f"the first view holds all of {layer.name()}", view.contains(box))
                whole.combineExtentWith(box)
    check_true("the first view is about the parks",
               max(view.width(), view.height()) < 1.5 * max(whole.width(), whole.height(), 200))


def check_tree(project, layers, language):
    root = project.layerTreeRoot()
    seen = [node.layerId() for node in root.findLayers()]
    check_true("every layer is in the tree once", sorted(seen) == sorted(project.mapLayers()))
    for group in root.findGroups():
        check_language("group", group.name(), language)
    themes = project.mapThemeCollection()
    names = themes.mapThemes()
    check_true(f"themes {names}", len(names) >= (1 if "parks" not in layers else 5))
    for theme in names:
        check_language("theme", theme, language)
        check_true(f"{theme}: has layers", len(themes.mapThemeVisibleLayers(theme)) > 0)
    shown = {layer.id() for layer in root.checkedLayers()}
    all_shown = [{layer.id() for layer in themes.mapThemeVisibleLayers(theme)} for theme in names]
    check_true("the first view is a theme", shown in all_shown)


def check_paths(folder):
    with zipfile.ZipFile(os.path.join(folder, "landgauge.qgz")) as archive:
        check_true("one project in the zip", archive.namelist() == ["landgauge.qgs"])
        text = archive.read("landgauge.qgs").decode()
    sources = re.findall(r"<datasource>(.*?)</datasource>", text) + re.findall(r' source="(.*?)"', text)
    check_true("sources", len(sources) > 1)
    for source in sources:
        check_true(f"{source}: relative", source.startswith("./"))
    check_true("no path of a machine", re.search(r'[">](/\w|file:|[A-Z]:[/\\])', text) is None)


def check_sources(layers):
    """A database is named without the one who wrote; extents are those of all rows."""
    for name, layer in layers.items():
        source = layer.source()
        check_true(f"{name}: {source}", layer.providerType() == "postgres" and layer.isSpatial())
        check_true(f"{name}: {source}: a user", "user=" not in source and "Zq7mark" not in source)
        whole = QgsRectangle()
        for feature in layer.getFeatures():
            if feature.hasGeometry():
                whole.combineExtentWith(feature.geometry().boundingBox())
        near = layer.featureCount() == 0 or (abs(layer.extent().xMinimum() - whole.xMinimum()) < 1e-6
                                             and abs(layer.extent().yMaximum() - whole.yMaximum()) < 1e-6)
        check_true(f"{name}: extent {layer.extent().toString()}", near)


def check_styles(folder, catalogue):
    """A layer opened alone has the style beside it."""
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".geojson"):
            continue
        sheet = name[:-len(".geojson")]
        check_true(f"{sheet}.qml", os.path.exists(os.path.join(folder, sheet + ".qml")))
        layer = QgsVectorLayer(os.path.join(folder, name), sheet, "ogr")
        if layer.featureCount() == 0 or not layer.isSpatial():
            continue
        check_true(f"{name} alone: {layer.renderer().type()}",
                   layer.renderer().type() == ALONE.get(sheet, "categorizedSymbol"))
        check_fields(name, sheet, layer, catalogue)
        check_rows(name, layer)


def colours_of(picture):
    """How often each colour occurs, 0xrrggbb, and the share of white."""
    image = QImage(picture).convertToFormat(QImage.Format_RGB32)
    counts = {}
    for y in range(image.height()):
        for x in range(image.width()):
            rgb = image.pixel(x, y) & 0xFFFFFF
            counts[rgb] = counts.get(rgb, 0) + 1
    return counts, counts.get(0xFFFFFF, 0) / (image.width() * image.height())


def check_seen(what, picture, colours):
    counts, white = colours_of(picture)
    check_true(f"{what}: not blank: {white:.2f} white", 0.1 < white < 0.98)
    for colour in colours:
        seen = counts.get(int(colour[1:], 16), 0)
        check_true(f"{what}: {colour}: {seen} pixels", seen >= SEEN_MIN)


def check_layout(layout, picture, colours):
    """It exports, and what the map is about can be seen in it."""
    size = layout.pageCollection().page(0).pageSize()
    check_true("A3 landscape", (size.width(), size.height()) == (420, 297))
    check_title(layout, QgsProject.instance().title())
    exporter = QgsLayoutExporter(layout)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 72
    check("export", exporter.exportToImage(picture, settings), QgsLayoutExporter.Success)
    check_seen("layout", picture, colours)
    pdf = exporter.exportToPdf(picture + ".pdf", QgsLayoutExporter.PdfExportSettings())
    check("export to PDF", pdf, QgsLayoutExporter.Success)
    check_true("the PDF has content", os.path.getsize(picture + ".pdf") > 10000)


def check_title(layout, text):
    """In one line that fits into its frame, to the last character that does."""
    item = next(item for item in layout.items() if item.id() == "title")
    (shown, _, theme), whole = item.currentText().rpartition(" · "), " ".join(text.split())
    check_true(f"a theme behind {shown!r}", theme != "")
    is_cut = shown.endswith("…") and whole.startswith(shown[:-1]) and len(shown) > 20
    check_true(f"the title: {shown!r} for {whole!r}", shown == whole or is_cut)
    size, frame = item.sizeForText(), item.rect()
    check_true(f"the title {shown!r} is {size.width():.0f} of {frame.width():.0f} mm wide, {size.height():.0f} high",
               size.width() <= frame.width() and size.height() <= frame.height())


def check_scale(layout, layers):
    """It is told, also of a map that somebody zoomed to a park."""
    of_map = next(item for item in layout.items() if isinstance(item, QgsLayoutItemMap))
    label = next(item for item in layout.items() if item.id() == "scale")
    whole, far = of_map.extent(), label.currentText()
    way = QgsCoordinateTransform(layers["parks"].crs(), of_map.crs(), QgsProject.instance())
    of_map.zoomToExtent(way.transformBoundingBox(next(layers["parks"].getFeatures()).geometry().boundingBox()))
    for text in (far, label.currentText()):
        check_true(f"scale {text}", re.fullmatch("(≈ )?1 : [1-9][0-9.,]*", text) is not None)
    of_map.zoomToExtent(whole)


def check_swatches(layers, layout):
    """In the legend the spot that stands for a small shape leaves the edge of the swatch whole."""
    legend = next(item for item in layout.items() if isinstance(item, QgsLayoutItemLegend))
    for name, layer in layers.items():
        renderer = layer.renderer()
        if renderer.type() != "graduatedSymbol" or name == "park_idle":
            continue
        for of in renderer.ranges():
            symbol = of.symbol()
            parts = [symbol.symbolLayer(at) for at in range(symbol.symbolLayerCount())]
            edge = max((part.strokeWidth() for part in parts if part.layerType() == "SimpleFill"), default=0)
            spots = [part.subSymbol().symbolLayer(0) for part in parts if part.layerType() == "CentroidFill"]
            high = max((spot.size() + spot.strokeWidth() for spot in spots), default=0)
            check_true(f"{name}: {of.label()}: a spot of {high} mm", high + edge <= legend.symbolHeight())


def check_titles(project, layout):
    """The title says which theme the map shows, whether it was chosen for the map or for the window."""
    of_map = next(item for item in layout.items() if isinstance(item, QgsLayoutItemMap))
    title = next(item for item in layout.items() if isinstance(item, QgsLayoutItemLabel) and item.id() == "title")
    of_map.setFollowVisibilityPreset(True)
    for theme in project.mapThemeCollection().mapThemes():
        of_map.setFollowVisibilityPresetName(theme)
        check_true(f"{theme}: title {title.currentText()!r}", title.currentText().endswith(f" · {theme.partition(' ')[2]}"))
    of_map.setFollowVisibilityPreset(False)


def sheet_says(layout, parks, of_map, feature, page, file):
    """One sheet: its park is on it, whole and as large as fits, in metres, and named on top."""
    texts = {item.id(): item.currentText() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)}
    name = feature["park_name"] or feature["park_code"]
    check_true(f"{page}: of {name}", page.startswith(name))
    check_title(layout, page)
    check_true(f"{page}: file {file}", re.fullmatch("[0-9]{3,}_[0-9A-Za-z_.-]*", file) is not None)
    check_true(f"{page}: in metres", not of_map.crs().isGeographic())
    check_true(f"{page}: scale {texts['scale']}", re.fullmatch("1 : [0-9.,]+", texts["scale"]) is not None)
    meridian = round(feature.geometry().boundingBox().center().x() / 3) * 3
    check_true(f"{page}: source {texts['source']}", QgsProject.instance().title() in texts["source"])
    if of_map.crs() != QgsProject.instance().crs():
        check_true(f"{page}: meridian in {texts['source']}", f"{meridian}°" in texts["source"])
        check_true(f"{page}: zone {of_map.crs().authid()}", of_map.crs().authid() == f"EPSG:{4534 + (meridian - 75) // 3}")
    way = QgsCoordinateTransform(parks.crs(), of_map.crs(), QgsProject.instance())
    box, shown = way.transformBoundingBox(feature.geometry().boundingBox()), of_map.extent()
    check_true(f"{page}: the park is on it", shown.contains(box))
    filled = max(box.width() / shown.width(), box.height() / shown.height())
    check_true(f"{page}: the park fills {filled:.2f} of it", filled > 0.68)
    digits = of_map.scale() / 10 ** math.floor(math.log10(of_map.scale() * 1.0001))
    bar = next(item for item in layout.items() if isinstance(item, QgsLayoutItemScaleBar)).unitsPerSegment()
    check_true(f"{page}: a segment of {bar:.6g}", re.fullmatch("0*[1-9]0*", f"{bar:.6g}".replace(".", "")) is not None)
    check_true(f"{page}: a round scale: 1 : {of_map.scale():.1f}", any(math.isclose(digits, step, rel_tol=1e-4) for step in ROUND))


def check_sheets(layout, layers, picture):
    """One sheet for each park; idle land is seen on that of the park that has most of it."""
    parks, atlas = layers.get("parks"), layout.atlas()
    if parks is None or parks.featureCount() == 0:
        check_true("no sheets without a park", not atlas.enabled())
        return
    check_true("sheets of the parks", atlas.enabled() and atlas.coverageLayer() == parks)
    of_map = next(item for item in layout.items() if isinstance(item, QgsLayoutItemMap))
    features = {feature.id(): feature for feature in parks.getFeatures()}
    most = max(features.values(), key=lambda feature: (feature["idle_ha"] or 0) if "idle_ha" in parks.fields().names() else 0)
    check_true("sheets begin", atlas.beginRender())
    pages = []
    more = atlas.first()
    while more:
        feature = atlas.layout().reportContext().feature()
        pages.append((atlas.nameForPage(atlas.currentFeatureNumber()), atlas.currentFilename()))
        sheet_says(layout, parks, of_map, features[feature.id()], *pages[-1])
        if feature.id() == most.id() and (most["idle_ha"] or 0) > 0:
            settings = QgsLayoutExporter.ImageExportSettings()
            settings.dpi = 72
            check("a sheet", QgsLayoutExporter(layout).exportToImage(picture, settings), QgsLayoutExporter.Success)
            counts, _ = colours_of(picture)
            idle = sum(counts.get(colour, 0) for colour in (0xD55E00, 0xE69F00, 0xCC79A7))
            check_true(f"{pages[-1][0]}: {idle} pixels of idle land", idle >= SEEN_MIN)
        more = atlas.next()
    atlas.endRender()
    check("sheets", len(pages), len(features))
    for at in range(2):
        check("different names of sheets", len({page[at] for page in pages}), len(pages))


def main():
    folder, language, source_dir, picture, *colours = sys.argv[1:]
    application = QgsApplication([], False)
    application.initQgis()
    catalogue = labels(source_dir, language)
    project = QgsProject.instance()
    # of a database, the folder being what the same run wrote beside it
    address = os.environ.get("QGIS_PROJECT")
    opened = project.read(address or os.path.join(folder, "landgauge.qgz"))
    check_true(f"{folder}: opens: {project.error()}", opened)
    check_true("a title", project.title() != "")
    check_true("a system", project.crs().isValid())
    layers = {}
    for key, layer in project.mapLayers().items():
        name = key.removeprefix("landgauge_")
        layers[name] = layer
        check_layer(folder, name, layer, language, catalogue)
    if address:
        check_sources(layers)
    else:
        check_paths(folder)
        check_styles(folder, catalogue)
    check_extent(project, layers)
    check_tree(project, layers, language)
    layouts = project.layoutManager().layouts()
    check("layouts", len(layouts), 1)
    check_layout(layouts[0], picture, colours)
    if "parks" in layers:
        check_scale(layouts[0], layers)
    check_discs(layers)
    check_swatches(layers, layouts[0])
    check_titles(project, layouts[0])
    check_sheets(layouts[0], layers, picture)
    del layers, layer, layouts
    project.clear()
    application.exitQgis()
    finish()


main()
