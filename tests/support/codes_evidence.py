"""Cases of what stands on a parcel: by the buildings layer, and by a raster of built-up land."""
from codes_case import X, Y, CRS, HALF, LEFT, Layers, Row, box, case, halves, parcel

IDLE = dict(land_state="B21", start_due="2025-06-29")  # one full year before the day of evaluation
SHED = (box(10, 10, 20, 50), {"id": "S", "floors": 2})  # on L: 1000 m2 of 5000
SILENT = -1


class Raster(Layers):
    """Layers beside a grid of 10 by 10 cells of 10 m over the park, in ESRI's text form.

    cells: (first column, end column, first row, end row, value), later ones over earlier ones
    """

    def __init__(self, layers, *cells, east=0.0):
        self.layers, self.cells, self.east = layers, cells, east
        self.command = layers.command

    def write(self, folder):
        grid = [[0] * 10 for _ in range(10)]
        for first_column, end_column, first_row, end_row, value in self.cells:
            for row in range(first_row, end_row):
                grid[row][first_column:end_column] = [value] * (end_column - first_column)
        self.layers.more = f"evidence: {{path: evidence.asc, built: [1, '4-6'], crs: '{CRS}'}}\n"
        arguments = self.layers.write(folder)
        with open(f"{folder}/evidence.asc", "w", encoding="ascii") as file:
            file.write(f"ncols 10\nnrows 10\nxllcorner {X + self.east}\nyllcorner {Y}\ncellsize 10\nNODATA_value {SILENT}\n")
            file.writelines(" ".join(map(str, row)) + "\n" for row in grid)
        return arguments


def built(*shape, floors, **more):
    """P with one building on it, L with its own."""
    return Layers([LEFT, parcel("P", HALF, **more)], buildings=[SHED, (box(*shape), {"id": "B", "floors": floors})])


L_BUILT = (0, 5, 0, 10, 1)  # L is built-up, P has nothing

# 25 m2 of 5000 m2 are half a percent
case("W_EMPTY", "a hut on built land", built(60, 10, 5, 4.9, floors=11), built(60, 10, 5, 5.1, floors=11),
     Row("P", at=(50, 0, 100, 100), value=(0.0049, 1e-6), limit=0.005, says=r"recorded as built \(A2\), yet buildings cover 0.49 % of its land;"))
# P has 50 cells: 9 of them are 18 percent, 11 are 22
case("W_EMPTY", "few built-up cells on built land", Raster(halves(), L_BUILT, (5, 6, 0, 9, 5)),
     Raster(halves(), L_BUILT, (5, 6, 0, 10, 5), (6, 7, 0, 1, 5)),
     Row("P", at=(50, 0, 100, 100), value=(0.18, 1e-9), limit=0.2, says=r"yet 18.00 % of it is built-up by evidence.asc;"))
case("W_EMPTY", "a square may be empty, an office may not", Raster(halves(land_state="A52"), L_BUILT),
     Raster(halves(land_state="A51"), L_BUILT), Row("P", at=(50, 0, 100, 100), value=(0, 1e-9), limit=0.2, says="A52"))
case("W_EMPTY", "both sources find nothing", Raster(built(60, 10, 5, 4.9, floors=11), L_BUILT),
     Raster(built(60, 10, 5, 4.9, floors=11), L_BUILT, (6, 7, 0, 10, 4), (7, 8, 0, 1, 4)),
     Row("P", at=(50, 0, 100, 100), value=(0.0049, 1e-6), limit=0.005, says="cover 0.49 % of its land, and 0.00 % of it is built-up"))

# 250 m2 of 5000 m2 are five percent, 13 of 50 cells 26, 12 of them 24; a start that lies before the day is a start
case("W_STARTED", "a hall on idle land", built(60, 10, 5, 50.1, floors=2, **IDLE), built(60, 10, 5, 49.9, floors=2, **IDLE),
     Row("P", at=(50, 0, 100, 100), value=(0.0501, 1e-6), limit=0.05, says=r"recorded as not started \(IDLE1\), yet buildings cover 5.01 %"))
case("W_STARTED", "built-up cells on idle land", Raster(halves(**IDLE), L_BUILT, (7, 8, 0, 10, 6), (8, 9, 0, 3, 6)),
     Raster(halves(**IDLE), L_BUILT, (7, 8, 0, 10, 6), (8, 9, 0, 2, 6)),
     Row("P", at=(50, 0, 100, 100), value=(0.26, 1e-6), limit=0.25, says="yet 26.00 % of it is built-up by evidence.asc"))
case("W_STARTED", "a start still to come", Raster(halves(start_on="2026-07-01", **IDLE), (0, 10, 0, 10, 1)),
     Raster(halves(start_on="2026-06-30", **IDLE), (0, 10, 0, 10, 1)),
     Row("P", at=(50, 0, 100, 100), value=(1, 1e-9), limit=0.25), also=["W_FUTURE"], good_also=[])
case("W_STARTED", "one source is enough", Raster(built(60, 10, 5, 50.1, floors=2, **IDLE), L_BUILT),
     Raster(built(60, 10, 5, 49.9, floors=2, **IDLE), L_BUILT, (7, 8, 3, 5, 6)), Row("P", at=(50, 0, 100, 100), value=(0.0501, 1e-6), limit=0.05))

# what the raster does not tell
case("W_OUT", "a raster of another place", Raster(halves(), east=10000), Raster(halves(), (0, 10, 0, 10, 1)),
     Row(layer="evidence", park=None, at=None, value=2, says="evidence.asc has no cell that tells of any of the 2 parcels", source="evidence.asc"))
case("I_MISSING", "half of a parcel without data", Raster(halves(), (0, 10, 0, 10, 1), (7, 10, 0, 9, SILENT)),
     Raster(halves(), (0, 10, 0, 10, 1), (7, 10, 0, 8, SILENT), (7, 8, 9, 10, SILENT)),
     Row(layer="evidence", park=None, at=None, value=1, says="1 of 2 parcels lie for less than half .* such as P with 46.00 %", source="evidence.asc"))
