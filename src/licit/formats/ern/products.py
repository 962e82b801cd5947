# SPDX-License-Identifier: Apache-2.0
"""Uses and ways to pay of one deal: each use with each model, those under a condition of their own apart.

What the sender defines itself (``UserDefined``) stays opaque: the grant is under a condition that names it, and no
question is cleared by it. ``AsPerContract`` says nothing: of a use, none is named; of a model, a condition.
Source: kb.ddex.net, several models or uses in one deal; allowed values of ERN 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from licit.formats.checks import VALUE
from licit.formats.ddex.holding import RefusedError
from licit.formats.xml import line_of
from licit.model.problem import Place, Problem
from licit.vocabulary import trade

CLAIM: Final = "RightsClaim"
_BY_CONTRACT: Final = "AsPerContract"
_OPAQUE: Final = "UserDefined"
_SEE: Final = "see the allowed values of ERN 4.3"
Conditioned = dict[str, list[str]]  # a condition (empty: none) and the words under it


def products(
    used: Sequence[etree._Element], models: Sequence[etree._Element], file: str, found: list[Problem]
) -> Iterator[tuple[frozenset[str] | None, tuple[str, ...]]]:
    """The uses of a deal with their models, and under which conditions. ``None``: which uses, is not said.

    Raises:
        RefusedError: none of its uses, or none of its models, is known.
    """
    uses = _uses(used, file, found)
    for claims, condition, strokes in _paid(models, file, found):
        for own, names in (uses or {"": []}).items():
            product = frozenset(f"{use}{stroke}" for use in names for stroke in strokes)
            if not product and claims:
                product = frozenset({f"Use/{CLAIM}"})
            yield product or None, tuple(one for one in (condition, own) if one)


def _uses(used: Sequence[etree._Element], file: str, found: list[Problem]) -> Conditioned:
    known: Conditioned = {}
    for one in used:
        value = (one.text or "").strip()
        if value == _OPAQUE:
            known.setdefault(f"the use is the sender's own: {_own(one)}", []).append(_OPAQUE)
        elif value == _BY_CONTRACT:
            known.setdefault("", [])
        elif value in trade("music").use_names:
            known.setdefault("", []).append(value)
        else:
            what = f"{value!r} is no UseType that is known; the deal is read without it"
            found.append(Problem(Place(file, line_of(one)), what, _SEE, VALUE))
    if used and not known:
        what = "none of the deal's uses is known"
        raise RefusedError(Problem(Place(file, line_of(used[0])), what, "write a UseType of DDEX", VALUE))
    return known


def _paid(
    models: Sequence[etree._Element], file: str, found: list[Problem]
) -> Iterator[tuple[bool, str, Sequence[str]]]:
    """Whether it is a claim, the condition, and the strokes with models (``/Subscription``) under it."""
    licences: Conditioned = {}
    claims = False
    for one in models:
        value = (one.text or "").strip()
        model = value.removesuffix("Model")
        if value == _OPAQUE:
            licences.setdefault(f"the commercial model is the sender's own: {_own(one)}", []).append(f"/{_OPAQUE}")
        elif value == _BY_CONTRACT:
            licences.setdefault("the commercial model is that of the contract", []).append("")
        elif model == CLAIM:
            claims = True
        elif model in trade("music").models:
            licences.setdefault("", []).append(f"/{model}")
        else:
            what = f"{value!r} is no CommercialModelType that is known; the deal is read without it"
            found.append(Problem(Place(file, line_of(one)), what, _SEE, VALUE))
    if models and not licences and not claims:
        what = "none of the deal's commercial models is known"
        raise RefusedError(Problem(Place(file, line_of(models[0])), what, "write a CommercialModelType of DDEX", VALUE))
    if not models:
        licences = {"the commercial model is not said": [""]}
    yield from ((False, condition, strokes) for condition, strokes in licences.items())
    if claims:
        yield True, "", (f"/{CLAIM}",)


def _own(one: etree._Element) -> str:
    value, namespace = str(one.get("UserDefinedValue") or "").strip(), str(one.get("Namespace") or "").strip()
    return f"{value or 'not named'} ({namespace or 'no namespace'})"
