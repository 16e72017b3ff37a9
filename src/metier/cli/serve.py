"""`metier serve`."""

import os
import secrets
import socket
import webbrowser

import click

from metier.core.errors import StoreError, UsageError

DEFAULT_PORT = 8765


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.option("--open/--no-open", "open_browser", default=True, help="Open the link in a browser.")
def serve_command(*, port: int, open_browser: bool) -> None:
    """Start the web app on this machine, for this machine only."""
    token = os.environ.setdefault("METIER_TOKEN", secrets.token_urlsafe(24))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metier.web.settings")
    _refuse_taken(port)
    _prepare()
    link = f"http://127.0.0.1:{port}/?token={token}"
    click.echo(f"Metier is at {link}")
    click.echo("Open this link: it holds the token that keeps others on this machine out.")
    click.echo("Stop with Ctrl+C.")
    if open_browser and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        webbrowser.open(link)
    _run(port)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UsageError(
                f"Port {port} is taken.",
                code="port-taken",
                hint="Another Metier may be running; choose another with --port.",
            ) from error


def _prepare() -> None:
    """Bring the database up to date; what is stored stays."""
    import django
    from django.core.management import call_command
    from django.db import Error as DatabaseError

    from metier.core.paths import data_dir

    try:
        data_dir().mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UsageError(
            f"{data_dir()} cannot be written: {error.strerror}.",
            code="data-unwritable",
            hint="Choose another folder with METIER_DATA_DIR.",
        ) from error
    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise StoreError(
            f"The database cannot be used: {reason}.",
            code="database-unusable",
            hint="Check METIER_DATABASE_URL, or the file in the data folder; nothing was changed.",
        ) from error


def _run(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from metier.web import STATIC_FOLDERS

    Granian(
        "metier.web.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,  # answers live in the memory of one process
        blocking_threads=4,
        log_level=LogLevels.warning,
        static_path_route=list(STATIC_FOLDERS),
        static_path_mount=list(STATIC_FOLDERS.values()),
    ).serve()
