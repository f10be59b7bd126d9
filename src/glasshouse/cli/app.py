"""The front door: the commands, and what each kind of failure looks like to a person.

Nothing heavy is imported here: ``glasshouse --help`` must not pay for an audit (docs/decisions/0003).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from glasshouse import __version__
from glasshouse.cli.audit import audit
from glasshouse.cli.demo import demo
from glasshouse.cli.diff import diff
from glasshouse.cli.judge import judge
from glasshouse.cli.output import let_the_reader_go, say
from glasshouse.cli.report import report
from glasshouse.cli.rules import rules
from glasshouse.cli.screen import screen
from glasshouse.errors import Exit, GlasshouseError, UsageError

_REPORT = "This is a defect of Glasshouse, not of your input. Please report it with the lines above."


class _Commands(click.Group):
    """A file where a command belongs is answered with the command that was probably meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """See ``click.Group``."""
        if args[0] not in self.commands and Path(args[0]).is_file():
            ctx.fail(f"No such command {args[0]!r}. Did you mean 'glasshouse audit {args[0]}'?")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="glasshouse")
def glasshouse() -> None:
    """Lets people see through apps: what an Android app can take, who inside it takes it, what law says of it.

    \b
    First steps:
      glasshouse demo                 audit a small bundled example
      glasshouse audit app.apk        audit an app of yours

    Works offline. The report goes to stdout, everything else to stderr.

    \b
    Exit codes:
      0   everything in scope was examined, nothing wrong found
      1   a finding at or above --fail-on
      2   the command makes no sense
      3   the input cannot be used
      4   nothing wrong found, but a part could not be examined, or no chosen rule was in force
      70  Glasshouse itself failed: please report
    """


for _command in (audit, demo, diff, judge, report, rules, screen):
    glasshouse.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command line and leave with its exit code; only a defect shows a traceback."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None, group: click.Group = glasshouse) -> int:
    """Run a command line and return its exit code."""
    code: int = Exit.OK
    try:
        code = group.main(args=arguments, prog_name="glasshouse", standalone_mode=False) or Exit.OK
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except GlasshouseError as problem:
        show_problem(problem)
        code = Exit.USAGE if isinstance(problem, UsageError) else Exit.UNUSABLE
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nstopped", err=True)
        code = Exit.INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click leaves with 1 when a pipe breaks, which would read as "findings"
        let_the_reader_go()
        code = Exit.PIPE_CLOSED
    except Exception:  # noqa: BLE001 - the last place that can say what to do about it
        sys.excepthook(*sys.exc_info())
        click.echo(_REPORT, err=True)
        code = Exit.DEFECT
    return code


def show_problem(problem: GlasshouseError) -> None:
    """Say on stderr what is wrong and, where it is known, what to do."""
    say(f"glasshouse: {problem}")
    if problem.hint:
        say(f"  {problem.hint}")
