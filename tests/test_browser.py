"""Test the dashboard in a real browser on the sample corpus: searching, clicking, going back; no request leaves this machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from danchieu.dashboards.launch import HOST, command, free_port
from danchieu.graph.store import embedded

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAMPLE = Path(__file__).parents[1] / "data/sample"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a dashboard that shows the sample, loaded by the command line."""
    directory = tmp_path_factory.mktemp("browser") / "store"
    store = f"embedded:{directory}"
    subprocess.run([sys.executable, "-m", "danchieu", "load", str(SAMPLE), "--store", store], check=True, capture_output=True)
    port = free_port(0)
    server = subprocess.Popen(command(port, store), stdout=subprocess.DEVNULL)
    try:
        _await(f"http://{HOST}:{port}/_stcore/health")
        yield f"http://{HOST}:{port}/"
    finally:
        server.terminate()
        server.wait()
        embedded.stop(directory)


def _await(address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Yield Debian's Chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("no browser is installed: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Page]:
    """Yield a page at the overview; check at the end that it had no error and sent no request to another machine."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page: Page = context.new_page()
    page.on("console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"page: {error}"))
    page.on("request", lambda request: None if _is_local(request.url) else faults.append(f"request: {request.url}"))
    page.goto(address)
    page.get_by_role("heading", name="Who cites whom").wait_for()
    wait_until_idle(page)
    yield page
    assert len(context.pages) == 1, "a click opened another tab"
    context.close()
    assert faults == []


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob") or parts.hostname == HOST


def wait_until_idle(page: Page) -> None:
    """Wait until the script has run and the page no longer changes."""
    page.wait_for_timeout(300)
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_timeout(500)


def address_parameters(page: Page) -> dict[str, str]:
    """Return the parameters of the address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.evaluate("location.href")).query).items()}


def page_heading(page: Page) -> str:
    """Return the heading of the page."""
    return page.locator("h1").first.inner_text()


def test_user_searches_opens_a_citation_and_goes_back(page: Page) -> None:
    page.get_by_role("link", name="Search").click()
    page.get_by_role("heading", name="Search documents").wait_for()
    wait_until_idle(page)
    page.get_by_role("textbox").fill("dan chu o co so")
    page.keyboard.press("Enter")
    page.locator(".cards mark").first.wait_for()
    wait_until_idle(page)
    assert address_parameters(page) == {"view": "search", "q": "dan chu o co so"}
    assert page.locator(".cards mark").first.inner_text() == "dân"

    page.locator(".cards li", has_text="Kết luận 120-KL/TW").locator("a").first.click()
    citation = page.locator(".sheet .c > a").first
    citation.wait_for()
    wait_until_idle(page)
    first, cited = page_heading(page), citation.inner_text()
    assert address_parameters(page)["view"] == "document" and "dân chủ" in first

    citation.hover()
    tip = page.locator(".sheet .tip").first
    assert tip.is_visible() and "confidence" in tip.inner_text()
    citation.click()
    page.wait_for_function("first => !document.querySelector('[data-testid=stMain]').innerText.includes(first)", arg=first)
    wait_until_idle(page)
    assert cited.split()[-1] in page.locator(".head").inner_text()
    assert "Kết luận 120-KL/TW" in page.locator(".beside").inner_text()

    page.go_back()
    page.get_by_role("heading", name=first).wait_for()
    page.go_back()
    page.locator(".cards mark").first.wait_for()
    assert address_parameters(page)["q"] == page.get_by_role("textbox").input_value() == "dan chu o co so"
    page.go_forward()
    page.get_by_role("heading", name=first).wait_for()


def test_a_link_reproduces_the_page_in_either_language(page: Page, address: str) -> None:
    page.goto(f"{address}?view=document&id=05-CT/TW&lang=vi")
    page.locator(".sheet .c").first.wait_for()
    wait_until_idle(page)
    assert "Các văn bản dẫn chiếu đến" in page.locator(".beside").inner_text()
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Cited by").wait_for()
    page.locator(".legend a.chip", has_text="replaces").click()
    page.locator(".sheet .c.dim").first.wait_for()
    assert address_parameters(page) == {"view": "document", "id": "05-CT/TW", "relation": "REPLACES"}
    page.locator("blockquote a").first.click()
    page.locator(".sheet .c.found").wait_for()


def test_click_in_the_propagation_tree_opens_the_document(page: Page, address: str) -> None:
    page.goto(f"{address}?view=propagation&id=05-CT/TW")
    points = page.locator("[data-testid=stVegaLiteChart] g.mark-symbol.role-mark path")
    points.nth(1).wait_for()
    wait_until_idle(page)
    assert "provinces with implementing documents" in page.locator(".figures").inner_text()
    assert page.locator(".chip.stub").count() > 0
    points.nth(1).click()
    page.locator(".sheet").wait_for()
    wait_until_idle(page)
    assert address_parameters(page)["view"] == "document"
    assert "Chỉ thị 05-CT/TW" in page.locator(".beside").inner_text()
    page.go_back()
    page.locator("[data-testid=stVegaLiteChart]").wait_for()
    assert address_parameters(page) == {"view": "propagation", "id": "05-CT/TW"}


def test_click_on_a_network_node_opens_its_document(page: Page, address: str) -> None:
    page.goto(f"{address}?view=network&id=05-CT/TW&steps=1")
    page.get_by_text("Drawn:").wait_for()
    point = page.locator("[data-testid=stEChartsChart] svg").get_by_text("05-CT/TW", exact=True)
    point.wait_for()
    wait_until_idle(page)
    box = point.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] - 12, box["y"] + box["height"] / 2)  # the label is to the right of its node
    page.locator(".sheet").wait_for()
    wait_until_idle(page)
    assert address_parameters(page) == {"view": "document", "id": "tw/xii/ct-5"}
    page.go_back()
    page.get_by_text("Drawn:").wait_for()


def test_query_with_a_parameter_shows_and_downloads_its_rows(page: Page) -> None:
    page.get_by_role("link", name="Queries").click()
    page.get_by_text("Query the graph").wait_for()
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="propagation").click()
    page.get_by_role("textbox", name="document (required)").fill("05-CT/TW")
    page.get_by_role("button", name="Run").click()
    page.get_by_text("rows · Choose a row").wait_for()
    wait_until_idle(page)
    assert address_parameters(page)["name"] == "propagation" and address_parameters(page)["p.document"] == "05-CT/TW"
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    lines = Path(str(download.value.path())).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("depth,id,symbol") and len(lines) > 3
    page.go_back()
    wait_until_idle(page)
    assert "p.document" not in address_parameters(page)


def test_pages_fit_a_narrow_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    for query in ("", "?view=search&q=dan+chu", "?view=document&id=05-CT/TW", "?view=propagation&id=05-CT/TW", "?view=queries"):
        page.goto(address + query)
        page.locator(".bar nav").wait_for()
        wait_until_idle(page)
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("element => element.scrollWidth - element.clientWidth") <= 0, query
