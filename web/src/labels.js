const MOST = 14;
const LINE = 16;
const GAP = 3;
const SMALL = 4;
/** Pixels in the upper right corner that the map's buttons take. */
const BUTTONS = [50, 90];

/**
 * Names beside the greatest dots, as plain elements, so that no fonts need be fetched. A name stands to the right of its
 * dot, else to the left, above or below, where it lies over no other name and no other dot, or only over far smaller
 * ones; else it is left out.
 * @param {import("maplibre-gl").Map} map
 * @param {HTMLElement} box
 * @returns {(features: any[]) => void} takes the dots, the greatest first
 */
export function placeLabels(map, box) {
  const layer = Object.assign(document.createElement("div"), { className: "labels", ariaHidden: "true" });
  box.append(layer);
  const pen = document.createElement("canvas").getContext("2d");
  let features = [];
  const redraw = () => {
    pen.font = `12px ${getComputedStyle(layer).fontFamily}`;
    layer.replaceChildren(...fitting(map, features, (name) => pen.measureText(name).width));
  };
  map.on("moveend", redraw);
  map.on("movestart", () => layer.replaceChildren());
  return (found) => {
    features = found;
    redraw();
  };
}

/** Of a dot, in pixels; as the map draws it. */
export function radius(number) {
  return Math.min(18, 2.8 + 1.2 * Math.sqrt(number));
}

function fitting(map, features, widthOf) {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const dots = features.map(({ geometry, properties }) => {
    const { x, y } = map.project(geometry.coordinates);
    const r = radius(properties.number);
    return { x, y, r, box: [x - r, y - r, x + r, y + r], number: properties.number, name: properties.name.split(",")[0] };
  });
  const taken = [[width - BUTTONS[0], 0, width, BUTTONS[1]]];
  const made = [];
  for (const dot of dots) {
    if (made.length >= MOST) break;
    const may = places(dot, widthOf(dot.name)).filter((p) => inside(p, width, height) && !taken.some((t) => meet(p, t)));
    const clear = (least) => may.find((p) => !dots.some((d) => d.number >= least && meet(p, d.box)));
    const place = clear(0) ?? clear(Math.max(2, dot.number / SMALL));
    if (!place) continue;
    taken.push(place);
    made.push(label(dot.name, place));
  }
  return made;
}

/** Where a dot's name may stand, the best first; none of them over its own dot. */
function places({ x, y, r }, wide) {
  const [right, left] = [x + r + GAP, x - r - GAP - wide];
  const middle = y - LINE / 2;
  return [
    [right, middle],
    [left, middle],
    [x - wide / 2, y - r - LINE],
    [x - wide / 2, y + r],
  ].map(([at, top]) => [at, top, at + wide, top + LINE]);
}

function label(name, [left, top]) {
  const made = Object.assign(document.createElement("span"), { textContent: name, dir: "auto" });
  made.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  return made;
}

function inside(box, width, height) {
  return box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height;
}

function meet(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
