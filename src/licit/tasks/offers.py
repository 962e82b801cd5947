# SPDX-License-Identifier: Apache-2.0
"""What a service offers, as the record has it; an error in one place where it has nothing."""

from __future__ import annotations

from datetime import date

from licit.model.problem import InvalidValueError
from licit.model.record import Record


def offered_by(service: str, day: date, *records: Record) -> tuple[str, ...]:
    """The items that the service offers on the day in some of these records, each once.

    Raises:
        InvalidValueError: none of them says.
    """
    items = tuple(dict.fromkeys(one for record in records for one in record.offered(service, day)))
    if not items:
        raise no_offers(service, *records)
    return items


def no_offers(service: str, *records: Record) -> InvalidValueError:
    """The error that says so."""
    known = ", ".join(sorted({name for record in records for name in record.offers})) or "no service"
    return InvalidValueError(f"the record does not say what {service} offers", mend=f"it has the offers of {known}")
