"""Cases of figures against each other, of code systems, of ids, and of land twice or without a parcel."""
from codes_case import ANY, HALF, LEFT, Layers, Row, box, case, halves, parcel

WHERE = (50, 0, 100, 100)  # P, 5000 m2


def floors(floor_m2, **more):
    return halves(floor_area=floor_m2, **more)


# ---- floor area ratios: outside 0.05 to 3, above the agreed limit, less than the density ----

case("W_FAR", "a ratio of 3.1", floors(15500), floors(15000), Row("P", at=WHERE, value=(3.1, 1e-6), limit=3))
case("W_FAR", "a ratio of 0.04", floors(200), floors(250), Row("P", at=WHERE, value=(0.04, 1e-6), limit=0.05))
case("W_FAR", "above the agreed limit", floors(8000, far_max=1.5), floors(7500, far_max=1.5),
     Row("P", at=WHERE, value=(1.6, 1e-6), limit=1.5))
# 2000 m2 of floors on a footprint of 2500 m2: 0.4 is less than 50 %
case("W_FAR", "less floor than footprint", floors(2000, footprint=2500), floors(2500, footprint=2500),
     Row("P", at=WHERE, value=(0.4, 1e-6), limit=(0.5, 1e-6)))

# ---- codes: 100101 (industry of the first class) is in the guide of 2023 and in no other system ----


def uses(code):
    strips = [parcel(f"P{i:02d}", box(5 * i, 0, 5, 100), current_use=code) for i in range(20)]
    return Layers(strips, keys={"parcels": "codes: {current_use: gb2017}"})


case("W_SYSTEM", "codes of the guide of 2023 under gb2017", uses("100101"), uses("0601"),
     Row(value=ANY, limit=ANY, says="ydyh2023"), also=["E_CODE"], good_also=[])

# ---- ids ----


def named(name):
    return Layers([LEFT, parcel(name, HALF)])


GOOD_ID = "540199001001GB00010"
case("W_ID", "a letter in the county", named("54O199001001GB00010"), named(GOOD_ID), Row("54O199001001GB00010", at=WHERE))
case("W_ID", "a feature code of collective land", named("540199001001JC00010"), named(GOOD_ID), Row("540199001001JC00010", at=WHERE))
case("W_ID", "a unit code with a letter among its last digits", named(GOOD_ID + "F0001000O"), named(GOOD_ID + "F00010000"),
     Row(GOOD_ID + "F0001000O", at=WHERE))

# ---- the same shape twice ----

case("E_DUP", "a shape twice", Layers([LEFT, parcel("P", HALF), parcel("Q", HALF)]),
     Layers([LEFT, parcel("P", HALF), parcel("Q", box(50, 0, 50, 99))]),
     Row("Q", at=WHERE, value=(5000, 1e-3), limit=1, says="are the same land, 5000.00 m2, drawn twice; it counts for P"),
     good_also=["W_OVERLAP"])

# ---- land to look at: a place in it, and what is a matter of drawing ----

case("W_GAP", "a gap has its place", halves(box(50, 0, 48, 100)), halves(box(50, 0, 49.995, 100)),
     Row(park="K1", layer="parks", at=(98, 0, 100, 100), value=ANY, limit=ANY))
# 5 m2, but 0.05 m wide: told as one of those that are too narrow to be shown; 0.9 m2 are nothing
case("W_GAP", "narrower than 0.1 m", halves(box(50.05, 0, 49.95, 100)), halves(box(50.009, 0, 49.991, 100)),
     Row(park="K1", layer="parks", at=(0, 0, 100, 100), value=(5, 1e-3), limit=1, says="1 gap too narrow or too small to be shown, 5.00 m2"))
# twice 20 m2 by the edges, 2 x (0.2 m + 100 m)
case("W_GAP", "wider than 0.1 m", halves(box(50.2, 0, 49.8, 100)), halves(box(50.009, 0, 49.991, 100)),
     Row(park="K1", layer="parks", at=(50, 0, 50.2, 100), value=(20, 1e-3), limit=1, says="0.20 m wide on average"))
