# SPDX-License-Identifier: Apache-2.0
"""All checks by id. Each has a page, ``docs/lint/<id>.md``, and a broken case, ``tests/lint/<id>``."""

from __future__ import annotations

from typing import Final

from licit.case.lint import (
    circles,
    days,
    evidence,
    grants,
    laws,
    references,
    shares,
    sources,
    territories,
    things,
    titles,
)
from licit.case.lint.remark import Check
from licit.model.problem import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

CHECKS: Final = (
    Check(
        "asset-kind-differs",
        ERROR,
        "an item has an asset as another kind than it is declared",
        things.asset_kind_differs,
    ),
    Check("circular-findings", ERROR, "findings hold each other so or not so", circles.circular_findings),
    Check("contradictory-dates", ERROR, "an end comes before its start", days.contradictory_dates),
    Check(
        "controls-in-a-row", WARNING, "the owner changes without an assignment", titles.controls_in_a_row, whole=True
    ),
    Check("dangling-evidence", ERROR, "evidence is named but not declared", evidence.dangling_evidence, whole=True),
    Check(
        "emission-without-server",
        WARNING,
        "the server decides, and none is on record",
        laws.emission_without_server,
        whole=True,
    ),
    Check("empty-catalogue", WARNING, "a catalogue lists nothing", things.empty_catalogue),
    Check("equal-rows", WARNING, "two controls are equal, and add up", shares.equal_rows),
    Check("evidence-altered", ERROR, "a kept copy has another hash", evidence.evidence_altered),
    Check("evidence-missing", ERROR, "a kept copy is not there", evidence.evidence_missing),
    Check("evidence-unhashed", WARNING, "a kept copy has no hash on record", evidence.evidence_unhashed),
    Check("exclusion-first", WARNING, "a list of territories starts with an exclusion", territories.exclusion_first),
    Check(
        "exclusion-removes-nothing",
        WARNING,
        "an exclusion has nothing to remove",
        territories.exclusion_removes_nothing,
    ),
    Check("extended-without-society", ERROR, "an extended statute names no society", laws.extended_without_society),
    Check("finding-without-authority", WARNING, "nobody is named who made the finding", laws.finding_without_authority),
    Check("grant-to-oneself", WARNING, "a party grants to itself", grants.grant_to_oneself),
    Check("group-fixed-imprecise", ERROR, "groups are fixed as of an imprecise day", days.group_fixed_imprecise),
    Check(
        "group-without-members",
        WARNING,
        "a scope names the members of an empty group",
        references.group_without_members,
        whole=True,
    ),
    Check("identifier-check-digit", ERROR, "an identifier cannot be one", things.identifier_check_digit),
    Check(
        "item-incomplete",
        WARNING,
        "an item lacks a kind of asset that the law asks for",
        things.item_incomplete,
        whole=True,
    ),
    Check("membership-circle", ERROR, "a group is a member of itself", circles.membership_circle),
    Check("opt-out-without-effect", WARNING, "an opt-out of a law that knows none", laws.opt_out_without_effect),
    Check(
        "pattern-denies-nothing",
        WARNING,
        "a denied pattern matches no grant",
        sources.pattern_denies_nothing,
        whole=True,
    ),
    Check("position-unheard", WARNING, "a position believes nobody who speaks", sources.position_unheard, whole=True),
    Check("powers-on-assignment", WARNING, "an assignment states powers", grants.powers_on_assignment),
    Check("published-before-made", ERROR, "a statement is published before it is made", days.published_before_made),
    Check("question-after-complete", WARNING, "a question is later than the record goes", days.question_after_complete),
    Check(
        "question-without-offers",
        WARNING,
        "all offers are asked about, and none is on record",
        things.question_without_offers,
        whole=True,
    ),
    Check("requirement-without-rights", WARNING, "a requirement needs nothing", laws.requirement_without_rights),
    Check("reserve-ignored", WARNING, "a power is reserved where none can be", grants.reserve_ignored),
    Check(
        "retrieved-before-published",
        WARNING,
        "a statement is retrieved before it is published",
        days.retrieved_before_published,
    ),
    Check("self-contradiction", WARNING, "a source affirms and denies a fact on one day", sources.self_contradiction),
    Check("share-over-whole", WARNING, "shares add up to more than 100 %", shares.share_over_whole),
    Check("share-under-whole", WARNING, "shares add up to less than 100 %", shares.share_under_whole, whole=True),
    Check("shared-domain", WARNING, "two parties have one domain", things.shared_domain),
    Check("shared-identifier", WARNING, "two parties or assets have one identifier", things.shared_identifier),
    Check("signed-after-end", WARNING, "a grant is signed after its last day", days.signed_after_end),
    Check("source-ranked-twice", WARNING, "a position ranks a source twice", sources.source_ranked_twice),
    Check("statement-without-day", ERROR, "a statement has no day", days.statement_without_day),
    Check(
        "stranger-grant", WARNING, "a grantor owns nothing and was granted nothing", grants.stranger_grant, whole=True
    ),
    Check("terminated-before-begun", WARNING, "a grant ends before it begins", days.terminated_before_begun),
    Check("two-exclusives", WARNING, "one thing is given exclusively to two parties", grants.two_exclusives),
    Check("unasked-right", WARNING, "no requirement asks for the rights named", references.unasked_right, whole=True),
    Check("unknown-asset", ERROR, "an asset is named but not declared", references.unknown_asset, whole=True),
    Check(
        "unknown-catalogue", ERROR, "a catalogue is named but not declared", references.unknown_catalogue, whole=True
    ),
    Check("unknown-fact", ERROR, "a fact is spoken of but not on record", references.unknown_fact, whole=True),
    Check(
        "unknown-item",
        WARNING,
        "an item is offered or asked about but not on record",
        references.unknown_item,
        whole=True,
    ),
    Check("unknown-party", ERROR, "a party is named but not declared", references.unknown_party, whole=True),
    Check(
        "unknown-position",
        ERROR,
        "a question is asked in an undeclared position",
        references.unknown_position,
        whole=True,
    ),
    Check("unknown-source", ERROR, "a source is neither a party nor evidence", references.unknown_source, whole=True),
    Check("unsourced-note", WARNING, "a note or figure has no source", sources.unsourced_note),
    Check("unstated-fact", WARNING, "nobody states a fact", sources.unstated_fact, whole=True),
    Check("unstated-scope", WARNING, "a grant leaves part of its scope open", grants.unstated_scope),
    Check("unused-evidence", WARNING, "nothing rests on some evidence", evidence.unused_evidence, whole=True),
    Check("zero-share", WARNING, "a control of nothing", shares.zero_share),
)
