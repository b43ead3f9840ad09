"""Keep-apart rules let go of on certain dates, so that people may meet then and at no other time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from intercut.domain.apart import ApartRule
from intercut.domain.calendar import DateSpan
from intercut.domain.ids import RuleId

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""Ends of a rule that holds always, where it has to be written as spans."""


def waived(
    rules: Iterable[ApartRule], rule: RuleId, spans: Iterable[DateSpan] = ()
) -> tuple[ApartRule, ...]:
    """The rules with one let go of on these dates; with no dates it is gone.

    What is left of it stands as one rule for each span of dates between.
    """
    gone = tuple(spans)
    kept: list[ApartRule] = []
    for one in rules:
        if one.id != rule:
            kept.append(one)
        elif gone:
            whole = one.period or DateSpan(first=FIRST, last=LAST)
            kept += [replace(one, period=rest) for rest in without_spans(whole, gone)]
    return tuple(kept)


def without_spans(span: DateSpan, gone: Iterable[DateSpan]) -> list[DateSpan]:
    """What is left of a span of dates without others, in order."""
    one = dt.timedelta(days=1)
    left = [span]
    for cut in gone:
        rest: list[DateSpan] = []
        for old in left:
            if not old.meets(cut):
                rest.append(old)
                continue
            if old.first < cut.first:
                rest.append(DateSpan(first=old.first, last=cut.first - one))
            if cut.last < old.last:
                rest.append(DateSpan(first=cut.last + one, last=old.last))
        left = rest
    return left
