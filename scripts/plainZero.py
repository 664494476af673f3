"""Makes client/src/fonts/plain-zero.woff2: our typeface's zero without its slash, which in running text reads as Ø.

    pip install fonttools brotli && python3 scripts/plainZero.py

The outer contour stays; the two halves of the counter become one oval between their extremes, at each weight. Needed
again only when the package of the typeface changes. Its licence (OFL 1.1) allows this; it has no reserved name.
"""

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.models import supportScalar

SOURCE = (
    "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/"
    "atkinson-hyperlegible-next-latin-wght-normal.woff2"
)
TARGET = "client/src/fonts/plain-zero.woff2"

font = TTFont(SOURCE)
options = Options(layout_features=["tnum"], flavor="woff2", notdef_outline=False, hinting=False)
subsetter = Subsetter(options)
subsetter.populate(unicodes=[ord("0")])
subsetter.subset(font)

zero = font["glyf"]["zero"]
outer_count = zero.endPtsOfContours[0] + 1
points = list(zero.coordinates)
variations = font["gvar"].variations["zero"]
for variation in variations:
    variation.calcInferredDeltas(list(zero.coordinates) + [(0, 0)] * 4, list(zero.endPtsOfContours))


def box(coordinates):
    xs, ys = zip(*coordinates)
    return min(xs), min(ys), max(xs), max(ys)


def oval(coordinates):
    """The outer contour shrunk into the counters' box, and turned round: a hole."""
    outer, counters = coordinates[:outer_count], coordinates[outer_count:]
    left, bottom, right, top = box(outer)
    to_left, to_bottom, to_right, to_top = box(counters)
    across = (to_right - to_left) / (right - left)
    up = (to_top - to_bottom) / (top - bottom)
    return [(to_left + (x - left) * across, to_bottom + (y - bottom) * up) for x, y in outer][::-1]


def plus(all_points, deltas, scalar=1):
    return [(x + scalar * dx, y + scalar * dy) for (x, y), (dx, dy) in zip(all_points, deltas)]


plain = oval(points)
# From the widest region to the narrowest, as each later one is added to those before it.
for variation in variations:
    variation.coordinates = [delta or (0, 0) for delta in variation.coordinates]
masters = []
for variation in variations:
    place = {axis: peak for axis, (_, peak, _) in variation.axes.items()}
    drawn = points
    for other in variations:
        drawn = plus(drawn, other.coordinates, supportScalar(place, other.axes))
    masters.append((place, oval(drawn)))
done = []
for variation, (place, drawn) in zip(variations, masters):
    so_far = plain
    for other, deltas in done:
        so_far = plus(so_far, deltas, supportScalar(place, other.axes))
    deltas = [(a - c, b - d) for (a, b), (c, d) in zip(drawn, so_far)]
    done.append((variation, deltas))
for variation, deltas in done:
    outer, phantom = variation.coordinates[:outer_count], variation.coordinates[-4:]
    variation.coordinates = [(round(x), round(y)) for x, y in [*outer, *deltas, *phantom]]

zero.coordinates = GlyphCoordinates([(round(x), round(y)) for x, y in [*points[:outer_count], *plain]])
zero.flags = bytearray([*zero.flags[:outer_count], *zero.flags[:outer_count][::-1]])
zero.endPtsOfContours = [outer_count - 1, 2 * outer_count - 1]
zero.numberOfContours = 2
zero.recalcBounds(font["glyf"])

for record in list(font["name"].names):
    if record.nameID in (1, 3, 4, 6, 16):
        font["name"].setName("Distansmote Plain Zero", record.nameID, 3, 1, 0x409)
for table in ("GDEF", "GPOS", "STAT", "MVAR", "gasp"):
    if table in font:
        del font[table]
font.flavor = "woff2"
font.save(TARGET)
print(f"{TARGET}: {len(open(TARGET, 'rb').read())} bytes")
