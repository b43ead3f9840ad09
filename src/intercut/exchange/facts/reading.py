"""Facts out of a facts file: everything that is off at once, each with line, column and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from intercut.domain.facts import Facts
from intercut.domain.finding import Finding, has_errors
from intercut.domain.overlay import casting_paths
from intercut.domain.stand_ins import ASSUMED_CURRENCY
from intercut.exchange.facts.kinds import At, Reading, read_child
from intercut.exchange.facts.nodes import Node, read_yaml
from intercut.exchange.facts.sections import FACTS_FILE, FactsFile, facts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRead:
    """What a facts file says.

    ``facts`` is None when anything in it is an error: half a file is never taken. ``lines`` gives
    line and column (from 1) by path, as `performers.3.roles.0`.
    """

    facts: Facts | None
    findings: tuple[Finding, ...] = ()
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def located(self, findings: Iterable[Finding], file: str) -> tuple[Finding, ...]:
        """Findings about these facts with the file, line and column of what they speak of."""
        return tuple(_located(f, self.lines, file) for f in findings)


def read_facts(text: str | bytes, file: str = "") -> FactsRead:
    """The facts in a YAML text; with ``file``, entries without a source name file and line.

    Never raises for what stands in the text.
    """
    read = read_yaml(text, file)
    if read.findings:
        return FactsRead(facts=None, findings=read.findings)
    root = read.root
    if root is None or root.is_null:
        return FactsRead(facts=Facts())
    reading = Reading(file=file, currency=_currency(root))
    found = read_child(FACTS_FILE, root, At(""), reading)
    findings = tuple(
        sorted(reading.findings, key=lambda f: (f.where.line or 0, f.where.column or 0))
    )
    if found is None or has_errors(findings):
        return FactsRead(facts=None, findings=findings, lines=reading.lines)
    facts = facts_of(found)
    _name_castings(found, facts, reading.lines)
    return FactsRead(facts=facts, findings=findings, lines=reading.lines)


def _currency(root: Node) -> str:
    """The reporting currency, needed before the first amount is read."""
    for key, value in root.entries:
        if key.text == "production":
            for inner, code in value.entries:
                if inner.text == "currency" and re.fullmatch(r"[A-Za-z]{3}", code.text.strip()):
                    return code.text.strip().upper()
    return ASSUMED_CURRENCY


def _name_castings(file: FactsFile, facts: Facts, lines: dict[str, tuple[int, int]]) -> None:
    """Castings under the paths `assemble` knows them by, wherever the file has them."""
    stand = [
        *(
            f"performers.{n}.roles.{k}"
            for n, p in enumerate(file.performers)
            for k in range(len(p.roles))
        ),
        *(f"casting.{n}" for n in range(len(file.casting))),
    ]
    known = dict(lines)
    for path, other in zip(stand, casting_paths(facts), strict=True):
        at = known.get(path)
        if at is None:  # a single role stands without brackets at the list's own path
            at = known.get(path.rpartition(".")[0])
        if at is not None:
            lines[other] = at


def _located(finding: Finding, lines: Mapping[str, tuple[int, int]], file: str) -> Finding:
    path = finding.where.path
    if not path or finding.where.line is not None:
        return finding
    while path and path not in lines:
        path = path.rpartition(".")[0]
    if not path:
        return finding
    line, column = lines[path]
    return replace(finding, where=replace(finding.where, file=file, line=line, column=column))
