// Bundles the desk's scripts and style of the map, and writes the land of Natural Earth, into the package.
// Usage: node build.mjs [folder]. Written for Crossclaim; same licence as the package.
import { build } from "esbuild";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";
import { closedRing } from "./src/rings.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const place = path.resolve(process.argv[2] ?? path.join(here, "../src/crossclaim/desk/static/built"));
const out = `${place}.new`;
const PAGES = ["desk", "theme", "incidents", "incident", "report", "review"];

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await bundles();
await land();
await rm(place, { recursive: true, force: true });
await rename(out, place);

/** Bundles one script a page; MapLibre's worker is a file of its own, since the desk forbids workers from blobs. */
async function bundles() {
  const shared = { bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8", logLevel: "warning", legalComments: "eof" };
  const pages = PAGES.filter((name) => existsSync(path.join(here, "src", `${name}.js`)));
  await build({
    ...shared,
    entryPoints: Object.fromEntries(pages.map((name) => [name, path.join(here, "src", `${name}.js`)])),
    outdir: out,
    splitting: true,
    chunkNames: "part-[hash]",
  });
  await build({ ...shared, entryPoints: { "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs" }, outdir: out, absWorkingDir: here });
  await build({ ...shared, entryPoints: { map: "maplibre-gl/dist/maplibre-gl.css" }, outdir: out, absWorkingDir: here, loader: { ".svg": "dataurl" } });
}

/** Writes countries for the map on the page, and outlines for maps drawn by the server. */
async function land() {
  for (const [scale, step] of [["50m", 0.02], ["110m", 0.1]]) {
    const world = await atlas(`countries-${scale}.json`);
    if (scale === "50m") await writeFile(path.join(out, "countries.json"), JSON.stringify(world));
    await writeFile(path.join(out, `land-${scale}.json`), JSON.stringify(outlines(world, step)));
  }
}

/** The outer rings of all countries. */
function outlines(world, step) {
  const polygons = feature(world, world.objects.countries).features.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  const rings = polygons.map(([outer]) => thinned(closedRing(outer), step)).filter((ring) => ring.length > 3);
  return rings.flatMap((ring) => [ring, ...across(ring)]);
}

/** The same ring on the other side of the world, where it reaches over the 180th meridian. */
function across(ring) {
  const lons = ring.map(([lon]) => lon);
  const turn = Math.max(...lons) > 180 ? -360 : Math.min(...lons) < -180 ? 360 : 0;
  return turn ? [ring.map(([lon, lat]) => [Number((lon + turn).toFixed(2)), lat])] : [];
}

async function atlas(name) {
  return JSON.parse(await readFile(path.join(here, "node_modules/world-atlas", name), "utf8"));
}

/** A ring rounded to a step of degrees, without the points that fall together. */
function thinned(ring, step) {
  const found = [];
  for (const [lon, lat] of ring) {
    const point = [Number((Math.round(lon / step) * step).toFixed(2)), Number((Math.round(lat / step) * step).toFixed(2))];
    const last = found.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) found.push(point);
  }
  return found;
}
