/**
 * Shows the words behind a numbered link while it is pointed at or focused.
 * @param {HTMLElement | null} table whose links carry `data-n`, the number of a row of the claims below
 */
export function quotes(table) {
  if (!table) return;
  const note = Object.assign(document.createElement("div"), { className: "note", hidden: true, id: "note" });
  note.setAttribute("role", "tooltip");
  document.body.append(note);
  const hide = () => {
    note.hidden = true;
    table.querySelector("[aria-describedby=note]")?.removeAttribute("aria-describedby");
  };
  const show = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.ref[data-n]") : null;
    if (!link) return;
    hide();
    const row = document.getElementById(`n${link.dataset.n}`);
    if (!row) return;
    note.replaceChildren(...[...row.querySelector("[data-name=words]").childNodes].map((n) => n.cloneNode(true)));
    link.setAttribute("aria-describedby", "note");
    note.hidden = false;
    place(note, link.getBoundingClientRect());
  };
  table.addEventListener("pointerover", show);
  table.addEventListener("focusin", show);
  table.addEventListener("focusout", hide);
  table.addEventListener("pointerout", (event) => !note.contains(event.relatedTarget) && hide());
  note.addEventListener("pointerleave", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

function place(note, link) {
  const room = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(link.left, room - note.offsetWidth - 8));
  const above = link.top > note.offsetHeight + 12;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${(above ? link.top - note.offsetHeight - 2 : link.bottom + 2) + scrollY}px`;
}
