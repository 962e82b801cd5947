# SPDX-License-Identifier: Apache-2.0
"""English: what it would take."""

from __future__ import annotations

from licit.model.overview import Reason
from licit.model.remedy import ItemRemedies, Plan, RemedyGrant
from licit.model.verdict import Answer
from licit.report.words.english import grammar
from licit.report.words.english.breaks import DIMENSIONS
from licit.report.words.english.facts import name
from licit.report.words.names import Names
from licit.report.words.remedies import RemedyBook


def _grant(n: Names, grant: RemedyGrant, where: str) -> str:
    what = n.listed(n.title(one) for one in grant.assets) if grant.assets else "all that it has"
    rights = n.listed(n.word(one) for one in grant.rights)
    text = (
        f"From {n.party(grant.grantor)} to {n.party(grant.grantee)}, non-exclusive, for own use: {n.word(grant.use)} of"
        f" {what}; rights: {rights}; territories: {where}; from {n.day(grant.start)}"
    )
    if grant.signed != grant.start:
        text += f"; signed on {n.day(grant.signed)}"
    if grant.sublicense:
        text += f"; {n.party(grant.grantee)} may let others"
    if grant.extends and grant.dimension is not None:
        text += f". It extends {name(n, grant.extends)}, which falls short in one thing: {DIMENSIONS[grant.dimension]}"
    return text


def _agreements(count: int) -> str:
    return "1 agreement" if count == 1 else f"{count} agreements"


def _found(n: Names, held: ItemRemedies) -> str:
    if held.answer is Answer.CLEARED:
        return "It is cleared: nothing is missing."
    if not held.remedies:
        return "No grants to the service would clear it."
    fewest = len(held.remedies[0].counterparties)
    with_whom = n.listed(n.party(one) for one in held.remedies[0].counterparties)
    if len(held.remedies) == 1:
        return grammar.sentence(f"{_agreements(fewest)} would clear it, and no fewer: with {with_whom}")
    count = f"more than {len(held.remedies)}" if held.bounded else str(len(held.remedies))
    return f"{_agreements(fewest)} would clear it, and no fewer; {count} sets of counterparties would do."


def _nobody(n: Names, reason: Reason) -> str:
    kind = n.word(reason.subject) if n.known(reason.subject) else n.title(reason.subject)
    text = f"nobody on record can give {n.party(reason.at)}’s share ({kind}) by a grant of its own"
    return f"{text}; in the way: {n.listed(name(n, one) for one in reason.facts)}" if reason.facts else text


def _reached(plan: Plan) -> str:
    what = "items × territories" if plan.unit == "pairs" else "items"
    text = f"{_agreements(len(plan.agreements))}: {plan.reached} of {plan.total} {what} cleared"
    text += f" ({_percent(plan.reached, plan.total)}), {plan.cleared} of them already"
    if plan.out_of_reach:
        text += f". The target of {plan.target} is out of reach: no grants clear more than {plan.clearable}"
    return text + "."


def _proof(plan: Plan) -> str:
    late = "" if plan.seconds is None else f" The search stopped after {plan.seconds:.0f} s."
    if plan.fewest is not None:
        if plan.proved:
            return f"No fewer agreements do.{late}"
        gap = len(plan.agreements) - plan.fewest
        so = f"so the plan has at most {gap} ({_percent(gap, len(plan.agreements))}) too many"
        return f"At least {_agreements(plan.fewest)} would be needed, {so}.{late}"
    if plan.proved:
        return f"No other {_agreements(plan.most or 0)} clear more.{late}"
    gap = (plan.best or 0) - plan.reached
    so = f"so the plan clears at most {gap} ({_percent(gap, plan.best or 0)}) too few"
    return f"No {_agreements(plan.most or 0)} clear more than {plan.best}, {so}.{late}"


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %" if total else "–"


def _instead(n: Names, parties: tuple[str, ...]) -> str:
    return f"or instead {n.listed(n.party(one) for one in parties)}"


BOOK = RemedyBook(
    headings={
        "sets": "Smallest sets of counterparties",
        "grants": "What each would grant",
        "stuck": "What no grant mends",
        "out": "What stays out, and why",
        "with": "agreement with",
        "cleared": "cleared by then",
        "none": "nothing",
        "before": "(before any)",
        "more": "more, with --json",
    },
    grant=_grant,
    found=_found,
    nobody=_nobody,
    agreements=_agreements,
    reached=_reached,
    proof=_proof,
    percent=_percent,
    instead=_instead,
)
