"""How the things on a page are drawn: the looks of its text, its ruling lines, its pictures.

The reader gains tables whose lines are lines, thin boxes or thin pictures, and text that is read only where it shows.

Limits: of a curved outline only its rectangle is known; a line drawn as a row of dots is none.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from drafter.files.values import Foreign
from drafter.reading.pdf.boxes import widened
from drafter.reading.pdf.covers import Covers
from drafter.reading.pdf.sheet import Rectangle, RuledLine, around
from drafter.reading.pdf.turns import Matrix

#: A box thinner than this is a line (points).
_THIN = 3.0
#: A line shorter than this parts no cells.
_SHORT = 4.0
#: Things on a page beyond this are no page; groups in groups beyond that are made to hurt.
_THINGS = 200_000
_DEPTH = 12
#: Corners of an outline beyond this are those of a drawing.
_CORNERS = 60
#: Lines of a page beyond this are those of a map.
_LINES = 30_000
#: Nor are that many pictures looked through for a letter.
_PICTURES = 200


class TextLook(NamedTuple):
    """How a text shows: where it is cut off, whether it is drawn at all (the text of a scan is not), white, pale,
    whether the file calls it no part of the text, and how many things are drawn before it."""

    clip: Rectangle | None = None
    unseen: bool = False
    white: bool = False
    pale: bool = False
    artifact: bool = False
    order: int = -1


class _Group(NamedTuple):
    """Things that are drawn together: how one is got, of whom, how many there are; what moves them, what cuts them off,
    and whether the file calls them no part of the text."""

    get: Foreign
    owner: object
    many: int
    outer: Matrix
    clip: Rectangle | None
    artifact: bool


class Drawing:
    """The things on a page; `looks` are those of its texts, by the address of the thing, `points` the addresses of
    those that take no room."""

    def __init__(self, raw: Foreign, page: Foreign) -> None:
        self._raw = raw
        self.looks: dict[int, TextLook] = {}
        self.points: set[int] = set()
        self._strokes: list[tuple[tuple[float, float], tuple[float, float]]] = []
        self._pictures: list[Rectangle] = []
        #: Boxes that are not white, pictures among them: white letters show on them; those that hide what is under.
        self._dark, self._covers, self._order = Covers(), Covers(), 0
        self._walk(page)

    def rules(self, lay: Matrix) -> Iterator[RuledLine]:
        """The lines that run along the sides of the page, once it is laid by `lay`."""
        if len(self._strokes) > _LINES:
            return
        for start, end in self._strokes:
            (x, y), (u, v) = lay.point(*start), lay.point(*end)
            wide, high = abs(u - x), abs(v - y)
            if min(wide, high) > 1.0 or max(wide, high) < _SHORT:
                continue
            if wide > high:
                yield RuledLine(True, (y + v) / 2, min(x, u), max(x, u))
            else:
                yield RuledLine(False, (x + u) / 2, min(y, v), max(y, v))

    def on_picture(self, x: float, y: float) -> bool:
        """Whether a point lies on a picture."""
        return len(self._pictures) > _PICTURES or any(box.holds(x, y) for box in self._pictures)

    def pictured(self, frame: Rectangle) -> float:
        """The share of a page that pictures cover (0 to 1)."""
        seen = [box.both(frame) for box in self._pictures]
        area = sum((box.right - box.left) * (box.bottom - box.top) for box in seen if box.left < box.right
                   and box.top < box.bottom)  # fmt: skip
        return min(1.0, area / max(1.0, (frame.right - frame.left) * (frame.bottom - frame.top)))

    def dark(self, x: float, y: float) -> bool:
        """Whether a point stands on something that is not white."""
        return self._dark.over(x, y, -1)

    def covered(self, x: float, y: float, order: int) -> bool:
        """Whether something is painted over a point once `order` things are drawn."""
        return self._covers.over(x, y, order)

    def _walk(self, page: object) -> None:
        raw = self._raw
        # Things in groups lie where their group lies: each group is gone through where it is met.
        groups: list[_Group] = [
            _Group(raw.FPDFPage_GetObject, page, raw.FPDFPage_CountObjects(page), Matrix(), None, False)
        ]
        places = [0]
        while groups and self._order < _THINGS:
            group = groups[-1]
            if places[-1] >= group.many:
                groups.pop()
                places.pop()
                continue
            thing = group.get(group.owner, places[-1])
            places[-1] += 1
            self._order += 1
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM and len(groups) < _DEPTH:
                groups.append(_Group(
                    raw.FPDFFormObj_GetObject, thing, raw.FPDFFormObj_CountObjects(thing),
                    self._matrix(thing).then(group.outer), self._clip(thing, group.outer, group.clip),
                    group.artifact or self._artifact(thing),
                ))  # fmt: skip
                places.append(0)
            else:
                self._see(thing, group)

    def _see(self, thing: Foreign, group: _Group) -> None:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            address = ctypes.addressof(thing.contents)
            self.looks[address] = self._look(thing, group)
            if widened(raw, thing):
                self.points.add(address)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._outline(thing, group)
        elif box := self._bounds(thing, group.outer):
            self._dark.add(self._order, box)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._pictures.append(box)
                self._thin(box)

    def _matrix(self, thing: object) -> Matrix:
        said = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(thing, said):
            return Matrix()
        found = Matrix(said.a, said.b, said.c, said.d, said.e, said.f)
        return found if all(map(isfinite, found)) else Matrix()

    def _bounds(self, thing: object, outer: Matrix) -> Rectangle | None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not self._raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            return None
        corners = [outer.point(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
        return around(corners) if all(isfinite(x + y) for x, y in corners) else None

    def _look(self, thing: object, group: _Group) -> TextLook:
        raw = self._raw
        unseen = raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        white, pale = self._shade(thing) or (False, False)
        artifact = group.artifact or self._artifact(thing)
        return TextLook(self._clip(thing, group.outer, group.clip), unseen, white, pale, artifact, self._order)

    def _shade(self, thing: object) -> tuple[bool, bool] | None:
        """Whether a thing is filled with white, or so pale that it is behind the text; None where it has no colour."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not self._raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
            return None
        light = min(red.value, green.value, blue.value)
        return light >= 250 or alpha.value <= 5, light >= 125 or alpha.value <= 140

    def _artifact(self, thing: object) -> bool:
        raw = self._raw
        name, size = ctypes.create_string_buffer(64), ctypes.c_ulong()
        for at in range(min(8, max(0, raw.FPDFPageObj_CountMarks(thing)))):
            mark = raw.FPDFPageObj_GetMark(thing, at)
            if mark and raw.FPDFPageObjMark_GetName(mark, _wide(raw, name), 64, size):
                said = name.raw[: min(64, size.value)].decode("utf-16-le", "replace").rstrip("\0")
                if said == "Artifact":
                    return True
        return False

    def _clip(self, thing: object, outer: Matrix, clip: Rectangle | None) -> Rectangle | None:
        """The rectangle within which a thing shows, or None where nothing cuts it off."""
        raw = self._raw
        path = raw.FPDFPageObj_GetClipPath(thing)
        count = raw.FPDFClipPath_CountPaths(path) if path else 0
        for number in range(min(16, max(0, count))):
            corners = raw.FPDFClipPath_CountPathSegments(path, number)
            if not 0 < corners <= _CORNERS:
                continue
            points = [self._point(raw.FPDFClipPath_GetPathSegment(path, number, at)) for at in range(corners)]
            box = around(outer.point(*point) for point in points)
            if all(map(isfinite, box)):
                clip = box if clip is None else clip.both(box)
        return clip

    def _point(self, segment: object) -> tuple[float, float]:
        x, y = ctypes.c_float(), ctypes.c_float()
        self._raw.FPDFPathSegment_GetPoint(segment, x, y)
        return x.value, y.value

    def _outline(self, thing: object, group: _Group) -> None:
        """The lines of an outline; where it is filled, those parts of it that are thin boxes."""
        raw = self._raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        place = self._matrix(thing).then(group.outer)
        count = raw.FPDFPath_CountSegments(thing)
        if not raw.FPDFPath_GetDrawMode(thing, fill, stroke) or not 0 < count <= 20 * _CORNERS:
            return
        shade = self._shade(thing) if fill.value else None
        white = shade is not None and shade[0]
        paint = shade is not None and not raw.FPDFPageObj_HasTransparency(thing)
        for points in self._parts(thing, count, place):
            if stroke.value:
                self._strokes += pairwise(points)
            if not fill.value or len(points) > _CORNERS:
                continue
            box = around(points)
            if not stroke.value:
                self._thin(box)
            if not white:
                self._dark.add(self._order, box)
            if paint and 4 <= len(points) <= 6 and _square(points, box):
                clip = self._clip(thing, group.outer, group.clip)
                shown = box if clip is None else box.both(clip)
                if shown.left < shown.right and shown.top < shown.bottom:
                    self._covers.add(self._order, shown)

    def _parts(self, thing: object, count: int, place: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The strokes of an outline, each the points that it goes through."""
        raw = self._raw
        points: list[tuple[float, float]] = []
        for at in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, at)
            point = place.point(*self._point(segment))
            if not isfinite(point[0] + point[1]):
                return
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                if points:
                    yield points
                points = []
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                points.append(points[0])
        if points:
            yield points

    def _thin(self, box: Rectangle) -> None:
        """A thin box as a line."""
        wide, high = box.right - box.left, box.bottom - box.top
        if min(wide, high) > _THIN or max(wide, high) < 2 * min(wide, high):
            return
        if wide > high:
            y = (box.top + box.bottom) / 2
            self._strokes.append(((box.left, y), (box.right, y)))
        else:
            x = (box.left + box.right) / 2
            self._strokes.append(((x, box.top), (x, box.bottom)))


def _square(points: list[tuple[float, float]], box: Rectangle) -> bool:
    """Whether an outline is a box that is more than a line."""
    thick = min(box.right - box.left, box.bottom - box.top) > _THIN
    return thick and all(min(abs(x - box.left), abs(x - box.right)) < 0.5 for x, _ in points)


def _wide(raw: Foreign, name: Foreign) -> Foreign:
    return ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR))
