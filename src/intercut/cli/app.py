"""The verbs and where each lives; none is loaded before it is called."""

from __future__ import annotations

from typing import Final

from cyclopts import App, Parameter
from cyclopts.config import Env

from intercut.actions.program import has_native_kernel, program

VERBS: Final = {
    "open": ("intercut.cli.verbs.opening:open_app", "Open the app on a film."),
    "new": ("intercut.cli.verbs.new:new", "Make a film from a script or a board."),
    "breakdown": (
        "intercut.cli.verbs.breakdown:breakdown",
        "Break a script down without keeping anything.",
    ),
    "facts": (
        "intercut.cli.verbs.facts:facts",
        "Print everything people decided as YAML, or set it from a file.",
    ),
    "revise": ("intercut.cli.verbs.revise:revise", "Bring in a new draft of the script."),
    "import": ("intercut.cli.verbs.importing:import_", "Bring in an existing board."),
    "plan": ("intercut.cli.verbs.plan:plan", "Find a cheap legal plan and keep it as a board."),
    "check": ("intercut.cli.verbs.check:check", "Check a board against every rule."),
    "cost": ("intercut.cli.verbs.cost:cost", "Print the cost sheet of a board."),
    "dood": ("intercut.cli.verbs.dood:dood", "Print day out of days."),
    "explain": (
        "intercut.cli.verbs.explain:explain",
        "Say why a strip is where it is, what a move costs, what cannot hold.",
    ),
    "whatif": (
        "intercut.cli.verbs.whatif:whatif",
        "Change facts on trial, plan again, and see both side by side.",
    ),
    "together": (
        "intercut.cli.verbs.together:together",
        "Find the cheapest ways to bring people kept apart together.",
    ),
    "replan": (
        "intercut.cli.verbs.replan:replan",
        "Plan again from a date: what is shot stays.",
    ),
    "reason": (
        "intercut.cli.verbs.reason:reason",
        "Keep why people are kept apart, under a passphrase.",
    ),
    "publish": ("intercut.cli.verbs.publish:publish", "Write the documents of a board."),
    "hear": ("intercut.cli.verbs.hear:hear", "Lay a transcript of a take against the script."),
    "asshot": ("intercut.cli.verbs.asshot:asshot", "Print the script as it was really said."),
    "owed": ("intercut.cli.verbs.owed:owed", "Print which lines no usable take has yet."),
    "stitch": (
        "intercut.cli.verbs.stitch:stitch",
        "Stitch both ends of a scene from its takes for the cutting room.",
    ),
    "sequence": (
        "intercut.cli.verbs.sequence:sequence",
        "Order the scenes of talent scheduling instances.",
    ),
    "worker": ("intercut.cli.verbs.working:worker", "Plan what is asked for in the app."),
    "schema": ("intercut.cli.verbs.schema:schema", "Print the JSON Schema of every answer."),
    "doctor": ("intercut.cli.verbs.doctor:doctor", "Check this machine, and a film."),
}
"""Verb -> (where it lives, what it does in a line)."""

SHOWN: Final = {
    "board": ("intercut.cli.verbs.show:board", "The strips of a board, day by day."),
    "scene": ("intercut.cli.verbs.show:scene", "One scene with where each fact comes from."),
    "person": ("intercut.cli.verbs.show:person", "One person: dates, terms, scenes, calls."),
    "day": ("intercut.cli.verbs.show:day", "One day by the clock."),
}
"""What ``intercut show`` shows."""

TAKEN: Final = {
    "add": ("intercut.cli.verbs.take:add", "Log a take."),
    "read": ("intercut.cli.verbs.take:read", "Read a take log kept as a file."),
    "show": ("intercut.cli.verbs.take:show", "Show the take log."),
    "withdraw": ("intercut.cli.verbs.take:withdraw_", "Let a take count no more."),
    "papers": (
        "intercut.cli.verbs.take:papers",
        "Write day report, lined script, facing pages and editor's log.",
    ),
}
"""What ``intercut take`` does."""

GROUP_HELP: Final = {
    "show": "Show a board, a scene, a person or a day.",
    "take": "The take log: add, read, show, withdraw, papers.",
}

GROUPS: Final = {"show": SHOWN, "take": TAKEN}
"""Verbs with a second word."""

HELP: Final = (
    "From a screenplay to a shooting schedule that is provably near the cheapest legal one.\n\n"
    "In the app: intercut film.intercut, and drop a script there.\n"
    "By hand: intercut new film.intercut --script S.fountain\n"
    "then: intercut plan film.intercut\n\n"
    "Every verb takes --json. An option, say --seconds, may stand in the environment instead, "
    "as INTERCUT_SECONDS.\n"
    "Exit codes: 0 fine, 1 findings with an error, 2 wrong use, 3 proved impossible."
)
"""One line to a sentence: a terminal breaks them where it ends."""


def make_app() -> App:
    """The whole command line."""
    app = App(
        name="intercut",
        help=HELP,
        help_format="plaintext",
        version=version_text,
        config=Env("INTERCUT_", command=False),
        result_action="return_value",
        default_parameter=Parameter(show_env_var=False, show_default=_shown_default),
        usage="intercut VERB [OPTIONS] ... | intercut FILE.intercut",
    )
    for verb, (home, what) in VERBS.items():
        app.command(home, name=verb, help=what)
    for group, words in GROUPS.items():
        second = App(name=group, help=GROUP_HELP[group])
        for word, (home, what) in words.items():
            second.command(home, name=word, help=what)
        app.command(second)
    return app


def _shown_default(value: object) -> str | None:
    """What an option is without being given; nothing where that goes without saying."""
    return None if value is None or value is False or value == "" else str(value)


def version_text() -> str:
    """Version and which kernel plans."""
    kernel = (
        "native kernel"
        if has_native_kernel()
        else "plain Python kernel: slow, no compiler was found"
    )
    return f"{program()} ({kernel})"
