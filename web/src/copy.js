/**
 * Shows the buttons that copy the words of another element, named by `data-copy`.
 * @param {ParentNode} root
 */
export function copyButtons(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = document.getElementById(button.dataset.copy)?.textContent ?? "";
      await navigator.clipboard.writeText(words.trim());
      button.textContent = "Copied";
    });
  }
}
