// Where selected words stand in a report's text, in code points, as the ledger counts them.

/**
 * The stretch of a report that is selected, without blanks around it.
 * @param {Selection | null} selection of the page
 * @param {HTMLElement} text whose lines are `p[data-start]`, the offset of their first character
 * @returns {{start: number, end: number, words: string} | null} null where nothing of the text is selected
 */
export function selected(selection, text) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const lines = [...text.querySelectorAll("p[data-start]")].filter((line) => range.intersectsNode(line));
  const pieces = lines.map((line) => within(line, range)).filter((piece) => piece.words.trim());
  if (!pieces.length) return null;
  const first = pieces[0];
  const last = pieces.at(-1);
  const start = first.start + length(first.words) - length(first.words.trimStart());
  const end = last.start + length(last.words.trimEnd());
  return { start, end, words: pieces.map((piece) => piece.words).join("\n").trim() };
}

/** The part of a line that a range covers, and its offset. */
function within(line, range) {
  const before = document.createRange();
  before.selectNodeContents(line);
  const inside = before.cloneRange();
  if (line.contains(range.startContainer)) inside.setStart(range.startContainer, range.startOffset);
  if (line.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
  before.setEnd(inside.startContainer, inside.startOffset);
  return { start: Number(line.dataset.start) + length(before.toString()), words: inside.toString() };
}

/** Characters as the ledger counts them; a browser counts UTF-16 units. */
function length(words) {
  return [...words].length;
}
