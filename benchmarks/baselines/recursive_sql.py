# SPDX-License-Identifier: Apache-2.0
"""The answer in SQL: territory sets as four words of bits, chains by a recursive query backwards from the service.

The same text runs on DuckDB, PostgreSQL and SQLite; each loads its tables in its own way.
"""

# ruff: noqa: S608  (all names and numbers in the SQL are ours)

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from benchmarks.baselines.flat import WORDS, Flat, GrantRow, OptOutRow, StatuteRow, number_of
from benchmarks.baselines.interface import CLEARED, NOT_CLEARED, UNKNOWN, Asked, Counts
from benchmarks.worlds import stage
from licit.model.share import TOLERANCE, WHOLE

LONGEST: Final = 8  # links that a chain may have: two more than any plain world makes
ENOUGH: Final = WHOLE - TOLERANCE


def words(text: str, between: str = ", ") -> str:
    """A piece of SQL once for each word, ``#`` being its number."""
    return between.join(text.replace("#", str(number)) for number in range(WORDS))


MASK: Final = words("m# bigint")
SCOPE: Final = "first_day int, last_day int, signed int, making int, reproduction int, stream int, download int"
TABLES: Final = (
    f"create table grants (grantor text, grantee text, takes int, links int, exercise int, {SCOPE}, territories text)",
    f"create table statutes (id text, society text, links int, {SCOPE.replace('signed int, ', '')}, territories text)",
    "create table opt_outs (party text, statute text, first_day int, last_day int)",
    f"create table terr (name text, day int, {MASK})",
    "create table terr_leaf (name text, day int, leaf text)",
    f"create table leaves (day int, leaf text, {words('b# bigint')})",
)
IN_USE: Final = "(case s.usage when 'OnDemandStream' then g.stream else g.download end) = 1"
HAS_RIGHT: Final = "(case r.rgt when 0 then g.making else g.reproduction end) = 1"
RIGHTS: Final = "(select 0 as rgt union all select 1) r"

# Each step is a temporary table. ``wanted`` (k, service, j) and ``spot`` (j, usage, day) say what is asked about,
# ``wanted_owner`` (k, party) whose shares; the empty party is the unnamed owner of what is missing.
STEPS: Final = {
    "live": f"""
        select row_number() over () as id, s.j, r.rgt, g.grantor, g.grantee, g.links, g.exercise, g.takes, g.signed,
               {words("t.m#")}
        from spot s join grants g on g.first_day <= s.day and g.last_day >= s.day and {IN_USE}
        join terr t on t.name = g.territories and t.day = s.day join {RIGHTS} on {HAS_RIGHT}""",
    "taking": "select * from live where takes = 1",
    "voids": f"""
        select late.id, early.grantee, {words("bit_or(early.m#) as m#")}
        from taking late join taking early on early.j = late.j and early.rgt = late.rgt
        and early.grantor = late.grantor and early.grantee <> late.grantee and early.signed < late.signed
        group by late.id, early.grantee""",
    "bars": f"""
        select g.id, {words("bit_or(e.m# & ~coalesce(v.m#, 0)) as m#")}
        from taking e join live g on g.j = e.j and g.rgt = e.rgt and g.grantor = e.grantor
        and g.grantee <> e.grantee and e.signed < g.signed
        left join voids v on v.id = e.id and v.grantee = g.grantee group by g.id""",
    "free": f"""
        select l.j, l.rgt, l.grantor, l.grantee, l.links, l.exercise, {words("l.m# & ~coalesce(b.m#, 0) as m#")}
        from live l left join bars b on b.id = l.id""",
    "reach": f"""
        with recursive r(k, j, rgt, party, need, {words("m#")}) as (
          select w.k, w.j, f.rgt, f.grantor, 1, {words("f.m#")}
          from wanted w join free f on f.j = w.j and f.grantee = w.service and f.exercise = 1
          union
          select r.k, r.j, r.rgt, f.grantor, r.need + 1, {words("f.m# & r.m#")}
          from r join free f on f.j = r.j and f.rgt = r.rgt and f.grantee = r.party
          where f.links >= r.need and r.need < {LONGEST} and ({words("(f.m# & r.m#)", " | ")}) <> 0)
        select * from r""",
    "lawful": f"""
        select r.k, r.rgt, g.id as statute, {words("bit_or(r.m# & t.m#) as m#")}
        from reach r join spot s on s.j = r.j join statutes g on g.society = r.party and g.links >= r.need
        and g.first_day <= s.day and g.last_day >= s.day and {IN_USE} and {HAS_RIGHT}
        join terr t on t.name = g.territories and t.day = s.day group by r.k, r.rgt, g.id""",
    "one_right": f"""
        select k, party, rgt, {words("bit_or(m#) as m#")} from (
          select r.k, r.party, r.rgt, {words("r.m#")} from reach r
          join wanted_owner o on o.k = r.k and o.party = r.party
          union all
          select l.k, o.party, l.rgt, {words("l.m#")} from lawful l join wanted_owner o on o.k = l.k
          join wanted w on w.k = l.k join spot s on s.j = w.j where not exists (
            select 1 from opt_outs x where x.party = o.party and x.statute = l.statute
            and x.first_day <= s.day and x.last_day >= s.day)) both_ways group by k, party, rgt""",
    "auth": f"""
        select a.k, a.party, 'all' as rights, {words("a.m# & b.m# as m#")}
        from one_right a join one_right b on b.k = a.k and b.party = a.party where a.rgt = 0 and b.rgt = 1
        union all select k, party, '{stage.RIGHTS[0]}', {words("m#")} from one_right where rgt = 0
        union all select k, party, '{stage.RIGHTS[1]}', {words("m#")} from one_right where rgt = 1""",
}
AUDIT_STEPS: Final = {
    "of_asset": f"""
        select c.asset, PATTERN as pattern, {words("bit_or(t.m# & ~coalesce(a.m#, 0)) as n#")}
        from control c join terr t on t.name = c.territories and t.day = (select day from spot)
        left join auth a on a.party = c.party and a.rights = c.rights
        where (c.from_day is null or c.from_day <= DAY) and (c.to_day is null or c.to_day >= DAY) group by c.asset""",
    "pattern": "select pattern, min(asset) as asset from of_asset group by pattern",
    "part": f"""
        select p.asset, r.rgt, l.leaf, {words("l.b# & ~coalesce(o.m#, 0) as u#")}, coalesce((
          select sum(c.share) from control c join terr_leaf t on t.name = c.territories
          where c.asset = p.asset and t.day = l.day and t.leaf = l.leaf
          and c.rights in ('all', case r.rgt when 0 then '{stage.RIGHTS[0]}' else '{stage.RIGHTS[1]}' end)
          and (c.from_day is null or c.from_day <= DAY) and (c.to_day is null or c.to_day >= DAY)), 0) as share
        from pattern p cross join {RIGHTS} join leaves l on l.day = (select day from spot)
        left join one_right o on o.party = '' and o.rgt = r.rgt""",
    "missing": f"""
        select p.pattern, {words("bit_or(u#) as u#")} from part join pattern p on p.asset = part.asset
        where share < {ENOUGH} group by p.pattern""",
    "of_item": f"""
        select i.item, {words("bit_or(coalesce(a.n#, 0)) as n#")}, {words("bit_or(coalesce(m.u#, 0)) as u#")},
               max(case when i.kind = '{stage.WORK}' then 1 else 0 end) as has_work
        from item i left join of_asset a on a.asset = i.asset left join missing m on m.pattern = a.pattern
        group by i.item""",
    "alike": f"""
        select count(*) as items, has_work, {words("n#")}, {words("u#")} from of_item
        group by has_work, {words("n#")}, {words("u#")}""",
}
COUNT: Final = f"""
    select l.leaf, sum(case when ({words("(a.n# & l.b#)", " | ")}) <> 0 then items else 0 end),
           sum(case when ({words("(a.n# & l.b#)", " | ")}) = 0
               and (has_work = 0 or ({words("(a.u# & l.b#)", " | ")}) <> 0) then items else 0 end),
           sum(items)
    from alike a cross join leaves l where l.day = (select day from spot) group by l.leaf"""
CHECK_FIRST: Final = {
    "asset_asked": """
        select q.n, q.k, q.leaf, q.day, q.iso, i.asset, i.kind from asked q join item i on i.item = q.item""",
    "part_asked": """
        select q.n, q.k, q.leaf, q.day, q.asset, c.party, c.rights, c.share
        from asset_asked q join control c on c.asset = q.asset
        join terr_leaf t on t.name = c.territories and t.day = q.day and t.leaf = q.leaf
        where (c.from_day is null or c.from_day <= q.iso) and (c.to_day is null or c.to_day >= q.iso)""",
    "wanted_owner": "select distinct k, party from part_asked union select k, '' from wanted",
}
CHECK_LAST: Final = {
    "refused": f"""
        select distinct p.n from part_asked p join leaves l on l.day = p.day and l.leaf = p.leaf
        left join auth a on a.k = p.k and a.party = p.party and a.rights = p.rights
        where ({words("(coalesce(a.m#, 0) & l.b#)", " | ")}) = 0""",
    "short": f"""
        select q.n, q.k, q.leaf, q.day, q.asset, r.rgt from asset_asked q cross join {RIGHTS}
        left join part_asked p on p.n = q.n and p.asset = q.asset
        and p.rights in ('all', case r.rgt when 0 then '{stage.RIGHTS[0]}' else '{stage.RIGHTS[1]}' end)
        group by q.n, q.k, q.leaf, q.day, q.asset, r.rgt having coalesce(sum(p.share), 0) < {ENOUGH}""",
    "unsure": f"""
        select distinct s.n from short s join leaves l on l.day = s.day and l.leaf = s.leaf
        left join one_right o on o.k = s.k and o.party = '' and o.rgt = s.rgt
        where ({words("(coalesce(o.m#, 0) & l.b#)", " | ")}) = 0
        union select n from asked where n not in (select n from asset_asked where kind = '{stage.WORK}')""",
}


class RecursiveSql:
    """What the three databases share. ``pattern`` is how one asset's lines become a value to group by."""

    name = ""
    audits = True
    pattern = ""
    item_type = "text"

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement."""
        raise NotImplementedError

    def fill(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Put rows into a table."""
        raise NotImplementedError

    def load_facts(self, flat: Flat) -> None:
        """Make the tables of grants, laws and territories, for the days that may be asked about."""
        for table in TABLES:
            self.run(table)
        grants: list[GrantRow] = flat.grants
        statutes: list[StatuteRow] = flat.statutes
        opt_outs: list[OptOutRow] = flat.opt_outs
        self.fill("grants", grants)
        self.fill("statutes", statutes)
        self.fill("opt_outs", opt_outs)
        names = {one.territories for one in grants} | {one.territories for one in statutes}
        names |= {str(name) for (name,) in self.run("select distinct territories from control")}
        sets = {(name, day): flat.leaves_of(name, day) for name in sorted(names) for day in stage.ASKED}
        self.fill("terr", [(name, number_of(day), *flat.words(leaves)) for (name, day), leaves in sets.items()])
        pairs = [(name, number_of(day), leaf) for (name, day), leaves in sets.items() for leaf in sorted(leaves)]
        self.fill("terr_leaf", pairs)
        on_day = [(day, leaf) for day in stage.ASKED for leaf in flat.atlas.leaves_on(day)]
        self.fill("leaves", [(number_of(day), leaf, *flat.words(frozenset((leaf,)))) for day, leaf in on_day])
        self.run("create table owner as select distinct party from control union select ''")

    def audit(self, service: str, use: str, day: date) -> Counts:
        """Count by grouping items of the same masks; what is missing of an asset, once for each pattern of lines."""
        self._ask([(0, service, 0)], [(0, use, number_of(day))])
        self._step("wanted_owner", "select 0 as k, party from owner")
        self._steps(STEPS)
        self._steps({name: self._on(text, day) for name, text in AUDIT_STEPS.items()})
        found: dict[tuple[str, str], int] = {}
        for leaf, refused, unsure, items in self.run(COUNT):
            answers = {NOT_CLEARED: int(refused), UNKNOWN: int(unsure), CLEARED: int(items - refused - unsure)}
            found |= {(leaf, answer): count for answer, count in answers.items() if count}
        return found

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """All in one batch: chains once for each service, use and day, then each question's owners."""
        spots = {(one.use, one.day): 0 for one in questions}
        spots = {spot: j for j, spot in enumerate(spots)}
        wanted = {(one.service, one.use, one.day): 0 for one in questions}
        wanted = {one: k for k, one in enumerate(wanted)}
        self._ask(
            [(k, service, spots[use, day]) for (service, use, day), k in wanted.items()],
            [(j, use, number_of(day)) for (use, day), j in spots.items()],
        )
        self.run("drop table if exists asked")
        self.run(f"create temporary table asked (n int, k int, item {self.item_type}, leaf text, day int, iso text)")
        item = str if self.item_type == "text" else int
        rows = [
            (
                n,
                wanted[one.service, one.use, one.day],
                item(one.item),
                one.leaf,
                number_of(one.day),
                one.day.isoformat(),
            )
            for n, one in enumerate(questions)
        ]
        self.fill("asked", rows)
        self._steps(CHECK_FIRST)
        self._steps(STEPS)
        self._steps(CHECK_LAST)
        answers = [CLEARED] * len(questions)
        for (n,) in self.run("select n from unsure"):
            answers[n] = UNKNOWN
        for (n,) in self.run("select n from refused"):
            answers[n] = NOT_CLEARED
        return answers

    def _ask(self, wanted: list[tuple[Any, ...]], spots: list[tuple[Any, ...]]) -> None:
        self.run("drop table if exists wanted")
        self.run("drop table if exists spot")
        self.run("create temporary table wanted (k int, service text, j int)")
        self.run("create temporary table spot (j int, usage text, day int)")
        self.fill("wanted", wanted)
        self.fill("spot", spots)

    def _on(self, text: str, day: date) -> str:
        return text.replace("PATTERN", self.pattern).replace("DAY", f"'{day.isoformat()}'")

    def _steps(self, steps: dict[str, str]) -> None:
        for name, text in steps.items():
            self._step(name, text)

    def _step(self, name: str, text: str) -> None:
        self.run(f"drop table if exists {name}")
        self.run(f"create temporary table {name} as {text}")
