// Review by keyboard: each key does what a link, a button or a form of the page does.
import { selected } from "./offsets.js";

const OFF = "crossclaim-keys-off";
const FORMS = { e: "correct", m: "missed", g: "merge", s: "split" };
const help = document.getElementById("help");
const text = document.getElementById("review-text");
const said = document.getElementById("said");
const keysOff = document.getElementById("keys-off");
let marked = null;

if (text) {
  const button = document.getElementById("help-button");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  keysOff.checked = stored();
  keysOff.addEventListener("change", () => store(keysOff.checked));
  keysShown();
  document.addEventListener("selectionchange", remember);
  document.addEventListener("keydown", onKey);
  for (const details of document.querySelectorAll(".review details")) details.addEventListener("toggle", opened);
  toClaim();
}

/** What a key does. */
function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || keysOff.checked || help.open) return;
  if (event.key === "Escape") return leaveForm(event);
  if (isField(event.target)) return;
  const act = { j: () => follow("next"), k: () => follow("before"), a: () => press("accept"), r: () => press("reject"), u: () => follow("again"), "?": () => help.showModal() };
  const run = act[event.key] ?? (FORMS[event.key] && (() => open(FORMS[event.key])));
  if (!run) return;
  event.preventDefault();
  run();
}

function isField(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

const NOWHERE = {
  next: "This is the last claim of the queue.",
  before: "This is the first claim of the queue.",
  again: "Nothing was decided just now.",
};

function follow(id) {
  const link = document.getElementById(id);
  if (link) link.click();
  else tell(NOWHERE[id]);
}

function press(id) {
  const button = document.getElementById(id);
  if (button.dataset.pressed) return;
  button.dataset.pressed = "1";
  button.form.requestSubmit(button);
}

/** Unfolds a form and goes to its first field. */
function open(id) {
  const details = document.getElementById(id);
  if (!details) return tell(id === "split" ? "This incident has no claims to split off." : "This claim is of no incident that you may change.");
  const fresh = !details.open;
  details.open = true;
  enter(details, fresh);
}

function opened(event) {
  const details = event.target;
  if (details.open && !details.querySelector("form").contains(document.activeElement)) enter(details, true);
}

function enter(details, fresh) {
  remember();
  if (fresh && marked && (details.id === "missed" || details.id === "correct")) fill(details);
  first(details);
}

function first(details) {
  details.querySelector("form :is(input:not([type=hidden]), textarea, select)")?.focus();
  details.scrollIntoView({ block: "nearest" });
}

function leaveForm(event) {
  const details = event.target instanceof Element ? event.target.closest(".review details[open]") : null;
  if (!details) return;
  details.open = false;
  details.querySelector("summary").focus();
}

/** Keeps what is selected in the text, since the selection goes when a field is focused. */
function remember() {
  const found = selected(document.getSelection(), text);
  if (!found) return;
  marked = found;
  const form = document.getElementById("missed");
  if (form.open) fill(form);
}

/** Puts the selected words in a form; a correction takes them only where its own words were not typed over. */
function fill(details) {
  const form = details.querySelector("form");
  const quote = form.elements.namedItem("quote");
  for (const name of ["start", "end"]) {
    let field = form.elements.namedItem(name);
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name });
      form.append(field);
    }
    field.value = marked[name];
  }
  quote.value = marked.words;
  tell(`Marked: ${marked.words}`);
}

/** After a decision the next claim is at hand: a reader of the screen hears what was kept, then the claim. */
function toClaim() {
  const words = said.textContent.trim();
  if (words) {
    said.replaceChildren();
    requestAnimationFrame(() => tell(words));
  }
  if (new URLSearchParams(location.search).has("claim") && !document.querySelector(".review details[open]"))
    document.getElementById("claim-h").focus({ preventScroll: true });
}

function tell(words) {
  const line = Object.assign(document.createElement("p"), { className: "kept", textContent: words });
  said.replaceChildren(line);
}

function keysShown() {
  document.documentElement.classList.toggle("keys", !keysOff.checked);
}

function stored() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function store(off) {
  keysShown();
  try {
    localStorage.setItem(OFF, off ? "1" : "0");
  } catch {
    // Without a store it holds for this page.
  }
}
