"""Start the dashboard: Streamlit as a child process on the loopback address."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from importlib import resources

from danchieu.dashboards.palette import theme_options

__all__ = ["HOST", "command", "free_port", "launch"]

HOST = "127.0.0.1"
USUAL_PORT = 8501
PATIENCE = 60.0  # seconds until the page must answer

OPTIONS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": HOST,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "runner.magicEnabled": "false",
    "logger.level": "warning",
}


def launch(port: int | None = None, store: str = "", open_browser: bool = True, host: str = HOST) -> int:
    """Serve the dashboard until it is interrupted, and return the exit status of its process.

    `port` None takes 8501, or another where that one is taken; `store` is what `--store` takes, empty for the settings' own;
    `host` is the address to listen on, another than loopback in a container alone, since the dashboard asks nobody who they are.
    Prints the address as soon as the page answers. Raises OSError naming the port when a port asked for is taken.
    """
    port = free_port() if port is None else _checked(port, host)
    address = f"http://{HOST}:{port}"
    child = subprocess.Popen(command(port, store, host), stdout=subprocess.DEVNULL)
    previous = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        if _answers(address, child):
            print(f"Dashboard: {address}   (Ctrl-C stops it)", flush=True)
            if open_browser:
                webbrowser.open(address)
        return _status(child.wait())
    except KeyboardInterrupt:
        return 0  # Ctrl-C reaches the child as well, and is how the dashboard is meant to end
    finally:
        signal.signal(signal.SIGTERM, previous)
        if child.poll() is None:
            child.terminate()
            child.wait()


def command(port: int, store: str = "", host: str = HOST) -> list[str]:
    """The command that serves the app on `port` of `host`, with every setting in it: an installed package has no config file."""
    app = resources.files("danchieu.dashboards") / "app.py"
    options = OPTIONS | theme_options() | {"server.address": host, "server.port": str(port), "browser.serverPort": str(port)}
    settings = [f"--{name}={value}" for name, value in options.items()]
    # -P: a click.py or graph.py in the folder where someone works is not what Streamlit or the app import.
    return [sys.executable, "-P", "-m", "streamlit", "run", str(app), *settings, *(["--", "--store", store] if store else [])]


def free_port(preferred: int = USUAL_PORT) -> int:
    """`preferred` when nobody listens there, else a port that the system names."""
    for port in (preferred, 0):
        with contextlib.suppress(OSError):
            return _bound(HOST, port)
    raise OSError(f"no port of {HOST} is free for the dashboard")


def _checked(port: int, host: str) -> int:
    try:
        return _bound(host, port)
    except OSError as error:
        raise OSError(f"port {port} of {host} cannot be used ({error.strerror}); name another, or none to have one found") from error


def _bound(host: str, port: int) -> int:
    """The port that a server could listen on now; connections that are just ending do not stand in its way."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        return int(probe.getsockname()[1])


def _answers(address: str, child: subprocess.Popen[bytes]) -> bool:
    """Wait until the page answers; False when its process ends, or takes too long, first."""
    end = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
            return True
        time.sleep(0.1)
    return False


def _status(code: int) -> int:
    """A process that was asked to end has done what it was asked."""
    return 0 if code in (-signal.SIGTERM, -signal.SIGINT) else code
