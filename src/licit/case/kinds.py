# SPDX-License-Identifier: Apache-2.0
"""The case format, version 1, as one table: each kind of entry, its fields, their types. docs/case.md explains it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from licit.case.compounds import ListOf, Pairs, Ranks, RightsByKind, Shaped, WordOr, set_of
from licit.case.head import Head, Include, TableFile
from licit.case.repertoire.columns import COLUMNS
from licit.case.shapes import Field, Shape
from licit.case.values import (
    ABSENT,
    COUNT,
    DAY,
    ID,
    LEAF,
    LINKS,
    RIGHTS,
    SHARE,
    SURVIVAL,
    TERRITORIES,
    TERRITORY,
    TEXT,
    USE,
    USES,
    WHEN,
    YES,
    Choice,
    Scalar,
    choice,
)
from licit.model.asset import Asset, Item
from licit.model.day import LAST
from licit.model.evidence import Evidence
from licit.model.expectation import ExpectedQuestion
from licit.model.fact import (
    UNLIMITED,
    Claim,
    Condition,
    Control,
    Figure,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Note,
    Operation,
    OptOut,
    Power,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.party import Party
from licit.model.position import PlaceOfAct, Position
from licit.model.proof import Dimension, Flag
from licit.model.scope import Repertoire
from licit.model.statement import Basis, GrantPattern, Statement
from licit.model.verdict import Answer

START: Final = Field("start", WHEN, "term.start", "the first day; absent: unbounded")
END: Final = Field("end", WHEN, "term.end", "the last day; absent: unbounded")
NOTE: Final = Field("note", TEXT, "note", "a word for readers, without effect")
EVIDENCE: Final = Field("evidence", ID, "evidence", "the id of a piece of evidence")
ARTICLE: Final = Field("article", TEXT, "article", "where in the law")
WHERE: Final = Field("territories", TERRITORIES, "territories", "World except RU, BY, or a list", required=True)

REPERTOIRE: Final = Shape(
    "repertoire",
    Repertoire,
    (
        Field("parties", set_of(ID), "parties", "what these parties own by control"),
        Field("members-of", set_of(ID), "members_of", "what the members of these groups own by control"),
        Field("some-members-of", set_of(ID), "some_members_of", "the same of some members that are not named"),
        Field("catalogues", set_of(ID), "catalogues", "catalogues by name"),
        Field("assets", set_of(ID), "assets", "assets by id"),
    ),
)
EVERYTHING: Final = Repertoire(everything=True)
REPERTOIRE_OR_ALL: Final = WordOr(
    lambda text: EVERYTHING if text == "all" else ABSENT,
    lambda value: "all" if value.everything else None,
    Shaped(REPERTOIRE),
    "all, or {parties: …, members-of: …, catalogues: …, assets: …}",
    pattern="^all$",
)
SCOPE: Final = (
    Field("repertoire", REPERTOIRE_OR_ALL, "scope.repertoire", "all, or parties, members-of, catalogues, assets"),
    Field("except", REPERTOIRE_OR_ALL, "scope.exceptions", "what is taken out of the repertoire"),
    Field("rights", RIGHTS, "scope.rights", "all, or a list such as [recording:reproduction]; absent: unstated"),
    Field("uses", USES, "scope.uses", "all, or a list such as [PermanentDownload]; absent: unstated"),
    Field("territories", TERRITORIES, "scope.territories", "World except RU, BY, or a list; absent: unstated"),
)
CONDITION: Final = Shape(
    "condition",
    Condition,
    (
        Field("text", TEXT, "text", "the condition", required=True),
        Field("fulfilled", YES, "fulfilled", "yes or no; absent: not on record"),
    ),
)
CONDITIONS: Final = ListOf(
    WordOr(Condition, lambda value: value.text if value.fulfilled is None else None, Shaped(CONDITION), "a condition")
)


def _exercise(values: Any) -> bool:  # noqa: ANN401
    return values["kind"] is not GrantKind.MANDATE


def _sublicense(values: Any) -> int:  # noqa: ANN401
    return UNLIMITED if values["kind"] is GrantKind.MANDATE else 0


CONTROL: Final = Shape(
    "control",
    Control,
    (
        Field("party", ID, "party", "the owner", required=True),
        Field("asset", ID, "asset", "the id of the asset", required=True),
        Field("rights", RIGHTS, "rights", "all, or a list such as [recording:reproduction]", required=True),
        Field("share", SHARE, "share", "percent, as in 33.33 %", required=True),
        WHERE,
        START,
        END,
        NOTE,
    ),
    "A party owns a share of rights in an asset.",
)
GRANT: Final = Shape(
    "grant",
    Grant,
    (
        Field("from", ID, "grantor", "the party that gives", required=True),
        Field("to", ID, "grantee", "the party that receives", required=True),
        Field("kind", choice("kind of grant", GrantKind), "kind", "what the grantor keeps", required=True),
        Field("exercise", YES, "exercise", "may it use; absent: yes, for a mandate no", otherwise=_exercise),
        Field(
            "sublicense",
            LINKS,
            "sublicense",
            "none, links, any; absent: none, for a mandate any",
            otherwise=_sublicense,
        ),
        *SCOPE,
        Field("start", WHEN, "term.start", "the first day; absent: the day it was executed"),
        END,
        Field("executed", WHEN, "executed", "the day of signature"),
        Field("order", COUNT, "order", "the place among the acts of one day"),
        Field("retention-end", WHEN, "retention_end", "the last day of retention, which replaces the end"),
        Field("reserved", set_of(choice("power", Power)), "reserved", "powers an exclusive leaves its grantor"),
        Field("survives-until", SURVIVAL, "survives_until", "until when sublicences outlive it: a day, or always"),
        Field(
            "groups",
            Choice("day of groups", {"day": False, "signature": True}),
            "at_signature",
            "groups as of the day asked about (day) or of signature",
        ),
        Field("conditions", CONDITIONS, "conditions", "texts, or {text, fulfilled: yes or no}"),
        NOTE,
    ),
    "A grantor lets a grantee use, or let others use.",
)
TERMINATION: Final = Shape(
    "termination",
    Termination,
    (
        Field("grant", ID, "grant", "the grant that ends", required=True),
        Field("last-day", WHEN, "last_day", "its last day in force", required=True),
        NOTE,
    ),
    "A grant's last day in force.",
)
STATUTE: Final = Shape(
    "statute",
    Statute,
    (
        Field("kind", choice("kind of statute", StatuteKind), "kind", "extended, compulsory, exception", required=True),
        Field("society", ID, "society", "who may license, for an extended statute"),
        Field("rights", RIGHTS, "rights", "all, or a list; absent: unstated", otherwise=None),
        Field("uses", USES, "uses", "all, or a list; absent: unstated", otherwise=None),
        Field("territories", TERRITORIES, "territories", "where; absent: unstated", otherwise=None),
        START,
        END,
        Field("links", COUNT, "links", "an extended statute's own limit of further links"),
        Field("assets", set_of(ID), "assets", "the assets it speaks of; absent: all"),
        ARTICLE,
        NOTE,
    ),
    "A law that gives authority without a grant, or needs none.",
)
OPT_OUT: Final = Shape(
    "opt-out",
    OptOut,
    (
        Field("party", ID, "party", "who opts out", required=True),
        Field("statute", ID, "statute", "of which statute", required=True),
        START,
        END,
        NOTE,
    ),
    "A party takes its repertoire out of a statute's reach.",
)
MEMBERSHIP: Final = Shape(
    "membership",
    Membership,
    (
        Field("member", ID, "member", "the party that belongs", required=True),
        Field("group", ID, "group", "the party it belongs to", required=True),
        START,
        END,
        NOTE,
    ),
    "A party belongs to a group; that gives no authority.",
)
REQUIREMENT: Final = Shape(
    "requirement",
    Requirement,
    (
        Field("use", USE, "use", "the use that needs the rights", required=True),
        WHERE,
        START,
        END,
        Field("rights", RightsByKind(), "rights", "kind of asset: rights needed in it", required=True),
        Field("any-co-owner", YES, "any_co_owner", "whether one co-owner suffices; absent: no"),
        Field("default", YES, "default", "whether a special law replaces it; absent: no"),
        ARTICLE,
        NOTE,
    ),
    "In these territories a use needs these rights.",
)
SERVER: Final = Shape(
    "server",
    Server,
    (
        Field("service", ID, "service", "the service", required=True),
        Field("territory", TERRITORY, "territory", "the territory it acts from", required=True),
        START,
        END,
        NOTE,
    ),
    "A service acts from a territory.",
)
OPERATION: Final = Shape(
    "operation",
    Operation,
    (
        Field("operator", ID, "operator", "the party that operates it", required=True),
        Field("service", ID, "service", "the service", required=True),
        START,
        END,
        NOTE,
    ),
    "A party operates a service.",
)
FINDING: Final = Shape(
    "finding",
    Finding,
    (
        Field("fact", ID, "fact", "the fact it is about", required=True),
        Field("holds", YES, "holds", "whether the fact was held to be so", required=True),
        WHERE,
        START,
        END,
        Field("between", set_of(ID), "between", "whom it binds; absent: everyone"),
        Field("interim", YES, "interim", "whether interim or under appeal; absent: no"),
        Field("authority", TEXT, "authority", "the court or authority"),
        NOTE,
    ),
    "A court or authority held that a fact is, or is not, so.",
)

SAID_KEY: Final = "said"  # what is said of a fact, beside its fields
_FACTS: Final = {
    "controls": CONTROL,
    "grants": GRANT,
    "terminations": TERMINATION,
    "statutes": STATUTE,
    "opt-outs": OPT_OUT,
    "memberships": MEMBERSHIP,
    "requirements": REQUIREMENT,
    "servers": SERVER,
    "operations": OPERATION,
    "findings": FINDING,
}
FACTS: Final[dict[str, Shape]] = {name: replace(shape, extra=(SAID_KEY,)) for name, shape in _FACTS.items()}

EVENT: Final = Shape(
    "note",
    Note,
    (
        Field("day", WHEN, "day", "the day of the event", required=True),
        Field("text", TEXT, "text", "what happened", required=True),
        Field("source", ID, "source", "who says so"),
        EVIDENCE,
    ),
    "A dated event, without effect on authority.",
)
FIGURE: Final = Shape(
    "figure",
    Figure,
    (
        Field("quantity", TEXT, "quantity", "the number", required=True),
        Field("unit", TEXT, "unit", "of what", required=True),
        Field("day", WHEN, "day", "as of when"),
        Field("territory", TERRITORY, "territory", "where"),
        Field("of", ListOf(ID), "of", "the parties it is about"),
        Field("source", ID, "source", "who says so"),
        EVIDENCE,
    ),
    "A quantity, without effect on authority.",
)
CLAIM: Final = Shape(
    "claim",
    Claim,
    (
        Field("service", ID, "service", "the service", required=True),
        Field("licensor", ID, "licensor", "by whom it says it is licensed", required=True),
        Field("said-by", ID, "said_by", "who says so", required=True),
        Field("made", WHEN, "made", "when it was said"),
        Field("licences", ListOf(TEXT), "licences", "numbers of licences"),
        *SCOPE,
        START,
        END,
        EVIDENCE,
        Field("text", TEXT, "text", "in what words"),
    ),
    "What a service says of itself; no fact.",
)
OTHERS: Final[dict[str, Shape]] = {"notes": EVENT, "figures": FIGURE, "claims": CLAIM}

PATTERN: Final = Shape(
    "pattern",
    GrantPattern,
    (
        Field("from", set_of(ID), "grantors", "grants by these"),
        Field("members-of", set_of(ID), "members_of", "grants by members of these groups"),
        Field("to", set_of(ID), "grantees", "grants to these"),
        Field("rights", RIGHTS, "rights", "in these rights"),
        Field("uses", USES, "uses", "for these uses"),
        Field("territories", TERRITORIES, "territories", "in these territories"),
        START,
        END,
    ),
    "Grants that a denial speaks of together; what is absent is any.",
)
SAYS: Final = Field(
    "says", Choice("word of a statement", {"affirm": True, "deny": False}), "affirms", "affirm or deny", otherwise=True
)
WHO: Final = Field("by", ID, "source", "whose word it is: a party, or a piece of evidence", required=True)
HOW: Final = (
    Field("through", ID, "through", "through whom it reaches us"),
    Field("basis", choice("basis", Basis), "basis", "seen, reported, inferred or translated; absent: seen"),
    Field("made", WHEN, "made", "when it was said"),
    Field("published", WHEN, "published", "when it was published"),
    Field("retrieved", WHEN, "retrieved", "when it was fetched"),
    EVIDENCE,
    Field("where", TEXT, "locator", "where in the evidence"),
    NOTE,
)
SAID: Final = Shape("statement", Statement, (WHO, SAYS, *HOW), "Who says so.")
STATEMENT: Final = Shape(
    "statement",
    Statement,
    (
        Field("id", ID, "id", "a name for the statement"),
        WHO,
        SAYS,
        Field("facts", ListOf(ID), "facts", "the facts it is about"),
        Field("pattern", Shaped(PATTERN), "pattern", "the grants it denies together"),
        *HOW,
    ),
    "Who says so, for what does not sit with its fact.",
)

PARTY: Final = Shape(
    "party",
    Party,
    (
        Field("name", TEXT, "name", "the name in print", required=True),
        Field("kinds", ListOf(ID), "kinds", "service, society, label, federation, court …"),
        Field("identifiers", Pairs(TEXT), "identifiers", "scheme: value, as in {isni: …}"),
        Field("domains", ListOf(ID), "domains", "the domains of a service"),
        NOTE,
    ),
    "Anyone who owns, grants, receives, speaks or is asked about.",
)
KIND: Final = Scalar(lambda value, to: to.words.kind(value))
ASSET: Final = Shape(
    "asset",
    Asset,
    (
        Field("kind", KIND, "kind", "recording, work, performance, or what the vocabulary has", required=True),
        Field("title", TEXT, "title", "its title"),
        Field("identifiers", Pairs(TEXT), "identifiers", "scheme: value, as in {isrc: …}"),
    ),
    "A thing that rights are in.",
)
ITEM: Final = Shape(
    "item",
    Item,
    (
        Field("title", TEXT, "title", "its title"),
        Field("artist", TEXT, "artist", "its artist"),
        Field("group", ID, "group", "the party it is counted with"),
        Field("released", WHEN, "released", "when it came out; it counts as offered only from then on"),
        Field(
            "assets",
            Pairs(ListOf(ID), lambda name, to: to.words.kind(name)),
            "assets",
            "kind of asset: the id, or a list of ids",
            otherwise=(),
        ),
        Field("details", Pairs(TEXT), "details", "further columns: name: text"),
    ),
    "What is offered, with the assets in it.",
)
EVIDENCE_SHAPE: Final = Shape(
    "piece of evidence",
    Evidence,
    (
        Field("title", TEXT, "title", "its title"),
        Field("publisher", TEXT, "publisher", "who published it"),
        Field("author", TEXT, "author", "who wrote it"),
        Field("date", WHEN, "date", "its own day"),
        Field("url", TEXT, "url", "where it is to be found"),
        Field("file", TEXT, "file", "the kept copy, below evidence/"),
        Field("sha256", TEXT, "sha256", "the hash of the copy"),
        NOTE,
    ),
    "What backs a statement.",
)
POSITION: Final = Shape(
    "position",
    Position,
    (
        Field("title", TEXT, "title", "the name in print"),
        Field(
            "place", choice("place of the act", PlaceOfAct), "place", "reception, emission or open; absent: reception"
        ),
        Field("ranks", Ranks(), "ranks", "lists of sources, best rank first", required=True),
        Field("basis", set_of(choice("basis", Basis)), "bases", "the only bases believed; absent: every"),
        Field("vocabulary", YES, "vocabulary", "whether the vocabulary is believed; absent: yes"),
    ),
    "Whose statements are believed, and where the act is taken to be.",
)
QUESTION: Final = Shape(
    "question",
    ExpectedQuestion,
    (
        Field("service", ID, "question.service", "who makes the use", required=True),
        Field("item", ID, "question.item", "of which item; absent: of all it offers", otherwise=""),
        Field("use", USE, "question.use", "which use", required=True),
        Field("territory", LEAF, "question.territory", "for people where", required=True),
        Field("day", DAY, "question.day", "on which day", required=True),
        Field("known-by", DAY, "question.known_by", "as known by which day; absent: all on record", otherwise=LAST),
        Field("position", ID, "question.position", "in which position", required=True),
        Field("expect", choice("answer", Answer), "expect", "the answer expected", required=True),
        Field("because", choice("dimension", Dimension), "because", "the dimension of the nearest break"),
        Field("flags", set_of(choice("flag", Flag)), "flags", "the flags expected; absent: any"),
        NOTE,
    ),
    "A question with its expected answer.",
)
ENTRIES: Final[dict[str, Shape]] = {"parties": PARTY, "assets": ASSET, "items": ITEM, "evidence": EVIDENCE_SHAPE}
NAMED: Final[dict[str, Shape]] = {**ENTRIES, **FACTS, **OTHERS, "positions": POSITION}  # sections of id: fields
LISTED: Final[dict[str, Shape]] = {"statements": STATEMENT, "questions": QUESTION}  # sections that are lists
IDS_BY_NAME: Final = ("catalogues", "offers")  # sections of name: [ids]
SECTIONS: Final = (*NAMED, *LISTED, *IDS_BY_NAME)

INCLUDE: Final = Shape(
    "included case",
    Include,
    (
        Field("case", TEXT, "case", "its folder, relative to this one", required=True),
        Field("sha256", TEXT, "sha256", "the hash of its content", required=True),
    ),
)
TABLE: Final = Shape(
    "repertoire table",
    TableFile,
    (
        Field("file", TEXT, "file", "a CSV or Parquet file in this folder", required=True),
        Field(
            "kind",
            Choice("kind of table", {kind: kind for kind in COLUMNS}),
            "kind",
            "what its rows are",
            required=True,
        ),
        Field("said", Shaped(SAID), "said", "the statement common to its rows"),
    ),
)
HEAD: Final = Shape(
    "case",
    Head,
    (
        Field("licit", Choice("version of the case format", {"1": 1}), "version", "1, this format", required=True),
        Field("title", TEXT, "title", "the name of the case"),
        Field("vocabulary", ID, "vocabulary", "the trade, such as music", required=True),
        Field("complete-until", WHEN, "complete_until", "how far the record goes"),
        Field("laws", ListOf(ID), "laws", "laws of the vocabulary; no-default leaves out its default requirement"),
        Field("expected-sources", ListOf(ID), "expected_sources", "sources named as missing where never heard"),
        Field("include", ListOf(Shaped(INCLUDE)), "includes", "other cases that this one takes in"),
        Field(
            "repertoire",
            ListOf(Shaped(TABLE)),
            "tables",
            "tables of items, controls, offers, assets, catalogues and links",
        ),
    ),
    extra=SECTIONS,
)
