# SPDX-License-Identifier: Apache-2.0
"""What to ask, of whom: the document that would settle a break or an open point, and what each answer would change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from licit.model.crux import Settlement
from licit.model.overview import Reason, Tally
from licit.model.proof import OpenPoint
from licit.model.question import Question


class Role(Enum):
    """As whom a party is asked: the service (or who operates it), who licenses it, or an owner of a share."""

    SERVICE = "service"
    LICENSOR = "licensor"
    OWNER = "owners"


class Wanted(Enum):
    """The kind of document that would settle it."""

    LICENCE = "licence"  # no grant between two parties is on record
    MANDATE = "mandate"  # only a membership is
    SCOPE = "scope"  # a grant's territories, uses, rights or repertoire do not reach, or are not stated
    TERM = "term"  # a grant had ended, not begun, or fell
    POWER = "power"  # a grant does not let others, or does not let its grantee use
    RESERVE = "reserve"  # an earlier exclusive bars
    OPT_OUT = "opt-out"
    CONDITION = "condition"
    COPY = "copy"  # a fact is disputed, denied, or said by nobody believed
    LAW = "law"  # a statute does not reach, or is disputed
    SIGNATURE = "signature"  # which of two acts came first is open
    DAY = "day"  # a day is not known precisely
    MEMBERS = "members"  # which members are meant is not said
    SERVER = "server"
    OWNER = "owner"  # a share has no owner on record
    IDENTITY = "identity"  # an item, or the work or performance in it, is not identified


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answers asked about, if the document shows that it is so, and if it shows that it is not."""

    so: Tally
    not_so: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing asked for. ``reason`` or ``point`` is what is on record; ``facts`` it lies in.

    ``between`` are the parties who would know; ``answers`` how many of those asked about turn on it. ``grantors`` are
    from whom a grant to ``reason.to`` is missing. ``outcome`` is ``None`` where it was not worked out. ``clears`` and
    ``refuses`` are the smallest sets of settled points, this among them, that decide most of the contested answers.
    """

    wanted: Wanted
    between: tuple[str, ...]
    facts: tuple[str, ...] = ()
    reason: Reason | None = None
    point: OpenPoint | None = None
    grantors: tuple[str, ...] = ()
    answers: int = 0
    outcome: Outcome | None = None
    clears: tuple[Settlement, ...] = ()
    refuses: tuple[Settlement, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What is asked of a counterparty; of several parties where the same is asked of each.

    In a letter to several, each is meant where a request names them as grantors.
    """

    to: tuple[str, ...]
    role: Role
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The letters about one item, or all that a service offers: the most weighty requests first.

    ``tally`` are the answers asked about. ``question.item`` is empty where it is about all offers.
    """

    question: Question
    tally: Tally
    letters: tuple[Letter, ...]
