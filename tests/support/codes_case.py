"""A case of the table of finding codes: layers that call for a finding, and layers that just do not.

Lengths are metres from the south-western corner of the park K1, which lies on the central meridian
of EPSG:4539 with its western edge: there a metre of the plane is a metre of the ellipsoid.
"""
import math
import os

from layers import write_geojson

X, Y = 500000.0, 3281000.0
CRS = "EPSG:4539"
DAY = "2026-06-30"  # of evaluation

ANY = object()   # a place or a number that the program may choose
HOME = object()  # what follows from the parcel

# name, code, layers that call for it, near miss, rows of the finding, other codes of both runs
CASES = []
REFUSALS = []


class Row:
    """What a row of quality.csv has to hold. None: an empty cell.

    A finding of a parcel has the park and a place in it where nothing else is said.

    at: (x, y) or a box (x_min, y_min, x_max, y_max); value, limit: a number, or (number, tolerance);
    says: words of the message; feature: number of the row in its file.
    """

    def __init__(self, parcel=None, park=HOME, layer="parcels", at=HOME, value=None, limit=None,
                 says="", feature=None, source=None):
        is_at_home = parcel is not None and layer == "parcels"
        self.parcel, self.layer = parcel, layer
        self.park = park if park is not HOME else ("K1" if is_at_home else None)
        self.at = at if at is not HOME else ((0, 0, 100, 100) if is_at_home else None)
        self.value, self.limit, self.says = value, limit, says
        self.feature, self.source = feature, source


def case(code, name, bad, good, *rows, also=(), good_also=None):
    """One line of the table.

    also: further codes that the bad layers call for; good_also: codes of the near miss (as also).
    """
    CASES.append((code, name, bad, good, rows, set(also), set(also if good_also is None else good_also)))


def refusal(code, name, bad, good, says):
    """A fault that stops the run: exit 65 and one line on stderr."""
    REFUSALS.append((code, name, bad, good, says))


# ---- shapes ----

def ring(*points):
    """Closed, in the plane."""
    return open_ring(*points, points[0])


def open_ring(*points):
    return [[X + point[0], Y + point[1], *point[2:]] for point in points]


def corners(x, y, width, height):
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def polygons(*parts):
    return {"type": "MultiPolygon", "coordinates": [list(part) for part in parts]}


def box(x, y, width, height, *holes):
    return polygon(ring(*corners(x, y, width, height)), *(ring(*corners(*hole)[::-1]) for hole in holes))


def park(shape=None, code="K1", **more):
    return shape or box(0, 0, 100, 100), dict(code=code, name=code, scope="主区", **more)


def parcel(name, shape, **more):
    return shape, {"id": name, "land_state": "A2", "supply_state": "D21", **more}


# Two parcels of 5000 m2 fill the park: nothing to find. Most cases change the second one.
LEFT = parcel("L", box(0, 0, 50, 100))
HALF = box(50, 0, 50, 100)
MIDDLE = (75, 50)  # of HALF


def halves(shape=HALF, **more):
    """The park's two parcels; the second one is P."""
    return Layers([LEFT, parcel("P", shape, **more)])


class Layers:
    """The input of one run: features, or something that writes its own file."""

    def __init__(self, parcels, parks=None, more="", **others):
        self.files = {"parks": parks or [park()], "parcels": parcels}
        self.more = more                             # lines of the project file
        self.keys = others.pop("keys", {})           # layer: further YAML of it
        self.tables = others.pop("tables", {})       # supply, enterprises: (key, text)
        self.rules = others.pop("rules", None)       # text of a rules file
        self.command = others.pop("command", ("check",))
        self.files.update({layer: rows for layer, rows in others.items() if rows})

    def write(self, folder):
        """The layers and their project file; the arguments that read them."""
        os.makedirs(folder)
        text = f"as_of: {DAY}\n{self.more}layers:\n"
        for layer, rows in self.files.items():
            path, crs = f"{layer}.geojson", CRS
            if isinstance(rows, list):
                write_geojson(f"{folder}/{path}", rows)
            else:
                path, crs = rows.write(folder, layer)
            keys = self.keys.get(layer, "")
            text += f"  {layer}: {{path: {path}{f', crs: {crs!r}' if crs else ''}{', ' + keys if keys else ''}}}\n"
        if self.tables:
            text += "tables:\n"
        for table, (key, content) in self.tables.items():
            with open(f"{folder}/{table}.csv", "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
            text += f"  {table}: {{path: {table}.csv, key: {key}}}\n"
        if self.rules:
            with open(f"{folder}/own.yaml", "w", encoding="utf-8") as file:
                file.write(self.rules)
            text += "rules: [kfq-2014, order53-2012, tibet-2026, own.yaml]\n"
        with open(f"{folder}/project.yaml", "w", encoding="utf-8") as file:
            file.write(text)
        return [self.command[0], f"{folder}/project.yaml", "-q", "-o", f"{folder}/out", *self.command[1:]]


# ---- from degrees back to the plane, near the central meridian ----

A_M, E2 = 6378137.0, 0.0066943800229  # CGCS2000
LON0 = 90.0


def meridian_arc(lat_rad):
    """Metres from the equator, by the series of the third order in e2 and beyond."""
    e4, e6, e8 = E2**2, E2**3, E2**4
    c0 = 1 + 3 / 4 * E2 + 45 / 64 * e4 + 175 / 256 * e6 + 11025 / 16384 * e8
    c2 = 3 / 4 * E2 + 15 / 16 * e4 + 525 / 512 * e6 + 2205 / 2048 * e8
    c4 = 15 / 64 * e4 + 105 / 256 * e6 + 2205 / 4096 * e8
    c6, c8 = 35 / 512 * e6 + 315 / 2048 * e8, 315 / 16384 * e8
    return A_M * (1 - E2) * (c0 * lat_rad - c2 / 2 * math.sin(2 * lat_rad) + c4 / 4 * math.sin(4 * lat_rad)
                             - c6 / 6 * math.sin(6 * lat_rad) + c8 / 8 * math.sin(8 * lat_rad))


def from_degrees(lon, lat):
    """Metres from the corner of K1; good to a millimetre within a kilometre of the meridian."""
    lat_rad, d = math.radians(lat), math.radians(lon - LON0)
    radius = A_M / math.sqrt(1 - E2 * math.sin(lat_rad) ** 2)
    east = radius * math.cos(lat_rad) * d
    north = meridian_arc(lat_rad) + radius * math.sin(lat_rad) * math.cos(lat_rad) * d * d / 2
    return east, north - Y
