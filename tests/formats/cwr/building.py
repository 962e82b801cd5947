# SPDX-License-Identifier: Apache-2.0
"""CWR files put together field by field from the published table, for tests: neither Licit's writer nor its layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tests.formats.cwr.checking_table import fields

NUMBERED: Final = {"2.1": "02.10", "2.2": "02.20"}
Transaction = Sequence[tuple[str, Mapping[str, object]]]  # records: type and fields, the head first
SENDER: Final = {"sender-type": "PB", "sender-id": 199, "sender-name": "SENDER ONE", "edi-version": "01.10"}


def line(record: str, version: str, /, **values: object) -> str:
    """One record, padded to the length of the version. Names of fields are written with ``_`` for ``-``."""
    given = {name.replace("_", "-"): value for name, value in values.items()}
    text = ""
    for field in fields(record, version):
        value = str(record if field.name == "type" else given.pop(field.name, ""))
        digits = field.format in ("D", "T", "N", "N 999v99") or field.name.endswith("ipi-name")
        text = text.ljust(field.start - 1) + (value.zfill(field.size) if digits else value.ljust(field.size))
        assert len(text) == field.end, (record, field.name, value)
    later = {field.name for field in fields(record, "2.2")}
    assert later.issuperset(given), (record, given)  # what a later version brought is left off
    return text


def built(transactions: Sequence[Transaction], version: str = "2.1", *, day: str = "20200102") -> bytes:
    """A file of transactions, those of one type in one group, in the order in which the types first come."""
    groups: dict[str, list[Transaction]] = {}
    for transaction in transactions:
        groups.setdefault(transaction[0][0], []).append(transaction)
    created = {"creation-date": day, "creation-time": 0, "transmission-date": day}
    lines = [line("HDR", version, **SENDER, **created)]
    for number, (kind, members) in enumerate(groups.items(), start=1):
        head = {"transaction-type": kind, "group-id": number, "version": NUMBERED[version]}
        body = [
            line(record, version, transaction=at, sequence=sequence, **values)
            for at, member in enumerate(members)
            for sequence, (record, values) in enumerate(member)
        ]
        counts = {"group-id": number, "transaction-count": len(members), "record-count": len(body) + 2}
        lines += [line("GRH", version, **head), *body, line("GRT", version, **counts)]
    whole = {"group-count": len(groups), "transaction-count": len(transactions), "record-count": len(lines) + 1}
    return "".join(text + "\r\n" for text in [*lines, line("TRL", version, **whole)]).encode("ascii")
