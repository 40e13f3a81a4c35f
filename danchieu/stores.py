"""Starts, stops and shows the embedded server for the command line."""

from __future__ import annotations

from danchieu.graph.errors import SettingsError
from danchieu.graph.settings import read_settings
from danchieu.graph.store import embedded
from danchieu.terminal import print_line

__all__ = ["show_status", "start", "stop"]


def start(store: str | None, port: int | None) -> None:
    """Start the server if it is not running, and print its address; raises SettingsError if it runs at another port."""
    settings = read_settings(store)
    server = embedded.start(settings.embedded_directory(), port=port, idle_minutes=settings.idle_minutes)
    if port not in (None, server.port):
        raise SettingsError(f"the embedded store already listens on port {server.port}; to change it, run first: danchieu store stop")
    print_line(f"The embedded store listens on {server.url}; stop it with danchieu store stop.")


def stop(store: str | None) -> None:
    """Stop the server and say whether it was running."""
    stopped = embedded.stop(read_settings(store).embedded_directory())
    print_line("The embedded store has stopped." if stopped else "The embedded store was not running.")


def show_status(store: str | None) -> None:
    """Print whether the server is running, and its address."""
    directory = read_settings(store).embedded_directory()
    server = embedded.find(directory)
    running = f"Running on {server.url} for {directory}." if server else f"Not running ({directory}); the next command starts it."
    print_line(running)
