// Shows the HTML it is given, and lets a click on a link of the app change the address without loading the page again.
export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".root");
  if (root.dataset.shown !== data) {
    root.innerHTML = data;
    root.dataset.shown = data;
  }

  const scroller = () => document.querySelector('[data-testid="stMain"]');

  root.onclick = (event) => {
    const anchor = event.target.closest("a[href]");
    if (!anchor || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const href = anchor.getAttribute("href");
    if (href.startsWith("#")) {
      event.preventDefault();
      const target = root.querySelector(`[id="${CSS.escape(href.slice(1))}"]`);
      if (!target) return;
      target.scrollIntoView({ behavior: "smooth", block: "center" });
      target.classList.remove("found");
      void target.offsetWidth; // restarts the animation
      target.classList.add("found");
    } else if (href.startsWith("?")) {
      event.preventDefault();
      window.history.pushState({}, "", href);
      window.dispatchEvent(new PopStateEvent("popstate"));
      if (!anchor.hasAttribute("data-stay")) scroller()?.scrollTo({ top: 0 });
    }
  };

  // A tip is placed by CSS below its citation; one that would leave the sheet is moved back in.
  root.onmouseover = (event) => {
    const tip = event.target.closest(".c")?.querySelector(".tip");
    if (!tip) return;
    tip.style.translate = "0";
    const right = tip.getBoundingClientRect().right - (window.innerWidth - 16);
    if (right > 0) tip.style.translate = `${-right}px`;
  };
}
