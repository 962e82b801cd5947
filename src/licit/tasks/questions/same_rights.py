# SPDX-License-Identifier: Apache-2.0
"""Items whose answers have the same words: owned in the same order by the same parties on the same terms."""

from __future__ import annotations

from licit.model.fact import Control, Grant, Statute
from licit.model.record import Record
from licit.model.scope import Repertoire


class SameRights:
    """What tells the items of a record apart.

    Not the names of assets and controls, which no answer in a row says; but the order, since the first part that fails
    is named. Source: SEMANTICS §6, rights classes.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        lists = [assets for _, assets in sorted(record.catalogues.items())]
        for fact in record.facts:
            if isinstance(fact, Grant):
                lists += [one.assets for one in (fact.scope.repertoire or Repertoire(), fact.scope.exceptions)]
            elif isinstance(fact, Statute) and fact.assets is not None:
                lists.append(fact.assets)
        self._listed: dict[str, list[int]] = {}
        for number, assets in enumerate(lists):
            for asset in assets:
                self._listed.setdefault(asset, []).append(number)

    def key(self, name: str) -> object:
        """Equal for items that no question tells apart; one for all that are not on record."""
        item = self.record.items.get(name)
        if item is None:
            return None
        return tuple((kind, tuple(self._asset(asset) for asset in assets)) for kind, assets in item.assets)

    def _asset(self, asset: str) -> object:
        controls = tuple(self._control(control) for control in self.record.controls_of.get(asset, ()))
        return controls, tuple(self._listed.get(asset, ()))

    def _control(self, control: Control) -> object:
        said = self.record.statements_on.get(control.id, ())
        words = frozenset(
            (word.source, word.affirms, word.basis, word.published_on, word.made_on if len(said) > 1 else None)
            for word in said
        )
        finding = control.id if control.id in self.record.findings_on else ""
        return control.party, control.rights, control.share, control.territories, control.term, words, finding
