"""SVG: a page of PDF in, the same page as SVG out, its letters as outlines.

It reads what WeasyPrint writes of a typographic cover: rectangles, straight lines and text in embedded TrueType faces,
filled with plain colours (ISO 32000-2, 8 and 9). Whatever else it meets is a ToolError, so that nothing is left out
unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from octavo.problem import ToolError

NAMESPACE = "http://www.w3.org/2000/svg"
PIXELS = 96 / 72
"""CSS pixels a point."""

Point = tuple[float, float]


class State(Struct, frozen=True):
    """What q keeps and Q restores (ISO 32000-2, 8.4); `clip` holds the corners of what may be painted."""

    matrix: Transform
    clip: tuple[Point, ...]
    fill: str = "#000000"
    text: Transform = Identity
    face: str = ""
    size: float = 0.0


class Face:
    """An embedded face: the outline and the advance of each glyph, by the code that shows it."""

    def __init__(self, font: Any) -> None:
        descendant = font.DescendantFonts[0]
        self.font = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        self.glyphs = self.font.getGlyphSet()
        self.order = self.font.getGlyphOrder()
        self.em = self.font["head"].unitsPerEm
        self.advances = dict(advances(list(descendant.W)))

    def outline(self, code: int) -> str:
        """The glyph's path in the face's units."""
        pen = SVGPathPen(self.glyphs, lambda number: str(round(number)))
        self.glyphs[self.order[code]].draw(pen)
        commands: str = pen.getCommands()
        return commands


def advances(widths: Sequence[Any]) -> Iterator[tuple[int, float]]:
    """Each glyph's advance in thousandths of an em (ISO 32000-2, 9.7.4.3)."""
    for first, listed in zip(widths[::2], widths[1::2], strict=True):
        yield from ((int(first) + index, float(width)) for index, width in enumerate(listed))


def svg(pdf: bytes, title: str) -> bytes:
    """The first page of `pdf` in SVG, called `title`. Raises ToolError."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        width, height = (float(side) * PIXELS for side in page.mediabox[2:])
        corners = ((0.0, 0.0), (width, height))
        drawing = _Drawing(page, State(Transform(PIXELS, 0, 0, -PIXELS, 0, height), corners))
        for step in pikepdf.parse_content_stream(page):
            drawing.follow(str(step.operator), list(step.operands))
    sides = {"width": written(width), "height": written(height)}
    names: dict[Any, str] = {None: NAMESPACE}
    root = etree.Element(named("svg"), {"viewBox": f"0 0 {' '.join(sides.values())}", "role": "img", **sides}, names)
    etree.SubElement(root, named("title")).text = title
    etree.SubElement(root, named("defs")).extend(drawing.outlines.values())
    root.extend(drawing.shapes)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def named(tag: str) -> str:
    """The name of an element of SVG."""
    return f"{{{NAMESPACE}}}{tag}"


def written(number: float) -> str:
    """A number to the hundredth of its unit, as short as can be."""
    return f"{round(number, 2):g}" if abs(number) < 1e5 else f"{number:.0f}"


class _Drawing:
    """One pass over a page's operators: each filled shape, and each glyph's outline once."""

    def __init__(self, page: Any, state: State) -> None:
        self.faces = {name: Face(font) for name, font in page.Resources.get("/Font", {}).items()}
        self.opaque = {name for name, found in page.Resources.get("/ExtGState", {}).items() if shows_all(found)}
        self.state = state
        self.kept: list[State] = []
        self.lines: list[list[Point]] = []
        self.clipping = False
        self.outlines: dict[tuple[str, int], etree._Element] = {}
        self.shapes: list[etree._Element] = []
        self.operators: dict[str, Callable[..., None]] = {
            "q": self.keep,
            "Q": self.restore,
            "cm": self.transform,
            "gs": self.blend,
            "rg": self.colour,
            "re": self.rectangle,
            "m": self.move,
            "l": self.line,
            "h": self.close,
            "W": self.clip,
            "W*": self.clip,
            "n": self.end,
            "f": self.paint,
            "f*": self.paint_even,
            "BT": self.begin_text,
            "ET": self.end,
            "Tm": self.place,
            "Tf": self.select,
            "TJ": self.show,
        }

    def follow(self, operator: str, operands: Sequence[Any]) -> None:
        """Carries out one operator. Raises ToolError where it is none of a cover's."""
        if operator not in self.operators:
            raise ToolError(f"the cover's page uses the PDF operator {operator!r}, which the SVG cover does not know")
        self.operators[operator](*operands)

    # The state ---------------------------------------------------------------------------------------------

    def keep(self) -> None:
        self.kept.append(self.state)

    def restore(self) -> None:
        self.state = self.kept.pop()

    def transform(self, *matrix: Any) -> None:
        self.state = replace(self.state, matrix=self.state.matrix.transform(tuple(map(float, matrix))))

    def blend(self, name: Any) -> None:
        if str(name) not in self.opaque:
            raise ToolError("the cover's page is transparent in places, which the SVG cover cannot show")

    def colour(self, *parts: Any) -> None:
        levels = (round(float(part) * 255) for part in parts)
        self.state = replace(self.state, fill="#" + "".join(f"{level:02x}" for level in levels))

    # Paths -------------------------------------------------------------------------------------------------

    def at(self, x: Any, y: Any) -> Point:
        point: Point = self.state.matrix.transformPoint((float(x), float(y)))
        return point

    def rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.lines.append([self.at(*corner) for corner in corners])

    def move(self, x: Any, y: Any) -> None:
        self.lines.append([self.at(x, y)])

    def line(self, x: Any, y: Any) -> None:
        self.lines[-1].append(self.at(x, y))

    def close(self) -> None:
        """A filled path is closed in any case."""

    def clip(self) -> None:
        self.clipping = True

    def end(self) -> None:
        if self.clipping:
            self.state = replace(self.state, clip=tuple(point for line in self.lines for point in line))
        self.clipping = False
        self.lines = []

    def paint(self, rule: str = "nonzero") -> None:
        points = [point for line in self.lines for point in line]
        if not inside(points, self.state.clip):
            raise ToolError("the cover's page paints over a clip's edge, which the SVG cover cannot show")
        path = "".join("M" + "L".join(f"{written(x)} {written(y)}" for x, y in line) + "Z" for line in self.lines)
        self.shapes.append(etree.Element(named("path"), {"d": path, "fill": self.state.fill, "fill-rule": rule}))
        self.end()

    def paint_even(self) -> None:
        self.paint("evenodd")

    # Text --------------------------------------------------------------------------------------------------

    def begin_text(self) -> None:
        self.state = replace(self.state, text=Identity)

    def place(self, *matrix: Any) -> None:
        self.state = replace(self.state, text=Transform(*map(float, matrix)))

    def select(self, name: Any, size: Any) -> None:
        self.state = replace(self.state, face=str(name), size=float(size))

    def show(self, pieces: Any) -> None:
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece)
                for index in range(0, len(codes), 2):
                    self.glyph(int.from_bytes(codes[index : index + 2], "big"))
            else:
                self.advance(-float(piece))

    def glyph(self, code: int) -> None:
        face = self.faces[self.state.face]
        key = (self.state.face, code)
        if key not in self.outlines:
            name = f"g{len(self.outlines)}"
            self.outlines[key] = etree.Element(named("path"), {"id": name, "d": face.outline(code)})
        if self.outlines[key].get("d"):
            scale = self.state.size / face.em
            across, _, _, up, x, y = self.state.matrix.transform(self.state.text).scale(scale)
            place = {"href": f"#{self.outlines[key].get('id')}", "x": str(round(x / across)), "y": str(round(y / up))}
            etree.SubElement(self.setting(across, up), named("use"), place)
        self.advance(face.advances[code])

    def setting(self, across: float, up: float) -> etree._Element:
        """The group of letters of one size and colour, the last one if it is that."""
        attributes = {"fill": self.state.fill, "transform": f"matrix({across:.6g} 0 0 {up:.6g} 0 0)"}
        if not self.shapes or set(self.shapes[-1].items()) != set(attributes.items()):
            self.shapes.append(etree.Element(named("g"), attributes))
        return self.shapes[-1]

    def advance(self, thousandths: float) -> None:
        moved = self.state.text.translate(thousandths / 1000 * self.state.size, 0)
        self.state = replace(self.state, text=moved)


def shows_all(state: Any) -> bool:
    """Whether a graphics state lets nothing shine through."""
    return set(state.keys()) <= {"/ca", "/CA", "/Type"} and all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))


def inside(points: Sequence[Point], clip: Sequence[Point]) -> bool:
    """Whether `points` lie in the box around `clip`, to the hundredth of a pixel."""
    return all(
        min(c[axis] for c in clip) - 0.01 <= point[axis] <= max(c[axis] for c in clip) + 0.01
        for point in points
        for axis in (0, 1)
    )
