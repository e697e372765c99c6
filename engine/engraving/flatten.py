"""verovio's drawings in the part of SVG that Qt draws.

Qt (6.11) draws nothing of an inner ``<svg>``, knows no style sheets, and loses the places of tspans in tspans. So: the
inner one becomes a scaled group, styles stand on what they style, each text is one element a place. Colours are the
signs ``INK`` and ``GHOST``. Groups keep our names only; a note's heads get one of their own, with an ``h``, bar lines
one with an ``e``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, fromstring
from xml.sax.saxutils import escape

from engine.engraving.sheet import GHOST, INK, System
from engine.exchange.mei_names import place_of

_BOLD = frozenset(("ending", "fing", "reh", "tempo"))
_SLANTED = frozenset(("dir", "dynam", "mNum"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_TEXT_FONT = "Liberation Serif"
_SHAPES = ("path", "polygon", "polyline", "rect", "ellipse", "line", "circle")


@dataclass(frozen=True, slots=True)
class _Pen:
    """What holds for the elements inside a group."""

    colour: str = INK
    weight: str = ""
    slant: str = ""
    size: str = ""
    family: str = ""
    anchor: str = ""
    name: str = ""  # of the note that we are in


def flatten(svg: str, ghost: tuple[int, int] = (0, 0)) -> System:
    """Return a page of verovio's as a drawing that Qt draws. Notes that begin in ``ghost`` are grey."""
    root = fromstring(svg)
    width, height = (float(size) for size in root.get("viewBox", "0 0 0 0").split()[2:])
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
           f'viewBox="0 0 {width:g} {height:g}" font-family="{_TEXT_FONT}">']
    for child in root:
        tag = _tag(child)
        if tag == "defs":
            out.append("<defs>")
            for symbol in child:
                out.append(f'<g id="{symbol.get("id", "")}">')
                out += (_empty(each) for each in symbol)
                out.append("</g>")
            out.append("</defs>")
        elif tag == "svg":
            inner = float(child.get("viewBox", "0 0 1 1").split()[2])
            out.append(f'<g transform="scale({width / inner:g})" fill="{INK}">')
            for each in child:
                _walk(each, _Pen(), ghost, out)
            out.append("</g>")
    out.append("</svg>")
    return System("".join(out), width, height)


def _walk(node: Element, pen: _Pen, ghost: tuple[int, int], out: list[str]) -> None:
    tag = _tag(node)
    if tag == "g":
        _group(node, pen, ghost, out)
    elif tag == "text":
        _text(node, pen, out)
    elif tag == "use":
        target = node.get(_HREF) or node.get("href", "")
        out.append(f'<use xlink:href="{target}"{_given(node, "transform", "x", "y", "width", "height")}/>')
    elif tag in _SHAPES:
        out.append(_shape(node, pen))


def _group(node: Element, pen: _Pen, ghost: tuple[int, int], out: list[str]) -> None:
    kinds = node.get("class", "").split()
    if not len(node) or "placeholder" in kinds or "bounding-box" in kinds:
        return
    if "measure" in kinds:
        _name_bar_lines(node, kinds)
    name, own = node.get("id", ""), ""
    place = place_of(name)
    if place is not None:
        own = name
        if ghost[0] <= place.start < ghost[1]:
            pen = replace(pen, colour=GHOST)
        if kinds and kinds[0] in ("note", "chord"):
            pen = replace(pen, name=name)
    elif "notehead" in kinds and pen.name:
        own = "h" + pen.name[1:]
    for kind in kinds:
        if kind in _BOLD:
            pen = replace(pen, weight="bold")
        elif kind in _SLANTED:
            pen = replace(pen, slant="italic")
        elif kind == "label":
            pen = replace(pen, weight="normal")
    colour = f' fill="{pen.colour}"' if pen.colour == GHOST and own else ""
    has_group = bool(own or node.get("transform"))
    if has_group:
        out.append("<g" + (f' id="{own}"' if own else "") + colour + _given(node, "transform") + ">")
    for child in node:
        _walk(child, pen, ghost, out)
    if has_group:
        out.append("</g>")


def _name_bar_lines(measure: Element, kinds: list[str]) -> None:
    """Call the bar lines of a bar what it says of them. Where it has one, that is the one behind it."""
    names = [kind for kind in kinds if place_of(kind)]
    lines = [child for child in measure if child.get("class") == "barLine" and len(child)]
    for line, name in zip(reversed(lines), reversed(names), strict=False):
        line.set("id", name if line is lines[-1] else f"{name}.1")


def _shape(node: Element, pen: _Pen) -> str:
    fill, stroke = node.get("fill"), node.get("stroke-width")
    attributes = "".join([f' {key}="{value}"' for key, value in node.attrib.items()
                          if key not in ("fill", "stroke", "id", "class")])
    if fill == "none":
        attributes += ' fill="none"'
    if stroke:
        attributes += f' stroke="{pen.colour}"'
    return f"<{_tag(node)}{attributes}/>"


def _text(node: Element, pen: _Pen, out: list[str]) -> None:
    """Write one text for each place that it names, its runs side by side."""
    where, runs = "", ""
    for place, run in _runs(node, _styled(node, pen), ""):
        if place and place != where and runs:
            out.append(f'<text xml:space="preserve"{where}>{runs}</text>')
            runs = ""
        where, runs = place or where, runs + run
    if runs:
        out.append(f'<text xml:space="preserve"{where}>{runs}</text>')


def _runs(node: Element, pen: _Pen, place: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each run."""
    if node.get("x") is not None:
        place = f' x="{node.get("x")}" y="{node.get("y", "0")}"'
        place += f' text-anchor="{pen.anchor}"' if pen.anchor else ""
    if not len(node):
        if node.text:
            yield place, f"<tspan{_font(pen)}>{escape(node.text)}</tspan>"
        return
    for child in node:
        yield from _runs(child, _styled(child, pen), place)


def _styled(node: Element, pen: _Pen) -> _Pen:
    size = node.get("font-size", "")
    return replace(pen, weight=node.get("font-weight", pen.weight), slant=node.get("font-style", pen.slant),
                   size=pen.size if size in ("", "0px") else size, family=node.get("font-family", pen.family),
                   anchor=node.get("text-anchor", pen.anchor))


def _font(pen: _Pen) -> str:
    found = f' font-size="{pen.size}"' if pen.size else ""
    found += f' font-weight="{pen.weight}"' if pen.weight not in ("", "normal") else ""
    found += f' font-style="{pen.slant}"' if pen.slant not in ("", "normal") else ""
    return found + (f' font-family="{pen.family}"' if pen.family else "")


def _given(node: Element, *keys: str) -> str:
    # Numbers and names of functions: nothing in them has to be escaped.
    return "".join([f' {key}="{node.attrib[key]}"' for key in keys if key in node.attrib])


def _empty(node: Element) -> str:
    return f"<{_tag(node)}" + "".join([f' {key}="{value}"' for key, value in node.attrib.items()]) + "/>"


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2]
