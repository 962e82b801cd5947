# SPDX-License-Identifier: Apache-2.0
"""From bytes to triples, by rdflib, offline and bounded: Turtle, or JSON-LD with ODRL's context bound here."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final

from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.plugins.stores.memory import Memory

from licit.formats import checks
from licit.formats.odrl.context import KNOWN, NOBODY, context
from licit.model.problem import Place, Problem

LARGEST: Final = 16 * 1024 * 1024  # bytes: the public policies have at most 0.3 MB
DEEPEST: Final = 64  # levels of JSON: a policy with duties and consequences has ten
MOST: Final = 500_000  # triples: some 700 MiB in memory
_WHY: Final = re.compile(r"Bad syntax \((.*?)\) at", re.DOTALL)
SHOWN: Final = 120  # characters of a text that is repeated in a problem


class _TooMuchError(Exception):
    """More triples than a file of policies can have."""


class _Bounded(Memory):
    """A store that stops at ``MOST`` triples."""

    added = 0

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 - rdflib's
        self.added += 1
        if self.added > MOST:
            raise _TooMuchError
        super().add(triple, context, quoted)


def triples(data: bytes, name: str) -> Graph | Problem:
    """The triples of a file, or why it has none."""
    if len(data) > LARGEST:
        return _problem(name, f"the file has more than {LARGEST} bytes", "split it by policies", checks.LIMIT)
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return _problem(name, "the file declares entities", "leave them out: no policy needs any", checks.HOSTILE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        return Problem(Place(name, line), what, "save the file as UTF-8, which JSON-LD and Turtle are", checks.ENCODING)
    graph = Graph(store=_Bounded())
    base = f"http://{sha256(data).hexdigest()[:16]}{NOBODY}"  # two files' relative addresses are not the same
    try:
        with _quiet():
            return (
                _json_ld(text, name, graph, base)
                if text.lstrip()[:1] in ("{", "[")
                else _turtle(text, name, graph, base)
            )
    except (RecursionError, MemoryError):
        return _problem(name, "the file nests too deep", f"nest at most {DEEPEST} levels", checks.LIMIT)
    except _TooMuchError:
        return _problem(name, f"the file has more than {MOST} triples", "split it by policies", checks.LIMIT)


def _turtle(text: str, name: str, graph: Graph, base: str) -> Graph | Problem:
    try:
        return graph.parse(data=text, format="turtle", publicID=base)
    except BadSyntax as error:
        found = _WHY.search(str(error))
        why = found[1][:SHOWN] if found else "the syntax is bad"
        return Problem(
            Place(name, error.lines + 1), f"this is no Turtle: {why}", "mend the syntax there", checks.RECORD
        )
    except (RecursionError, _TooMuchError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - rdflib raises what it likes on bytes that are no Turtle, in words of its own code
        what = "this is no Turtle: it is cut off, or a name or text in it never ends"
        return _problem(name, what, "look at its end first", checks.RECORD)


def _json_ld(text: str, name: str, graph: Graph, base: str) -> Graph | Problem:
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, error.colno)
        return Problem(place, f"this is no JSON: {error.msg.lower()}", "mend the syntax there", checks.RECORD)
    except ValueError as error:
        return _problem(name, f"this is no JSON: {_reason(error)}", "mend the syntax", checks.RECORD)
    foreign = sorted(set(_foreign(document)))
    if foreign:
        what = f"the file asks for the context {foreign[0][:SHOWN]!r}, and Licit fetches nothing"
        mend = "write the terms of that context into the file; only ODRL's own is bound here"
        return _problem(name, what, mend, checks.UNSUPPORTED)
    try:
        to_rdf(_bound(document), graph, base=base)
    except (RecursionError, _TooMuchError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - rdflib raises KeyError, TypeError, ParserError … on bad JSON-LD
        why = _reason(error) if isinstance(error, ParserError | ValueError) else "its contexts or values contradict it"
        return _problem(name, f"this is no JSON-LD: {why}", "try it in a JSON-LD validator", checks.RECORD)
    return graph


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice[:SHOWN]!r} stands twice in one object")
    return found


def _foreign(node: Any, depth: int = 0, *, of_context: bool = False) -> Iterator[str]:  # noqa: ANN401 - JSON
    """The addresses of contexts that would be fetched."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(node, str) and of_context and node not in KNOWN:
        yield node
    elif isinstance(node, list):
        for one in node:
            yield from _foreign(one, depth + 1, of_context=of_context)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("@import", "@context"):
                yield from _foreign(value, depth + 1, of_context=True)
            else:
                yield from _foreign(value, depth + 1)


def _bound(node: Any, *, of_context: bool = False) -> Any:  # noqa: ANN401 - JSON
    """The document with ODRL's context written in where it is named."""
    if isinstance(node, str):
        return context() if of_context else node
    if isinstance(node, list):
        return [_bound(one, of_context=of_context) for one in node]
    if isinstance(node, dict):
        return {key: _bound(value, of_context=key == "@context") for key, value in node.items() if key != "@import"}
    return node


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each literal that is not of its type: it stays as text."""
    loggers = [logging.getLogger(f"rdflib.{name}") for name in ("term", "plugins.parsers.jsonld")]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, was in zip(loggers, before, strict=True):
            logger.disabled = was


def _reason(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:SHOWN]


def _problem(name: str, what: str, mend: str, check: str) -> Problem:
    return Problem(Place(name), what, mend, check)
