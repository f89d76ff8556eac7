import { rectY, ruleY, rect, tip, pointerX } from "@observablehq/plot";
import { asDay } from "./data.js";
import { plainPlot } from "./plain-plot.js";

const HEIGHT = 166;
const MARGINS = { marginLeft: 40, marginRight: 16, marginTop: 20, marginBottom: 34 };

/**
 * The timeline: drawn over the server's picture; a drag or a click on it asks for those days.
 * @param {HTMLElement} box that holds it
 * @param {(from: string, to: string) => void} ask for days
 */
export function timeline(box, ask) {
  let data = null;
  new ResizeObserver(() => data && draw(data)).observe(box);
  let drawnWidth = 0;

  /** @param {any} found of the page: `bins`, `unit`, `from`, `to` */
  function draw(found) {
    const width = Math.max(280, box.clientWidth);
    if (found === data && width === drawnWidth) return;
    [data, drawnWidth] = [found, width];
    if (!found.bins?.length) {
      box.replaceChildren(Object.assign(document.createElement("p"), { textContent: "No incident with a day.", className: "quiet" }));
      return;
    }
    const bins = found.bins.map(([first, last, number, conflicts]) => ({ first, last, number, conflicts, x1: start(first), x2: end(last) }));
    const picture = plainPlot({
      width,
      height: HEIGHT,
      ...MARGINS,
      ariaLabel: `Incidents by ${found.unit}`,
      x: { type: "utc", label: null, ...days(found, bins) },
      y: { label: `incidents by ${found.unit}`, grid: true, ticks: 4, tickFormat: whole },
      marks: [
        ...chosen(found),
        rectY(bins, { x1: "x1", x2: "x2", y: "number", fill: "var(--mark)", inset: 0.4 }),
        rectY(bins, { x1: "x1", x2: "x2", y: "conflicts", fill: "var(--conflict)", inset: 0.4 }),
        ruleY([0], { stroke: "var(--rule)" }),
        tip(bins, pointerX({ x: (b) => new Date((+b.x1 + +b.x2) / 2), y: "number", title: words, fill: "var(--page)" })),
      ],
    });
    box.replaceChildren(picture);
    brush(picture, bins, ask);
  }

  return { draw };
}

const SHORT = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** Of a few days each has its name; the axis has no hours. */
function days(found, bins) {
  if (found.unit !== "day" || bins.length > 6) return {};
  return { ticks: bins.map((b) => b.x1), tickFormat: (day) => SHORT.format(day) };
}

function start(day) {
  return new Date(`${day}T00:00:00Z`);
}

function end(day) {
  return new Date(+start(day) + 864e5);
}

function whole(figure) {
  return Number.isInteger(figure) ? figure.toLocaleString("en") : "";
}

function words(bin) {
  const days = bin.first === bin.last ? bin.first : `${bin.first} to ${bin.last}`;
  return `${days}\n${bin.number} incidents, ${bin.conflicts} with conflicting accounts`;
}

/** The days that are asked for, as a ground. */
function chosen(found) {
  if (!found.from && !found.to) return [];
  const bins = found.bins;
  const x1 = found.from ? start(found.from) : start(bins[0][0]);
  const x2 = found.to ? end(found.to) : end(bins.at(-1)[1]);
  return [rect([0], { x1: () => x1, x2: () => x2, fill: "var(--chosen)" })];
}

/** Lets a drag over the picture, or a click on a bar, choose days. */
function brush(picture, bins, ask) {
  const svg = picture.tagName === "svg" ? picture : picture.querySelector("svg");
  const scale = picture.scale("x");
  const shade = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  shade.setAttribute("class", "brush");
  shade.setAttribute("y", String(MARGINS.marginTop));
  shade.setAttribute("height", String(HEIGHT - MARGINS.marginTop - MARGINS.marginBottom));
  let from = null;
  const at = (event) => event.clientX - svg.getBoundingClientRect().left;
  svg.classList.add("brushed");
  // Before Plot's own listener, which lets no other have the event.
  const begin = (event) => {
    if (event.button) return;
    from = at(event);
    svg.append(shade);
    shade.setAttribute("width", "0");
  };
  svg.addEventListener("pointerdown", begin, { capture: true });
  svg.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = at(event);
    shade.setAttribute("x", String(Math.min(from, to)));
    shade.setAttribute("width", String(Math.abs(to - from)));
  });
  const stop = () => {
    from = null;
    shade.remove();
  };
  svg.addEventListener("pointercancel", stop);
  svg.addEventListener("pointerleave", stop);
  svg.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const ends = [from, at(event)].sort((a, b) => a - b);
    stop();
    if (ends[1] - ends[0] > 5) ask(...ends.map((x) => asDay(scale.invert(x))));
    else clicked(scale.invert(ends[0]));
  });
  function clicked(moment) {
    const bin = bins.find((b) => b.x1 <= moment && moment < b.x2);
    if (bin) ask(bin.first, bin.last);
  }
}

