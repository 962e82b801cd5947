# SPDX-License-Identifier: Apache-2.0
"""Small worlds with a proof written by hand: the true one is accepted, the false one refused at its step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from licit.checker import check, check_alone
from licit.model.day import Reading, Term, When
from licit.model.fact import (
    UNLIMITED,
    Control,
    Finding,
    GrantKind,
    Membership,
    Operation,
    OptOut,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.position import PlaceOfAct
from licit.model.proof import (
    Break,
    Chain,
    Dimension,
    Flag,
    PlaceProof,
    Powers,
    ReadingProof,
    RequirementProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import Share
from licit.model.territory import only
from licit.model.verdict import Answer, Verdict
from tests.checker.small import (
    ANY,
    LAW,
    LET_ONLY,
    OWNS,
    USE_ONLY,
    break_at,
    cleared,
    from_owner,
    grant,
    link,
    mandate,
    reading,
    refused,
    right,
    sure,
    verdict,
    world,
)

UPPER = "upper.places[0].requirements[0].rights[0].shares[0]"
LOWER = "lower.places[0].requirements[0].rights[0].shares[0]"


def refused_steps(of: Verdict, record: Record) -> set[str]:
    return {step.path for step in check(of, record)}


def test_a_licence_from_the_owner_clears() -> None:
    record = world(OWNS, grant("O>S"))

    proof = sure(record, right(cleared(from_owner(link("O>S", USE_ONLY)))), ["c", "O>S"])

    assert proof.answer is Answer.CLEARED
    assert check(proof, record) == ()
    assert check_alone(proof, record) == ()


def test_an_owner_needs_no_grant() -> None:
    record = world(replace(OWNS, party="S"))
    share = ShareProof("S", 10_000, Value.YES, ("c",), from_owner(owner="S"), "S")

    assert check(sure(record, right(share), ["c"]), record) == ()


def test_a_denied_licence_does_not_clear() -> None:
    record = world(OWNS, grant("O>S"), denied=["O>S"])

    proof = sure(record, right(cleared(from_owner(link("O>S", USE_ONLY)))), ["c", "O>S"])

    assert {f"{LOWER}.value", f"{LOWER}.chain.links[0]", f"{LOWER}.chain.links[0].standing"} <= refused_steps(
        proof, record
    )


def test_a_disputed_licence_is_contested_for_its_dispute() -> None:
    record = world(OWNS, grant("O>S"), denied=["O>S"])
    below = right(refused(from_owner(), break_at("O>S", Dimension.DISPUTED)))
    above = right(cleared(from_owner(link("O>S", USE_ONLY, Standing.DISPUTED))))

    proof = verdict(
        record, reading(Reading.LOWER, below), reading(Reading.UPPER, above), ["c", "O>S"], disputed=["O>S"]
    )

    assert proof.answer is Answer.CONTESTED
    assert check(proof, record) == ()
    assert check_alone(proof, record) == ()


def test_a_society_lets_others_use_by_its_mandate() -> None:
    record = world(OWNS, mandate("O>M"), grant("M>S", signed="2002-01-01"))

    proof = sure(record, right(cleared(from_owner(link("O>M", LET_ONLY), link("M>S", USE_ONLY)))), ["c", "O>M", "M>S"])

    assert check(proof, record) == ()


def test_a_licence_under_a_mandate_is_tested_against_its_principals_exclusive() -> None:
    bar = grant("O>E", GrantKind.EXCLUSIVE, signed="2002-01-01")
    record = world(OWNS, mandate("O>M"), bar, grant("M>S", signed="2003-01-01"))
    broken = break_at("M>S", Dimension.BARRED, by=("O>E",))

    true = sure(record, right(refused(from_owner(link("O>M", LET_ONLY)), broken)), ["c", "O>M", "M>S", "O>E"])
    false = sure(record, right(cleared(from_owner(link("O>M", LET_ONLY), link("M>S", USE_ONLY)))), ["c", "O>M", "M>S"])

    assert check(true, record) == ()
    assert f"{UPPER}.chain.links[1]" in refused_steps(false, record)


def test_what_is_left_out_is_found_in_the_record_and_not_in_the_facts_alone() -> None:
    bar = grant("O>E", GrantKind.EXCLUSIVE, signed="2000-01-01")
    record = world(OWNS, bar, grant("O>S"))

    hiding = sure(record, right(cleared(from_owner(link("O>S", USE_ONLY)))), ["c", "O>S"])

    assert check_alone(hiding, record) == ()
    assert f"{UPPER}.chain.links[0]" in refused_steps(hiding, record)


def test_a_licence_back_is_not_barred_by_the_assignment_it_comes_through() -> None:
    record = world(
        OWNS,
        grant("O>A", GrantKind.ASSIGNMENT),
        grant("A>O", sublicense=1, signed="2002-01-01"),
        grant("O>S", signed="2003-01-01"),
    )
    chain = from_owner(link("O>A", ANY), link("A>O", Powers(exercise=True, sublicense=1)), link("O>S", USE_ONLY))

    assert check(sure(record, right(cleared(chain)), ["c", "O>A", "A>O", "O>S"]), record) == ()


def test_the_assignor_itself_gives_no_more() -> None:
    record = world(
        OWNS,
        grant("O>A", GrantKind.ASSIGNMENT),
        grant("A>O", signed="2002-01-01"),
        grant("O>S", signed="2003-01-01"),
    )
    chain = from_owner(link("O>A", ANY), link("A>O", USE_ONLY))

    no_power = sure(record, right(refused(chain, break_at("O>S", Dimension.NO_SUBLICENSE))), ["c", "O>A", "A>O", "O>S"])
    too_far = sure(
        record,
        right(cleared(from_owner(*chain.links, link("O>S", USE_ONLY)))),
        ["c", "O>A", "A>O", "O>S"],
    )

    assert check(no_power, record) == ()
    assert f"{UPPER}.chain.links[2]" in refused_steps(too_far, record)


def test_a_limit_of_links_is_no_want_of_power() -> None:
    record = world(OWNS, grant("O>A", sublicense=1), grant("A>B", sublicense=5), grant("B>S"))
    chain = from_owner(link("O>A", Powers(exercise=True, sublicense=1)), link("A>B", USE_ONLY))
    used = ["c", "O>A", "A>B", "B>S"]

    true = sure(record, right(refused(chain, break_at("B>S", Dimension.LINKS))), used)
    false = sure(record, right(refused(chain, break_at("B>S", Dimension.NO_SUBLICENSE))), used)

    assert check(true, record) == ()
    assert f"{UPPER}.broken_at.dimension" in refused_steps(false, record)


def test_two_exclusives_are_flagged() -> None:
    first = grant("O>S", GrantKind.EXCLUSIVE)
    record = world(OWNS, first, grant("O>E", GrantKind.EXCLUSIVE, signed="2002-01-01"))
    way = right(cleared(from_owner(link("O>S", USE_ONLY))))

    flagged = sure(record, way, ["c", "O>S", "O>E"], flags=[Flag.CONFLICT])
    silent = sure(record, way, ["c", "O>S", "O>E"])

    assert check(flagged, record) == ()
    assert refused_steps(silent, record) == {"flags"}


def test_a_terminated_licence_breaks_on_its_last_day() -> None:
    last = date(2004, 6, 30)
    stop = Termination(id="t", grant="O>S", last_day=When.on(last))
    record = world(OWNS, grant("O>S", term=Term(end=When.parse("2006-01-01"))), stop)
    used = ["c", "O>S", "t"]

    true = sure(record, right(refused(from_owner(), break_at("O>S", Dimension.TERM, ("t",), last))), used)
    wrong_day = sure(
        record, right(refused(from_owner(), break_at("O>S", Dimension.TERM, ("t",), date(2006, 1, 1)))), used
    )

    assert check(true, record) == ()
    assert f"{UPPER}.broken_at.held_until" in refused_steps(wrong_day, record)


def test_a_sublicence_signed_in_time_survives_and_a_later_one_falls() -> None:
    last = date(2004, 6, 30)
    over = mandate("O>M", term=Term(end=When.on(last)), survives_until="2006-01-01")
    early = world(OWNS, over, grant("M>S", signed="2003-01-01"))
    late = world(OWNS, over, grant("M>S", signed="2004-12-01"))
    ended = link("O>M", LET_ONLY, ended_on=last)
    used = ["c", "O>M", "M>S"]

    lives = sure(early, right(cleared(from_owner(ended, link("M>S", USE_ONLY)))), used)
    falls = sure(late, right(refused(from_owner(ended), break_at("M>S", Dimension.FELL, held_until=last))), used)
    forgets = sure(early, right(cleared(from_owner(link("O>M", LET_ONLY), link("M>S", USE_ONLY)))), used)

    assert check(lives, early) == ()
    assert check(falls, late) == ()
    assert f"{UPPER}.chain.links[0].ended_on" in refused_steps(forgets, early)


def test_survival_gives_the_grantee_itself_nothing() -> None:
    last = date(2004, 6, 30)
    record = world(OWNS, grant("O>S", term=Term(end=When.on(last)), survives_until="2006-01-01"))
    used = ["c", "O>S"]

    true = sure(record, right(refused(from_owner(), break_at("O>S", Dimension.TERM, held_until=last))), used)
    false = sure(record, right(cleared(from_owner(link("O>S", USE_ONLY, ended_on=last)))), used)

    assert check(true, record) == ()
    assert UPPER in refused_steps(false, record)


EXTENDED = Statute(
    id="st", kind=StatuteKind.EXTENDED, rights=ALL, uses=ALL, territories=only("FR"), society="Soc", links=1
)


def test_an_extended_statute_reaches_an_owner_who_said_nothing() -> None:
    record = world(OWNS, EXTENDED, grant("Soc>S"))
    chain = Chain(Root(RootKind.EXTENDED, "Soc", ("st",)), (link("Soc>S", USE_ONLY),))

    assert check(sure(record, right(cleared(chain)), ["c", "st", "Soc>S"]), record) == ()


def test_an_opt_out_of_a_mandated_party_counts_and_that_of_a_licensee_does_not() -> None:
    out = OptOut(id="out", party="M", statute="st")
    by_mandate = world(OWNS, EXTENDED, grant("Soc>S"), mandate("O>M"), out)
    by_licence = world(OWNS, EXTENDED, grant("Soc>S"), grant("O>M", sublicense=UNLIMITED), out)
    stopped = Break(Dimension.OPTED_OUT, "O", "Soc", "st", ("out",))
    through = Chain(Root(RootKind.EXTENDED, "Soc", ("st",)), (link("Soc>S", USE_ONLY),))
    used = ["c", "st", "Soc>S", "O>M", "out"]

    assert check(sure(by_mandate, right(refused(from_owner(), stopped)), used), by_mandate) == ()
    assert check(sure(by_licence, right(cleared(through)), used), by_licence) == ()
    assert f"{UPPER}.chain.root" in refused_steps(sure(by_mandate, right(cleared(through)), used), by_mandate)
    assert f"{UPPER}.broken_at.dimension" in refused_steps(
        sure(by_licence, right(refused(from_owner(), stopped)), used), by_licence
    )


def test_the_missing_share_is_unknown_until_a_statute_reaches_it() -> None:
    half = replace(OWNS, share=Share(5000))
    named = ShareProof("O", 5000, Value.YES, ("c",), from_owner(link("O>S", USE_ONLY)), "S")
    waits = ShareProof("", 5000, Value.UNKNOWN, broken_at=Break(Dimension.LAW, "", "S"))
    compulsory = replace(EXTENDED, kind=StatuteKind.COMPULSORY, society="")
    covered = ShareProof("", 5000, Value.YES, chain=Chain(Root(RootKind.COMPULSORY, "", ("st",))))
    without, with_law = world(half, grant("O>S")), world(half, grant("O>S"), compulsory)

    unknown = sure(without, right(named, waits), ["c", "O>S"])
    known = sure(with_law, right(named, covered), ["c", "O>S", "st"])
    left_out = sure(without, right(replace(named, hundredths=5000)), ["c", "O>S"])

    assert unknown.answer is Answer.UNKNOWN
    assert check(unknown, without) == ()
    assert check(known, with_law) == ()
    assert "upper.places[0].requirements[0].rights[0].shares" in refused_steps(left_out, without)


def test_one_co_owner_does_not_suffice_where_the_shares_exceed_the_whole() -> None:
    either = replace(LAW, any_co_owner=True)
    other = Control(id="d", party="P", asset="r", rights=ALL, share=Share(100), territories=only("FR"))
    record = world(OWNS, other, grant("O>S"))
    record = replace(record, facts=(either, *record.facts[1:]))
    shares = (
        cleared(from_owner(link("O>S", USE_ONLY))),
        ShareProof(
            "P",
            100,
            Value.NO,
            ("d",),
            from_owner(owner="P", controls=("d",)),
            broken_at=Break(Dimension.NO_GRANT, "P", "S"),
        ),
    )
    used = ["c", "d", "O>S"]

    true = sure(record, right(*shares, any_co_owner=True, overclaim=True), used, flags=[Flag.OVERCLAIM])
    false = sure(record, right(*shares, any_co_owner=True), used)

    assert true.answer is Answer.NOT_CLEARED
    assert check(true, record) == ()
    assert "upper.places[0].requirements[0].rights[0].overclaim" in refused_steps(false, record)


def test_only_a_membership_is_no_grant() -> None:
    record = world(OWNS, Membership(id="m", member="O", group="M"), grant("M>S"))
    broken = Break(Dimension.MEMBERSHIP, "O", "M", by=("m",))

    true = sure(record, right(refused(from_owner(), broken)), ["c", "m", "M>S"])
    false = sure(record, right(refused(from_owner(), replace(broken, by=("c",)))), ["c", "m", "M>S"])

    assert check(true, record) == ()
    assert f"{UPPER}.broken_at.by" in refused_steps(false, record)


def test_an_operator_acts_through_its_service() -> None:
    record = world(OWNS, grant("O>Op"), Operation(id="runs", operator="Op", service="S"))
    chain = from_owner(link("O>Op", USE_ONLY))

    true = sure(record, right(cleared(chain, actor="Op", operation="runs")), ["c", "O>Op", "runs"])
    false = sure(record, right(cleared(chain, actor="S")), ["c", "O>Op"])

    assert check(true, record) == ()
    assert f"{UPPER}.actor" in refused_steps(false, record)


def test_a_disputed_law_is_settled_for_the_worst_and_the_best() -> None:
    free = Requirement(id="law", use="stream", territories=only("FR"), rights=())
    more = replace(LAW, id="more")
    record = world(OWNS, more, denied=["more"])
    record = replace(record, facts=(free, *record.facts[1:]))
    met = RequirementProof("law", Standing.ACCEPTED, Value.YES, ())
    unmet = RequirementProof(
        "more", Standing.DISPUTED, Value.NO, (right(refused(from_owner(), Break(Dimension.NO_GRANT, "O", "S"))),)
    )
    worst = ReadingProof(
        Reading.LOWER,
        Value.NO,
        (("more", True),),
        emission=False,
        places=(PlaceProof("FR", "", Value.NO, (met, unmet)),),
    )
    best = ReadingProof(
        Reading.UPPER, Value.YES, (("more", False),), emission=False, places=(PlaceProof("FR", "", Value.YES, (met,)),)
    )
    not_worst = replace(best, reading=Reading.LOWER)
    unsettled = replace(best, settlement=())

    assert check(verdict(record, worst, best, ["c", "more"], disputed=["more"]), record) == ()
    assert "lower.value" in refused_steps(verdict(record, not_worst, best, ["c", "more"], disputed=["more"]), record)
    assert "upper.settlement" in refused_steps(
        verdict(record, worst, unsettled, ["c", "more"], disputed=["more"]), record
    )


def test_where_the_server_stands_decides_under_emission() -> None:
    record = world(OWNS, grant("O>S"), Server(id="sv", service="S", territory="FR"), place=PlaceOfAct.EMISSION)
    way = right(cleared(from_owner(link("O>S", USE_ONLY))))
    used = ["c", "O>S", "sv"]

    true = verdict(record, reading(Reading.LOWER, way, server="sv"), reading(Reading.UPPER, way, server="sv"), used)
    false = verdict(record, reading(Reading.LOWER, way), reading(Reading.UPPER, way, server="sv"), used)

    assert check(true, record) == ()
    assert {"lower.emission", "lower.places"} & refused_steps(false, record)


def test_a_finding_outranks_what_is_said() -> None:
    held = Finding(id="held", fact="O>S", holds=False, territories=only("FR"))
    record = world(OWNS, grant("O>S"), held)
    broken = break_at("O>S", Dimension.REJECTED, by=("held",))

    proof = sure(record, right(refused(from_owner(), broken)), ["c", "O>S", "held"])
    rejected = replace(
        proof,
        proof=replace(
            proof.proof,
            facts=tuple(
                replace(used, standing=Standing.REJECTED) if used.fact == "O>S" else used for used in proof.proof.facts
            ),
        ),
    )

    assert check(rejected, record) == ()
    assert {step.path for step in check(proof, record)} == {"facts[0].standing"}


def test_an_unknown_position_is_named() -> None:
    record = world(OWNS, grant("O>S"))
    proof = sure(record, right(cleared(from_owner(link("O>S", USE_ONLY)))), ["c", "O>S"])

    asked_of_another = replace(proof, question=replace(proof.question, position="nobody's"))

    assert refused_steps(asked_of_another, record) == {"question.position"}


def test_a_changed_record_is_noticed_by_its_hash() -> None:
    record = world(OWNS, grant("O>S"))
    proof = sure(record, right(cleared(from_owner(link("O>S", USE_ONLY)))), ["c", "O>S"])

    later = replace(record, title="another")

    assert refused_steps(proof, later) == {"receipt.record"}
    assert check_alone(proof, later) == ()
