"""Starts the dashboard: Streamlit as a child process on the loopback address."""

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
START_SECONDS = 60.0  # until the page must answer

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
    """Serve the dashboard until it is interrupted; return the exit status of its process.

    Without `port` it is 8501, or a free port if that is in use. `store` is the value of `--store`; empty means that of the settings. `host`
    is the address to listen on: a non-loopback address only inside a container, since there is no authentication.
    Prints the address as soon as the page answers. Raises OSError with the port if a given port is in use.
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
        return 0  # Ctrl-C reaches the child as well: the usual end of the dashboard
    finally:
        signal.signal(signal.SIGTERM, previous)
        if child.poll() is None:
            child.terminate()
            child.wait()


def command(port: int, store: str = "", host: str = HOST) -> list[str]:
    """Return the command that serves the app on `port` of `host`, with all settings: an installed package has no config file."""
    app = resources.files("danchieu.dashboards") / "app.py"
    options = OPTIONS | theme_options() | {"server.address": host, "server.port": str(port), "browser.serverPort": str(port)}
    settings = [f"--{name}={value}" for name, value in options.items()]
    # -P: Streamlit and the app must not import a click.py of the working directory.
    return [sys.executable, "-P", "-m", "streamlit", "run", str(app), *settings, *(["--", "--store", store] if store else [])]


def free_port(preferred: int = USUAL_PORT) -> int:
    """Return `preferred` if it is free, else a free port."""
    for port in (preferred, 0):
        with contextlib.suppress(OSError):
            return _bound(HOST, port)
    raise OSError(f"no free port on {HOST} for the dashboard")


def _checked(port: int, host: str) -> int:
    try:
        return _bound(host, port)
    except OSError as error:
        raise OSError(f"port {port} of {host} cannot be used ({error.strerror}); give another with --port, or none") from error


def _bound(host: str, port: int) -> int:
    """Bind a port, free it and return its number; connections in TIME_WAIT do not matter."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        return int(probe.getsockname()[1])


def _answers(address: str, child: subprocess.Popen[bytes]) -> bool:
    """Wait until the page answers; False if its process ends first, or it takes too long."""
    end = time.monotonic() + START_SECONDS
    while child.poll() is None and time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
            return True
        time.sleep(0.1)
    return False


def _status(code: int) -> int:
    """Return the exit status: 0 if the process was asked to end."""
    return 0 if code in (-signal.SIGTERM, -signal.SIGINT) else code
