# SPDX-License-Identifier: Apache-2.0
"""A compiled form carried over to another record answers as one compiled from nothing, with less work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

import pytest

from benchmarks.worlds import world
from licit.engine.bearing import Share
from licit.engine.compiled import Compiled, Slices
from licit.engine.revising import revised
from licit.model.day import Term, When
from licit.model.fact import (
    UNLIMITED,
    Fact,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Operation,
    OptOut,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.statement import GrantPattern, Statement
from tests.engine.agreement.dense import dense
from tests.engine.compiled.asking import asked, from_nothing, readings, shares, through_time
from tests.engine.compiled.big import QUESTION, big_shares
from tests.engine.compiled.changing import CHANGES
from tests.worlds.stage import ATLAS, KNOWN_BY, PAPER, POSITIONS, SERVICE, USE, USES, WORLD, World
from tests.worlds.worlds import seeded

EVER = When.parse("2000-01-01")
BOTH = ("copy", "perform")


def revise_again_and_again(start: World, others: Callable[[int], World], dice: Random, counted: Counter[str]) -> None:
    """Four changes, one after the other; each time all shares are held against those compiled from nothing."""
    question = start.question
    compiled = from_nothing(start.record, question)
    for step in range(4):
        for share in shares(compiled):
            if step == 0 or dice.random() < 0.8:
                compiled.slices(share)
        change = dice.choice(CHANGES)
        other = others(step).record
        if not compiled.believed.record.facts or not other.facts:
            return
        record = change(compiled.believed.record, other, dice)

        after = revised(compiled, record)

        nothing = from_nothing(record, question, compiled)
        counted[change.__name__] += 1
        counted["shares"] += len(shares(nothing))
        counted["taken over"] += len(after.shares)
        assert through_time(after) == through_time(nothing), (change.__name__, step)
        compiled = after


def later(make: Callable[[int], World], seed: int, step: int) -> World:
    """Another world to take facts from."""
    return make(seed + 7919 * (step + 1))


@pytest.mark.parametrize("block", range(4))
def test_after_any_change_all_is_as_compiled_from_nothing_and_most_of_it_was_taken_over(block: int) -> None:
    counted: Counter[str] = Counter()

    for seed in range(block * 60, block * 60 + 60):
        make = seeded if seed % 2 else dense
        dice = Random(seed)  # noqa: S311 - worlds for tests, no secret
        revise_again_and_again(make(seed), partial(later, make, seed), dice, counted)

    assert all(counted[change.__name__] for change in CHANGES)
    assert counted["taken over"] > counted["shares"] * 0.6


def test_in_a_large_world_too_and_what_was_found_for_many_owners_is_taken_over() -> None:
    other = world(60, 40, seed=9)
    dice = Random(3)  # noqa: S311 - worlds for tests, no secret
    compiled = from_nothing(world(150, 60, seed=2), QUESTION)
    ways = taken = 0
    for _ in range(8):
        for share in big_shares(compiled):
            compiled.slices(share)
        record = dice.choice(CHANGES[:-1])(compiled.believed.record, other, dice)

        after = revised(compiled, record)

        ways, taken = ways + len(compiled.network.ways), taken + len(after.network.ways)
        nothing = from_nothing(record, QUESTION, compiled)
        assert all(readings(after, share) == readings(nothing, share) for share in big_shares(nothing))
        compiled = after
    assert taken > ways * 0.6


# What one changed fact of each kind reaches, and what it leaves alone


def grant(name: str, grantor: str, grantee: str, *, rights: tuple[str, ...] = (), **scope: Repertoire) -> Grant:
    """A mandate, or a licence to the service, for all that the grantor has."""
    repertoire = scope.get("repertoire", Repertoire(everything=True))
    kind = GrantKind.NON_EXCLUSIVE if grantee == SERVICE else GrantKind.MANDATE
    named = frozenset(rights) if rights else ALL
    reach = Scope(repertoire, named, ALL, WORLD)
    return Grant(id=name, grantor=grantor, grantee=grantee, kind=kind, scope=reach, executed=EVER, sublicense=UNLIMITED)


LAW = Statute(
    id="law", kind=StatuteKind.EXTENDED, rights=frozenset(("perform",)), uses=ALL, territories=WORLD, society="Club"
)
FACTS: tuple[Fact, ...] = (
    grant("owl-agency", "Owl", "Agency"),
    grant("agency-shop", "Agency", SERVICE, repertoire=Repertoire(everything=True)),
    grant("oak-bureau", "Oak", "Bureau"),
    grant("bureau-shop", "Bureau", SERVICE, repertoire=Repertoire(members_of=frozenset(("Federation",)))),
    grant("club-shop", "Club", SERVICE),
    Membership(id="oak-in", member="Oak", group="Federation"),
    LAW,
)


def record_of(*facts: Fact) -> Record:
    """A record in which the paper says all of this."""
    word = Statement(PAPER, affirms=True, facts=tuple(fact.id for fact in facts), made=EVER, published=EVER)
    return Record(facts=facts, statements=(word,), positions=POSITIONS, atlas=ATLAS, uses=USES)


def compiled_of(*facts: Fact) -> Compiled:
    """The shares of the two owners, and of one that nobody knows."""
    question = asked(SERVICE, USE, "here", KNOWN_BY)
    compiled = from_nothing(record_of(*facts), question)
    for owner in ("Owl", "Oak", "Orb"):
        for right in BOTH:
            compiled.slices(Share(owner, 0, right))
    return compiled


def gone(compiled: Compiled, *facts: Fact) -> list[str]:
    """The shares that the other facts may reach, as ``owner right``; all others are the very same values."""
    after = revised(compiled, record_of(*facts))
    kept: dict[Share, Slices] = after.shares
    assert all(kept[share] is compiled.shares[share] for share in kept)
    return sorted(f"{share.owner} {share.right}" for share in compiled.shares if share not in kept)


def instead(name: str, **values: object) -> tuple[Fact, ...]:
    """The facts with one of them changed."""
    return tuple(replace(fact, **values) if fact.id == name else fact for fact in FACTS)  # type: ignore[arg-type]


EVERYTHING = ["Oak copy", "Oak perform", "Orb copy", "Orb perform", "Owl copy", "Owl perform"]
REACH: dict[str, tuple[tuple[Fact, ...], list[str]]] = {
    "nothing changed": (FACTS, []),
    "the order": (FACTS[::-1], []),
    "an owner's mandate": (instead("owl-agency", term=Term(None, EVER)), ["Owl copy", "Owl perform"]),
    "a licence of one right": (
        instead("agency-shop", scope=Scope(Repertoire(everything=True), frozenset(("fix",)), ALL, WORLD)),
        ["Owl copy", "Owl perform"],
    ),
    "a new licence of one right": ((*FACTS, grant("more", "Agency", SERVICE, rights=("copy",))), ["Owl copy"]),
    "a licence for another's repertoire": (
        (*FACTS, grant("more", "Agency", SERVICE, repertoire=Repertoire(parties=frozenset(("Oak",))))),
        [],
    ),
    "a mandate to nobody who leads there": ((*FACTS, grant("more", "Owl", "Yard")), []),
    "a party that leads there now": (
        (*FACTS, grant("more", "Orb", "Xenia"), grant("most", "Xenia", SERVICE)),
        ["Orb copy", "Orb perform"],
    ),
    "a grant taken away": (FACTS[1:], ["Owl copy", "Owl perform"]),
    "a termination": (
        (*FACTS, Termination(id="over", grant="owl-agency", last_day=EVER)),
        ["Owl copy", "Owl perform"],
    ),
    "a finding on a grant": (
        (*FACTS, Finding(id="held", fact="oak-bureau", holds=False, territories=WORLD)),
        ["Oak copy", "Oak perform"],
    ),
    "a membership": (instead("oak-in", term=Term(None, EVER)), ["Oak copy", "Oak perform"]),
    "a group's membership": (
        (*FACTS, Membership(id="more", member="Federation", group="Major")),
        ["Oak copy", "Oak perform"],
    ),
    "a law": (instead("law", term=Term(EVER, None)), ["Oak perform", "Orb perform", "Owl perform"]),
    "an opt-out": (
        (*FACTS, OptOut(id="out", party="Owl", statute="law")),
        ["Oak perform", "Orb perform", "Owl perform"],
    ),
    "the licence of a law's society": (
        instead("club-shop", term=Term(EVER, EVER)),
        ["Oak perform", "Orb perform", "Owl perform"],
    ),
    "who operates the service": ((*FACTS, Operation(id="runs", operator="Runner", service=SERVICE)), EVERYTHING),
    "who operates another service": ((*FACTS, Operation(id="runs", operator="Runner", service="Other")), []),
}


@pytest.mark.parametrize("change", REACH)
def test_a_changed_fact_reaches_these_shares_and_leaves_the_others_alone(change: str) -> None:
    compiled = compiled_of(*FACTS)
    facts, reached = REACH[change]

    found = gone(compiled, *facts)

    assert found == reached


def test_a_word_on_one_fact_of_a_file_reaches_what_hangs_on_that_fact() -> None:
    compiled = compiled_of(*FACTS)
    record = compiled.believed.record
    fewer = replace(record.statements[0], facts=tuple(fact.id for fact in FACTS if fact.id != "owl-agency"))

    after = revised(compiled, replace(record, statements=(fewer,)))

    assert Share("Owl", 0, "copy") not in after.shares
    assert Share("Oak", 0, "copy") in after.shares
    assert not after.slices(Share("Owl", 0, "copy")).upper.masks[-1]
    assert compiled.slices(Share("Owl", 0, "copy")).upper.masks[-1]


def test_a_grant_that_stays_keeps_its_number_and_a_new_one_has_nobodys() -> None:
    compiled = compiled_of(*FACTS)
    before = {one.id: one for one in compiled.believed.grants}

    after = revised(compiled, record_of(grant("first", "Orb", SERVICE), *FACTS[1:]))

    found = {one.id: one for one in after.believed.grants}
    assert [found[name] is before[name] for name in ("agency-shop", "oak-bureau")] == [True, True]
    assert found["first"].number not in {one.number for one in before.values()}


def test_shares_follow_their_lists_when_a_new_list_comes_before_them() -> None:
    listed = grant("listed", "Owl", SERVICE, repertoire=Repertoire(assets=frozenset(("r1",))))
    compiled = compiled_of(listed)
    blue = compiled.slices(Share("Owl", compiled.believed.lists.profile("r1"), "copy"))
    earlier = grant("earlier", "Oak", SERVICE, repertoire=Repertoire(assets=frozenset(("w1",))))

    after = revised(compiled, record_of(earlier, listed))

    assert after.believed.lists.profile("r1") != compiled.believed.lists.profile("r1")
    assert after.shares[Share("Owl", after.believed.lists.profile("r1"), "copy")] is blue


def test_a_holder_who_opts_out_for_the_first_time_is_looked_for_among_all_who_hold() -> None:
    facts = (grant("owl-agency", "Owl", "Agency"), grant("agency-shop", "Agency", "Shop", rights=("copy",)), *FACTS[4:])
    compiled = compiled_of(*facts)
    share = Share("Owl", 0, "perform")

    after = revised(compiled, record_of(*facts, OptOut(id="out", party="Agency", statute="law")))

    assert compiled.slices(share).upper.masks[-1]
    assert not after.slices(share).upper.masks[-1]


def test_where_a_denial_speaks_of_members_a_new_member_may_change_anybody() -> None:
    record = record_of(*FACTS)
    pattern = GrantPattern(members_of=frozenset(("Major",)), grantees=frozenset((SERVICE,)))
    denial = Statement(PAPER, affirms=False, pattern=pattern, made=EVER, published=EVER)
    spoken = replace(record, statements=(*record.statements, denial))
    compiled = from_nothing(spoken, asked(SERVICE, USE, "here", KNOWN_BY))
    share = Share("Owl", 0, "copy")
    more = record_of(*FACTS, Membership(id="more", member="Agency", group="Major"))
    before = readings(compiled, share)

    after = revised(compiled, replace(more, statements=(*more.statements, denial)))

    assert all(steps.masks[-1] for steps in before)
    assert not readings(after, share)[0].masks[-1]


def test_an_owner_who_is_named_now_stands_no_longer_for_those_who_were_like_it() -> None:
    facts = (grant("owl-agency", "Owl", "Agency"), grant("oak-agency", "Oak", "Agency"))
    compiled = compiled_of(*facts, grant("agency-shop", "Agency", SERVICE))
    named = grant("agency-shop", "Agency", SERVICE, repertoire=Repertoire(parties=frozenset(("Owl",))))

    after = revised(compiled, record_of(*facts, named))

    assert after.slices(Share("Owl", 0, "copy")).upper.masks[-1]
    assert not after.slices(Share("Oak", 0, "copy")).upper.masks[-1]


def test_what_was_found_for_one_owner_serves_those_like_it_after_a_change_too() -> None:
    facts = (*FACTS, grant("orb-agency", "Orb", "Agency"))
    compiled = compiled_of(*facts)
    onwards = [way for way in compiled.network.ways if way[1].holder == "Agency"]

    after = revised(compiled, record_of(*FACTS, grant("new-agency", "Oak", "Agency")))
    after.slices(Share("Oak", 0, "copy"))

    assert onwards
    assert [way for way in after.network.ways if way[1].holder == "Agency"] == onwards
