/**
 * Natural Earth's shapes go over the 180th meridian; here a line that does goes on beyond it (181, 182 ...) in place of
 * jumping to the other side, and one around a pole is closed over it.
 * @param {number[][]} line longitudes and latitudes
 * @returns {number[][]}
 */
export function unwrapped(line) {
  const found = [];
  let turn = 0;
  for (const [lon, lat] of line) {
    const before = found.at(-1)?.[0];
    if (before !== undefined) {
      if (lon + turn - before > 180) turn -= 360;
      else if (lon + turn - before < -180) turn += 360;
    }
    found.push([lon + turn, lat]);
  }
  return found;
}

/**
 * A ring that is closed also where it goes around a pole.
 * @param {number[][]} ring
 * @returns {number[][]}
 */
export function closedRing(ring) {
  const found = unwrapped(ring);
  const [first, last] = [found[0], found.at(-1)];
  if (Math.abs(first[0] - last[0]) < 180) return found;
  const pole = first[1] < 0 ? -90 : 90;
  return [...found, [last[0], pole], [first[0], pole], first];
}

/**
 * A geometry with all its lines unwrapped.
 * @param {any} geometry of GeoJSON
 * @returns {any}
 */
export function unwrappedGeometry(geometry) {
  const { type, coordinates } = geometry;
  if (type === "Polygon") return { type, coordinates: coordinates.map(closedRing) };
  if (type === "MultiPolygon") return { type, coordinates: coordinates.map((polygon) => polygon.map(closedRing)) };
  return { type, coordinates: coordinates.map(unwrapped) };
}
