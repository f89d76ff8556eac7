// A report's page: the record of the claim that is pointed at or focused stands beside the text.
const text = document.querySelector(".text");
const beside = document.getElementById("beside");
const record = document.getElementById("record");
const records = [...document.querySelectorAll("li.record")];
let pinned = "";

if (text && records.length) {
  if (!covers()) show("0");
  document.getElementById("close").addEventListener("click", close);
  text.addEventListener("pointerover", (event) => !pinned && follow(event));
  text.addEventListener("focusin", follow);
  text.addEventListener("click", pin);
  window.addEventListener("hashchange", atHash);
  atHash();
}

/** Shows the claims of what an event is about. */
function follow(event) {
  const at = event.target instanceof Element ? event.target.closest("[data-claims]") : null;
  if (at) show(at.dataset.claims);
}

/** A click on marked words keeps their record there until other words are clicked. */
function pin(event) {
  const at = event.target instanceof Element ? event.target.closest("[data-claims]") : null;
  pinned = at ? at.dataset.claims : "";
  if (!at) return;
  show(pinned);
  if (at.matches("a.ref")) event.preventDefault();
}

/** Whether the record stands over the text and not beside it, as in a narrow window. */
function covers() {
  return matchMedia("(max-width: 62rem)").matches;
}

function close() {
  pinned = "";
  beside.hidden = true;
  delete record.dataset.claims;
  for (const mark of text.querySelectorAll("mark.at-hand")) mark.classList.remove("at-hand");
}

/**
 * Puts copies of claims' records beside the text, and marks their words.
 * @param {string} claims positions, with blanks between
 */
function show(claims) {
  beside.hidden = false;
  if (record.dataset.claims === claims) return;
  record.dataset.claims = claims;
  const wanted = claims.split(" ").map(Number);
  record.replaceChildren(...wanted.toReversed().map((n) => copy(records[n])));
  for (const mark of text.querySelectorAll("mark")) {
    const own = mark.dataset.claims.split(" ").map(Number);
    mark.classList.toggle("at-hand", own.some((n) => wanted.includes(n)));
  }
}

function copy(item) {
  const made = document.createElement("div");
  made.className = "record";
  made.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
  return made;
}

/** The claim that an address names. */
function atHash() {
  const id = decodeURIComponent(location.hash).replace(/^#(text|claim)-/, "claim-");
  const n = records.findIndex((item) => item.id === id);
  if (n < 0) return;
  pinned = String(n);
  show(pinned);
}
