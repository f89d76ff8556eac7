import { LngLatBounds, Map as GlMap, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import { colour } from "./data.js";
import { placeLabels } from "./labels.js";
import { unwrappedGeometry } from "./rings.js";

const COLOURS = { ground: "sea", land: "land", border: "border", mark: "mark", conflict: "conflict", page: "page" };
const SIZE = ["min", 18, ["+", 2.8, ["*", 1.2, ["sqrt", ["get", "number"]]]]];
const VAGUE = ["==", ["get", "vague"], 1];
const CONFLICT_SIZE = ["min", 18, ["+", 2.8, ["*", 1.2, ["sqrt", ["get", "conflicts"]]]]];

/**
 * A map by MapLibre over Natural Earth's countries; nothing is asked of any other host, and no glyphs are needed.
 * @param {HTMLElement} box
 * @param {any} data of the page, which say where the map begins
 * @param {{country: (code: string) => void, box: (box: string) => void}} ask
 */
export async function drawMap(box, data, ask) {
  setWorkerUrl(new URL(box.dataset.worker, location.href).href);
  const atlas = await (await fetch(box.dataset.land)).json();
  const ground = Object.assign(document.createElement("div"), { className: "gl" });
  box.replaceChildren(ground);
  const map = new GlMap({
    container: ground,
    style: style(atlas, points(data)),
    ...start(data),
    maxZoom: 11,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: true,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.getCanvas().setAttribute("aria-label", "Map of incidents; arrow keys move it, plus and minus zoom");
  await new Promise((done, failed) => {
    map.once("load", done);
    map.once("error", (event) => failed(event.error));
  });
  box.classList.add("live");
  const labels = placeLabels(map, ground);
  const state = { countries: {}, fitted: wanted(data), dots: JSON.stringify(data.dots), colours: palette() };
  listen(map, state, ask);
  return { show: (data) => show(map, data, state, labels), map };
}

function style(atlas, dots) {
  const land = feature(atlas, atlas.objects.countries);
  for (const country of land.features) country.geometry = unwrappedGeometry(country.geometry);
  const borders = unwrappedGeometry(mesh(atlas, atlas.objects.countries));
  const paint = Object.fromEntries(Object.entries(COLOURS).map(([name, property]) => [name, colour(property)]));
  const circle = { "circle-stroke-width": 0.8, "circle-stroke-color": paint.page };
  const dot = { "circle-color": filling(paint), "circle-stroke-color": edge(paint), "circle-stroke-width": ["case", VAGUE, 1.8, 0.8] };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land, tolerance: 0.2 },
      borders: { type: "geojson", data: { type: "Feature", geometry: borders, properties: {} }, tolerance: 0.2 },
      dots: { type: "geojson", data: dots },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": paint.ground } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": paint.land } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": paint.border, "line-width": 0.7 } },
      { id: "dots", type: "circle", source: "dots", paint: { ...dot, "circle-radius": SIZE, "circle-opacity": 0.85 } },
      {
        id: "conflicts",
        type: "circle",
        source: "dots",
        filter: [">", ["get", "conflicts"], 0],
        paint: { ...circle, "circle-color": paint.conflict, "circle-radius": CONFLICT_SIZE },
      },
    ],
  };
}

/** A position that stands for a whole province or country is a ring. */
function filling({ page, mark }) {
  return ["case", VAGUE, page, mark];
}

function edge({ page, mark }) {
  return ["case", VAGUE, mark, page];
}

/** A page's dots as GeoJSON. */
function points(data) {
  const features = data.dots.map(([lon, lat, number, conflicts, name, id, vague]) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { number, conflicts, name, id, vague },
  }));
  return { type: "FeatureCollection", features };
}

/** The colours of now, as one text; they change with the theme. */
function palette() {
  return Object.values(COLOURS).map(colour).join();
}

/** Shows a page's dots, and goes where they are unless that was done; nothing is drawn again that is there. */
function show(map, data, state, labels) {
  const found = points(data);
  state.countries = data.countries;
  const dots = JSON.stringify(data.dots);
  if (dots !== state.dots) map.getSource("dots").setData(found);
  state.dots = dots;
  if (palette() !== state.colours) paint(map);
  state.colours = palette();
  labels(found.features);
  fit(map, data, state);
}

function paint(map) {
  for (const [layer, name, property] of [
    ["ground", "background-color", "sea"],
    ["land", "fill-color", "land"],
    ["borders", "line-color", "border"],
    ["conflicts", "circle-color", "conflict"],
    ["conflicts", "circle-stroke-color", "page"],
  ]) {
    map.setPaintProperty(layer, name, colour(property));
  }
  const now = { page: colour("page"), mark: colour("mark") };
  map.setPaintProperty("dots", "circle-color", filling(now));
  map.setPaintProperty("dots", "circle-stroke-color", edge(now));
}

function fit(map, data, state) {
  if (wanted(data) === state.fitted || (!data.box && !data.dots.length)) return;
  state.fitted = wanted(data);
  map.fitBounds(boundsOf(data), { ...fitting(data), animate: false });
}

/** Where a map begins: at its dots, so that nothing is drawn twice. */
function start(data) {
  if (!data.box && !data.dots.length) return { center: [20, 20], zoom: 1 };
  return { bounds: boundsOf(data), fitBoundsOptions: fitting(data) };
}

function wanted(data) {
  return JSON.stringify(data.box ?? data.dots.map((d) => [d[0], d[1]]));
}

function boundsOf(data) {
  const [west, south, east, north] = data.box ?? middle(data.dots);
  return new LngLatBounds([west, south], [east < west ? east + 360 : east, north]);
}

function fitting(data) {
  return { padding: data.box ? 0 : 40, maxZoom: 7 };
}

/** The bounds of nearly all incidents; a few far away do not make the map a world's. */
function middle(dots) {
  const [west, east] = ends(dots.map((d) => [d[0], d[2]]));
  const [south, north] = ends(dots.map((d) => [d[1], d[2]]));
  return [west, south, east, north];
}

/** Between which degrees nine in ten of the weight lie. */
function ends(weighted) {
  const ordered = weighted.toSorted((a, b) => a[0] - b[0]);
  const all = ordered.reduce((sum, [, weight]) => sum + weight, 0);
  const at = (share) => {
    let seen = 0;
    return ordered.find(([, weight]) => (seen += weight) >= share * all)[0];
  };
  return [at(0.05), at(0.95)];
}

function listen(map, state, ask) {
  const popup = new Popup({ closeButton: false, closeOnClick: false, className: "place-name", offset: 8, maxWidth: "240px" });
  const dots = ["conflicts", "dots"];
  const point = (event) => {
    const [dot] = map.queryRenderedFeatures(event.point, { layers: dots });
    const [land] = dot ? [] : map.queryRenderedFeatures(event.point, { layers: ["land"] });
    const country = land && state.countries[land.properties.name];
    map.getCanvas().style.cursor = dot || country ? "pointer" : "";
    if (!dot) return popup.remove();
    popup.setLngLat(dot.geometry.coordinates).setText(words(dot.properties)).addTo(map);
  };
  // What is under the pointer is looked for once a frame, and not while the map is moved.
  let latest = null;
  map.on("mousemove", (event) => {
    if (map.isMoving() || event.originalEvent.buttons) return;
    if (!latest) requestAnimationFrame(() => (point(latest), (latest = null)));
    latest = event;
  });
  map.on("movestart", () => popup.remove());
  map.on("mouseout", () => popup.remove());
  map.on("click", (event) => {
    const [dot] = map.queryRenderedFeatures(event.point, { layers: dots });
    if (dot) {
      ask.box(around(dot.geometry.coordinates, map));
      return;
    }
    const [land] = map.queryRenderedFeatures(event.point, { layers: ["land"] });
    const code = land && state.countries[land.properties.name];
    if (code) ask.country(code);
  });
  const button = document.getElementById("map-filter");
  button.hidden = false;
  button.addEventListener("click", () => {
    const b = map.getBounds();
    if (b.getEast() - b.getWest() >= 360) ask.box("");
    else ask.box(boxOf(b.getWest(), b.getSouth(), b.getEast(), b.getNorth()));
  });
}

function words({ name, number, conflicts, vague }) {
  const what = number === 1 ? "1 incident" : `${number} incidents`;
  const where = vague ? `somewhere in ${name}` : name;
  return conflicts ? `${where}: ${what}, ${conflicts} with conflicting accounts` : `${where}: ${what}`;
}

/** A small box around a place, as far as a dot reaches. */
function around([lon, lat], map) {
  const room = Math.min(0.5, 360 / 2 ** map.getZoom() / 80);
  return boxOf(lon - room, lat - room, lon + room, lat + room);
}

function boxOf(west, south, east, north) {
  const turned = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
  return [turned(west), Math.max(-90, south), turned(east), Math.min(90, north)].map((d) => Number(d.toFixed(3))).join(",");
}

