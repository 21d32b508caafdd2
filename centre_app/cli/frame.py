"""The frame of every command: the three words that may stand anywhere, Chinese usage, exit codes, and the one place
where refusals, troubles, bugs and interruptions become sentences.

Exit codes: 0 done; 1 refused by a rule or stopped by the world; 2 wrong usage.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from centre_app import __version__
from centre_app.cli import captions
from centre_app.cli.answers import WIDTH, Answer, clean, coded, told, write, write_json
from centre_app.cli.columns import columns, folded
from centre_app.cli.faults import report
from centre_app.cli.table import COMMANDS
from centre_app.core.progress import Cancelled
from centre_app.core.refusals import Refused, Told
from centre_app.core.vocabulary.filing import GateCode

__all__ = [
    "Centre",
    "ClosedGates",
    "Command",
    "Group",
    "Interrupted",
    "Misused",
    "Said",
    "centre",
    "command",
    "group",
    "run",
]

JSON = "--json"


@dataclass(slots=True)
class Said:
    """What stands before or after every command."""

    office: Path | None = None
    user: str | None = None
    json: bool = False


class Misused(click.UsageError):
    """Wrong usage with a code of its own; exit code 2."""

    def __init__(self, code: str, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.field = field


class ClosedGates(Refused):
    """An approval that was refused: which gate each objection comes from, and where more is said."""

    def __init__(self, objections: Iterable[Told], gates: Mapping[Told, GateCode], hint: str) -> None:
        super().__init__(objections)
        self.gates = gates
        self.hint = hint


class Interrupted(Exception):
    """Ctrl+C; ``stored`` says whether the act had been committed by then."""

    def __init__(self, *, stored: bool) -> None:
        super().__init__(stored)
        self.stored = stored


# The words that may stand anywhere ------------------------------------------------------------------------------


def _note(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def noted(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:
            setattr(context.ensure_object(Said), name, value)

    return noted


def _everywhere() -> list[click.Parameter]:
    """Fresh options for one command; a value that is not given changes nothing that was said before."""
    return [
        click.Option(
            ["--office"],
            type=click.Path(path_type=Path),
            metavar=captions.FOLDER,
            expose_value=False,
            callback=_note("office"),
            help=captions.OPTION_OFFICE,
        ),
        click.Option(
            ["--user"],
            metavar=captions.NAME,
            expose_value=False,
            callback=_note("user"),
            help=captions.OPTION_USER,
        ),
        click.Option(
            [JSON], is_flag=True, expose_value=False, is_eager=True, callback=_note("json"), help=captions.OPTION_JSON
        ),
    ]


_REQUIRED = "[required]"
"""What click adds to the help of an option that must be given."""


class _Spoken(click.Command):
    """A command whose help and complaints are Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["params"] = [*(kwargs.get("params") or []), *_everywhere()]
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = captions.OPTION_HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"{captions.USAGE}{ctx.command_path} {' '.join(self.collect_usage_pieces(ctx))}\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write("\n" + "\n".join(folded(self.help or "", WIDTH)) + "\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        in_chinese = [(said, helps.replace(_REQUIRED, captions.REQUIRED)) for said, helps in filter(None, records)]
        _write_section(formatter, captions.OPTIONS, in_chinese)


def _write_section(formatter: click.HelpFormatter, caption: str, records: Sequence[tuple[str, str]]) -> None:
    formatter.write(f"\n{caption}\n")
    for line in columns(records, WIDTH - 2):
        formatter.write(f"  {line}\n")


class Command(_Spoken):
    """One command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, options_metavar=captions.OPTIONS_METAVAR, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise Misused("TooManyWords", captions.TOO_MANY_WORDS.format(words=" ".join(left)))
        return left


class Group(_Spoken, click.Group):
    """Commands under one word."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, options_metavar=captions.OPTIONS_METAVAR, subcommand_metavar=captions.COMMAND_METAVAR, **kwargs
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        path = ctx.command_path.partition(" ")[2]
        names = [f"{path} {name}".strip() for name in self.list_commands(ctx)]
        _write_section(formatter, captions.COMMANDS, [(name.rpartition(" ")[2], captions.HELP[name]) for name in names])


def command(path: str) -> Callable[[Callable[..., Answer]], Command]:
    """Make a command; ``path`` are its words after ``centre``, its help stands in the captions."""
    return click.command(path.rpartition(" ")[2], cls=Command, help=captions.HELP[path])


def group(path: str, commands: Iterable[click.Command]) -> Group:
    """Make a word that has commands under it."""
    return Group(path.rpartition(" ")[2], commands=list(commands), help=captions.HELP[path], no_args_is_help=True)


# The program ----------------------------------------------------------------------------------------------------


class Centre(Group):
    """``centre``: finds a command in the table, runs it, writes what it answers, and leaves with its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        found: click.Command = getattr(import_module(f"centre_app.cli.{module}"), name)
        gc.freeze()
        gc.enable()
        return found

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = False,
        **extra: Any,
    ) -> Any:
        words = list(sys.argv[1:] if args is None else args)
        as_json = JSON in words[: words.index("--") if "--" in words else None]
        prepare()
        try:
            code = self._answered(words, as_json=as_json)
        except OSError as error:
            if error.errno not in _NOBODY_READS:
                raise
            _fall_silent()
            code = 0
        sys.exit(code)

    def _answered(self, words: list[str], *, as_json: bool) -> int:
        """Run the command and write its answer, or say why there is none."""
        try:
            answer = super().main(words, "centre", standalone_mode=False, windows_expand_args=False)
        except (Exception, KeyboardInterrupt) as error:
            refusals, exit_code = _why_not(error)
            return _refuse(refusals, as_json=as_json, exit_code=exit_code)
        if not isinstance(answer, Answer):
            return int(answer or 0)
        try:
            write(answer, as_json=as_json)
        except KeyboardInterrupt:
            print(captions.INTERRUPTED_LATE, file=sys.stderr)
            return 1
        return answer.exit_code


# How a "no" is written ------------------------------------------------------------------------------------------


def _said(code: str, text: str, field: str | None = None) -> dict[str, Any]:
    return {"code": code, "text": text, "field": field, "stops": True}


def _why_not(error: BaseException) -> tuple[list[dict[str, Any]], int]:
    """What is said of an error that ended a command, and the exit code: the one place that knows them all."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return [_said("UsageError", error.format_message())], error.exit_code
        case click.UsageError():
            return [_usage(error)], error.exit_code
        case ClosedGates():
            print(error.hint, file=sys.stderr)
            gates = [error.gates.get(one) for one in dict.fromkeys(error.objections)]
            said = zip(told(error.objections), gates, strict=True)
            return [one | {"gate": coded(gate) if gate else None} for one, gate in said], 1
        case Refused():
            return told(error.objections), 1
        case Told():
            return told([error]), 1
        case Interrupted(stored=True):
            return [_said("Interrupted", captions.INTERRUPTED_STORED)], 1
        case Interrupted() | Cancelled() | click.Abort() | KeyboardInterrupt():
            return [_said("Interrupted", captions.INTERRUPTED)], 1
        case _:
            return [_said("Fault", report(error))], 1


def _refuse(refusals: list[dict[str, Any]], *, as_json: bool, exit_code: int) -> int:
    """All objections at once: sentences to standard error, and the document where one is wanted."""
    for one in refusals:
        gate = captions.AT_GATE.format(gate=one["gate"]["label"]) if one.get("gate") else ""
        print(gate + clean(one["text"]), file=sys.stderr)
    if as_json:
        write_json({"refusals": refusals}, sys.stdout)
    return exit_code


def _usage(error: click.UsageError) -> dict[str, Any]:
    """What was wrong with the words, in Chinese, with the way to the help."""
    told_by_us = isinstance(error, Misused)
    code = error.code if isinstance(error, Misused) else type(error).__name__
    field = error.field if isinstance(error, Misused) else _about(error)
    text = error.message if told_by_us else _complaint(error, field)
    where = error.ctx.command_path if error.ctx else "centre"
    return _said(code, text if told_by_us else captions.SEE_HELP.format(complaint=text, command=where), field)


def _about(error: click.UsageError) -> str | None:
    """The option, argument or command that is complained of."""
    if isinstance(error, click.BadParameter) and error.param is not None:
        if isinstance(error.param, click.Option) or error.ctx is None:
            return error.param.opts[0]
        return error.param.metavar or error.param.type.get_metavar(error.param, error.ctx)
    if isinstance(error, click.NoSuchOption | click.BadOptionUsage):
        return error.option_name
    return error.command_name if isinstance(error, click.NoSuchCommand) else None


def _complaint(error: click.UsageError, about: str | None) -> str:
    match error:
        case click.MissingParameter():
            return captions.MISSING.format(what=about)
        case click.BadParameter():
            return captions.BAD_VALUE.format(what=about, why=error.message)
        case click.NoSuchOption():
            return captions.NO_SUCH_OPTION.format(option=about)
        case click.NoSuchCommand():
            return captions.NO_SUCH_COMMAND.format(command=about)
        case click.BadOptionUsage():
            return captions.OPTION_USAGE.format(option=about)
        case _:
            return captions.WRONG_USAGE


# Streams --------------------------------------------------------------------------------------------------------

_NOBODY_READS = frozenset({errno.EPIPE, errno.EINVAL})
"""How a closed pipe is told, the second on Windows."""


def prepare() -> None:
    """Write UTF-8 whatever the code page is. What cannot be encoded is written as its escape, also in JSON."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fall_silent() -> None:
    """Whoever read the output has gone; what was done is done."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def centre() -> Centre:
    """The whole command."""
    return Centre("centre", help=captions.HELP[""], no_args_is_help=True, params=[_version()])


def run() -> None:
    """Run the command line that the process was started with."""
    centre().main()


def _version() -> click.Parameter:
    def shown(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value:
            print(f"centre {__version__}")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=shown,
        help=captions.OPTION_VERSION,
    )
