/**
 * The data that the server put in a page.
 * @param {ParentNode} root
 * @returns {any}
 */
export function viewData(root) {
  return JSON.parse(root.querySelector("#view-data")?.textContent || "{}");
}

/**
 * A day as a date at noon UTC, so that no time zone moves it.
 * @param {string | null} day ISO 8601
 */
export function asDate(day) {
  return day ? new Date(`${day}T12:00:00Z`) : null;
}

/**
 * A date's day in ISO 8601.
 * @param {Date} date
 */
export function asDay(date) {
  return date.toISOString().slice(0, 10);
}

/**
 * A colour of the page.
 * @param {string} name of the style sheet's property, without dashes
 */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || "#777777";
}
