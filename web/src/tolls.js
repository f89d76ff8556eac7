import { axisX, axisY, dot, gridY, link, ruleY, text, tip, pointer } from "@observablehq/plot";
import { asDate, asDay } from "./data.js";
import { plainPlot } from "./plain-plot.js";
import { gathered, labelled, placed } from "./toll-places.js";

/** Whose word it is: heading, colour and mark; own losses stand apart from alleged ones. */
const KINDS = {
  own: ["own side", "var(--own)", "circle"],
  opponent: ["opponents", "var(--opponent)", "square"],
  monitor: ["monitors", "var(--monitor)", "diamond"],
  other: ["others", "var(--quiet)", "triangle"],
};
const NARROW = 560;
const HEIGHT = 210;
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 28, 42, 26];

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
  const span = [Math.min(...days), Math.max(...days)];
  const several = [...Map.groupBy(steps, (s) => s.toll)].filter(([, some]) => some.length > 1);
  return several.map(([toll, some]) => {
    const figure = document.createElement("figure");
    const caption = Object.assign(document.createElement("figcaption"), { textContent: toll, dir: "auto" });
    const kinds = Object.keys(KINDS).filter((kind) => some.some((s) => s.of === kind));
    const panels = document.createElement("div");
    panels.className = "panels";
    const across = width < NARROW ? 1 : width < 2 * NARROW ? 2 : 3;
    const room = Math.floor(width / across) - 14;
    const scale = scaleOf(some);
    panels.append(...kinds.map((kind) => panel(kind, some.filter((s) => s.of === kind), span, scale, room)));
    figure.append(caption, panels);
    return figure;
  });
}

/** Figures to heights, the same in all panels of a toll: by tens where they differ by more than fifty times. */
function scaleOf(steps) {
  const figures = steps.flatMap((s) => [s.low, s.high]).filter(Boolean);
  const [least, most] = [Math.min(1, ...figures) || 1, Math.max(2, ...figures)];
  const bottom = HEIGHT - BOTTOM;
  if (most > 50 * Math.min(...figures)) {
    const decades = Math.ceil(Math.log10(most + 1));
    const y = (figure) => bottom - (Math.log10(Math.max(figure, least)) / decades) * (bottom - TOP);
    return { y, ticks: Array.from({ length: decades + 1 }, (_, n) => 10 ** n) };
  }
  const step = niceStep(most / 4);
  const end = Math.ceil(most / step) * step;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, n) => n * step);
  return { y: (figure) => bottom - (figure / end) * (bottom - TOP), ticks };
}

/** A whole step of an axis: 1, 2 or 5 of a power of ten. */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least) ?? 10 * power;
}

function panel(kind, steps, span, scale, width) {
  const [heading, stroke, symbol] = KINDS[kind];
  const [left, right] = [LEFT + 10, width - RIGHT];
  const long = span[1] - span[0] || 1;
  const x = (day) => left + ((+asDate(day) - span[0]) / long) * (right - left);
  const marks = placed(gathered(steps), { x, y: scale.y, left, right });
  const written = labelled(marks, { left: LEFT, right: width, top: 18, bottom: HEIGHT - BOTTOM + 2 });
  const colour = (s) => (s.superseded ? "var(--faded)" : stroke);
  const upright = { x1: "x", x2: "x", y1: "low", y2: "high", strokeWidth: 2, stroke: colour };
  const open = marks.filter(isOpen);
  const closed = marks.filter((s) => !isOpen(s) && s.high !== s.low);
  const days = dayTicks(span, width);
  return plainPlot({
    width,
    height: HEIGHT,
    marginLeft: LEFT,
    marginRight: 0,
    marginBottom: BOTTOM,
    marginTop: 0,
    ariaLabel: `${heading}, over time`,
    x: { domain: [LEFT, width], range: [LEFT, width], label: null },
    y: { domain: [HEIGHT, 0], range: [HEIGHT, 0], label: null },
    marks: [
      text([heading], { x: LEFT, y: 12, text: (d) => d, textAnchor: "start", fontWeight: 600, fill: "var(--ink)" }),
      gridY(scale.ticks.map(scale.y)),
      axisY(scale.ticks.map(scale.y), { tickSize: 0, tickFormat: (_, n) => scale.ticks[n].toLocaleString("en"), label: null }),
      axisX(days.map((d) => x(asDay(d))), { tickFormat: (_, n) => dayOf(span)(days[n]), label: null }),
      ruleY([HEIGHT - BOTTOM], { stroke: "var(--rule)" }),
      link(closed, { ...upright, strokeWidth: 3 }),
      link(open, { ...upright, strokeDasharray: "3 2" }),
      dot(open, { x: "x", y: "high", symbol: "triangle", fill: colour, r: 3 }),
      dot(marks, { x: "x", y: "low", href: (s) => s.href || null, ariaLabel: told, fill: (s) => (s.stance === "hedged" ? "var(--page)" : colour(s)), stroke: colour, strokeWidth: 1.5, r: 4.5, symbol: (s) => (s.stance === "denies" ? "times" : symbol) }),
      dot(closed, { x: "x", y: "high", fill: colour, r: 3, symbol }),
      text(written, { x: "labelX", y: "labelY", text: "words", lineAnchor: "bottom", fill: "var(--ink)", stroke: "var(--page)", strokeWidth: 3 }),
      tip(marks, pointer({ x: "x", y: "low", title: told, fill: "var(--page)" })),
    ],
  });
}

/** Whether a mark's figure has no upper end. */
function isOpen(mark) {
  return mark.words.endsWith("+");
}

/** Days that the axis names: as many as there is room for, the first and the last among them. */
function dayTicks([first, last], width) {
  const days = Math.round((last - first) / 864e5);
  const number = Math.min(days, Math.max(1, Math.floor((width - LEFT) / 95)));
  return Array.from({ length: number + 1 }, (_, n) => new Date(first + Math.round((days * n) / Math.max(1, number)) * 864e5));
}

function dayOf(span) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", ...(span[1] - span[0] > 3e10 && { year: "2-digit" }) });
  return (date) => format.format(date);
}

function told(s) {
  const many = s.speakers.length > 1;
  const verb = { asserts: many ? "say" : "says", hedged: many ? "say it may be" : "says it may be", denies: many ? "deny" : "denies" }[s.stance];
  return `${s.day}\n${s.speakers.join(", ")} ${verb} ${s.words}${s.superseded ? " (superseded)" : ""}`;
}

function undated(steps) {
  const rest = steps.filter((s) => !s.day);
  if (!rest.length) return [];
  const words = rest.map((s) => `${s.toll}: ${s.speaker} ${s.words}`).join("; ");
  return [Object.assign(document.createElement("p"), { className: "quiet", textContent: `Without a day: ${words}` })];
}
