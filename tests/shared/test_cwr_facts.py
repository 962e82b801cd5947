# SPDX-License-Identifier: Apache-2.0
"""Real CWR files as a case: what is stated is held against columns cut out of the lines here, without layouts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest

from licit.formats.entries import Embodied, Listed, Stated
from licit.model.fact import Control, Grant
from licit.model.problem import Severity
from licit.model.share import WHOLE
from tests.formats.taken import Taken, take

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples" / "cwr"
TWO: Final = ("CW190001MPC_000.V21", "CW220001000_DMP.V21", "CW220001DMP_000.V21", "demo_cwr_cleaned.v22")
TWO_MORE: Final = ("nwrexample2.V21", "revexample.V21")
THREE: Final = "CW220002DMP_0000_V3-0-0.SUB"
LITERALS: Final = "agr_ter_ipa_records.txt"
HEADS: Final = ("AGR", "NWR", "REV", "WRK", "ACK")
# Where the shares of each right stand (1-based start; five digits): CWR 2.2, SPU and SWR.
SHARES: Final = {"SPU": (116, 124, 132), "OPU": (116, 124, 132), "SWR": (130, 138, 146), "OWR": (130, 138, 146)}
CLASS_OF: Final = {"work:making-available": 0, "work:reproduction": 1, "work:synchronisation": 2}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")


def lines(name: str) -> list[str]:
    """The lines of a sample; line 1 is the first."""
    return ["", *(SAMPLES / name).read_bytes().decode("latin-1").splitlines()]


def cut(line: str, start: int, size: int) -> str:
    """A field by its place, from 1."""
    return line[start - 1 : start - 1 + size].strip()


def line_of(entry: Stated) -> int:
    """The line a statement points to."""
    return int(entry.locator.removeprefix("line "))


@pytest.mark.parametrize("name", [*TWO, *TWO_MORE, THREE])
def test_every_line_is_counted_under_its_type(name: str) -> None:
    found = take(SAMPLES / name)
    independent = Counter(line[:3] if re.match("[A-Z]{3}", line) else "no type" for line in lines(name)[1:])

    assert found.records == independent


@pytest.mark.parametrize("name", [*TWO, *TWO_MORE])
def test_what_is_owned_adds_up_to_the_share_columns(name: str) -> None:
    found = take(SAMPLES / name)
    refused = {one.place.line for one in found.refused}
    stated = [0, 0, 0]
    for entry in found.entries:
        if isinstance(entry, Stated) and isinstance(entry.fact, Control):
            assert isinstance(entry.fact.rights, frozenset)
            (right,) = (CLASS_OF[one] for one in entry.fact.rights if one in CLASS_OF)
            stated[right] += entry.fact.share.hundredths

    in_columns = [0, 0, 0]
    for at, line in enumerate(lines(name)):
        if line[:3] in SHARES and at not in refused and named(line) and owns(line):
            for right, start in enumerate(SHARES[line[:3]]):
                in_columns[right] += int(cut(line, start, 5) or 0)

    assert stated == in_columns
    assert sum(stated) > 0


def named(line: str) -> bool:
    """Whether the record names its party: it is not unknown."""
    publisher = line[:3] in ("SPU", "OPU")
    return bool(cut(line, 31, 45) if publisher else cut(line, 29, 45)) and cut(line, 76 if publisher else 104, 1) != "Y"


def owns(line: str) -> bool:
    """Whether by its type the party can own: original publishers and acquirers, and writers."""
    return line[:3] in ("SWR", "OWR") or cut(line, 77, 2) in ("E", "AQ", "")


@pytest.mark.parametrize("name", [*TWO, *TWO_MORE, THREE])
def test_every_transaction_yields_facts_or_a_reason(name: str) -> None:
    found = take(SAMPLES / name)
    told = {line_of(one) for one in found.entries if isinstance(one, Stated)}
    told |= {one.place.line for one in found.problems}
    silent = [span for span in spans(lines(name)) if not told.intersection(span)]
    left = [lines(name)[span.start][:3] for span in silent]

    assert Counter(left) == Counter({what[:3]: n for (what, _), n in found.left_out.items() if what[:3] == "ACK"})


def spans(all_lines: Sequence[str]) -> Iterator[range]:
    """The lines of each transaction; one that an answer holds is the answer's."""
    heads = [at for at, line in enumerate(all_lines) if line[:3] in HEADS and not cut(line, 12, 8).strip("0")]
    ends = [at for at, line in enumerate(all_lines) if line[:3] in ("GRT", "TRL")]
    for at in heads:
        yield range(at, min(other for other in (*heads, *ends) if other > at))


def test_the_acknowledgement_is_the_societys_word() -> None:
    found = take(SAMPLES / "CW220001000_DMP.V21")
    sources = {found.parties[one.source].name for one in found.record.statements if one.source != "vocabulary"}

    assert sources == {"PRS for Music"}
    assert found.party("PRS for Music") in {
        one.id for one in found.parties.values() if ("cisac", "052") in one.identifiers
    }


def test_recordings_embody_works_where_they_have_an_isrc() -> None:
    name = "CW190001MPC_000.V21"
    found = take(SAMPLES / name)
    refused = {one.place.line for one in found.refused}
    isrcs = [cut(line, 250, 12) for at, line in enumerate(lines(name)) if line[:3] == "REC" and at not in refused]

    assert sum(isinstance(one, Embodied) for one in found.entries) == sum(bool(one) for one in isrcs) > 50


def test_a_chain_of_the_samples_is_a_grant_in_its_territories() -> None:
    found = take(SAMPLES / "demo_cwr_cleaned.v22")
    linked = [one for one in found.record.facts if isinstance(one, Grant) and one.id.startswith("cwr-chain")]
    where = Counter(str(one.scope.territories) for one in linked)
    works = {(one.catalogue, one.asset) for one in found.entries if isinstance(one, Listed)}

    assert sum(cut(line, 77, 2) == "SE" for line in lines("demo_cwr_cleaned.v22") if line[:3] == "SPU") == 9
    assert len(works) == 9  # each of the nine with its work, which has a list
    assert where == {"World": 5, "BE": 1, "TIS:528": 1}  # a link of several works is one; TIS's 528 has Aruba in it
    assert {one.note for one in linked} == {"sub-publisher"}


def test_3_0_states_no_ownership_and_what_is_collected_stands_for_it() -> None:
    found = take(SAMPLES / THREE)
    owned: Counter[int] = Counter()
    for fact in found.record.facts:
        if isinstance(fact, Control):
            assert isinstance(fact.rights, frozenset)
            (right,) = (CLASS_OF[one] for one in fact.rights if one in CLASS_OF)
            owned[right] += fact.share.hundredths

    assert owned == {0: 3750 + 2500 + 2500, 1: 7500, 2: 7500}  # SPT and SWT; the unknown publisher's rest is nobody's


def test_the_fourteen_literals_of_agreements_are_all_accounted_for(tmp_path: Path) -> None:
    header = "HDRPB000000199SENDER ONE                                   01.102020010200000020200102"
    data = "\r\n".join([header, *lines(LITERALS)[1:]]) + "\r\n"
    path = tmp_path / LITERALS
    path.write_bytes(data.encode("latin-1"))

    found = take(path)
    grants = [one for one in found.record.facts if isinstance(one, Grant) and one.id.startswith("cwr-grant")]

    assert len(lines(LITERALS)) - 1 == sum(found.records.values()) - 1 == 14
    assert found.records == Counter({"AGR": 4, "IPA": 5, "NPA": 3, "TER": 2, "HDR": 1})
    assert {(one.note.split()[2].rstrip(";"), str(one.term.start), str(one.stated_end)) for one in grants} == {
        ("00023683606100", "2003-11-18", "2013-11-18")
    }
    assert {bool(one.conditions) for one in grants} == {
        True,
        False,
    }  # half of the performing right stays with the writer
    assert ("AGR post-term collection", "money that accrued in the term; no authority after it") in found.left_out
    assert sum(one.severity is Severity.ERROR for one in found.problems) == reasons(found)


def reasons(found: Taken) -> int:
    """One for each agreement that gives nothing, by the words of its refusal."""
    words = ("neither territories", "no TER comes before it", "it gives nothing")
    return sum(any(word in one.what for word in words) for one in found.refused)


def test_a_part_of_a_file_is_the_word_of_whom_the_user_names() -> None:
    refused = take(SAMPLES / LITERALS, format="cwr")
    said = take(SAMPLES / LITERALS, format="cwr", options={"source": "SENDER ONE", "made": "2020-01-02"})

    assert len(refused.refused) == 14
    assert {said.parties[one.source].name for one in said.record.statements if one.source != "vocabulary"} == {
        "SENDER ONE"
    }


def test_shares_are_never_more_than_the_whole() -> None:
    for name in (*TWO, *TWO_MORE):
        for fact in take(SAMPLES / name).record.facts:
            assert not isinstance(fact, Control) or 0 < fact.share.hundredths <= WHOLE
