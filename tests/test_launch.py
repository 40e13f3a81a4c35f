"""Test how the dashboard is launched: its port, its address, and its end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from danchieu.dashboards import launch
from danchieu.dashboards.launch import HOST, command, free_port
from danchieu.graph.settings import Settings


def test_port_in_use_is_replaced_by_default_and_refused_if_given() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) != port
        with pytest.raises(OSError, match=f"port {port} of {HOST} cannot be used .*; give another with --port"):
            launch(port)


def test_dashboard_listens_on_loopback_by_default() -> None:
    arguments = command(8600, "embedded:here")
    assert "--server.address=127.0.0.1" in arguments and "--browser.gatherUsageStats=false" in arguments
    assert arguments[-3:] == ["--", "--store", "embedded:here"]
    assert "--server.address=0.0.0.0" in command(8501, host="0.0.0.0")  # in a container, whose port is published on the loopback address


def test_launch_serves_the_printed_address_until_terminated(page_store: Settings) -> None:
    code = f"from danchieu.dashboards import launch; raise SystemExit(launch(None, {page_store.store!r}, open_browser=False))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = re.search(rf"http://{HOST}:\d+", process.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(address[0], timeout=10) as page:
            assert b"<title>" in page.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    port = int(address[0].rpartition(":")[2])
    deadline = time.monotonic() + 20
    while _is_open(port):
        assert time.monotonic() < deadline, "the dashboard still listens after its launcher has ended"
        time.sleep(0.05)


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
