# SPDX-License-Identifier: Apache-2.0
"""The words of ODRL 2.2 as a JSON-LD context of our own, so that nothing is ever fetched.

Which words there are is a fact of the vocabulary; how they are bound here is ours. Source: W3C ODRL Vocabulary and
Expression 2.2, namespace http://www.w3.org/ns/odrl/2/.
"""

from __future__ import annotations

from typing import Any, Final

ODRL: Final = "http://www.w3.org/ns/odrl/2/"
PROFILE: Final = "urn:licit:odrl:1#"  # what ODRL has no word for; docs/formats/odrl.md
NOBODY: Final = ".file.invalid/"  # relative addresses are taken from nobody's (RFC 2606), a file's own
CC: Final = "http://creativecommons.org/ns#"

KNOWN: Final = frozenset(
    f"{scheme}://www.w3.org/ns/{rest}"
    for scheme in ("http", "https")
    for rest in ("odrl.jsonld", "odrl/2/ODRL22.jsonld", "odrl/2/odrl.jsonld", "odrl/2/", "odrl/2", "odrl")
)  # the addresses under which ODRL's own context is named; any other is refused

_PREFIXES: Final = {
    "odrl": ODRL,
    "cc": CC,
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CLASSES: Final = """
    Action Agreement Assertion Asset AssetCollection AssetScope ConflictTerm Constraint Duty LeftOperand
    LogicalConstraint Offer Operator Party PartyCollection PartyScope Permission Policy Privacy Prohibition Request
    RightOperand Rule Set Ticket
"""
_WORDS: Final = """
    acceptTracking adHocShare aggregate annotate anonymize append appendTo archive attachPolicy attachSource attribute
    commercialize compensate concurrentUse copy delete derive digitize display distribute ensureExclusivity execute
    export extract extractChar extractPage extractWord give grantUse ignore include index inform install invalid lease
    lend license modify move nextPolicy obtainConsent pay perm play present preview print prohibit read reproduce
    reviewPolicy secondaryUse sell share shareAlike stream support synchronize textToSpeech transfer transform translate
    uninstall use watermark write writeTo
    eq gt gteq hasPart isA isAllOf isAnyOf isNoneOf isPartOf lt lteq neq
    absolutePosition absoluteSize absoluteSpatialPosition absoluteTemporalPosition count dateTime delayPeriod
    deliveryChannel elapsedTime event fileFormat industry language media meteredTime payAmount percentage policyUsage
    product purpose recipient relativePosition relativeSize relativeSpatialPosition relativeTemporalPosition resolution
    spatial spatialCoordinates systemDevice timeInterval unitOfCount version virtualLocation
"""
_TO_NODES: Final = """
    and andSequence assignee assigneeOf assigner assignerOf attributedParty attributingParty compensatedParty
    compensatingParty consentedParty consentingParty consequence constraint contractedParty contractingParty duty
    failure function hasPolicy implies includedIn informedParty informingParty inheritFrom obligation or output partOf
    payeeParty permission profile prohibition refinement relation remedy source target trackedParty trackingParty xone
"""
_TO_WORDS: Final = "action conflict leftOperand operator undefined"
_VALUES: Final = "dataType rightOperand rightOperandReference status unit"


def context() -> dict[str, Any]:
    """ODRL's words, each bound to its address."""
    found: dict[str, Any] = {**_PREFIXES, "id": "@id", "type": "@type", "uid": "@id"}
    found |= {word: ODRL + word for word in (*_CLASSES.split(), *_WORDS.split(), *_VALUES.split())}
    found |= {word: {"@id": ODRL + word, "@type": "@id"} for word in _TO_NODES.split()}
    return found | {word: {"@id": ODRL + word, "@type": "@vocab"} for word in _TO_WORDS.split()}
