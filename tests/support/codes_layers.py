"""Cases of whole layers and of their sums: CRS, encoding, deleted rows, ids, closing, identities."""
import math

from codes_case import (A_M, ANY, E2, HALF, LEFT, LON0, Layers, Row, box, case, corners, halves, meridian_arc, park, parcel,
                        polygon, refusal, ring)
from codes_files import FIELDS, LEFT_ROW, Shapefile
from layers import CGCS2000_DEGREES, CGCS2000_ZONE_30, gauss_kruger, write_geojson

P_RINGS = [ring(*corners(50, 0, 50, 100))[::-1]]


def halves_recorded(left_m2, right_m2):
    """Sums of recorded areas; each parcel measures 5000 m2, the park is recorded with one hectare."""
    return Layers([parcel("L", box(0, 0, 50, 100), recorded_area=left_m2), parcel("P", HALF, recorded_area=right_m2)],
                  [park(recorded_area=1)], command=("check", "--area", "recorded"))


def shapefile(values=("P", "A2", "D21"), left=LEFT_ROW, more=(), **options):
    """L and P in a shapefile. @param values  of P; more: further rows"""
    return Layers(Shapefile([left, (P_RINGS, list(values)), *more], **options))


# ---- CRS: stops the run ----

ZONE_30 = Shapefile([(([[x + 30000000, y] for x, y in rings[0]],), values) for rings, values in (LEFT_ROW, (P_RINGS, ["P", "A2", "D21"]))],
                    prj=CGCS2000_ZONE_30, crs=None)
refusal("E_CRS", "no .prj", Layers(Shapefile(ZONE_30.rows, crs=None)), Layers(ZONE_30), r"parcels.shp: .*\.prj.*; .*crs: ")
refusal("E_CRS", "the .prj of another zone",
        Layers(Shapefile(ZONE_30.rows, prj=gauss_kruger("CGCS2000_3_Degree_GK_Zone_31", CGCS2000_DEGREES, 31, 93), crs=None)),
        Layers(ZONE_30), "easting .* is of zone 30, .* is zone 31")
refusal("E_CRS", "metres under a .prj of degrees", Layers(Shapefile(ZONE_30.rows, prj=CGCS2000_DEGREES, crs=None)), Layers(ZONE_30), "degrees")
refusal("E_CRS", "a .prj without a zone's number, eastings with one", Layers(Shapefile(ZONE_30.rows)), Layers(ZONE_30), "zone")

# ---- ids ----

case("E_DUP", "an id twice", Layers([LEFT, parcel("L", HALF)]), Layers([LEFT, parcel("l", HALF)]),
     Row("L#2", at=(0, 0, 100, 100), value=2, limit=1, says="parcel id L stands more than once; this one, number 2, is called L#2"))
case("I_MISSING", "a parcel without an id", Layers([LEFT, parcel(None, HALF)]), halves(),
     Row(value=1, says="parcels without an id .*: 1"))

# ---- plan ----

def planned(own, *uses):
    """The park's parcels under plan polygons; P has a planned use of its own."""
    return Layers([LEFT, parcel("P", HALF, planned_use=own)], plan=[(shape, {"planned_use": use}) for use, shape in uses],
                  keys={"parcels": "codes: {planned_use: ydyh2023}", "plan": "codes: {planned_use: ydyh2023}"})


case("W_PLAN", "the parcel has another planned use", planned("0701", ("1001", HALF)), planned("100101", ("1001", HALF)),
     Row("P", says='planned_use of the parcel is "0701", the plan layer has "1001"'))
# 0.01 % of 5000 m2 are 0.5 m2: 0.6 m2 are more, 0.4 m2 are not.
case("W_PLAN", "two planned uses on one place", planned(None, ("1001", HALF), ("1401", box(99, 0, 1, 0.6))),
     planned(None, ("1001", HALF), ("1401", box(99, 0, 1, 0.4))), Row("P", value=(0.6, 1e-3), limit=(0.5, 1e-3), says="more than one planned use"))
case("E_CODE", "a planned use that the system does not have", planned(None, ("9901", HALF)), planned(None, ("1001", HALF)),
     Row(layer="plan", feature=0, says='planned_use is "9901", which ydyh2023 does not have', source="plan.geojson"))
case("I_MISSING", "a plan polygon without a use", planned(None, ("1001", HALF), (None, HALF)), planned(None, ("1001", HALF), ("1001", HALF)),
     Row(layer="plan", feature=1, says="has no planned_use", source="plan.geojson"))

# ---- bytes ----

TEXTS = FIELDS + [("holder", "C", 7, 0)]
HOLDER_L = (LEFT_ROW[0], ["L", "A2", "D21", "虚构".encode("gbk")])


def holder(content, cpg="GBK"):
    return shapefile(["P", "A2", "D21", content], HOLDER_L, fields=TEXTS, cpg=cpg)


def among_many(content):
    """P and nine further parcels, so that one broken text is no sign of another encoding."""
    strips = [([ring(*corners(50 + 5 * i, 0, 5, 100))[::-1]], ["P" if i == 0 else f"P{i}", "A2", "D21", content if i == 0 else HOLDER_L[1][3]])
              for i in range(10)]
    return Layers(Shapefile([HOLDER_L, *strips], fields=TEXTS))


# 0xFF begins no character of GBK.
case("W_ENC", "bytes that are no characters", among_many(b"\xd0\xe9\xff\xffA"), among_many(b"\xd0\xe9\xb9\xb9A"),
     Row("P", says=r"field holder .*bytes that are no characters", feature=1, source="parcels.shp"))
# Seven bytes hold three characters of two and the first half of a fourth.
case("W_ENC", "a cut character", holder("虚构企业".encode("gbk")[:7]), holder("虚构企A".encode("gbk")),
     Row("P", says=r"field holder .*cut inside its last character", feature=1))
case("W_ENC", "a .cpg that the bytes contradict", holder("虚构企".encode("gbk"), "UTF-8"), holder("虚构企".encode("gbk"), "GBK"),
     Row(says="read as (GBK|GB18030|CP936): ", source="parcels.shp"))


def delete_last(path):
    """Mark the last row of the .dbf as deleted."""
    with open(path + ".dbf", "r+b") as file:
        content = file.read()
        header, size = int.from_bytes(content[8:10], "little"), int.from_bytes(content[10:12], "little")
        file.seek(header + size * (int.from_bytes(content[4:8], "little") - 1))
        file.write(b"*")


OLD = (P_RINGS, ["OLD", "A1", "D21"])
case("W_VALUE", "rows marked as deleted", shapefile(more=[OLD], change=delete_last), shapefile(),
     Row(value=1, says="rows marked as deleted were left out, 1", source="parcels.shp"))
STARS = FIELDS + [("ZDMJ", "N", 8, 1)]
L_5000 = (LEFT_ROW[0], ["L", "A2", "D21", "5000.0"])
case("I_MISSING", "stars in a number", shapefile(["P", "A2", "D21", "*" * 8], L_5000, fields=STARS),
     shapefile(["P", "A2", "D21", "5000.0"], L_5000, fields=STARS),
     Row(value=1, says=r"field ZDMJ \(recorded_area\) is filled with stars.*rows: 1", source="parcels.shp"))

# ---- closing: edges that are straight in one CRS and not in the other ----

class GeoJson:
    """Features in a CRS of their own."""

    def __init__(self, features, crs):
        self.features, self.crs = features, crs

    def write(self, folder, layer):
        write_geojson(f"{folder}/{layer}.geojson", self.features)
        return f"{layer}.geojson", self.crs


def to_plane(lon, lat):
    """EPSG:4539 by the series of Gauss and Krueger to the fourth order: millimetres at 0.1 degrees."""
    b, l = math.radians(lat), math.radians(lon - LON0)
    n, t, eta2 = A_M / math.sqrt(1 - E2 * math.sin(b) ** 2), math.tan(b), E2 / (1 - E2) * math.cos(b) ** 2
    p = math.cos(b) * l
    return [500000 + n * p * (1 + (1 - t * t + eta2) * p * p / 6),
            meridian_arc(b) + n * t * p * p / 2 * (1 + (5 - t * t + 9 * eta2) * p * p / 12)]


# 0.2 degrees along 29.7 N as one edge, straight in degrees for the park and in the plane for the parcel; the other long
# edge has the same 201 vertices in both. In the plane the parallel hangs below its chord, by x2 tan(lat) / 2N in the middle:
# half a chord is x = N cos(lat) x 0.1 degrees = 9677.5 m (N = 6383385 m, tan(lat) = 0.57039), so that is 4.184 m, and
# the parcel covers 2/3 x 2 x 9677.5 m x 4.184 m = 53990 m2 = 5.399 ha more.
OUTLINE = [[90.1, 29.7], [89.9, 29.7]] + [[89.9 + 0.001 * i, 29.68] for i in range(201)] + [[90.1, 29.7]]
PARK_DEGREES = GeoJson([park(polygon(OUTLINE))], "EPSG:4490")
case("E_CLOSURE", "long edges in two CRS", Layers([parcel("P", polygon([to_plane(*place) for place in OUTLINE]))], PARK_DEGREES),
     Layers(GeoJson([parcel("P", polygon(OUTLINE))], "EPSG:4490"), PARK_DEGREES),
     # limit: 1e-7 of 4296 ha
     Row(park="K1", layer="parks", at=ANY, value=(5.399, 0.01), limit=ANY, says="cover more than the park"), good_also=[])

# ---- identities ----

# A park of one hectare: sums may be 0.01 ha apart. P has no state: A + B + C = 0.5 ha.
case("E_SUM", "a land state is missing", halves(land_state=None),
     # 9000 m2, 910 m2 and 90 m2 without a state
     Layers([parcel("L", box(0, 0, 90, 100)), parcel("P", box(90, 0, 9.1, 100)), parcel("Q", box(99.1, 0, 0.9, 100), land_state=None, supply_state=None)]),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(-0.5, 1e-6), limit=0.01, says="A . B . C .* do not make the park"),
     also=["I_MISSING", "W_SUM"], good_also=["I_MISSING"])
case("E_SUM", "a supply state is missing", halves(supply_state=None), halves(),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(-0.5, 1e-6), limit=0.01, says="D . E . F .* do not make the park"),
     also=["I_MISSING", "W_SUM"], good_also=[])
case("E_SUM", "recorded areas add up to more than the park", halves_recorded(5000, 5150),
     halves_recorded(5000, 5049),
     # 10150 - 10000 m2
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(0.015, 1e-6), limit=0.01, says="recorded areas .* more than the park"),
     also=["W_AREA"], good_also=[])
# G by the records: 0.5 ha, D: none.
FROM_RECORDS = """name: own
valid_from: 2026-01-01
source: test
parameters: {reactivation: {idle_from: {value: recorded, source: test}}}
"""


def idle_by_record(supply_state):
    more = {"land_state": "B21", "supply_state": supply_state, "recorded_idle": "是"}
    return Layers([parcel("L", box(0, 0, 50, 100), land_state="B21", supply_state="E2"), parcel("P", HALF, **more)], rules=FROM_RECORDS)


case("E_SUM", "more land is idle than supplied", idle_by_record("E2"), idle_by_record("D21"),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(0.5, 1e-6), limit=0.01, says="more land is idle .G. than is supplied"),
     also=["W_STATE"], good_also=[])
# A + B21 = 0.5 ha, D + E = 1 ha.
case("W_SUM", "not ready, yet available", halves(land_state="B22", supply_state="E2"), halves(land_state="B21", supply_state="E2"),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(-0.5, 1e-6), limit=0.01, says="A . B21"))
