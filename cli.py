"""The command `tinso`. Each family of commands is a module of `commands/`; this file names them and turns errors into one line.

Results go to stdout, progress and log to stderr. Exit codes: 0 done; 1 finished with something wrong that the output names;
2 wrong use; 130 interrupted.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

# name of the command: module of `commands` that has it; loaded when asked for, so that `tinso --help` starts fast
COMMANDS = {
    "run": "run",
    "status": "run",
    "notify": "notify",
    "fetch": "fetch",
    "demo": "demo",
    "portals": "portals",
    "articles": "articles",
    "changes": "changes",
    "extract": "extract",
    "reextract": "reextract",
    "export": "export",
    "verify": "keeping",
    "backup": "keeping",
    "restore": "keeping",
    "review": "review",
    "config": "settings",
}


class Commands(click.Group):
    """Loads a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        import difflib

        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], list(COMMANDS), 1)
            hint = f"; did you mean '{near[0]}'?" if near else "; see tinso --help"
            raise click.UsageError(f"there is no command '{args[0]}'{hint}")
        return super().resolve_command(ctx, args)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="tinso", prog_name="tinso")
def tinso() -> None:
    """Watch the web sites of Vietnam's provincial ICT departments: new, edited, moved and removed articles as clean text.

    To see it work, offline: tinso demo. To fetch one site: tinso fetch binh-thuan, or tinso fetch https://any.site.vn/
    """


def _is_text(argument: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in argument)


def main() -> None:
    """Entry point: one clear line for every expected error, exit 2; a traceback only for a defect of ours."""
    from commands.output import expected_errors, fail

    try:
        with expected_errors():
            code = tinso(prog_name="tinso", standalone_mode=False)
    except BrokenPipeError:
        # `tinso … | head` is no error; the interpreter must not complain about the closed stream either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except UnicodeEncodeError:
        # bytes of the command line that are no UTF-8 may name a file, but neither an article nor a text
        unread = next((text for text in sys.argv[1:] if not _is_text(text)), None)
        if unread is None:
            raise
        fail(f"{unread.encode('utf-8', 'backslashreplace').decode()}: is not UTF-8")
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
