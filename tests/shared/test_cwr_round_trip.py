# SPDX-License-Identifier: Apache-2.0
"""Real CWR files read into a case and written again: every share and every territory set is kept, or told.

Both files are read here by plain slicing at the columns of the standard, with no code of Licit's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest

from licit.formats.cwr.write import Written, write
from licit.model.position import VOCABULARY
from tests.formats.cwr.checking import check
from tests.formats.taken import Taken, take

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples" / "cwr"
STAND_IN: Final = ("ipi-name", "00000000199")  # for a sender whose id in the file is no IPI name number
OWNERS: Final = ("E", "AQ", "")
FILES: Final = (
    "nwrexample2.V21",
    "revexample.V21",
    "CW190001MPC_000.V21",
    "CW220001DMP_000.V21",
    "demo_cwr_cleaned.v22",
)
# Works whose records the reader refused: a blank transaction number, one out of its order, one with a letter in it.
REFUSED: Final = {"CW190001MPC_000.V21": {"EMILIA AND ANNIE", "ANNE FELL IN LOVE WITH JOHN", "KIMBERLY AND JOHN"}}
# Works that CWR itself refuses, which the writer tells: their shares are 125 % and 150 %. The latter is two works under
# one ISWC, of which the second is no work of its own.
TOLD: Final = {"demo_cwr_cleaned.v22": {"MIDNIGHT SERENADE"}}
JOINED: Final = {"demo_cwr_cleaned.v22": {"ECHOES OF TOMORROW"}}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared is not beside this clone")


def again(path: Path, version: str = "2.1") -> tuple[Taken, str, Written]:
    """The file as a case, and the case as a file, which the checker accepts."""
    taken = take(path)
    record = taken.record
    sender = next(one.source for one in record.statements if one.source != VOCABULARY)
    party = record.parties[sender]
    if "ipi-name" not in dict(party.identifiers):
        known = replace(party, identifiers=(*party.identifiers, STAND_IN))
        record = replace(record, parties={**record.parties, sender: known})
    to = BytesIO()
    told = write(record, to, submitter=sender, day=date(2025, 6, 1), version=version)
    assert check(to.getvalue()) == []
    return taken, to.getvalue().decode("ascii"), told


def shares(text: str) -> Counter[tuple[str, str, str]]:
    """Hundredths of a percent by work, owner and right; what is nobody's by name is left out."""
    found: Counter[tuple[str, str, str]] = Counter()
    title = ""
    for line in text.splitlines():
        if line[:3] in ("NWR", "REV"):
            title = line[19:79].strip()
        elif line[:3] in ("SPU", "OPU") and line[76:78].strip() in OWNERS:
            _add(found, title, line[30:75].strip(), (line[115:120], line[123:128], line[131:136]))
        elif line[:3] in ("SWR", "OWR"):
            name = f"{line[28:73].strip()}, {line[73:103].strip()}".strip(", ")
            _add(found, title, name, (line[129:134], line[137:142], line[145:150]))
    return found


def _add(found: Counter[tuple[str, str, str]], title: str, name: str, cut: tuple[str, ...]) -> None:
    for right, share in zip(("PR", "MR", "SR"), cut, strict=True):
        if name and share.strip("0 "):
            found[title, name, right] += int(share)


def territories(text: str) -> Counter[tuple[str, str, str, tuple[str, ...]]]:
    """The ordered lists of sub-publishers and administrators, by work, first publisher and name."""
    found: Counter[tuple[str, str, str, tuple[str, ...]]] = Counter()
    title = first = name = ""
    steps: list[str] = []
    for line in [*text.splitlines(), "END"]:
        if line.startswith("SPT"):
            steps.append(line[49:54])
            continue
        if name and steps:
            found[title, first, name, tuple(steps)] += 1
        name, steps = "", []
        if line[:3] in ("NWR", "REV"):
            title = line[19:79].strip()
        elif line.startswith("SPU"):
            if line[76:78].strip() in OWNERS:
                first = line[30:75].strip()
            else:
                name = line[30:75].strip()
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_share_of_every_party_in_every_right_is_kept(name: str) -> None:
    _, text, _ = again(SAMPLES / name)

    before, after = shares((SAMPLES / name).read_text(encoding="latin-1")), shares(text)

    gone = REFUSED.get(name, set()) | TOLD.get(name, set()) | JOINED.get(name, set())
    assert after <= before
    assert {key for key in before if after[key] != before[key]} <= {key for key in before if key[0] in gone}


@pytest.mark.parametrize("name", FILES)
def test_every_work_that_is_not_written_is_told_or_was_refused(name: str) -> None:
    taken, text, told = again(SAMPLES / name)

    titles = {taken.assets[one.id].title for one in told.left_out if one.what == "work"}
    assert titles == TOLD.get(name, set())
    written = {line[19:79].strip() for line in text.splitlines() if line.startswith("NWR")}
    works = {asset.title for asset in taken.assets.values() if asset.kind == "work"}
    assert works - written <= titles | REFUSED.get(name, set())


@pytest.mark.parametrize("name", ["nwrexample2.V21", "CW190001MPC_000.V21", "demo_cwr_cleaned.v22"])
def test_every_list_of_territories_in_a_chain_is_kept(name: str) -> None:
    _, text, _ = again(SAMPLES / name)

    gone = TOLD.get(name, set()) | JOINED.get(name, set())
    before = {key for key in territories((SAMPLES / name).read_text(encoding="latin-1")) if key[0] not in gone}
    assert set(territories(text)) == before


def test_a_real_agreement_comes_back_with_its_days_territories_and_shares(tmp_path: Path) -> None:
    """The first of the real records, in a frame of our own; its societies are 061 in full."""
    records = (SAMPLES / "agr_ter_ipa_records.txt").read_text(encoding="utf-8").splitlines()[:4]
    frame = "HDRPB000000199SENDER ONE".ljust(59) + "01.102020010200000020200102".ljust(42)
    lines = [frame, "GRHAGR0000102.100000000000  ", *records]
    lines += ["GRT000010000000100000006   0000000000", "TRL000010000000100000008"]
    path = tmp_path / "CW200001SND_000.V21"
    path.write_text("".join(line + "\r\n" for line in lines), encoding="ascii", newline="")

    _, text, _ = again(path)

    written = [line for line in text.splitlines() if line[:3] in ("AGR", "TER", "IPA")]
    assert [line[:3] for line in written] == ["AGR", "TER", "IPA", "IPA"]
    before, after = records[0], written[0]
    for start, end in ((47, 49), (49, 57), (57, 65), (65, 73), (104, 105)):  # type, start, end, retention, clause
        assert after[start:end] == before[start:end]
    assert written[1][19:24] == records[1][19:24]
    for old, new in zip(records[2:], written[2:], strict=True):
        assert (new[19:21], new[54:99].split(), new[99:129].split()) == (
            old[19:21],
            old[54:99].split(),
            old[99:129].split(),
        )
        assert (new[132:137], new[140:145], new[148:153]) == (old[132:137], old[140:145], old[148:153])
        assert new[129:132] == "061"
