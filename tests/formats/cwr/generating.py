# SPDX-License-Identifier: Apache-2.0
"""CWR files of every kind of agreement and work, valid by the checker: what the round trip is tried on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from tests.formats.cwr.building import Transaction, built

Built = tuple[str, dict[str, object]]  # a record: type and fields
NUMBERS: Final = ("2136", "2120", "2118", "0643", "0840", "0250", "0276", "0826", "0124", "0392")
FIRST: Final = date(1995, 1, 1)
WHOLE: Final = 10_000
HALF: Final = 5_000


def ipi(digits: int) -> str:
    """An IPI name number with its check digits."""
    text = f"{digits:09}"
    rest = sum(int(one) * weight for one, weight in zip(text, range(10, 1, -1), strict=True)) % 101
    return f"{text}{(101 - rest) % 101 % 100:02}"


@dataclass(frozen=True, slots=True)
class Someone:
    """A writer or publisher of the generated files; ``own`` is the number that the submitter uses."""

    own: str
    name: str
    number: str
    society: str


SUBMITTER: Final = Someone("P0", "SENDER ONE", "00000000199", "052")
WRITERS: Final = tuple(
    Someone(f"W{at}", f"WRITER {word}", ipi(100 + at), "052") for at, word in enumerate(("ONE", "TWO", "THREE"), 1)
)
PUBLISHERS: Final = (
    SUBMITTER,
    *(Someone(f"P{at}", f"PUBLISHER {word}", ipi(200 + at), "044") for at, word in enumerate(("ONE", "TWO"), 1)),
)
SUBS: Final = tuple(
    Someone(f"S{at}", f"SUB PUBLISHER {word}", ipi(300 + at), "058") for at, word in enumerate(("ONE", "TWO"), 1)
)


@st.composite
def territories(draw: st.DrawFn) -> list[tuple[str, str]]:
    """An ordered list that begins with an inclusion; a code comes once."""
    numbers = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=4, unique=True))
    signs = ["I", *(draw(st.sampled_from("IE")) for _ in numbers[1:])]
    return list(zip(signs, numbers, strict=True))


@st.composite
def days(draw: st.DrawFn) -> dict[str, object]:
    """Start, and perhaps end, retention end and signature."""
    start = FIRST + timedelta(days=draw(st.integers(0, 9_000)))
    found: dict[str, object] = {"start_date": start.strftime("%Y%m%d")}
    if draw(st.booleans()):
        end = start + timedelta(days=draw(st.integers(0, 4_000)))
        found["end_date"] = end.strftime("%Y%m%d")
        if draw(st.booleans()):
            found["retention_end"] = (end + timedelta(days=draw(st.integers(0, 900)))).strftime("%Y%m%d")
    if draw(st.booleans()):
        found["signed"] = (start + timedelta(days=draw(st.integers(-400, 400)))).strftime("%Y%m%d")
    return found


def party(role: str, one: Someone, shares: tuple[int, int, int]) -> Built:
    """An IPA with these PR, MR and SR shares."""
    found: dict[str, object] = {"role": role, "ipi_name": one.number, "party": one.own, "last_name": one.name}
    for right, share in zip(("pr", "mr", "sr"), shares, strict=True):
        found |= {f"{right}_society": one.society, f"{right}_share": share}
    return "IPA", found


@st.composite
def agreements(draw: st.DrawFn, number: str, works: int) -> Transaction:
    """An agreement between two parties, of one or two sets of territories, perhaps without synchronisation."""
    original = draw(st.booleans())
    giver, taker = draw(
        st.tuples(st.sampled_from(WRITERS), st.sampled_from(PUBLISHERS))
        if original
        else st.tuples(st.sampled_from(PUBLISHERS), st.sampled_from(SUBS))
    )
    specific = draw(st.booleans())
    kind = ("O" if original else "P") + ("S" if specific else "G")
    head: dict[str, object] = {"agreement": number, "agreement_type": kind, "works": works, **draw(days())}
    head |= {"prior_royalty_status": "N", "post_term_status": draw(st.sampled_from("NO"))}
    head |= {"clause": draw(st.sampled_from("SM"))} if specific else {}
    pr, mr, sr = (draw(st.sampled_from((0, HALF, WHOLE))) for _ in range(3))
    kept = [WHOLE - one if one else 0 for one in (pr, mr, sr)]
    if not pr + mr + sr:
        mr = WHOLE
    records: list[Built] = [("AGR", head)]
    for _ in range(draw(st.integers(1, 2))):
        records += [("TER", {"in_or_out": sign, "territory": code}) for sign, code in draw(territories())]
        records += [party("AS", giver, (kept[0], kept[1], kept[2])), party("AC", taker, (pr, mr, sr))]
    return records


@st.composite
def shares(draw: st.DrawFn, parts: int, whole: int) -> list[int]:
    """So many parts, none of them nothing, that make the whole."""
    cuts = sorted(draw(st.lists(st.integers(1, whole - 1), min_size=parts - 1, max_size=parts - 1, unique=True)))
    return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]


@st.composite
def works(draw: st.DrawFn, number: str, agreements: tuple[str, ...], kind: str = "NWR") -> Transaction:
    """A work of one or two writers, each with a publisher, who may have administrators and sub-publishers.

    Each record of who acts for whom may cite one of the agreements.
    """
    cited = st.sampled_from(("", *agreements))
    count = draw(st.integers(1, 2))
    writers = draw(st.permutations(WRITERS))[:count]
    publishers = draw(st.permutations(PUBLISHERS))[:count]
    own, publish = draw(shares(count, HALF)), draw(shares(count, HALF))
    mechanical = draw(shares(count, WHOLE))
    head: dict[str, object] = {"work_title": f"SONG {number}", "work": number, "category": "POP"}
    head |= {"recorded": "U", "version_type": "ORI"}
    records: list[Built] = [(kind, head)]
    for chain, (one, pr, mr) in enumerate(zip(publishers, publish, mechanical, strict=True), start=1):
        owned = {"pr_share": pr, "mr_share": mr, "sr_share": mr}
        records.append(("SPU", {**_publisher(chain, one, "E"), **owned}))
        records += draw(_after(chain, one, tuple(owned.values()), cited))
    for chain, (one, other, pr) in enumerate(zip(writers, publishers, own, strict=True), start=1):
        records += _writer(chain, one, other, pr, draw(cited))
    return records


@st.composite
def _after(
    draw: st.DrawFn, chain: int, one: Someone, owned: tuple[int, ...], cited: st.SearchStrategy[str]
) -> list[Built]:
    """Who acts for a publisher: itself, an administrator, sub-publishers, the second perhaps by the first."""
    how = draw(st.sampled_from(("alone", "AM", "SE", "SE SE", "SE by SE")))
    if how == "alone":
        return _list(one, owned, [("I", "2136")])
    where, other = draw(territories()), draw(territories())
    first, second = draw(st.permutations(SUBS))
    if how == "SE by SE":
        places = [("I", code) for sign, code in other if sign == "I"]
        return [
            ("SPU", {**_publisher(chain, first, "SE"), "agreement": draw(cited)}),
            *_list(first, (0, 0, 0), places),
            ("SPU", {**_publisher(chain, second, "SE"), "agreement": draw(cited)}),
            *_list(second, owned, other),
        ]
    half = tuple(share // 2 for share in owned)  # so that no right is collected twice where the two meet
    mine = half if how == "SE SE" else owned
    found = [("SPU", {**_publisher(chain, first, how[:2]), "agreement": draw(cited)}), *_list(first, mine, where)]
    if how == "SE SE":
        partly = (half[0], 0, 0) if draw(st.booleans()) else half
        found.append(("SPU", {**_publisher(chain, second, "SE"), "agreement": draw(cited)}))
        found += _list(second, partly, other)
    return found


def _list(one: Someone, collected: tuple[int, ...], where: list[tuple[str, str]]) -> list[Built]:
    found: list[Built] = []
    for order, (sign, code) in enumerate(where, start=1):
        given = collected if sign == "I" else (0, 0, 0)
        record: dict[str, object] = {"party": one.own, "in_or_out": sign, "territory": code, "order": order}
        record |= {f"{right}_collected": share for right, share in zip(("pr", "mr", "sr"), given, strict=True)}
        found.append(("SPT", record))
    return found


def _publisher(chain: int, one: Someone, kind: str) -> dict[str, object]:
    found: dict[str, object] = {"chain": chain, "party": one.own, "publisher_name": one.name, "publisher_type": kind}
    found |= {f"{right}_society": one.society for right in ("pr", "mr", "sr")}
    return {**found, "publisher_ipi_name": one.number}


def _writer(chain: int, one: Someone, publisher: Someone, share: int, used: str) -> list[Built]:
    writer = {"party": one.own, "last_name": one.name, "designation": "CA", "writer_ipi_name": one.number}
    link = {"publisher": publisher.own, "publisher_name": publisher.name, "agreement": used, "writer": one.own}
    return [
        ("SWR", {**writer, "pr_society": one.society, "pr_share": share}),
        ("SWT", {"party": one.own, "pr_collected": share, "in_or_out": "I", "territory": "2136", "order": 1}),
        ("PWR", {**link, "chain": chain}),
    ]


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file with agreements and works, some of which name them, valid by the checker."""
    version = draw(st.sampled_from(("2.1", "2.2")))
    count = draw(st.integers(1, 3))
    numbers = tuple(f"A{at}" for at in range(1, draw(st.integers(0, 3)) + 1))
    parts = [draw(agreements(number, count)) for number in numbers]
    songs = [draw(works(f"K{at}", (*numbers, "UNKNOWN"))) for at in range(1, count + 1)]
    return built([*parts, *songs], version)
