# SPDX-License-Identifier: Apache-2.0
"""What the codes of CWR's tables mean, in a few words. Source: CWR08-3615R1 (the codes), CWR19-0479 (their use)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_IN_OR_OUT: Final = {"I": "with this territory", "E": "without this territory"}
_AGREEMENT: Final = {
    "OG": "a writer's catalogue to an original publisher", "OS": "a writer's listed works to an original publisher",
    "PG": "a publisher's catalogue to another", "PS": "a publisher's listed works to another",
}  # fmt: skip
_MESSAGE: Final = {"F": "a field", "R": "a record", "T": "a transaction", "G": "a group", "E": "the file"}

TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "agreement-type": _AGREEMENT,
    "role": {"AS": "assignor: gives", "AC": "acquirer: receives"},
    "in-or-out": _IN_OR_OUT,
    "publisher-type": {
        "E": "original publisher", "ES": "original publisher in another's place", "AM": "administrator: collects",
        "SE": "sub-publisher", "AQ": "acquirer: the owner after E", "PA": "has a part of the income, owns nothing",
    },
    "designation": {
        "CA": "composer and author", "C": "composer", "A": "author", "AR": "arranger", "AD": "adaptor",
        "TR": "translator", "SA": "sub-author", "SR": "sub-arranger",
        "PA": "has a part of the income, owns nothing",
    },
    "transaction-status": {
        "AS": "registered", "AC": "registered, with changes", "RA": "received", "CO": "conflicts with another claim",
        "DU": "received before", "RJ": "rejected", "RC": "the claim is rejected", "NP": "nobody the society stands for",
        "SR": "ready for payment", "CR": "ready for payment, with changes",
        "DR": "withdrawn", "UN": "no such claim to withdraw", "LD": "could not be withdrawn",
        "NA": "no society's agreement number", "WA": "a wrong society's agreement number",
    },
    "retraction-reason": {
        "PP": "an earlier agreement is still in place", "NW": "the writer named wrote none of it",
        "RQ": "the publisher gives its claim up",
    },
    "prior-royalty-status": {
        "N": "what was earned before the start stays", "A": "all that was earned before is collected",
        "D": "what was earned since a day is collected",
    },
    "post-term-status": {
        "N": "nothing is collected after the end", "O": "collected after the end, without limit",
        "D": "collected after the end until a day",
    },
    "clause": {"S": "by the country of sale", "M": "by the country of manufacture"},
    "version-type": {"ORI": "an original work", "MOD": "a version of another work"},
    "special-agreements": {"R": "reversionary rights", "L": "leading publisher", "B": "both of R and L"},
    "identifier-type": {"W": "of the work", "R": "of the recording", "P": "of the product",
                        "V": "of the film"},
    "validity": {"Y": "valid", "U": "the number is, the link is not", "N": "the number is not"},
    "sender-type": {"PB": "publisher", "SO": "society", "WR": "writer", "AA": "administrative agency", "OO": "other"},
    "message-level": _MESSAGE,
    "message-type": _MESSAGE,
    "transaction-type": {
        "AGR": "agreements", "NWR": "new works", "REV": "revised works", "ACK": "a society's answers",
        "ISW": "ISWCs", "EXC": "works in conflict", "WRK": "works", "DRW": "withdrawals", "ISR": "requests for ISWCs",
        "ISA": "ISWCs confirmed", "LIC": "licensed uses",
    },
}  # fmt: skip
OPEN: Final = frozenset(
    {"sender-type", "identifier-type", "transaction-type", "special-agreements"}
)  # others may stand
