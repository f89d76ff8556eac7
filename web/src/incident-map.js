import { drawMap } from "./map-gl.js";

/**
 * The map: MapLibre where the browser can draw it, else the server's picture with a word said.
 * @param {HTMLElement} box that holds it
 * @param {any} first data of the page
 * @param {{country: (code: string) => void, box: (box: string) => void}} ask
 */
export function incidentMap(box, first, ask) {
  const words = document.getElementById("map-words");
  let gl = null;
  if (box.dataset.land && box.dataset.worker && canDraw()) {
    gl = drawMap(box, first, ask).catch((error) => {
      console.warn("The map could not be made:", error);
      fallBack();
      return null;
    });
  } else {
    fallBack();
  }

  function fallBack() {
    words.textContent = "This browser draws no WebGL, so the map stands still; filter it by the lists. Land: Natural Earth.";
    box.classList.add("still");
    still();
  }

  /** The server's picture. */
  function still() {
    const alt = "Map of the incidents; the list says where each was";
    box.replaceChildren(Object.assign(new Image(), { className: "picture", src: box.dataset.picture, alt }));
  }

  /**
   * @param {any} data of the page
   * @param {Document} page that the server answered with
   */
  async function draw(data, page) {
    const map = await gl;
    if (map) map.show(data);
    else if (page !== document) {
      box.dataset.picture = page.getElementById("map").dataset.picture;
      still();
    }
  }

  return { draw };
}

function canDraw() {
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return Boolean(context);
  } catch {
    return false;
  }
}
