# SPDX-License-Identifier: Apache-2.0
"""What it would take: who could give what is missing, and the smallest sets of them.

A *remedy grant* is a grant that is not on record, from P to the service (or to a party that operates it): signed on the
day asked about, affirmed by sources of the position's best rank (the first; or those that denied all such grants
before, whose latest word it then is), non-exclusive, for own use alone, without an end, for just the rights, the use,
the leaves and the assets (or all that P has) that are needed. Non-exclusive as it is, it bars nobody, ends nothing and
makes nobody a holder who could opt out (SEMANTICS §§3.3, 3.6): more such grants never take an answer back.

P can give a share at a leaf where, in the *lower* reading, a chain from its owner, or from the society of a statute
that it was not taken out of, reaches P with the power to sublicense; where no exclusive that P, or anyone in whose name
P acts, signed first bars the grant (§3.3: one to the same grantee, one on the chain and one that is void don't); and
where the grantee's own use is not barred. No source may deny all such grants on the very day of knowledge (§4). Where
nobody can, and P gave an exclusive away, the grant may also go to the one who has it, with the power to let others, if
from there the grants on record lead to the service: an *extension*. Whoever gives, it is one counterparty. Not looked
for: two new grants in a row for one share.

The answer is ``cleared`` where the lower reading is yes (§4): in each settlement of what is open, in each place where
the act may be, each right that counts, and each owner's share (of co-owners any one of whom suffices: some owner's;
in an overclaim again each). All of these are *ands*, and a share is an *or* over those who can give it: a set of
counterparties clears an item where it meets each of the item's *needs*, so the smallest sets are the smallest hitting
sets of the needs. No grant mends a missing requirement, an unidentified work, an unnamed owner beyond the statutes,
a service without a server, or a share that nobody can give.
"""
