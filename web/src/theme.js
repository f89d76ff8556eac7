// The reader's choice of light or dark, set before the page is drawn, and a sign that scripts run.
const CHOICE = "crossclaim-theme";
document.documentElement.classList.add("scripts");

try {
  const chosen = localStorage.getItem(CHOICE);
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // No storage: the system's choice holds.
}
