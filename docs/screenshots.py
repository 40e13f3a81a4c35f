"""Take the screenshots of this folder from a dashboard that shows the sample: python docs/screenshots.py http://127.0.0.1:8501"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = {
    "dashboard.png": "?view=propagation&id=tw/ix/ct-10",
    "document.png": "?view=document&id=36-CTr/TU",
    "network.png": "?view=network&id=05-CT/TW&steps=1",
}


def main(address: str) -> None:
    """Write every picture beside this file."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for name, query in PICTURES.items():
            page.goto(address.rstrip("/") + "/" + query)
            page.locator(".figures, .sheet, [data-testid=stEChartsChart] svg").first.wait_for()
            page.wait_for_timeout(2500)
            page.screenshot(path=Path(__file__).with_name(name))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
