# SPDX-License-Identifier: Apache-2.0
"""Small CWR files for stories, and the question whether a shop that somebody licensed may sell the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from licit.engine.engine import Engine
from licit.model.asset import Item
from licit.model.day import LAST, When
from licit.model.fact import Fact, Grant, GrantKind, Requirement
from licit.model.party import Party
from licit.model.position import Position
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from licit.reference import answer_alone
from tests.formats.cwr.building import line
from tests.formats.cwr.generating import ipi
from tests.formats.taken import POSITION, Taken, take

Told = tuple[str, dict[str, object]]
HEADS: Final = ("AGR", "NWR", "REV", "ISW", "EXC", "ACK")
PUBLISHER: Final = {"sender_type": "PB", "sender_id": 199, "sender_name": "SENDER ONE"}
SOCIETY: Final = {"sender_type": "SO", "sender_id": 52, "sender_name": "SOCIETY ONE"}
REPRODUCTION: Final = ("work:reproduction",)
AVAILABLE: Final = ("work:making-available",)
NUMBERS: Final = {  # name numbers of the parties of the stories
    "SENDER ONE": "00000000199",
    **{name: ipi(at) for at, name in enumerate(("WRITER ONE", "WRITER TWO", "HOUSE ONE", "HOUSE TWO"), start=400)},
    **{name: ipi(at) for at, name in enumerate(("SUB ONE", "SUB TWO", "AGENT ONE"), start=500)},
}


def told(*records: Told, sender: dict[str, object] = PUBLISHER, day: str = "20200102", version: str = "2.1") -> bytes:
    """A file of these records. A head begins a transaction, or goes on with the answer (ACK) before it."""
    created = {"creation_date": day, "creation_time": 0, "transmission_date": day, "edi_version": "01.10"}
    lines = [line("HDR", version, **sender, **created)]
    group, transaction, sequence, answer, heads = "", 0, 0, False, 0
    for kind, values in records:
        if kind in HEADS and not (answer and kind != "ACK"):
            if group != kind:
                group, transaction = kind, -1
                head = {"transaction_type": kind, "group_id": 1, "version": f"0{version}0"}
                lines.append(line("GRH", version, **head))
            transaction, sequence, answer, heads = transaction + 1, 0, kind == "ACK", heads + 1
        else:
            sequence += 1
        lines.append(line(kind, version, transaction=transaction, sequence=sequence, **values))
    whole = {"group_count": 1, "transaction_count": heads, "record_count": len(lines) + 1}
    return "".join(text + "\r\n" for text in [*lines, line("TRL", version, **whole)]).encode("ascii")


def taken(folder: Path, *files: bytes, names: Sequence[str] = ()) -> Taken:
    """The files read one after the other into one case."""
    paths = []
    for at, data in enumerate(files):
        path = folder / (names[at] if names else f"file-{at}.V21")
        path.write_bytes(data)
        paths.append(path)
    return take(*paths)


def agr(number: str, kind: str, start: str, **more: object) -> Told:
    """An agreement."""
    head = {"agreement": number, "agreement_type": kind, "start_date": start, "works": 1, "clause": "S"}
    return "AGR", head | {"prior_royalty_status": "N", "post_term_status": "N"} | more


def ter(*signed: str) -> list[Told]:
    """Territories, in order: ``+2136`` includes, ``-2114`` excludes."""
    return [("TER", {"in_or_out": "I" if one[0] == "+" else "E", "territory": one[1:]}) for one in signed]


def ipa(role: str, name: str, pr: int = 0, mr: int = 0, sr: int = 0, **more: object) -> Told:
    """A party of an agreement, with its shares in hundredths of a percent."""
    own = {"party": own_number(name), "ipi_name": NUMBERS[name], "last_name": name}
    first = {"first_name": "W"} if name.startswith("WRITER") else {}
    return "IPA", {"role": role, **own, **first, "pr_share": pr, "mr_share": mr, "sr_share": sr, **more}


def own_number(name: str) -> str:
    """The submitter's own number of a party."""
    return name.replace(" ", "")[:9]


def work(number: str, kind: str = "NWR", **more: object) -> Told:
    """The head of a registration."""
    return kind, {"work_title": f"SONG {number}", "work": number, "version_type": "ORI", **more}


def spu(  # noqa: PLR0913 - the fields of the record
    name: str, kind: str = "E", pr: int = 0, mr: int = 0, sr: int = 0, *, chain: int = 1, **more: object
) -> Told:
    """A publisher that the submitter speaks for."""
    own = {"party": own_number(name), "publisher_ipi_name": NUMBERS[name], "publisher_name": name}
    return "SPU", {"chain": chain, "publisher_type": kind, **own, **_shares(pr, mr, sr), **more}


def swr(name: str, pr: int = 0, mr: int = 0, sr: int = 0, **more: object) -> Told:
    """A writer that the submitter speaks for."""
    own = {"party": own_number(name), "writer_ipi_name": NUMBERS[name], "last_name": name, "designation": "CA"}
    return "SWR", {**own, **_shares(pr, mr, sr), **more}


def _shares(pr: int, mr: int, sr: int) -> dict[str, object]:
    return {"pr_share": pr, "mr_share": mr, "sr_share": sr}


def spt(  # noqa: PLR0913 - the fields of the record
    name: str, sign: str, pr: int = 0, mr: int = 0, sr: int = 0, *, order: int = 1
) -> Told:
    """Where a publisher collects."""
    where = {"in_or_out": "I" if sign[0] == "+" else "E", "territory": sign[1:], "order": order}
    return "SPT", {"party": own_number(name), "pr_collected": pr, "mr_collected": mr, "sr_collected": sr, **where}


def pwr(publisher: str, writer: str, agreement: str = "") -> Told:
    """Who publishes for a writer."""
    own = {"publisher": own_number(publisher), "publisher_name": publisher, "writer": own_number(writer)}
    return "PWR", {**own, "agreement": agreement}


def other(told_of: Told) -> Told:
    """The same party as another's."""
    kind, values = told_of
    return kind.replace("S", "O", 1), values


def ask(  # noqa: PLR0913 - what a question is made of
    found: Taken, seller: str, day: str, territory: str, rights: Sequence[str] = REPRODUCTION, *, work_title: str = ""
) -> Answer:
    """Whether a shop that the seller licensed for all that it has may offer the work, which needs these rights alone.

    The engine's answer, which is the reference's.
    """
    record = offered(found, seller, rights, work_title)
    on = date.fromisoformat(day)
    question = Question(
        service="shop",
        use="PermanentDownload",
        item="item",
        territory=territory,
        day=on,
        known_by=LAST,
        position=POSITION,
    )
    answer = Engine(record).answer(question)
    assert answer is answer_alone(record, question)
    return answer


def offered(found: Taken, seller: str, rights: Sequence[str], title: str) -> Record:
    """The record with a shop that the seller licensed, and the work (the only one, unless named) as an item."""
    works = [one.id for one in found.assets.values() if one.kind == "work" and (not title or one.title == title)]
    (asset,) = works
    by = found.party(seller)
    facts: list[Fact] = [
        Requirement(id="needed", use="PermanentDownload", territories=only("World"), rights=(("work", tuple(rights)),)),
        Grant(
            id="to-the-shop",
            grantor=by,
            grantee="shop",
            kind=GrantKind.NON_EXCLUSIVE,
            scope=Scope(Repertoire(everything=True), ALL, ALL, only("World")),
            executed=When.parse("2021-06-01"),
        ),
    ]
    said = Statement(by, affirms=True, facts=tuple(fact.id for fact in facts), published=When.parse("2000"))
    record = found.record
    sources = {one.source for one in (*record.statements, said)}
    return replace(
        record,
        parties={**record.parties, "shop": Party("shop", "THE SHOP")},
        facts=(*record.facts, *facts),
        statements=(*record.statements, said),
        items={"item": Item("item", (("work", (asset,)),))},
        positions={POSITION: Position(POSITION, (tuple(sources),))},
    )
