// Where the marks of a panel of tolls stand, and which of their figures have room: nothing lies over anything.

const APART = 15;
const LETTER = 6.2;
const LINE = 13;
const GAP = 2;
const REACH = 7;
const ARROW = 16;

/**
 * Figures that are the same on the same day are one mark, told by all who give it.
 * @param {any[]} steps
 */
export function gathered(steps) {
  const same = Map.groupBy(steps, (s) => [s.day, s.low, s.high, s.stance, s.superseded].join());
  return [...same.values()].map(([first, ...rest]) => ({ ...first, speakers: [first, ...rest].map((s) => s.speaker) }));
}

/**
 * Marks with their positions: by day, side by side where they would lie over one another.
 * @param {any[]} marks
 * @param {{x: (day: string) => number, y: (figure: number) => number, left: number, right: number}} room
 */
export function placed(marks, { x, y, left, right }) {
  const ordered = marks.toSorted((a, b) => a.day.localeCompare(b.day) || (a.low ?? a.high) - (b.low ?? b.high));
  const apart = Math.min(APART, (right - left) / Math.max(1, ordered.length));
  let last = -Infinity;
  const across = ordered.map((s) => (last = Math.max(x(s.day), last + apart)));
  // What was moved past the end moves back, and what is before it with it.
  let next = right + apart;
  for (let n = across.length - 1; n >= 0; n--) next = across[n] = Math.min(across[n], next - apart);
  return ordered.map((s, n) => {
    const low = y(s.low ?? 0);
    const high = s.high === null ? low - ARROW : y(s.high);
    return { ...s, x: across[n], low: low, high };
  });
}

/**
 * The marks whose figures are written, with where: above a mark, else below it, else not; the greatest first.
 * @param {any[]} marks with positions
 * @param {{left: number, right: number, top: number, bottom: number}} room
 */
export function labelled(marks, { left, right, top, bottom }) {
  const grounds = marks.map((m) => ({ m, box: [m.x - REACH, m.high - REACH, m.x + REACH, m.low + REACH] }));
  const taken = [];
  const written = [];
  for (const m of marks.filter((s) => !s.superseded).toSorted((a, b) => (b.high ?? b.low) - (a.high ?? a.low) || a.low - b.low)) {
    const half = (m.words.length * LETTER) / 2;
    const middle = Math.min(Math.max(m.x, left + half), right - half);
    const boxes = [m.high - REACH - LINE, m.low + REACH].map((at) => [middle - half - GAP, at, middle + half + GAP, at + LINE]);
    const free = (box) =>
      box[1] >= top && box[3] <= bottom && !taken.some((t) => meet(t, box)) && !grounds.some((g) => g.m !== m && meet(g.box, box));
    const box = boxes.find(free);
    if (!box) continue;
    taken.push(box);
    written.push({ ...m, labelX: middle, labelY: box[3] - 3 });
  }
  return written;
}

function meet(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
