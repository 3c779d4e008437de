"""`newsprism`: every command, its options and exit codes (0 done, 1 faults found, 2 wrong use)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from newsprism import WORKSPACE_VARIABLE, NewsPrismError, __version__
from newsprism.interfaces.cli import editions, evaluation, feedback, inputs, inspection, readers, stories, workspace
from newsprism.interfaces.cli.console import err
from newsprism.interfaces.cli.garbage import collect_rarely
from newsprism.interfaces.cli.usage import in_korean

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="뉴스와 기관 보고서를 독자에 맞춘 브리핑으로 만듭니다. 모든 문장은 근거를 달고 검증을 거칩니다.\n\n"
    "예: newsprism demo · newsprism brief weekly --reader ceo --from 기사폴더 -o brief.html · "
    "newsprism init 내신문",
)

_MANY_VALUES = ("--from",)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsprism {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="판 번호를 보이고 끝냅니다.", is_eager=True, callback=_tell_version)
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "-w",
            "--workspace",
            metavar="DIR",
            help="작업 공간(없으면 지금 폴더와 그 위에서 찾습니다).",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Hold the options that stand before a command."""
    if folder is not None:
        os.environ[WORKSPACE_VARIABLE] = str(folder)


editions.register(app)
inputs.register(app)
readers.register(app)
feedback.register(app)
stories.register(app)
inspection.register(app)
workspace.register(app)
evaluation.register(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    collect_rarely()
    try:
        given = _spread(list(sys.argv[1:] if arguments is None else arguments))
        sys.exit(app(given, prog_name="newsprism", standalone_mode=False) or 0)
    except NewsPrismError as problem:
        err.print(str(problem), markup=False, style="red")
        sys.exit(2)
    except PermissionError as problem:
        # Whoever may not open a folder meets it wherever a path is first looked at.
        told = NewsPrismError(
            "읽거나 쓸 권한이 없습니다",
            subject=str(problem.filename or ""),
            advice="권한을 고치거나 다른 경로를 주세요.",
        )
        err.print(str(told), markup=False, style="red")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, but stdout must not be flushed again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (KeyboardInterrupt, typer.Abort):
        err.print("중단했습니다.")
        sys.exit(130)
    except Exception as problem:
        # Typer carries its own copy of Click, so its usage errors have no public name to catch them by.
        if not hasattr(problem, "format_message"):
            raise
        _refuse(problem.format_message(), getattr(problem, "exit_code", 2), type(problem).__name__)


def _refuse(message: str, code: int, kind: str) -> None:
    """Say a usage error in one line; a command that was given nothing shows its help instead."""
    if kind == "NoArgsIsHelpError":
        typer.echo(message, err=True)
    else:
        err.print(f"newsprism: {in_korean(message)} (newsprism --help)", markup=False, style="red")
    sys.exit(code)


def _spread(arguments: list[str]) -> list[str]:
    """Let one `--from` take several paths: `--from a b c` is `--from a --from b --from c`."""
    spread: list[str] = []
    option: str | None = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            return spread + arguments[position:]
        if argument in _MANY_VALUES:
            option = argument
        elif argument.startswith("-") and argument != "-":
            option = None
            spread.append(argument)
        elif option:
            spread += [option, argument]
        else:
            spread.append(argument)
        if argument in _MANY_VALUES and (position + 1 == len(arguments) or arguments[position + 1].startswith("-")):
            spread.append(argument)
    return spread


if __name__ == "__main__":
    main()
