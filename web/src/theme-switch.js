const CHOICE = "crossclaim-theme";

/**
 * Makes a button switch between light and dark, and keeps the choice.
 * @param {HTMLElement | null} button shown only where scripts run
 */
export function themeSwitch(button) {
  if (!button) return;
  button.hidden = false;
  name(button);
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(CHOICE, next);
    } catch {
      // No storage: the choice holds for this page.
    }
    name(button);
    document.dispatchEvent(new CustomEvent("themechange"));
  });
}

/** @returns {boolean} whether the page is dark now */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function name(button) {
  button.textContent = isDark() ? "Light" : "Dark";
}
