const MOST = 14;
const LETTER = 6.4;
const LINE = 16;

/**
 * Names beside the greatest dots, as plain elements, so that no fonts need be fetched; those that would lie over others
 * are left out.
 * @param {import("maplibre-gl").Map} map
 * @param {HTMLElement} box
 * @returns {(features: any[]) => void} takes the dots, the greatest first
 */
export function placeLabels(map, box) {
  const layer = Object.assign(document.createElement("div"), { className: "labels", ariaHidden: "true" });
  box.append(layer);
  let features = [];
  const redraw = () => layer.replaceChildren(...fitting(map, features));
  map.on("moveend", redraw);
  map.on("movestart", () => layer.replaceChildren());
  return (found) => {
    features = found;
    redraw();
  };
}

function fitting(map, features) {
  const taken = [];
  const made = [];
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  for (const { geometry, properties } of features) {
    if (made.length >= MOST) break;
    const { x, y } = map.project(geometry.coordinates);
    const name = properties.name.split(",")[0];
    const left = x + 6 + Math.min(16, Math.sqrt(properties.number));
    const box = [left, y - LINE / 2, left + name.length * LETTER, y + LINE / 2];
    const outside = box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height;
    if (outside || taken.some((other) => meet(box, other))) continue;
    taken.push(box);
    made.push(label(name, left, y));
  }
  return made;
}

function label(name, left, y) {
  const made = Object.assign(document.createElement("span"), { textContent: name, dir: "auto" });
  made.style.transform = `translate(${Math.round(left)}px, ${Math.round(y - LINE / 2)}px)`;
  return made;
}

function meet(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
