# SPDX-License-Identifier: Apache-2.0
"""Items, assets, catalogues, offers, and the identifiers that name them."""

from __future__ import annotations

from collections.abc import Iterator

from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.identifiers import SCHEMES, check
from licit.model.problem import InvalidValueError


def identifier_check_digit(case: Case) -> Iterator[Remark]:
    """An identifier that has another shape than its scheme, or a check digit that doesn't follow from the rest."""
    for at, scheme, text in _identifiers(case):
        if scheme in SCHEMES:
            try:
                check(scheme, text)
            except InvalidValueError as error:
                yield Remark(at, error.what, error.mend)


def shared_identifier(case: Case) -> Iterator[Remark]:
    """Two parties, or two assets, bear one identifier: they may be one and the same."""
    seen = dict[tuple[str, str, str], str]()
    for at, scheme, text in _identifiers(case):
        kind, _, rest = at.partition(":")
        bearer = rest.removesuffix(".identifiers")
        try:
            key = (kind, scheme, check(scheme, text) if scheme in SCHEMES else text)
        except InvalidValueError:  # another check speaks of it
            continue
        if (first := seen.setdefault(key, bearer)) != bearer:
            yield Remark(
                at,
                f"{first} and {bearer} have the same {scheme}, {text}",
                f"make one {kind} of the two, or mend the identifier",
            )


def _identifiers(case: Case) -> Iterator[tuple[str, str, str]]:
    for party in case.record.parties.values():
        if party.id not in case.borrowed.parties:
            yield from ((f"party:{party.id}.identifiers", scheme, text) for scheme, text in party.identifiers)
    for asset in case.record.assets.values():
        if asset.id not in case.borrowed.assets:
            yield from ((f"asset:{asset.id}.identifiers", scheme, text) for scheme, text in asset.identifiers)


def shared_domain(case: Case) -> Iterator[Remark]:
    """Two parties have one domain, so that a question by domain would not know whom it is about."""
    seen = dict[str, str]()
    for party in case.record.parties.values():
        for domain in party.domains:
            first = seen.setdefault(domain.casefold(), party.id)
            if first != party.id:
                yield Remark(
                    f"party:{party.id}.domains",
                    f"{first} and {party.id} both have the domain {domain}",
                    "leave it with the service that acts under it; who operates it is an operation",
                )


def item_incomplete(case: Case) -> Iterator[Remark]:
    """An item lacks a kind of asset that a requirement asks for: the answer on it is unknown."""
    needed = {kind for law in case.record.requirements for kind, rights in law.rights if rights}
    for item in case.record.items.values():
        lacking = sorted(kind for kind in needed if not item.of_kind(kind))
        if lacking and item.id not in case.borrowed.items:
            yield Remark(
                f"item:{item.id}",
                f"the item {item.id} has no {' and no '.join(lacking)}, so answers on it are unknown",
                "say which it embodies, if that can be found out",
            )


def asset_kind_differs(case: Case) -> Iterator[Remark]:
    """An item embodies an asset as one kind, which is declared as another."""
    for item in case.record.items.values():
        for kind, assets in item.assets:
            for name in assets:
                asset = case.record.assets.get(name)
                if asset is not None and asset.kind != kind:
                    yield Remark(
                        f"item:{item.id}.assets",
                        f"{name} is declared as a {asset.kind}, and the item {item.id} has it as a {kind}",
                        "mend the kind in one of the two",
                    )


def empty_catalogue(case: Case) -> Iterator[Remark]:
    """A catalogue that lists nothing."""
    for name, assets in case.record.catalogues.items():
        if not assets and name not in case.borrowed.catalogues:
            yield Remark(f"catalogue:{name}", f"the catalogue {name} lists nothing", "list its assets, or leave it out")


def question_without_offers(case: Case) -> Iterator[Remark]:
    """A question about all that a service offers, of which nothing is on record."""
    for number, asked in enumerate(case.questions):
        service = asked.question.service
        if not asked.question.item and not case.record.offers.get(service):
            yield Remark(
                f"question:{number}",
                f"it is asked about all that {service} offers, and nothing is on record",
                "list what it offers under offers, or ask about an item",
            )
