# SPDX-License-Identifier: Apache-2.0
"""The messages of RDR-N and the elements of them that are read.

Source: the schema of RDR-N 1.5, as classes made of it have its names; ddex.net/dd, MLC 1.3 and 1.4 (the former name);
rdrn.ddex.net 6.1; kb.ddex.net, RDR-N explained, upgrading from 1.4 to 1.5, updating a claim.
"""

from __future__ import annotations

from typing import Final

from licit.formats.ddex.opening import Standard

DECLARATION: Final = "DeclarationOfSoundRecordingRightsClaimMessage"
REVOCATION: Final = "RevokeSoundRecordingRightsClaimMessage"
OTHERS: Final = (
    "RequestSoundRecordingRightsClaimMessage",
    "RequestSoundRecordingInformationMessage",
    "RightsClaimStatusUpdateMessage",
    "AssertionOfCollectionMandateMessage",
    "AssertionOfCollectionMandateStatusUpdateMessage",
    "RevokeCollectionMandateMessage",
    "DeclarationOfRevenueMessage",
)
RECORDINGS: Final = ("SoundRecording", "Video")
IDS: Final = ("SoundRecordingId", "VideoId")
STANDARD: Final = Standard(
    name="rdrn",
    title="DDEX RDR-N",
    roots=frozenset((DECLARATION, REVOCATION, *OTHERS)),
    read=frozenset((DECLARATION, REVOCATION)),
    spaces=frozenset(("mlc", "rdr", "rdr-n", "rdrn")),
    versions=("1.3", "1.4", "1.5"),
    wanted=frozenset(
        {
            *(f"{root}/MessageHeader" for root in (DECLARATION, REVOCATION)),
            *(f"ResourceList/{name}" for name in RECORDINGS),
            *(f"{REVOCATION}/{name}" for name in IDS),
        }
    ),
    mend="give the DeclarationOfSoundRecordingRightsClaimMessage that carries the claims",
)
ABOUT: Final = {
    "MessageHeader": "who says it to whom, and when",
    "SoundRecording": "a recording, with who controls rights in it",
    "Video": "a recording with images, with who controls rights in it",
    "SoundRecordingId": "a recording of which a claim is revoked",
    "VideoId": "a recording with images of which a claim is revoked",
}
