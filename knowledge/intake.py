"""A guide that was read goes onto the shelf, and what became of it is told.

New is only what says something new (`knowledge.changes.content`). What was removed stays
removed. Which version answers is told by the dates, and is no matter of what came last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.changes import changes, content
from knowledge.force import chosen, coming
from knowledge.importers.rows import Draft, LeftOut, Refused, RowError
from knowledge.linting import missing_terms
from knowledge.model import Guide, GuideReport, ImportReport, Locale, Outcome, Refusal
from knowledge.remarks import Remark, listed, remark, told
from knowledge.shelf import GuideShelf, KeptVersion, kept_of, record_of
from knowledge.supplements import carried, guides_of, ids_by_name, joined
from knowledge.versions import MAX_LISTED, behind, called, is_older, not_in_force, odd_changes


@dataclass(frozen=True, slots=True)
class Intake:
    """Keeps what an import reads.

    `day` is the day of the import. `replace`: an older version takes the place of the newer
    one that answers that day, which is set aside as removed. `tell_force`: that a guide is
    not in force that day is told.
    """

    shelf: GuideShelf
    day: date
    locale: Locale
    replace: bool = False
    tell_force: bool = True

    def take(self, drafts: Iterable[Draft | Refused | LeftOut]) -> ImportReport:
        """Keeps what was read; what became of each, still without the indexes."""
        reports: list[GuideReport] = []
        refused: list[Refusal] = []
        left_out: list[str] = []
        adding: list[Draft] = []
        for draft in drafts:
            if isinstance(draft, Refused):
                refused.append(draft.told(self.locale))
            elif isinstance(draft, LeftOut):
                left_out.append(draft.file)
            elif draft.adds:
                adding.append(draft)
            else:
                reports.append(self.keep(draft))
        names = ids_by_name(self.shelf) if adding else {}
        for draft in adding:
            became = self._join(draft, names)
            refused.append(became) if isinstance(became, Refusal) else reports.append(became)
        reports = [*self._beside_others(reports)]
        return ImportReport(guides=tuple(reports), refused=tuple(refused), left_out=tuple(left_out))

    def _beside_others(self, reports: Sequence[GuideReport]) -> Iterator[GuideReport]:
        """Of new guides it is told which of the same name were there before.

        Without 实施编码 a guide whose bureau or level was written in or mended is another one.
        """
        before: dict[str, set[str]] = {}
        mine = {each.id for each in reports}
        if any(each.outcome == "created" for each in reports):
            for record in self.shelf.all():
                if record["id"] not in mine:
                    before.setdefault(record["name"], set()).add(record["id"])
        for each in reports:
            others = sorted(before.get(each.name, ())) if each.outcome == "created" else []
            odd = [told(remark("same_name_there", other), self.locale) for other in others[:3]]
            yield each.model_copy(update={"odd": (*each.odd, *odd)}) if odd else each

    def _join(self, draft: Draft, names: Mapping[str, set[str]]) -> GuideReport | Refusal:
        """What a table of materials alone says joins the guide of its item."""
        held = guides_of(draft.guide, names, self.shelf, self.day)
        if len(held) == 1:
            guide = joined(held[0], draft.guide)
            return self.keep(replace(draft, guide=guide, missing=missing_terms(guide.elements)))
        key = "adds_to_several" if held else "adds_to_none"
        error = RowError(key, draft.guide.name, len(held))
        return error.at(draft.file, draft.line).told(self.locale)

    def keep(self, draft: Draft) -> GuideReport:
        """Keeps the guide of a draft among the versions of its id."""
        known = kept_of(self.shelf, draft.guide.id)
        draft = draft if draft.adds or self.replace else self._carried(draft, known)
        twin = _twin(draft.guide, known)
        if twin and twin.removed and not self.replace:
            return self._report(draft, "removed", [remark("still_removed", draft.guide.id)])
        there = [each for each in known if not each.removed]
        held = self._chosen(there) if there else None
        if held and held is not twin and self._is_worse(draft.guide, held.guide):
            return self._behind_text(draft, held.guide)
        mine, there = self._put(draft.guide, twin, there)
        there = self._in_place(mine, there)
        now, guide = self._chosen(there), mine.guide
        if now is mine:
            return self._answers(draft, held.guide if held else None, guide)
        if any(guide is each for each in coming([each.guide for each in there], self.day)):
            version = remark("version", guide.version)
            later = remark("later_version", version, guide.effective, called(now.guide))
            return self._report(draft, "upcoming", [later], changed=(now.guide, guide))
        return self._report(draft, "older", [behind(guide, now.guide)])

    def _carried(self, draft: Draft, known: Sequence[KeptVersion]) -> Draft:
        """A draft with what a table of materials alone has added to the guide before."""
        standing = [each for each in known if not each.removed]
        held = self._chosen(standing).guide if standing else None
        if held is None or not held.joined:
            return draft
        guide = carried(draft.guide, held, [each.guide for each in known])
        return replace(draft, guide=guide, missing=missing_terms(guide.elements))

    def _is_worse(self, guide: Guide, held: Guide) -> bool:
        """Whether a guide was read from a picture, and the one that is held from text."""
        worse = guide.scanned and not held.scanned
        return worse and not self.replace and not is_older(held, guide)

    def _behind_text(self, draft: Draft, held: Guide) -> GuideReport:
        odd = [remark("scan_behind", held.source)]
        differs = [each.text for each in changes(held, draft.guide, self.locale)]
        if differs:
            odd.append(remark("scan_differs", listed(differs, MAX_LISTED)))
        return self._report(draft, "older", odd)

    def _put(
        self, guide: Guide, twin: KeptVersion | None, there: list[KeptVersion]
    ) -> tuple[KeptVersion, list[KeptVersion]]:
        """The guide as it is on the shelf now, and all versions that are there."""
        if twin is None:
            record = record_of(guide)
            self.shelf.put(record)
            mine = KeptVersion(guide, record["digest"], removed=False)
            return mine, [*there, mine]
        if twin.removed:
            self.shelf.mark(guide.id, [twin.digest], removed=False)
        elif not _overtaken(twin, there):
            return twin, there
        self.shelf.put({**record_of(twin.guide), "digest": twin.digest})
        return twin, [*(each for each in there if each is not twin), twin]

    def _in_place(self, mine: KeptVersion, there: list[KeptVersion]) -> list[KeptVersion]:
        """The versions that are there, without those that the guide is to replace."""
        while self.replace and is_older(mine.guide, (newer := self._chosen(there)).guide):
            self.shelf.mark(mine.guide.id, [newer.digest], removed=True)
            there = [each for each in there if each is not newer]
        return there

    def _chosen(self, there: Sequence[KeptVersion]) -> KeptVersion:
        guide = chosen([each.guide for each in there], self.day)
        return next(each for each in there if each.guide is guide)

    def _answers(self, draft: Draft, held: Guide | None, guide: Guide) -> GuideReport:
        """What is told of a version that answers on the day of the import."""
        odd = not_in_force(guide, self.day) if self.tell_force else []
        if held is None:
            return self._report(draft, "created", odd)
        if held is guide:
            return self._report(draft, "unchanged", odd)
        odd += odd_changes(guide, held)
        return self._report(draft, "updated", odd, changed=(held, guide))

    def _report(
        self,
        draft: Draft,
        outcome: Outcome,
        odd: Sequence[Remark],
        changed: tuple[Guide, Guide] | None = None,
    ) -> GuideReport:
        return GuideReport(
            id=draft.guide.id,
            name=draft.guide.name,
            source=draft.guide.source,
            outcome=outcome,
            missing=draft.missing,
            odd=tuple(told(each, self.locale) for each in (*draft.odd, *odd)),
            changes=changes(*changed, self.locale) if changed else (),
        )


def _twin(guide: Guide, known: Sequence[KeptVersion]) -> KeptVersion | None:
    """The version that says just the same, if it was ever kept; rather one that is there."""
    said = content(guide)
    twins = [each for each in known if content(each.guide) == said]
    return min(reversed(twins), key=lambda each: each.removed, default=None)


def _overtaken(mine: KeptVersion, there: Sequence[KeptVersion]) -> bool:
    """Whether a version that nothing tells to be newer or older was imported after this one."""
    after = there[next(at for at, each in enumerate(there) if each is mine) + 1 :]
    return any(
        not (is_older(mine.guide, each.guide) or is_older(each.guide, mine.guide)) for each in after
    )
