// A button[data-take-usual="id of a box"] puts the [data-usual-text] beside it into that box. The
// browser's own undo takes it out again.
function reveal() {
  for (const button of document.querySelectorAll("[data-take-usual][hidden]")) button.hidden = false;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-take-usual]");
  if (!button) return;
  const box = document.getElementById(button.dataset.takeUsual);
  const text = button.parentElement.querySelector("[data-usual-text]").textContent;
  box.focus();
  box.select();
  // Older than any other way to write into a box, and the only one that undo knows.
  if (!document.execCommand("insertText", false, text)) {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

document.addEventListener("htmx:load", reveal);
reveal();
