"""Cases of shapes: what is wrong with one outline, and how two of them lie to each other."""
from codes_case import (ANY, HALF, LEFT, MIDDLE, X, Y, Layers, Row, box, case, corners, halves, open_ring, park,
                        parcel, polygon, polygons, refusal, ring)
from codes_files import LEFT_ROW, Shapefile

HALF_RING = ring(*corners(50, 0, 50, 100))
CLOCKWISE = HALF_RING[::-1]
GAP = "W_GAP"  # what the second parcel does not cover


def shapefile(*rings, **options):
    """P as a row of a shapefile, L before it."""
    return Layers(Shapefile([LEFT_ROW, (list(rings) or None, ["P", "A2", "D21"])], **options))


# ---- outlines that leave open which land is meant ----

case("E_GEOM", "no shape at all", halves(None), halves(),
     Row("P", park=None, at=None, says="no polygon: left out of all sums", feature=1, source="parcels.geojson"), also=[GAP], good_also=[])
case("E_GEOM", "no shape in a shapefile", shapefile(), shapefile(CLOCKWISE),
     Row("P", park=None, at=None, says="no polygon: left out", feature=1, source="parcels.shp"), also=[GAP], good_also=[])
# A ring of two points; with a third one it is a triangle of 10 x 10 / 2 = 50 m2.
case("E_GEOM", "two points", halves(polygon(ring((50, 0), (60, 0), (50, 0)))), halves(polygon(ring((50, 0), (60, 0), (50, 10)))),
     Row("P", park=None, at=(50, 0), says="fewer than 3 distinct points.*: left out"), also=[GAP])
case("E_GEOM", "one point four times", halves(polygon(ring(*[(50, 0)] * 3))), halves(),
     Row("P", park=None, at=(50, 0), says="fewer than 3 distinct points"), also=[GAP], good_also=[])
case("E_GEOM", "no area", halves(polygon(ring((50, 0), (60, 0), (70, 0)))), halves(polygon(ring((50, 0), (60, 0), (70, 1)))),
     Row("P", park=None, at=(50, 0, 70, 0), says="left out of all sums"), also=[GAP])
# Closed from its last vertex to its first, the land is as meant.
case("E_GEOM", "not closed", shapefile(CLOCKWISE[:-1]), shapefile(CLOCKWISE),
     Row("P", at=(50, 0), says="1 not closed"))
# Two edges cross in the middle of the half: 2 triangles of 50 x 50 / 2 = 1250 m2, which cancel each other before.
case("E_GEOM", "a bow tie", halves(polygon(ring((50, 0), (100, 100), (100, 0), (50, 100)))), halves(),
     Row("P", at=MIDDLE, value=(2500, 1e-3), says="self-crossing ring .*repaired.* from 0.00 to 2500.00 m2"),
     also=[GAP], good_also=[])
# The slanted edges cross at 5/6 of the first, in (96.667, 50): right of it a triangle of 20 x 3.333 / 2 = 33.333 m2 runs the
# other way round, so that the area rises by twice that when it is land, too. The near miss turns before they meet.
case("E_GEOM", "an outline that crosses itself",
     halves(polygon(ring((50, 0), (80, 0), (100, 60), (100, 40), (80, 100), (50, 100)))),
     halves(polygon(ring((50, 0), (80, 0), (89, 49), (89, 51), (80, 100), (50, 100)))),
     Row("P", at=(96.667, 50), value=(66.667, 1e-3), says="self-crossing ring"), also=[GAP])
case("E_GEOM", "a coordinate that is no number", shapefile([[float("nan"), Y], *CLOCKWISE[1:-1], [float("nan"), Y]]),
     shapefile(CLOCKWISE), Row("P", park=None, at=None, says="no number: left out of all sums", feature=1), also=[GAP], good_also=[])
case("E_GEOM", "a line beside the polygon",
     halves({"type": "GeometryCollection", "geometries": [HALF, {"type": "LineString", "coordinates": HALF_RING[:2]}]}),
     halves({"type": "GeometryCollection", "geometries": [HALF]}),
     Row("P", says="no polygons.*left out", feature=1))
case("E_GEOM", "a park's boundary that crosses itself",
     Layers([parcel("P", box(80, 45, 10, 10))], [park(polygon(ring((0, 0), (100, 100), (100, 0), (0, 100))))]),
     Layers([parcel("P", box(80, 45, 10, 10))], [park()]),
     # 2 triangles of 100 x 50 / 2 = 2500 m2
     Row(park="K1", layer="parks", at=(50, 50), value=(5000, 1e-3), says="self-crossing ring"), also=[GAP])
case("E_GEOM", "a building that crosses itself",
     Layers([LEFT, parcel("P", HALF)], buildings=[(polygon(ring((60, 20), (80, 40), (80, 20), (60, 40))), {"id": "B", "floors": 20})]),
     Layers([LEFT, parcel("P", HALF)], buildings=[(box(60, 20, 20, 20), {"id": "B", "floors": 20})]),
     Row(layer="buildings", at=(70, 30), value=(200, 1e-3), says="self-crossing ring", feature=0), also=["W_EMPTY", "W_FAR"])  # L has no building
refusal("", "solids (multipatch)", shapefile(CLOCKWISE, kind=31), shapefile(CLOCKWISE), "multipatch|solids|polygons")

case("E_GEOM", "a ring given twice", halves(polygons([HALF_RING], [HALF_RING])), halves(),
     Row("P", at=(50, 0, 100, 100), value=(-5000, 1e-3), says="cross or cover each other .*from 10000.00 to 5000.00"))
# Two parts of 30 x 100 m share 10 x 100 m.
case("E_GEOM", "parts of a parcel that overlap",
     halves(polygons([ring(*corners(50, 0, 30, 100))], [ring(*corners(70, 0, 30, 100))])),
     halves(polygons([ring(*corners(50, 0, 20, 100))], [ring(*corners(70.001, 0, 29.999, 100))])),
     Row("P", at=(70, 0, 80, 100), value=(-1000, 1e-3), says="cross or cover each other .*from 6000.00 to 5000.00"))

# ---- outlines that can be read one way only ----

# Two triangles that meet in the middle, drawn as one ring: 2 x 50 x 50 / 2 = 2500 m2 before and after. The near miss
# is 2 m wide there.
case("W_GEOM", "a ring that touches itself",
     halves(polygon(ring((50, 0), MIDDLE, (100, 0), (100, 100), MIDDLE, (50, 100)))),
     halves(polygon(ring((50, 0), (75, 49), (100, 0), (100, 100), (75, 51), (50, 100)))),
     Row("P", at=MIDDLE, value=(0, 1e-3), says="touches itself"), also=[GAP])
# The hole of 400 m2, which H fills, was added before and is taken away now.
HOLE = parcel("H", box(60, 10, 20, 20))
WITH_HOLE = box(50, 0, 50, 100, (60, 10, 20, 20))
case("W_GEOM", "a hole drawn as an outer ring",
     Layers([LEFT, HOLE, parcel("P", polygons([HALF_RING], [ring(*corners(60, 10, 20, 20))]))]),
     Layers([LEFT, HOLE, parcel("P", WITH_HOLE)]),
     Row("P", at=(60, 10, 80, 30), value=(-800, 1e-3), says="ring inside another ring.*from 5400.00 to 4600.00"))
case("W_GEOM", "a hole that runs like an outer ring in a shapefile",
     Layers(Shapefile([LEFT_ROW, ([ring(*corners(60, 10, 20, 20))[::-1]], ["H", "A2", "D21"]),
                       ([CLOCKWISE, ring(*corners(60, 10, 20, 20))[::-1]], ["P", "A2", "D21"])])),
     Layers(Shapefile([LEFT_ROW, ([ring(*corners(60, 10, 20, 20))[::-1]], ["H", "A2", "D21"]),
                       ([CLOCKWISE, ring(*corners(60, 10, 20, 20))], ["P", "A2", "D21"])])),
     Row("P", at=(60, 10, 80, 30), value=(-800, 1e-3), says="ring inside another ring"))
# A hole of 200 m2 that lies in the other parcel: taken away before (4800), land of its own by nesting (5200).
case("W_GEOM", "a hole outside its ring", halves(box(50, 0, 50, 100, (10, 10, 20, 10))),
     Layers([LEFT, parcel("H", box(60, 10, 20, 10)), parcel("P", box(50, 0, 50, 100, (60, 10, 20, 10)))]),
     Row("P", at=(10, 10, 30, 20), value=(400, 1e-3), says="hole outside its ring"), also=["W_OVERLAP"], good_also=[])
case("W_GEOM", "a hole inside a hole", halves(box(50, 0, 50, 100, (60, 10, 20, 20), (65, 15, 10, 10))),
     halves(polygons(box(50, 0, 50, 100, (60, 10, 20, 20))["coordinates"], box(65, 15, 10, 10)["coordinates"])),
     # 5000 - 400 - 100 before; the inner one is land by nesting: 5000 - 400 + 100
     Row("P", at=(65, 15, 75, 25), value=(200, 1e-3), says="hole inside a hole.*from 4500.00 to 4700.00"), also=[GAP])
# A hole from edge to edge: it touches both in a point, and left and right of it no land hangs together.
case("W_GEOM", "land cut apart by its hole",
     halves(polygon(HALF_RING, ring((75, 0), (70, 50), (75, 100), (80, 50)))),
     halves(polygon(HALF_RING, ring((75, 1), (70, 50), (75, 99), (80, 50)))),
     Row("P", at=(75, 0, 75, 100), value=(0, 1e-3), says="cut apart"), also=[GAP])

# ---- sound outlines that look odd ----

# A needle of 20 m, open by 0.02 m: 0.057 degrees, 0.02 m wide, 0.2 m2 less land.
NEEDLE = polygon(ring((50, 0), (100, 0), (100, 50), (80, 50.01), (100, 50.02), (100, 100), (50, 100)))
case("W_SPIKE", "a needle into the parcel", halves(NEEDLE),
     # 2 m long and 0.08 m open: as narrow, but 2.3 degrees
     halves(polygon(ring((50, 0), (100, 0), (100, 50), (98, 50.04), (100, 50.08), (100, 100), (50, 100)))),
     Row("P", at=(80, 50.01), value=1, limit=0, says="1 spike"))
case("W_SPIKE", "a needle out of the parcel",
     halves(polygon(ring((50, 0), (100, 0), (100, 50), (120, 50.01), (100, 50.02), (100, 100), (50, 100)))),
     # 0.86 degrees, but 0.3 m open: 3 m2 outside the park
     halves(polygon(ring((50, 0), (100, 0), (100, 50), (120, 50.15), (100, 50.3), (100, 100), (50, 100)))),
     Row("P", at=(120, 50.01), value=1, limit=0, says="1 spike"), also=["W_SLIVER"], good_also=[])
# 2 x 9 m2 / 200.18 m of outline = 0.0899 m; 2 x 11 / 200.22 = 0.1099 m.
case("W_THIN", "a strip",
     Layers([LEFT, parcel("P", box(50.09, 0, 49.91, 100)), parcel("T", box(50, 0, 0.09, 100))]),
     Layers([LEFT, parcel("P", box(50.11, 0, 49.89, 100)), parcel("T", box(50, 0, 0.11, 100))]),
     Row("T", at=(50, 0, 50.09, 100), value=(0.089919, 1e-4), limit=0.1, says="mean width of 0.090 m"))
case("I_VERTEX", "a vertex twice in a row", halves(polygon(ring((50, 0), (100, 0), (100, 0), (100, 100), (50, 100)))),
     halves(polygon(ring((50, 0), (99.999, 0), (100, 0), (100, 100), (50, 100)))),
     Row("P", at=(50, 0, 100, 100), value=1, says="1 vertex stands twice in a row"))
case("I_RING", "an outer ring that runs like a hole in a shapefile", shapefile(HALF_RING), shapefile(CLOCKWISE),
     Row("P", at=(50, 0, 100, 100), value=1, says="1 ring runs the wrong way round", feature=1))
case("I_DIMENSION", "heights in GeoJSON", halves(polygon(ring(*((x, y, 3650.0) for x, y in corners(50, 0, 50, 100))))), halves(),
     Row(value=1, says="heights .*not used: 1", source="parcels.geojson"))
case("I_DIMENSION", "heights in a shapefile", shapefile(CLOCKWISE, kind=15), shapefile(CLOCKWISE),
     Row(value=2, says="heights or measures .*not used: 2", source="parcels.shp"))
case("I_DIMENSION", "measures in a shapefile", shapefile(CLOCKWISE, kind=25), shapefile(CLOCKWISE),
     Row(value=2, says="heights or measures .*not used: 2", source="parcels.shp"))

# ---- parcels over parcels ----

# 2 m x 100 m; the near miss shares 0.5 m2, less than the 1 m2 of slivers.
case("W_OVERLAP", "two parcels share land", Layers([parcel("L", box(0, 0, 52, 100)), parcel("P", HALF)]),
     Layers([parcel("L", box(0, 0, 50.005, 100)), parcel("P", HALF)]),
     Row("P", at=(50, 0, 52, 100), value=(200, 1e-3), limit=1, says="parcels L and P share 200.00 m2, which counts for L"))
case("W_OVERLAP", "the later contract keeps the land",
     Layers([parcel("L", box(0, 0, 52, 100), signed_on="2019-05-01"), parcel("P", HALF, signed_on="2020-05-01")]),
     Layers([parcel("L", box(0, 0, 50, 100), signed_on="2019-05-01"), parcel("P", HALF, signed_on="2020-05-01")]),
     Row("L", at=(50, 0, 52, 100), value=(200, 1e-3), limit=1, says="which counts for P"))
case("W_OVERLAP", "two features of a park share land",
     Layers([LEFT, parcel("P", HALF)], [park(box(0, 0, 52, 100)), park(HALF)]),
     Layers([LEFT, parcel("P", HALF)], [park(box(0, 0, 50, 100)), park(HALF)]),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(200, 1e-3), limit=ANY, says="200.00 m2, which count once"))
# 2 m x 100 m = 0.02 ha; the near miss leaves 0.5 m2.
case("W_GAP", "a strip without a parcel", halves(box(52, 0, 48, 100)), halves(box(50.005, 0, 49.995, 100)),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(200, 1e-3), limit=1, says="no parcel covers 200.00 m2"))

# ---- parcels and buildings outside ----

# 3.2 m of 53.2 m: 6.0 %; 2 m of 52 m: 3.8 %.
case("W_OUT", "a parcel partly outside", halves(box(50, 0, 53.2, 100)), halves(box(50, 0, 52, 100)),
     Row("P", at=(50, 0, 103.2, 100), value=(3.2 / 53.2, 1e-6), limit=0.05, says="6.0 % of the parcel lie outside every park"))
case("W_OUT", "a parcel wholly outside", Layers([LEFT, parcel("P", HALF), parcel("Q", box(100, 0, 50, 50))]),
     Layers([LEFT, parcel("P", box(50, 0, 50, 50)), parcel("Q", box(50, 50, 50, 50))]),
     Row("Q", park=None, at=(100, 0, 150, 50), value=1, limit=0.05, says="outside every park"))
OFFICE = (box(10, 10, 40, 20), {"id": "C", "floors": 3})  # so that the park's ratios are everyday ones
case("W_OUT", "a building on no parcel",
     Layers([LEFT, parcel("P", box(50, 0, 50, 50))], buildings=[(box(60, 60, 20, 10), {"id": "B", "floors": 2}), OFFICE]),
     Layers([LEFT, parcel("P", box(50, 0, 50, 50))], buildings=[(box(60, 45, 20, 10), {"id": "B", "floors": 2}), OFFICE]),
     Row(layer="buildings", at=(60, 60, 80, 70), value=(200, 1e-3), says="building of 200.0 m2 stands on no parcel", feature=0),
     also=[GAP, "W_EMPTY", "W_FAR"], good_also=[GAP])  # P has no building then
# 0.004 m x 100 m = 0.4 m2 stays; the limit is 0.01 % of 5000.4 m2. 0.6 m2 are split off.
case("W_SLIVER", "a strip across the boundary", halves(box(50, 0, 50.004, 100)), halves(box(50, 0, 50.006, 100)),
     Row("P", park="K1", at=(50, 0, 100.004, 100), value=(0.4, 1e-3), limit=(0.50004, 1e-5), says="0.400 m2 .*not split off"))

# ---- parks over parks ----

WHOLE = [parcel("P", box(0, 0, 100, 100)), parcel("Q", box(100, 0, 50, 100))]
case("W_NEST", "two parks share land", Layers(WHOLE, [park(), park(box(50, 0, 100, 100), "K2")]),
     Layers(WHOLE, [park(), park(box(100, 0, 50, 100), "K2")]),
     Row(park="K2", layer="parks", at=(50, 0, 100, 100), value=(5000, 1e-3), limit=1, says="parks K1 and K2 share 5000.00 m2"))
case("W_NEST", "a park in a park", Layers(WHOLE[:1], [park(), park(box(20, 20, 50, 50), "K2")]),
     Layers(WHOLE[:1], [park(), park(box(20, 20, 50, 50), "K2", parent="K1")]),
     Row(park="K2", layer="parks", at=(20, 20, 70, 70), value=(2500, 1e-3), limit=1, says="name one as the parent"))
case("I_CANDIDATE", "a candidate over a park", Layers(WHOLE, [park(), park(box(50, 0, 100, 100), "K2", candidate="是")]),
     Layers(WHOLE, [park(), park(box(100, 0, 50, 100), "K2", candidate="是")]),
     Row(park="K2", layer="parks", at=(50, 0, 100, 100), value=(5000, 1e-3), limit=1, says="candidate K2 shares 5000.00 m2 with park K1"))
case("I_CANDIDATE", "two candidates", Layers(WHOLE, [park(candidate="是"), park(box(50, 0, 100, 100), "K2", candidate="是")]),
     Layers(WHOLE, [park(candidate="是"), park(box(100, 0, 50, 100), "K2", candidate="是")]),
     Row(park="K1", layer="parks", at=(50, 0, 100, 100), value=(5000, 1e-3), limit=1, says="candidates K1 and K2 share 5000.00 m2"))
case("W_VALUE", "a candidate that is neither yes nor no", Layers(WHOLE[:1], [park(candidate="拟")]), Layers(WHOLE[:1], [park(candidate="否")]),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), says='candidate "拟" is neither yes nor no'))
