# SPDX-License-Identifier: Apache-2.0
"""The template of a reply: YAML that, once filled in and put into the folder of the case, is read as statements.

A reply is a source like any other: what it says counts for the positions that believe its author.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from licit.model.record import Record
from licit.model.request import Letter, Letters, Request
from licit.report.clean import clean
from licit.report.letter import WORDS, Json
from licit.report.words import set_for
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

DAY: Final = "DAY"  # to be replaced by a day, such as 2004-05-15
TITLE: Final = "TITLE"  # to be replaced by what the document is called, or says
_HEAD: Final[Mapping[Lang, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "A reply to the letter of licit ask. Replace each DAY by the day of the document (2004-05-15) and each",
            "TITLE by what it is called or says; write deny for affirm where it is not so; narrow a grant to what the",
            "document covers; delete what is not answered. Put this file into the folder of the case: licit lint.",
        ),
        "fr": (
            "Une réponse à la lettre de licit ask. Remplacer chaque DAY par la date du document (2004-05-15) et chaque",
            "TITLE par son titre ou son contenu ; écrire deny au lieu de affirm si ce n’est pas le cas ; réduire une",
            "concession à ce que couvre le document ; effacer ce qui reste sans réponse. Mettre ce fichier dans le",
            "dossier de l’affaire : licit lint.",
        ),
    }
)


def template(found: Letters, record: Record, lang: Lang = "en") -> str:
    """A file to fill in: each party's answer to each request of its letter, in the order of the letters."""
    writing = _Template(found, record, lang)
    for letter in found.letters:
        for number, request in enumerate(letter.requests, 1):
            for party in letter.to:
                writing.answer(letter, number, request, party)
    return "".join(f"{line}\n" for line in writing.lines())


class _Template:
    """Collects the entries of each section, under ids that the record does not have."""

    def __init__(self, found: Letters, record: Record, lang: Lang) -> None:
        self.found = found
        self.record = record
        self.lang: Lang = lang
        self.names = Names(record, lang, found.question.item)
        self.sections: dict[str, list[str]] = {"grants": [], "notes": [], "statements": [], "evidence": []}
        self.grants: dict[tuple[str, str], Json] = {}
        self.taken = set(record.by_id) | {note.id for note in record.notes}
        self.count = 0

    def answer(self, letter: Letter, number: int, request: Request, party: str) -> None:
        """The entries for one party's answer to one request."""
        evidence = self._name()
        said: Json = {"by": party, "says": "affirm", "made": DAY, "published": DAY, "evidence": evidence}
        asked = set_for(self.lang, WORDS[self.lang].on_record(self.names, request))
        remark = f"  # {self.names.party(party)}, {number}: {clean(asked)}"
        self.sections["evidence"].append(f"  {_flow(evidence)}: {_flow({'title': TITLE, 'date': DAY})}")
        facts = [fact for fact in request.facts if fact in self.record.by_id]
        if request.grantors and request.reason is not None:
            for grantor in (party,) if party in letter.to and letter.to[0] in request.grantors else request.grantors:
                self._grant(grantor, request.reason.to)["said"].append(said)
        elif facts:
            self.sections["statements"] += [remark, f"  - {_flow({**said, 'facts': facts})}"]
        else:
            note = {"day": DAY, "text": TITLE, "source": party, "evidence": evidence}
            self.sections["notes"] += [remark, f"  {_flow(self._name())}: {_flow(note)}"]

    def _grant(self, grantor: str, grantee: str) -> Json:
        """A grant that is asked for, once, whoever tells of it: as wide as the question, to be narrowed."""
        question = self.found.question
        if (grantor, grantee) not in self.grants:
            self.grants[grantor, grantee] = {
                "from": grantor,
                "to": grantee,
                "kind": "non-exclusive" if grantee == question.service else "mandate",
                "repertoire": "all",
                "rights": "all",
                "uses": [question.use],
                "territories": question.territory,
                "executed": DAY,
                "said": [],
            }
        return self.grants[grantor, grantee]

    def lines(self) -> Iterator[str]:
        """The file, line by line."""
        yield from (f"# {line}" for line in _HEAD[self.lang])
        self.sections["grants"] += [f"  {_flow(self._name())}: {_flow(grant)}" for grant in self.grants.values()]
        for section, entries in self.sections.items():
            if entries:
                yield f"{section}:"
                yield from entries

    def _name(self) -> str:
        self.count += 1
        while f"reply-{self.count}" in self.taken:
            self.count += 1
        return f"reply-{self.count}"


def _flow(value: object) -> str:
    """A value as JSON, which is YAML on one line: no text of the case can end it."""
    return json.dumps(value)
