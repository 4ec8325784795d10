"""Cases of buildings, of the supply table and of the enterprises, and of figures that cannot be."""
from codes_case import ANY, HALF, LEFT, Layers, Row, box, case, parcel

PARK = (0, 0, 100, 100)
WHERE = (50, 0, 100, 100)  # P


def building(x, name="B", **more):
    """800 m2."""
    return box(x, 10, 40, 20), {"id": name, **more}


SECOND = (75, 20)  # the middle of the second building


def built(first, second):
    """A building on each half: 1600 m2 of one hectare. Two floors each make a ratio of 0.32."""
    return Layers([LEFT, parcel("P", HALF)], buildings=[building(5, "B1", **first), building(55, "B2", **second)])


case("W_FLOORS", "a building without floors", built({"floors": 2}, {"floors": None}), built({"floors": 2}, {"floors": 1}),
     Row(layer="buildings", at=SECOND, value=1, says="neither floors nor height nor floor area and counts with one floor", feature=1))
case("W_FLOORS", "a height is enough", built({"floors": 2, "height": None}, {"floors": None}),
     built({"floors": 2, "height": None}, {"floors": None, "height": 6}),
     Row(layer="buildings", at=SECOND, value=1, says="neither floors nor height nor floor area"))
case("W_FLOORS", "a layer without any such field", built({"status": "在用"}, {"status": "在用"}), built({"floors": 1}, {"floors": 1}),
     Row(layer="buildings", value=1, says="no field for floors, height or floor area; every building counts with one floor"))

# ---- supply table: stands over the parcel layer ----


def supplied(rows, key="id", **more):
    return Layers([LEFT, parcel("P", HALF, **more)], tables={"supply": (key, "id,contract_no,signed_on,price\n" + rows)})


case("W_SUPPLY", "another date in the supply table", supplied("P,HT-1,2019-05-01,100\n", signed_on="2019-05-02"),
     supplied("P,HT-1,2019-05-01,100\n", signed_on="2019-05-01"),
     Row("P", at=WHERE, says="signed_on is 2019-05-01 in the supply table and 2019-05-02 in the parcel layer"))
case("W_SUPPLY", "another contract in the supply table", supplied("P,HT-1,2019-05-01,100\n", contract_no="HT-2"),
     supplied("P,HT-1,2019-05-01,100\n", contract_no="HT-1"),
     Row("P", at=WHERE, says='contract_no is "HT-1" in the supply table and "HT-2" in the parcel layer'))
# wan yuan in both files, yuan in the finding
case("W_SUPPLY", "another price in the supply table", supplied("P,HT-1,2019-05-01,100\n", price=101),
     supplied("P,HT-1,2019-05-01,100\n", price=100),
     Row("P", at=WHERE, value=1010000, limit=1000000, says="price differs"))
case("W_SUPPLY", "two contracts for a parcel", supplied("P,HT-1,2019-05-01,100\nP,HT-2,2020-05-01,100\n"),
     supplied("P,HT-1,2019-05-01,100\nL,HT-2,2020-05-01,100\n"),
     Row("P", at=WHERE, value=2, says="2 rows of the supply table name the parcel; the latest counts, contract HT-2 signed on 2020-05-01"))
case("W_JOIN", "a supply row of no parcel", supplied("Q,HT-1,2019-05-01,100\n"), supplied("L,HT-1,2019-05-01,100\n"),
     Row(layer="supply", says='no parcel has the id "Q"', feature=1, source="supply.csv"))
case("W_JOIN", "a supply row without its key", supplied(",HT-1,2019-05-01,100\n"), supplied("P,HT-1,2019-05-01,100\n"),
     Row(layer="supply", says="row has no id and joins no parcel", feature=1))
case("E_DATE", "a date of the supply table", supplied("P,HT-1,2019-02-29,100\n"), supplied("P,HT-1,2020-02-29,100\n"),
     Row("P", layer="supply", says="signed_on.* row 1 of supply.csv.* no date", feature=1))

# ---- enterprises ----


def held(rows):
    return Layers([LEFT, parcel("P", HALF)], tables={"enterprises": ("parcel_id", "parcel_id,name,investment,tax\n" + rows)})


case("W_JOIN", "an enterprise on no parcel", held("L,甲（虚构）,9000,90\nP,乙（虚构）,9000,90\nQ,丙（虚构）,9000,90\n"),
     held("L,甲（虚构）,9000,90\nP,乙（虚构）,9000,90\nP,丙（虚构）,9000,90\n"),
     Row(layer="enterprises", says='丙（虚构） names parcel "Q", which is not in the parcel layer', feature=3, source="enterprises.csv"),
     Row(layer="enterprises", value=1, says="1 of 3 enterprises stand"))
case("I_MISSING", "a parcel without an enterprise", held("L,甲（虚构）,9000,90\n"), held("L,甲（虚构）,9000,90\nP,乙（虚构）,9000,90\n"),
     Row(layer="enterprises", value=1, says="1 of 2 parcels have no enterprise"))

# ---- figures out of their range: 1600 m2 of one hectare is a density of 16 %; 100 m2 of it one of 1 %, below 2 % ----

case("W_VALUE", "a density that cannot be", Layers([LEFT, parcel("P", HALF)], buildings=[(box(10, 10, 10, 10), {"id": "B", "floors": 10})]),
     Layers([LEFT, parcel("P", HALF)], buildings=[(box(10, 10, 20, 11), {"id": "B", "floors": 10})]),
     Row(layer="parks", park="K1", at=PARK, value=(1, 1e-6), limit=2, says="A32 Building density is 1: 2 to 80 is plausible"), also=["W_EMPTY", "W_FAR"])  # P has no building
