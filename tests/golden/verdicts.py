# SPDX-License-Identifier: Apache-2.0
"""One small record with a fact of every kind, and verdicts on it built by hand: what each phrase is told from.

A label owns a recording, writers own the work. The label mandated a society, which let a shop in; a law lets the
society license for all. The shop is run by an operator, from a server in Russia.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from licit.model.asset import Asset, Item
from licit.model.day import LAST, Reading, Term, When
from licit.model.evidence import Evidence
from licit.model.fact import (
    UNLIMITED,
    Condition,
    Control,
    Fact,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Operation,
    OptOut,
    Power,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.party import Party
from licit.model.position import VOCABULARY, Position
from licit.model.proof import (
    Break,
    Chain,
    Dimension,
    FactUsed,
    Flag,
    Link,
    OpenKind,
    OpenPoint,
    PlaceProof,
    Powers,
    Proof,
    ReadingProof,
    Receipt,
    RequirementProof,
    RightProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import WHOLE, Share
from licit.model.statement import Basis, GrantPattern, Statement
from licit.model.territory import Expression, only
from licit.model.verdict import Answer, Verdict, answer_of

MAKING: Final = "recording:making-available"
COPY: Final = "work:reproduction"
WIDE: Final = Scope(Repertoire(everything=True), ALL, ALL, only("World"))
DAY: Final = date(2004, 5, 15)


def term(start: str = "", end: str = "") -> Term:
    return Term(When.parse(start) if start else None, When.parse(end) if end else None)


FACTS: Final[tuple[Fact, ...]] = (
    Control(
        id="owns-r", party="label", asset="r", rights=frozenset({MAKING}), share=Share(WHOLE), territories=only("World")
    ),
    Control(id="owns-w", party="writers", asset="w", rights=ALL, share=Share(7550), territories=only("FR", "RU")),
    Grant(
        id="mandate",
        grantor="label",
        grantee="society",
        kind=GrantKind.MANDATE,
        scope=Scope(Repertoire(members_of=frozenset({"federation"})), ALL, ALL, Expression.parse("World except FR")),
        exercise=False,
        sublicense=UNLIMITED,
        term=term("2002", "2003-12-31"),
        executed=When.parse("2002-03-01"),
    ),
    Grant(
        id="deal",
        grantor="society",
        grantee="shop",
        kind=GrantKind.NON_EXCLUSIVE,
        scope=Scope(None, frozenset({COPY}), frozenset({"OnDemandStream/Subscription"}), None),
        sublicense=2,
        executed=When.parse("[..2003-06]"),
        order=2,
        conditions=(Condition("royalties are paid"), Condition("reports are sent", fulfilled=True)),
    ),
    Grant(
        id="exclusive",
        grantor="label",
        grantee="rival",
        kind=GrantKind.EXCLUSIVE,
        scope=Scope(
            Repertoire(
                some_members_of=frozenset({"federation"}), catalogues=frozenset({"hits"}), assets=frozenset({"r"})
            ),
            ALL,
            ALL,
            only("World"),
            exceptions=Repertoire(parties=frozenset({"writers"})),
        ),
        term=term("2005", "[2006-02-01..2007-03-31]"),
        retention_end=When.parse("2008"),
        reserved=frozenset({Power.EXERCISE, Power.SUBLICENSE}),
        survives_until=When.parse("2009-01-01"),
        at_signature=True,
        executed=When.parse("2003-04-05"),
    ),
    Grant(id="assigned", grantor="writers", grantee="label", kind=GrantKind.ASSIGNMENT, scope=WIDE),
    Termination(id="ended", grant="mandate", last_day=When.parse("2004-01")),
    Statute(
        id="law-45",
        kind=StatuteKind.EXTENDED,
        rights=ALL,
        uses=ALL,
        territories=only("RU"),
        society="society",
        links=3,
        term=term("1993-08-03", "2007-12-31"),
        article="Law 5351-1, art. 45(3)",
    ),
    Statute(id="law-39", kind=StatuteKind.COMPULSORY, rights=ALL, uses=ALL, territories=only("RU")),
    Statute(
        id="public-domain",
        kind=StatuteKind.EXCEPTION,
        rights=None,
        uses=None,
        territories=None,
        assets=frozenset({"w"}),
    ),
    OptOut(id="out", party="label", statute="law-45", term=term("2004-02-01")),
    Membership(id="member", member="label", group="federation", term=term("", "2010")),
    Requirement(
        id="convention",
        use="PermanentDownload",
        territories=only("World"),
        rights=(("recording", (MAKING,)), ("work", (COPY,))),
        default=True,
    ),
    Requirement(
        id="code-1270",
        use="PermanentDownload",
        territories=only("RU"),
        rights=(("work", (COPY,)),),
        any_co_owner=True,
        term=term("2008-01-01"),
        article="Civil Code, art. 1270",
    ),
    Server(id="server", service="shop", territory="RU", term=term("2003-01-01")),
    Operation(id="run", operator="operator", service="shop", term=term("2003-01-01", "2007-06-30")),
    Finding(
        id="held",
        fact="law-45",
        holds=False,
        territories=only("RU"),
        term=term("2007-02-14"),
        between=frozenset({"label", "shop"}),
        interim=True,
        authority="Arbitration Court",
    ),
    Finding(id="held-too", fact="held", holds=True, territories=only("RU")),
)

STATEMENTS: Final = (
    Statement(
        "label", affirms=True, facts=("owns-r",), made=When.parse("2004-05-01"), evidence="sleeve", locator="back"
    ),
    Statement(
        "society",
        affirms=False,
        facts=("ended",),
        through="paper",
        basis=Basis.REPORTED,
        made=When.parse("2004-04"),
        published=When.parse("2004-05-11"),
        evidence="article",
        note="says the mandate runs on",
    ),
    Statement("shop", affirms=True, facts=("server",), basis=Basis.INFERRED, published=When.parse("2005")),
    Statement(
        "federation", affirms=True, facts=("ended",), basis=Basis.TRANSLATED, made=When.parse("2004"), evidence="lost"
    ),
    Statement(VOCABULARY, affirms=True, facts=("convention", "law-45"), published=When.parse("1996-12-20")),
    Statement(
        "federation",
        affirms=False,
        pattern=GrantPattern(
            grantors=frozenset({"label"}),
            members_of=frozenset({"federation"}),
            grantees=frozenset({"society"}),
            rights=frozenset({MAKING}),
            uses=frozenset({"PermanentDownload"}),
            territories=only("FR"),
            term=term("2002", "2005"),
        ),
    ),
    Statement("federation", affirms=False, pattern=GrantPattern()),
)
EVIDENCE: Final = {
    "sleeve": Evidence(
        id="sleeve", title="Sleeve of the first pressing", publisher="Label A", date=When.parse("2003-11")
    ),
    "article": Evidence(id="article", title="Shop under fire"),
}
RECORD: Final = Record(
    facts=FACTS,
    statements=STATEMENTS,
    items={
        "song": Item("song", (("recording", ("r",)), ("work", ("w",))), "Song", "The Band"),
        "two-works": Item("two-works", (("work", ("w", "w2")),), "Medley"),
    },
    assets={"r": Asset("r", "recording"), "w": Asset("w", "work", "Song (the work)"), "w2": Asset("w2", "work")},
    parties={
        party.id: party
        for party in (
            Party("label", "Label A"),
            Party("writers", "Writers United"),
            Party("society", "Our Society"),
            Party("shop", "Shop.example"),
            Party("rival", "Rival Shop"),
            Party("operator", "Operator Ltd"),
            Party("federation", "Federation"),
            Party("paper", "The Paper"),
        )
    },
    positions={"both": Position("both", (("label", "society"), ("shop",)), title="Both sides")},
    complete_until=When.parse("2009-12"),
)


def question(**other: object) -> Question:
    """The question asked; any of its parts may be another."""
    asked: dict[str, object] = {
        "service": "shop",
        "use": "PermanentDownload",
        "item": "song",
        "territory": "FR",
        "day": DAY,
        "known_by": date(2004, 5, 31),
        "position": "both",
    }
    return Question(**(asked | other))  # type: ignore[arg-type]  # the parts of a question, by their names


BREAKS: Final[Mapping[Dimension, Break]] = {
    one.dimension: one
    for one in (
        Break(Dimension.NO_GRANT, "label", "society"),
        Break(Dimension.TERRITORY, "label", "society", "mandate", territories="World except FR"),
        Break(Dimension.USE, "society", "shop", "deal"),
        Break(Dimension.RIGHT, "society", "shop", "deal"),
        Break(Dimension.REPERTOIRE, "society", "shop", "deal"),
        Break(Dimension.TERM, "label", "society", "mandate", ("ended",), held_until=date(2004, 1, 31)),
        Break(Dimension.NOT_BEGUN, "label", "rival", "exclusive", held_from=date(2005, 12, 31)),
        Break(Dimension.NO_SUBLICENSE, "society", "shop", "deal"),
        Break(Dimension.LINKS, "society", "shop", "deal"),
        Break(Dimension.NO_EXERCISE, "society", "shop"),
        Break(Dimension.OPTED_OUT, "label", "society", "law-45", ("out",)),
        Break(Dimension.BARRED, "label", "society", "mandate", ("exclusive",)),
        Break(Dimension.MEMBERSHIP, "label", "federation", by=("member",)),
        Break(Dimension.FELL, "society", "shop", "deal", ("mandate",), held_until=date(2004, 1, 31)),
        Break(Dimension.CONDITION, "society", "shop", "deal"),
        Break(Dimension.DISPUTED, "label", "society", "law-45", ("held",)),
        Break(Dimension.REJECTED, "label", "society", "mandate"),
        Break(Dimension.UNSAID, "operator", "shop", "run"),
        Break(Dimension.LAW, "", "shop"),
    )
}
OPEN_POINTS: Final = (
    OpenPoint(OpenKind.FACT, ("law-45",)),
    OpenPoint(OpenKind.ORDER, ("deal", "exclusive")),
    OpenPoint(OpenKind.DAY, ("exclusive",), "end"),
    OpenPoint(OpenKind.SCOPE, ("deal",), "territories"),
    OpenPoint(OpenKind.SOME, ("exclusive",), "federation"),
    OpenPoint(OpenKind.CONDITION, ("deal",), "royalties are paid"),
    OpenPoint(OpenKind.PLACE),
)
BOTH: Final = Powers(exercise=True, sublicense=UNLIMITED)
CHAIN: Final = Chain(
    Root(RootKind.OWNER, "label", ("owns-r",)),
    (
        Link(
            "mandate",
            "label",
            "society",
            Standing.ACCEPTED,
            Powers(exercise=False, sublicense=UNLIMITED),
            date(2004, 1, 31),
        ),
        Link("deal", "society", "shop", Standing.DISPUTED, Powers(exercise=True, sublicense=2)),
    ),
)
BY_LAW: Final = Chain(Root(RootKind.EXTENDED, "society", ("law-45",)), CHAIN.links[1:])
RECEIPT: Final = Receipt(
    semantics="second edition",
    editions=(("territories", "2024"),),
    record="ab" * 32,
    facts=(("mandate", "cd" * 32),),
    sources=(("label", date(2004, 5, 1)),),
    missing=("rival", "writers"),
    complete_until="2009-12",
)


def cleared_share(chain: Chain = CHAIN, *, operation: str = "") -> ShareProof:
    return ShareProof("label", WHOLE, Value.YES, ("owns-r",), chain, "operator" if operation else "shop", operation)


def broken_share(at: Break, chain: Chain | None = None) -> ShareProof:
    return ShareProof("label", WHOLE, Value.NO, ("owns-r",), chain, broken_at=at)


def right(*shares: ShareProof, asset: str = "r", name: str = MAKING) -> RightProof:
    return RightProof(asset, name.partition(":")[0], name, min(one.value for one in shares), False, False, shares)  # noqa: FBT003  as the node has it


def place(*rights: RightProof, missing: tuple[str, ...] = (), server: str = "") -> PlaceProof:
    value = min([one.value for one in rights] + [Value.UNKNOWN] * len(missing), default=Value.YES)
    law = RequirementProof("convention", Standing.ACCEPTED, value, rights, missing)
    return PlaceProof("RU" if server else "FR", server, value, (law,))


def reading(which: Reading, *places: PlaceProof, settlement: tuple[tuple[str, bool], ...] = ()) -> ReadingProof:
    return ReadingProof(which, min(one.value for one in places), settlement, any(one.server for one in places), places)


def verdict(
    lower: PlaceProof,
    upper: PlaceProof | None = None,
    *,
    points: tuple[OpenPoint, ...] = (),
    asked: Question | None = None,
) -> Verdict:
    """The verdict that follows from one place in each reading; the same place in both where only one is given."""
    low, high = reading(Reading.LOWER, lower), reading(Reading.UPPER, upper or lower)
    return Verdict(
        question=asked or question(),
        answer=answer_of(low.value, high.value),
        proof=Proof(low, high, (FactUsed("mandate", Standing.ACCEPTED), FactUsed("deal", Standing.DISPUTED)), points),
        flags=frozenset({Flag.CONFLICT}),
        receipt=RECEIPT,
    )


def broken(at: Break) -> Verdict:
    """Not cleared, for one break."""
    return verdict(place(right(broken_share(at))))


CLEARED: Final = verdict(place(right(cleared_share())))
BY_STATUTE: Final = verdict(place(right(cleared_share(BY_LAW, operation="run")), server="server"))
CONTESTED: Final = verdict(
    place(right(broken_share(BREAKS[Dimension.DISPUTED]))),
    place(right(cleared_share(BY_LAW))),
    points=OPEN_POINTS[:4],
)
NO_SERVER: Final = verdict(PlaceProof("", "", Value.UNKNOWN, ()))
NO_LAW: Final = verdict(PlaceProof("FR", "", Value.UNKNOWN, ()), asked=question(known_by=LAST))
NO_ITEM: Final = verdict(PlaceProof("FR", "", Value.UNKNOWN, ()), asked=question(item="nowhere"))
UNIDENTIFIED: Final = verdict(place(right(cleared_share()), missing=("work",)))
UNNAMED: Final = verdict(
    place(right(cleared_share(), ShareProof("", 2450, Value.UNKNOWN, broken_at=BREAKS[Dimension.LAW])))
)
NOTHING_ASKED: Final = verdict(place())
VERDICTS: Final[Mapping[str, Verdict]] = {
    "cleared": CLEARED,
    "cleared by a statute, through an operator, at a server": BY_STATUTE,
    "contested": CONTESTED,
    "no server": NO_SERVER,
    "no requirement": NO_LAW,
    "item not on record": NO_ITEM,
    "asset not identified": UNIDENTIFIED,
    "owner unnamed": UNNAMED,
    "nothing asked for": NOTHING_ASKED,
}
ANSWERS: Final = {
    "cleared": Answer.CLEARED,
    "cleared by a statute, through an operator, at a server": Answer.CLEARED,
    "contested": Answer.CONTESTED,
    "no server": Answer.UNKNOWN,
    "no requirement": Answer.UNKNOWN,
    "item not on record": Answer.UNKNOWN,
    "asset not identified": Answer.UNKNOWN,
    "owner unnamed": Answer.UNKNOWN,
    "nothing asked for": Answer.CLEARED,
}
