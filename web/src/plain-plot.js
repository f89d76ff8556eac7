// A picture by Observable Plot without its own <style>, which the desk's policy forbids; desk.css has the same rules.
import { plot } from "@observablehq/plot";

/**
 * Names of marks' groups go, since a group without a role may have none; a link takes the name of what it holds.
 * @param {import("@observablehq/plot").PlotOptions} options
 * @returns {HTMLElement | SVGSVGElement}
 */
export function plainPlot(options) {
  const drawn = plot({ className: "plot", ...options });
  for (const style of drawn.querySelectorAll("style")) style.remove();
  for (const link of drawn.querySelectorAll("a")) {
    const named = link.querySelector("[aria-label]");
    if (named) link.setAttribute("aria-label", named.getAttribute("aria-label"));
  }
  const svg = drawn.tagName === "svg" ? drawn : drawn.querySelector("svg");
  for (const part of svg.querySelectorAll(":not(a)[aria-label]")) part.removeAttribute("aria-label");
  svg.setAttribute("role", svg.querySelector("a") ? "group" : "img");
  return drawn;
}
