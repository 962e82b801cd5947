# SPDX-License-Identifier: Apache-2.0
"""The messages of MWN and the elements of them that are read.

Source: the schema of MWN 1.3 (works-share-notification-choreography.xsd); ddex.net/dd, MWN 1.0 and 1.1.
"""

from __future__ import annotations

from typing import Final

from licit.formats.ddex.opening import Standard

NOTIFICATION: Final = "MusicalWorkClaimNotificationMessage"
OTHERS: Final = (
    "MusicalWorkClaimRequestMessage",
    "MusicalWorkClaimConflictNotificationMessage",
    "MusicalWorkClaimRequestRecallMessage",
    "MusicalWorkClaimNotificationRecallMessage",
)
LEFT: Final = {  # what says nothing of authority, each with why
    "Release": "it groups recordings, and claims nothing",
    "AudioVisualProduction": "it says where a work was used, not who may use it",
    "SetList": "it says where a work was used, not who may use it",
    "RightShareNotification": "it ties shares to a request",
}
CONFLICTS: Final = ("Conflict", "RightShareConflict")
STANDARD: Final = Standard(
    name="mwn",
    title="DDEX MWN",
    roots=frozenset((NOTIFICATION, *OTHERS)),
    read=frozenset((NOTIFICATION,)),
    spaces=frozenset(("mwn", "mwnl", "mc-notif")),
    versions=("1.0", "1.1", "1.2", "1.3"),
    wanted=frozenset(
        {
            f"{NOTIFICATION}/MessageHeader",
            f"{NOTIFICATION}/ProfileId",
            "TerritoryList/Territory",
            "PartyList/Party",
            "WorkList/MusicalWork",
            "ResourceList/SoundRecording",
            "ResourceList/Video",
            "ReleaseList/Release",
            "ExploitationList/AudioVisualProduction",
            "ExploitationList/SetList",
            "RightShareList/RightShare",
            *(f"RightShareList/{name}" for name in CONFLICTS),
            "RightShareNotificationList/RightShareNotification",
        }
    ),
    mend="give the MusicalWorkClaimNotificationMessage that carries the shares",
)
ABOUT: Final = {
    "MessageHeader": "who says it to whom, and when",
    "Territory": "a set of territories that shares refer to",
    "Party": "a party of the message",
    "MusicalWork": "a work that shares are in",
    "SoundRecording": "a recording, with the works in it",
    "Video": "a recording with images, with the works in it",
    "RightShare": "whose share of a work it is: in which rights, where, when",
    "Conflict": "shares that contradict each other",
    "RightShareConflict": "shares that contradict each other",
}
