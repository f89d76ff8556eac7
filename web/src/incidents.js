// The page of incidents: map, timeline, list and counts filter one another. Every filter is an address that the server
// answers with the whole page; here its parts are put in place without loading the rest again.
import { viewData } from "./data.js";
import { incidentMap } from "./incident-map.js";
import { timeline } from "./timeline.js";
import { copyButtons } from "./copy.js";

const PARTS = ["said", "list", "facets"];
let latest = 0;
let shown = location.search;

const time = timeline(document.getElementById("timeline"), (from, to) => go(changed({ from, to })));
const map = incidentMap(document.getElementById("map"), viewData(document), {
  country: (code) => go(changed({ country: code })),
  box: (box) => go(changed({ box })),
});
drawAll();

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-filter]") : null;
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(new URL(link.href), link.id);
});

const form = document.getElementById("filter");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(ofForm());
});
form.addEventListener("change", (event) => {
  if (event.target.type !== "search" && event.target.name !== "party") go(ofForm());
});
// A link into the page ("Skip to the page") is a step of the history too: nothing is loaded for it, least of all while one types.
window.addEventListener("popstate", () => {
  if (location.search !== shown) go(new URL(location.href), "", false);
});
document.addEventListener("themechange", drawAll);

/** The address of what the form says. */
function ofForm() {
  const address = new URL("/", location.href);
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, String(value));
  if (address.searchParams.get("sort") === "newest") address.searchParams.delete("sort");
  return address;
}

/** The present address with other values; an empty one takes a name away. */
function changed(values) {
  const address = new URL(location.href);
  address.searchParams.delete("page");
  for (const [name, value] of Object.entries(values)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  return address;
}

/**
 * Shows what an address filters.
 * @param {URL} address
 * @param {string} focus id of what was used, to go on from there
 * @param {boolean} push whether the address is a new step back
 */
async function go(address, focus = "", push = true) {
  const mine = ++latest;
  document.body.classList.add("busy");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    if (!answer.ok || !page.getElementById("view-data")) {
      location.assign(address);
      return;
    }
    if (push) history.pushState(null, "", address);
    shown = address.search;
    take(page);
    if (focus) document.getElementById(focus)?.focus();
  } catch {
    location.assign(address);
  } finally {
    if (mine === latest) document.body.classList.remove("busy");
  }
}

/** Puts a page's parts in place of the present ones. */
function take(page) {
  for (const id of PARTS) document.getElementById(id).replaceWith(page.getElementById(id));
  // The count stays the same element, so that readers of the screen are told of its new words.
  document.getElementById("count").replaceChildren(...page.getElementById("count").childNodes);
  document.getElementById("view-data").textContent = page.getElementById("view-data").textContent;
  document.getElementById("time-words").textContent = page.getElementById("time-words").textContent;
  for (const part of ["map-part", "time-part"]) {
    document.querySelector(`.${part} .exports`).replaceWith(page.querySelector(`.${part} .exports`));
  }
  form.replaceChildren(...page.getElementById("filter").childNodes);
  copyButtons(document);
  drawAll(page);
}

function drawAll(page) {
  const data = viewData(document);
  time.draw(data);
  map.draw(data, page instanceof Document ? page : document);
}
