# SPDX-License-Identifier: Apache-2.0
"""Polars: the same masks and the same search backwards, as joins of data frames."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from benchmarks.baselines.flat import WORDS, Flat, GrantRow, OptOutRow, StatuteRow, number_of
from benchmarks.baselines.interface import CLEARED, NOT_CLEARED, UNKNOWN, Asked, Counts, PlainWorld
from benchmarks.baselines.recursive_sql import ENOUGH, LONGEST
from benchmarks.worlds import stage

M = tuple(f"m{number}" for number in range(WORDS))
Frame = pl.DataFrame


def both(other: str) -> list[pl.Expr]:
    """The masks of a row and those of another set of columns, what is in both."""
    return [(pl.col(one) & pl.col(one + other)).alias(one) for one in M]


def without(other: str) -> list[pl.Expr]:
    """The masks of a row without those of another set of columns, which may be null."""
    return [(pl.col(one) & ~pl.col(one + other).fill_null(0)).alias(one) for one in M]


def united(frame: Frame, *keys: str) -> Frame:
    """The union of the masks of each group."""
    return frame.group_by(*keys).agg(pl.col(one).bitwise_or() for one in M)


def some() -> pl.Expr:
    """Whether any bit is set."""
    return pl.any_horizontal(pl.col(one) != 0 for one in M)


class Polars:
    """Eager frames, with as many threads as the machine has."""

    name = "Polars"
    audits = True

    def prepare(self, world: PlainWorld) -> None:
        """Read the files; number the distinct lines of controls; make frames of the rest."""
        flat = Flat(world.record)
        controls = pl.read_parquet(world.folder / "controls" / "*.parquet")
        lines = controls.select("rights", "share", "territories").unique().with_row_index("line")
        self.controls = controls.join(lines, on=["rights", "share", "territories"])
        self.items = pl.read_parquet(world.folder / "items" / "*.parquet")
        self.number_items = world.features.ids == "int64"
        self.grants = pl.DataFrame(flat.grants, schema=GrantRow._fields, orient="row").with_row_index("id")
        self.statutes = pl.DataFrame(flat.statutes, schema=StatuteRow._fields, orient="row")
        self.opt_outs = pl.DataFrame(flat.opt_outs, schema=OptOutRow._fields, orient="row")
        names = {*self.grants["territories"], *self.statutes["territories"], *controls["territories"].unique()}
        sets = {(name, day): flat.leaves_of(name, day) for name in sorted(names) for day in stage.ASKED}
        rows = [(name, number_of(day), *flat.words(leaves)) for (name, day), leaves in sets.items()]
        self.terr = pl.DataFrame(rows, schema=["territories", "day", *M], orient="row")
        pairs = [(name, number_of(day), leaf) for (name, day), leaves in sets.items() for leaf in leaves]
        self.terr_leaf = pl.DataFrame(pairs, schema=["territories", "day", "leaf"], orient="row")
        on_day = [(day, leaf) for day in stage.ASKED for leaf in flat.atlas.leaves_on(day)]
        bits = [(number_of(day), leaf, *flat.words(frozenset((leaf,)))) for day, leaf in on_day]
        self.leaves = pl.DataFrame(bits, schema=["day", "leaf", *M], orient="row")

    def audit(self, service: str, use: str, day: date) -> Counts:
        """Group the items by their masks, then count each leaf."""
        number = number_of(day)
        wanted = pl.DataFrame({"k": [0], "service": [service], "usage": [use], "day": [number]})
        owners = self.controls.select("party").unique().with_columns(k=pl.lit(0, dtype=pl.Int64))
        one_right, auth = self._authority(wanted, owners)
        terr = self.terr.filter(pl.col("day") == number).drop("day")
        controls = self._in_force(self.controls, pl.lit(day.isoformat()))
        refused = controls.join(terr, on="territories").join(auth, on=["party", "rights"], how="left", suffix="_auth")
        refused = refused.with_columns(without("_auth"))
        of_asset = refused.group_by("asset").agg(
            pl.col("line").sort().alias("pattern"), *(pl.col(one).bitwise_or() for one in M)
        )
        missing = self._missing(of_asset, controls, one_right, number)
        of_asset = of_asset.join(missing, on="pattern", how="left", suffix="_short")
        shorts = [f"{one}_short" for one in M]
        of_item = (
            self.items.join(of_asset.drop("pattern"), on="asset", how="left")
            .group_by("item")
            .agg(
                (pl.col("kind") == stage.WORK).any().alias("has_work"),
                *(pl.col(one).fill_null(0).bitwise_or() for one in (*M, *shorts)),
            )
        )
        alike = of_item.group_by("has_work", *M, *shorts).len("items")
        return self._counted(alike, number)

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """All in one batch."""
        asked = pl.DataFrame(questions, schema=Asked._fields, orient="row").with_row_index("n")
        asked = asked.with_columns(
            day=pl.col("day").dt.strftime("%Y%m%d").cast(pl.Int64), iso=pl.col("day").dt.strftime("%Y-%m-%d")
        ).rename({"use": "usage"})
        if self.number_items:
            asked = asked.with_columns(pl.col("item").cast(pl.Int64))
        wanted = asked.select("service", "usage", "day").unique().with_row_index("k")
        wanted = wanted.with_columns(pl.col("k").cast(pl.Int64))
        asked = asked.join(wanted, on=["service", "usage", "day"])
        assets = asked.join(self.items, on="item")
        parts = self._in_force(assets.join(self.controls, on="asset"), pl.col("iso"))
        parts = parts.join(self.terr_leaf, on=["territories", "day", "leaf"])
        one_right, auth = self._authority(wanted, parts.select("k", "party").unique())
        refused = (
            parts.join(self.leaves, on=["day", "leaf"])
            .join(auth, on=["k", "party", "rights"], how="left", suffix="_auth")
            .with_columns((pl.col(one) & pl.col(f"{one}_auth").fill_null(0)).alias(one) for one in M)
            .filter(~some())
        )
        rights = pl.DataFrame(
            {"rgt": [0, 1], "named": list(stage.RIGHTS)}, schema={"rgt": pl.Int64, "named": pl.String}
        )
        has = parts.join(rights, how="cross").filter(
            pl.col("rights").is_in(["all"]) | (pl.col("rights") == pl.col("named"))
        )
        sums = has.group_by("n", "asset", "rgt").agg(pl.col("share").sum())
        short = (
            assets.join(rights, how="cross")
            .join(sums, on=["n", "asset", "rgt"], how="left")
            .filter(pl.col("share").fill_null(0) < ENOUGH)
            .join(self.leaves, on=["day", "leaf"])
            .join(one_right.filter(pl.col("party") == ""), on=["k", "rgt"], how="left", suffix="_law")
            .with_columns((pl.col(one) & pl.col(f"{one}_law").fill_null(0)).alias(one) for one in M)
            .filter(~some())
        )
        workless = asked.join(assets.filter(pl.col("kind") == stage.WORK), on="n", how="anti")
        answers = [CLEARED] * len(questions)
        for n in (*short["n"], *workless["n"]):
            answers[n] = UNKNOWN
        for n in refused["n"]:
            answers[n] = NOT_CLEARED
        return answers

    def close(self) -> None:
        """Forget."""
        self.controls = self.items = pl.DataFrame()

    def _in_force(self, frame: Frame, day: pl.Expr) -> Frame:
        begun = pl.col("start").is_null() | (pl.col("start") <= day)
        return frame.filter(begun & (pl.col("end").is_null() | (pl.col("end") >= day)))

    def _scoped(self, frame: Frame, spots: Frame) -> Frame:
        """Grants or statutes in force at spots, a row a right, with the leaves of their territories."""
        covers = pl.when(pl.col("usage") == stage.STREAM).then("stream").otherwise("download") == 1
        in_force = (pl.col("first") <= pl.col("day")) & (pl.col("last") >= pl.col("day"))
        rights = pl.DataFrame({"rgt": [0, 1]}, schema={"rgt": pl.Int64})
        has_right = pl.when(pl.col("rgt") == 0).then("making").otherwise("reproduction") == 1
        found = spots.join(frame, how="cross").filter(covers & in_force)
        return found.join(rights, how="cross").filter(has_right).join(self.terr, on=["territories", "day"])

    def _authority(self, wanted: Frame, owners: Frame) -> tuple[Frame, Frame]:
        """What each owner's share has come to, by right, and by what a control calls its rights."""
        spots = wanted.select("usage", "day").unique()
        free = self._free(self._scoped(self.grants, spots))
        reach = self._reach(wanted, free)
        laws = self._scoped(self.statutes, wanted.select("k", "usage", "day"))
        lawful = reach.join(laws, left_on=["k", "party", "rgt"], right_on=["k", "society", "rgt"], suffix="_law")
        lawful = lawful.filter(pl.col("links") >= pl.col("need")).with_columns(both("_law"))
        lawful = united(lawful, "k", "rgt", "id", "day")
        unnamed = wanted.select("k").with_columns(party=pl.lit(""))
        out = self.opt_outs.join(wanted.select("k", "day"), how="cross").filter(
            (pl.col("first") <= pl.col("day")) & (pl.col("last") >= pl.col("day"))
        )
        by_law = lawful.join(pl.concat([owners.select("k", "party"), unnamed]), on="k").join(
            out, left_on=["k", "party", "id"], right_on=["k", "party", "statute"], how="anti"
        )
        columns = ["k", "party", "rgt", *M]
        direct = reach.join(owners, on=["k", "party"], how="semi").select(columns)
        one_right = united(pl.concat([direct, by_law.select(columns)]), "k", "party", "rgt")
        each = [one_right.filter(pl.col("rgt") == rgt).drop("rgt") for rgt in (0, 1)]
        whole = each[0].join(each[1], on=["k", "party"], suffix="_other").with_columns(both("_other"))
        named = [(whole, "all"), (each[0], stage.RIGHTS[0]), (each[1], stage.RIGHTS[1])]
        auth = [frame.select("k", "party", *M).with_columns(rights=pl.lit(name)) for frame, name in named]
        return one_right, pl.concat(auth)

    def _free(self, live: Frame) -> Frame:
        """The grants without the leaves in which their grantor had given the same to another."""
        spot = ["usage", "day", "rgt", "grantor"]
        taking = live.filter(pl.col("takes") == 1).select("id", *spot, "grantee", "rank", *M)
        earlier = taking.join(taking, on=spot, suffix="_first").filter(
            (pl.col("rank_first") < pl.col("rank")) & (pl.col("grantee_first") != pl.col("grantee"))
        )
        voids = earlier.select("id", *spot, grantee="grantee_first", **{one: f"{one}_first" for one in M})
        voids = united(voids, "id", *spot, "grantee")
        bars = live.select("id", *spot, "grantee", "rank").join(taking, on=spot, suffix="_taker")
        bars = bars.filter((pl.col("rank_taker") < pl.col("rank")) & (pl.col("grantee_taker") != pl.col("grantee")))
        keys = ["id_taker", *spot, "grantee"]
        bars = bars.join(voids, left_on=keys, right_on=["id", *spot, "grantee"], how="left", suffix="_void")
        bars = united(bars.with_columns(without("_void")), "id", *spot)
        return live.join(bars, on=["id", *spot], how="left", suffix="_bar").with_columns(without("_bar"))

    def _reach(self, wanted: Frame, free: Frame) -> Frame:
        """Backwards from the services: who could pass a share on to them, holding how many links."""
        last = free.filter(pl.col("exercise") == 1).join(
            wanted, left_on=["usage", "day", "grantee"], right_on=["usage", "day", "service"]
        )
        columns = ["k", "usage", "day", "rgt", "party", *M]
        step = united(last.rename({"grantor": "party"}).select(columns), *columns[:5])
        found = [step.with_columns(need=pl.lit(1))]
        for need in range(1, LONGEST):
            keys = ["usage", "day", "rgt"]
            longer = step.join(
                free.filter(pl.col("links") >= need),
                left_on=[*keys, "party"],
                right_on=[*keys, "grantee"],
                suffix="_next",
            )
            longer = longer.with_columns(both("_next")).filter(some())
            if longer.is_empty():
                break
            step = united(longer.drop("party").rename({"grantor": "party"}).select(columns), *columns[:5])
            found.append(step.with_columns(need=pl.lit(need + 1)))
        return pl.concat(found)

    def _missing(self, of_asset: Frame, controls: Frame, one_right: Frame, day: int) -> Frame:
        """For each pattern of lines, the leaves in which a share is missing that no law gives."""
        patterns = of_asset.group_by("pattern").agg(pl.col("asset").min())
        rights = pl.DataFrame(
            {"rgt": [0, 1], "named": list(stage.RIGHTS)}, schema={"rgt": pl.Int64, "named": pl.String}
        )
        leaves = self.leaves.filter(pl.col("day") == day)
        rows = controls.join(patterns, on="asset", how="semi").join(rights, how="cross")
        rows = rows.filter((pl.col("rights") == "all") | (pl.col("rights") == pl.col("named")))
        rows = rows.join(self.terr_leaf.filter(pl.col("day") == day), on="territories")
        sums = rows.group_by("asset", "rgt", "leaf").agg(pl.col("share").sum())
        short = (
            patterns.join(rights, how="cross")
            .join(leaves, how="cross")
            .join(sums, on=["asset", "rgt", "leaf"], how="left")
            .filter(pl.col("share").fill_null(0) < ENOUGH)
        )
        law = one_right.filter(pl.col("party") == "")
        short = short.join(law, on="rgt", how="left", suffix="_law").with_columns(without("_law"))
        return united(short, "pattern")

    def _counted(self, alike: Frame, day: int) -> Counts:
        leaves = self.leaves.filter(pl.col("day") == day).rename({one: f"{one}_leaf" for one in M})
        here = alike.join(leaves, how="cross")
        no = pl.any_horizontal((pl.col(one) & pl.col(f"{one}_leaf")) != 0 for one in M)
        unsure = pl.any_horizontal((pl.col(f"{one}_short") & pl.col(f"{one}_leaf")) != 0 for one in M)
        answer = pl.when(no).then(pl.lit(NOT_CLEARED)).when(unsure | ~pl.col("has_work")).then(pl.lit(UNKNOWN))
        counts = here.with_columns(answer=answer.otherwise(pl.lit(CLEARED))).group_by("leaf", "answer")
        return {(leaf, said): items for leaf, said, items in counts.agg(pl.col("items").sum()).iter_rows()}
