import { axisX, dot, link, ruleY, text, tip, pointer } from "@observablehq/plot";
import { asDate } from "./data.js";
import { plainPlot } from "./plain-plot.js";

/** Whose word it is: heading, colour and mark; own losses stand apart from alleged ones. */
const KINDS = {
  own: ["own side", "var(--own)", "circle"],
  opponent: ["opponents", "var(--opponent)", "square"],
  monitor: ["monitors", "var(--monitor)", "diamond"],
  other: ["others", "var(--quiet)", "triangle"],
};
const NARROW = 560;
const HEIGHT = 190;

/**
 * Draws tolls over time in place of the server's picture: a picture for each toll, a panel for each kind of speaker.
 * @param {HTMLElement} box
 * @param {any[]} steps
 */
export function tollPictures(box, steps) {
  const drawable = steps.filter((s) => s.day);
  if (!drawable.length) return;
  let width = 0;
  const redraw = () => {
    if (box.clientWidth === width || box.clientWidth < 120) return;
    width = box.clientWidth;
    box.replaceChildren(...pictures(drawable, width), ...undated(steps));
  };
  let seen = false;
  new ResizeObserver(() => seen && redraw()).observe(box);
  // Pictures that nobody sees yet need not keep the page from being used.
  const near = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      seen = true;
      near.disconnect();
      redraw();
    },
    { rootMargin: "200px" },
  );
  near.observe(box);
}

function pictures(steps, width) {
  const days = steps.map((s) => +asDate(s.day));
  const span = [Math.min(...days) - 864e5, Math.max(...days) + 864e5].map((d) => new Date(d));
  const several = [...Map.groupBy(steps, (s) => s.toll)].filter(([, some]) => some.length > 1);
  return several.map(([toll, some]) => {
    const figure = document.createElement("figure");
    const caption = Object.assign(document.createElement("figcaption"), { textContent: toll, dir: "auto" });
    const kinds = Object.keys(KINDS).filter((kind) => some.some((s) => s.of === kind));
    const top = Math.max(2, ...some.flatMap((s) => [s.low ?? 0, s.high ?? 0]));
    const panels = document.createElement("div");
    panels.className = "panels";
    const across = width < NARROW ? 1 : width < 2 * NARROW ? 2 : 3;
    const room = Math.floor(width / across) - 14;
    panels.append(...kinds.map((kind) => panel(kind, some.filter((s) => s.of === kind), span, top, room)));
    figure.append(caption, panels);
    return figure;
  });
}

function panel(kind, steps, span, top, width) {
  const [heading, stroke, symbol] = KINDS[kind];
  const marks = spread(steps).map((s) => ({ ...s, lowest: s.low ?? 0, highest: s.high ?? s.low + top * 0.12 }));
  const colour = (s) => (s.superseded ? "var(--faded)" : stroke);
  const upright = { x1: "x", x2: "x", y1: "lowest", y2: "highest", strokeWidth: 3 };
  return plainPlot({
    width,
    height: HEIGHT,
    marginLeft: 46,
    marginBottom: 26,
    marginTop: 24,
    ariaLabel: `${heading}, over time`,
    x: { type: "utc", domain: span, label: null },
    y: { domain: [0, top * 1.08], grid: true, label: heading, ticks: Math.min(4, top), tickFormat: "~s", labelArrow: "none" },
    marks: [
      axisX({ ticks: Math.max(2, Math.floor(width / 110)), tickFormat: dayOf(span) }),
      ruleY([0], { stroke: "var(--rule)" }),
      link(marks.filter((s) => s.high !== null), { ...upright, stroke: colour }),
      link(marks.filter((s) => s.high === null), { ...upright, stroke: colour, strokeDasharray: "3 2" }),
      dot(marks.filter((s) => s.high === null), { x: "x", y: "highest", symbol: "triangle", fill: colour, r: 3 }),
      dot(marks, { x: "x", href: (s) => s.href || null, ariaLabel: told, y: "lowest", fill: (s) => (s.stance === "hedged" ? "var(--page)" : colour(s)), stroke: colour, strokeWidth: 1.5, r: 4.5, symbol: (s) => (s.stance === "denies" ? "times" : symbol) }),
      dot(marks.filter((s) => s.high !== null && s.high !== s.low), { x: "x", y: "highest", fill: colour, r: 3, symbol }),
      text(marks.filter((s) => !s.superseded), { x: "x", y: "highest", text: "words", dy: -10, fill: "var(--ink)", stroke: "var(--page)", strokeWidth: 3 }),
      tip(marks, pointer({ x: "x", y: "lowest", title: told, fill: "var(--page)" })),
    ],
  });
}

/** Steps of one day stand beside one another, a few hours apart. */
function spread(steps) {
  const seen = new Map();
  return steps.map((s) => {
    const before = seen.get(s.day) ?? 0;
    seen.set(s.day, before + 1);
    return { ...s, x: new Date(+asDate(s.day) + before * 36e5 * 5) };
  });
}

function dayOf(span) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", ...(span[1] - span[0] > 3e10 && { year: "2-digit" }) });
  return (date) => format.format(date);
}

function told(s) {
  const verb = { asserts: "says", hedged: "says it may be", denies: "denies" }[s.stance];
  return `${s.day}\n${s.speaker} ${verb} ${s.words}${s.superseded ? " (superseded)" : ""}`;
}

function undated(steps) {
  const rest = steps.filter((s) => !s.day);
  if (!rest.length) return [];
  const words = rest.map((s) => `${s.toll}: ${s.speaker} ${s.words}`).join("; ");
  return [Object.assign(document.createElement("p"), { className: "quiet", textContent: `Without a day: ${words}` })];
}
