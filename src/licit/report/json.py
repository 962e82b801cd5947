# SPDX-License-Identifier: Apache-2.0
"""Answers as JSON: question, answer, reason, what matched, what nearly matched, receipt, proof.

The order follows what validators of routes give (RFC 6811 and its tools: the state, why, and the entries that matched
or failed, by how). Keys are words with hyphens; texts of the case come as they are; ``words`` are for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from licit.explain.turning import deciding, reason_of
from licit.model.canonical import canonical
from licit.model.evidence import Evidence
from licit.model.overview import Audit, AuditRow, RankedPoint, RankedReason, Reason, ServiceAnswer, Slice, Tally
from licit.model.proof import Break, OpenPoint, ReadingProof, RightProof, ShareProof, Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.statement import Statement
from licit.model.verdict import Answer, Verdict
from licit.report import words
from licit.report.argument import believes
from licit.report.codec import decode, encode
from licit.vocabulary.names import Lang

Json = dict[str, Any]
PROOF_FORMAT: Final = "licit-proof/1"
_ACTS: Final = re.compile(
    "[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def verdict_json(
    verdict: Verdict, record: Record, lang: Lang = "en", *, evidence: Mapping[str, Evidence] = words.NO_EVIDENCE
) -> Json:
    """One answer in full. ``matched`` and ``nearly-matched`` are those of the reading that decides.

    ``nearly-matched`` is by the code of the dimension that failed. Statements carry their evidence where it is given.
    """
    teller = _Teller(verdict.question, record, lang, evidence)
    return {
        "question": encode(verdict.question),
        "answer": verdict.answer.value,
        "reason": teller.reason(reason_of(record, verdict)),
        "sentence": words.sentence(verdict, record, lang),
        "matched": list(teller.matched(deciding(verdict))),
        "nearly-matched": teller.nearly(verdict),
        "open-points": [teller.point(one) for one in verdict.proof.open_points],
        "flags": [{"flag": one, "words": words.flag_words(flag, lang)} for one, flag in _flags(verdict)],
        "receipt": encode(verdict.receipt),
        "proof": encode(verdict.proof),
    }


def proof_json(verdict: Verdict) -> Json:
    """A verdict as it is filed, to be checked later; ``proof_from_json`` gives it back."""
    return {"format": PROOF_FORMAT, **encode(verdict)}


def proof_from_json(value: object) -> Verdict:
    """The verdict of a filed proof.

    Raises:
        licit.model.problem.InvalidValueError: it is no such file; the message says where in it.
    """
    if not isinstance(value, dict) or value.get("format") != PROOF_FORMAT:
        from licit.model.problem import InvalidValueError

        raise InvalidValueError(f"this is no proof of the format {PROOF_FORMAT}", mend="give a file that licit wrote")
    return decode(Verdict, {key: one for key, one in value.items() if key != "format"})


def reason_json(reason: Reason, record: Record, lang: Lang = "en") -> Json:
    """What an answer turns on: its code, the parties on both sides, the facts, the day, and words."""
    return {**_filled(encode(reason)), "words": words.reason_words(reason, record, lang)}


def service_json(held: ServiceAnswer, record: Record, lang: Lang = "en") -> Json:
    """A whole service: cleared for none, some or all of what it offers."""
    asked = {name: getattr(held, name) for name in ("service", "use", "territory", "day", "known_by", "position")}
    return {
        "question": {name.replace("_", "-"): encode(one) for name, one in asked.items()},
        "cleared-for": held.extent.value,
        "sentence": words.service_sentence(held, record, lang),
        "answers": tally_json(held.tally),
        **_ranked(held.reasons, held.open_points, record, lang),
    }


def timeline_json(question: Question, slices: Sequence[Slice], record: Record, lang: Lang = "en") -> Json:
    """The slices of a question; its own day is the first one's."""
    return {
        "question": encode(question),
        "slices": [
            {
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "answer": one.answer.value,
                "reason": reason_json(one.reason, record, lang),
                "changed-by": list(one.changed_by),
            }
            for one in slices
        ],
    }


def territories_json(question: Question, answers: Mapping[str, Answer]) -> Json:
    """Each answer with its territories, in the order of their codes."""
    found = {answer.value: sorted(leaf for leaf, held in answers.items() if held is answer) for answer in Answer}
    return {"question": encode(question), "territories": found}


def audit_json(audit: Audit, record: Record, lang: Lang = "en") -> Json:
    """Totals, groups, flags, reasons and open points, most weighty first."""
    return {
        "question": {
            "service": audit.service,
            "uses": list(audit.uses),
            "territories": list(audit.territories),
            "day": audit.day.isoformat(),
            "known-by": audit.known_by.isoformat(),
            "position": audit.position,
        },
        "total": tally_json(audit.total),
        "groups": [_row(row) for row in audit.rows],
        "flags": dict(audit.flags),
        **_ranked(audit.reasons, audit.open_points, record, lang),
    }


def tally_json(tally: Tally) -> Json:
    """How many got each answer, and how many were asked."""
    return {answer.value: tally.of(answer) for answer in Answer} | {"total": tally.total}


def json_text(value: object) -> str:
    """Indented JSON with a line end: what acts on a terminal (bidi overrides, controls, zero widths) is escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _ACTS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


class _Teller:
    """Fills answers with what the record says of the facts they name."""

    def __init__(self, question: Question, record: Record, lang: Lang, evidence: Mapping[str, Evidence]) -> None:
        self.question, self.record, self.lang, self.evidence = question, record, lang, evidence

    def reason(self, reason: Reason) -> Json:
        return reason_json(reason, self.record, self.lang)

    def matched(self, reading: ReadingProof) -> Iterator[Json]:
        for right, share in _shares(reading):
            if share.value is not Value.YES or share.chain is None:
                continue
            root = share.chain.root
            yield {
                **self.part(right, share),
                "root": {"kind": root.kind.value, "party": root.party, "facts": [self.fact(one) for one in root.facts]},
                "links": [{**encode(link), "fact": self.fact(link.grant)} for link in share.chain.links],
                "actor": share.actor,
                "operation": self.fact(share.operation) if share.operation else None,
            }

    def nearly(self, verdict: Verdict) -> Json:
        found: dict[str, list[Json]] = {}
        for right, share in _shares(deciding(verdict)):
            if share.broken_at is not None:
                part = self.part(right, share)
                found.setdefault(share.broken_at.dimension.code, []).append(part | self.broken(share.broken_at))
        for other in verdict.nearly:
            found.setdefault(other.dimension.code, []).append(self.broken(other))
        return found

    def part(self, right: RightProof, share: ShareProof) -> Json:
        return {
            "asset": right.asset,
            "kind": right.kind,
            "right": right.right,
            "owner": share.owner,
            "share": share.hundredths / 100,
        }

    def broken(self, at: Break) -> Json:
        told = {key: one for key, one in _filled(encode(at)).items() if key not in ("dimension", "grant", "by")}
        return {
            **told,
            "words": words.break_words(at, self.record, self.lang),
            "fact": self.fact(at.grant) if at.grant else None,
            "by": [self.fact(one) for one in at.by],
        }

    def point(self, point: OpenPoint) -> Json:
        return _point(point, self.record, self.lang)

    def fact(self, name: str) -> Json:
        held = self.record.by_id.get(name)
        said = self.record.statements_on.get(name, ())
        if held is None:
            return {"id": name}
        return {
            **_plain(held),
            "words": words.fact_words(name, self.record, self.lang),
            "statements": [*map(self.said, self.in_time(said))],
        }

    def in_time(self, said: Iterable[Statement]) -> Iterator[Statement]:
        """Those published by the day of the question."""
        return (one for one in said if one.published_on <= self.question.known_by)

    def said(self, statement: Statement) -> Json:
        plain = {**_plain(statement), "believed": believes(self.record, self.question, statement)}
        plain.pop("facts", None)  # it stands below the one it is shown for
        held = self.evidence.get(plain.get("evidence", ""))
        return {**plain, "evidence": _plain(held)} if held else plain


def _shares(reading: ReadingProof) -> Iterator[tuple[RightProof, ShareProof]]:
    for place in reading.places:
        for requirement in place.requirements:
            for right in requirement.rights:
                for share in right.shares:
                    yield right, share


def _flags(verdict: Verdict) -> list[tuple[str, Any]]:
    return sorted((flag.value, flag) for flag in verdict.flags)


def _point(point: OpenPoint, record: Record, lang: Lang) -> Json:
    return {**_filled(encode(point)), "words": words.open_point_words(point, record, lang)}


def _ranked(reasons: Sequence[RankedReason], points: Sequence[RankedPoint], record: Record, lang: Lang) -> Json:
    return {
        "reasons": [{"count": one.count, **reason_json(one.reason, record, lang)} for one in reasons],
        "open-points": [{"count": one.count, **_point(one.point, record, lang)} for one in points],
    }


def _row(row: AuditRow) -> Json:
    return {"group": row.group, "weight": row.weight, "answers": tally_json(row.tally)}


def _filled(value: Json) -> Json:
    """The same without what is empty."""
    return {key: one for key, one in value.items() if one not in ("", None, [])}


def _plain(value: object) -> Json:
    """A fact, statement or exhibit as its canonical JSON: what has its default is left out."""
    import json

    plain: Json = json.loads(canonical(value))
    return plain
