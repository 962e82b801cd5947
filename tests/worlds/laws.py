# SPDX-License-Identifier: Apache-2.0
"""Statutes, opt-outs, requirements, owners, servers and findings of a generated world."""

from __future__ import annotations

from collections.abc import Sequence

from licit.model.day import LAST, Term, When
from licit.model.fact import (
    UNLIMITED,
    Control,
    Fact,
    Finding,
    Grant,
    GrantKind,
    OptOut,
    Requirement,
    Server,
    Statute,
    StatuteKind,
)
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from tests.worlds.builder import Builder
from tests.worlds.chains import chain
from tests.worlds.stage import ENDED, FUTURE, LEAVES, MIDDLES, OTHER_USE, OWNERS, PAST, SERVICE, USE, WIDE_USE, WORLD

Needed = tuple[Sequence[str], Sequence[str]]
Rights = tuple[tuple[str, tuple[str, ...]], ...]
SPLITS = ((10000,), (5000, 5000), (3333, 3333, 3333), (6000,), (10000, 5000), (10000, 0), ())


def requirements(build: Builder, rights: Rights) -> None:
    """The law of the place: a default, a special law, both, more than one, or none on record."""
    chooser = build.chooser
    way = chooser.weighted(
        (52, "special"), (22, "default"), (10, "both"), (6, "more"), (4, "empty"), (3, "none"), (3, "old")
    )
    if way == "none":
        return
    use = chooser.weighted((80, USE), (20, WIDE_USE))
    territories = WORLD if chooser.chance(75) else build.territories()
    term = Term(None, build.day(ENDED)) if way == "old" else build.term()
    asked = ((kind, ()) for kind, _ in rights) if way == "empty" else rights
    build.add(
        Requirement(
            id=build.name("law"),
            use=use,
            territories=territories,
            rights=tuple(asked),
            term=term,
            any_co_owner=chooser.chance(25),
            default=way == "default",
        ),
        shaky=1,
    )
    if way in ("both", "more"):
        build.add(
            Requirement(
                id=build.name("law"),
                use=chooser.pick((USE, WIDE_USE, OTHER_USE)),
                territories=build.territories() if chooser.chance(60) else build.elsewhere(),
                rights=rights[:1],
                default=way == "both",
                term=build.term(),
            ),
            shaky=15,
        )


def plainly(build: Builder, rights: Rights, owner: str) -> None:
    """One law and one owner, so that all hangs on what that owner gave."""
    build.add(Requirement(id=build.name("law"), use=USE, territories=WORLD, rights=rights), shaky=0)
    whole = Share(10_000)
    build.add(Control(id=build.name("c"), party=owner, asset="r1", rights=ALL, share=whole, territories=WORLD), shaky=0)


def owners(build: Builder, asset: str, rights: Sequence[str]) -> list[str]:
    """Who controls the asset: alone, together, with a part missing, with too much claimed, or nobody."""
    chooser = build.chooser
    split = chooser.weighted(*zip((52, 20, 6, 9, 6, 4, 3), SPLITS, strict=True))
    first = chooser.number(0, 2)
    found = []
    for number, part in enumerate(split):
        party = SERVICE if chooser.chance(3) else OWNERS[(first + number) % len(OWNERS)]
        found.append(party)
        control = Control(
            id=build.name("c"),
            party=party,
            asset=asset,
            rights=build.rights(rights),
            share=Share(part),
            territories=WORLD if chooser.chance(85) else build.territories(),
            term=build.term() if chooser.chance(25) else Term(),
        )
        build.add(control, shaky=1)
    return found


def exception(build: Builder, asset: str, rights: Sequence[str]) -> None:
    """A law under which no licence is needed, here or elsewhere."""
    chooser = build.chooser
    build.add(
        Statute(
            id=build.name("st"),
            kind=chooser.pick((StatuteKind.COMPULSORY, StatuteKind.EXCEPTION)),
            rights=build.rights(rights),
            uses=build.uses(),
            territories=build.territories() if chooser.chance(60) else build.elsewhere(),
            term=build.term(),
            assets=frozenset((asset,)) if chooser.chance(40) else None,
        ),
        shaky=8,
    )


def extended(build: Builder, party: str, needed: Needed) -> None:
    """A society that may license by law, its licence to the service, and sometimes an opt-out."""
    chooser = build.chooser
    society = chooser.pick(MIDDLES)
    statute = Statute(
        id=build.name("st"),
        kind=StatuteKind.EXTENDED,
        rights=None if build.opens(2) else build.rights(needed[1]),
        uses=build.uses(),
        territories=build.territories() if chooser.chance(90) else build.elsewhere(),
        society=society,
        term=build.term() if chooser.chance(85) else Term(None, build.day(ENDED)),
        links=chooser.weighted((65, UNLIMITED), (15, 2), (20, 1)),
    )
    build.add(statute, shaky=5)
    chain(build, society, needed, owner=party)
    if chooser.chance(60):
        _opt_out(build, statute, party)


def leaving(build: Builder, owner: str) -> None:
    """A society that licenses the service by law, and an owner, or one who holds for him, who may have opted out."""
    society = MIDDLES[0]
    act = Statute(
        id=build.name("st"),
        kind=StatuteKind.EXTENDED,
        rights=ALL,
        uses=build.uses(),
        territories=build.territories(),
        society=society,
    )
    build.add(act, shaky=3)
    licence = Grant(
        id=build.name("g"),
        grantor=society,
        grantee=SERVICE,
        kind=GrantKind.NON_EXCLUSIVE,
        scope=Scope(Repertoire(everything=True), ALL, ALL, build.territories()),
        executed=build.past(),
    )
    build.add(licence)
    for _ in range(build.chooser.weighted((70, 1), (30, 2))):
        _opt_out(build, act, owner)


def _opt_out(build: Builder, statute: Statute, party: str) -> None:
    chooser = build.chooser
    leaver = party
    if chooser.chance(50):
        leaver = chooser.pick([middle for middle in MIDDLES if middle != statute.society])
        ended = chooser.chance(25)
        held = Grant(
            id=build.name("g"),
            grantor=party,
            grantee=leaver,
            kind=chooser.weighted(
                (40, GrantKind.MANDATE),
                (20, GrantKind.EXCLUSIVE),
                (20, GrantKind.NON_EXCLUSIVE),
                (20, GrantKind.ASSIGNMENT),
            ),
            scope=Scope(Repertoire(everything=True), ALL, ALL, WORLD),
            exercise=False,
            sublicense=chooser.weighted((75, UNLIMITED), (25, 0)),
            executed=build.past(),
            term=Term(None, build.day(ENDED, vague=15)) if ended else build.term(),
            survives_until=When.on(LAST) if ended and chooser.chance(50) else None,
        )
        build.add(held, shaky=6)
    start = None if chooser.chance(20) else build.day((*PAST, FUTURE[0]), vague=20)
    term = Term(start, build.day(ENDED, vague=15) if chooser.chance(15) else None)
    build.add(OptOut(id=build.name("out"), party=leaver, statute=statute.id, term=term), shaky=12)


def servers(build: Builder) -> None:
    """Where the service stands: mostly in the place of the act, sometimes in several, sometimes nobody knows."""
    chooser = build.chooser
    if chooser.chance(90):
        build.add(Server(id=build.name("sv"), service=SERVICE, territory=build.place, term=build.term()), shaky=4)
    if chooser.chance(25):
        build.add(
            Server(id=build.name("sv"), service=SERVICE, territory=chooser.pick(LEAVES), term=build.term()), shaky=8
        )


def finding(build: Builder) -> None:
    """A court holds that one of the facts is, or is not, so; sometimes another court holds otherwise."""
    chooser = build.chooser
    fact: Fact = chooser.pick(build.facts)
    for _ in range(chooser.weighted((60, 1), (25, 2), (15, 3))):
        between = frozenset((SERVICE, chooser.pick((*OWNERS, *MIDDLES)))) if chooser.chance(25) else frozenset[str]()
        found = Finding(
            id=build.name("f"),
            fact=fact.id,
            holds=chooser.chance(35),
            territories=build.territories() if chooser.chance(80) else build.elsewhere(),
            term=build.term() if chooser.chance(75) else Term(None, build.day(ENDED, vague=40)),
            between=between,
            interim=build.opens(15),
        )
        build.add(found, shaky=8)
        if chooser.chance(50):
            fact = found
