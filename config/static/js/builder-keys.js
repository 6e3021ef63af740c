// Keys of the builder: Alt with an arrow moves the question that has the focus; Ctrl or Command with Z
// takes the last change back, with Shift makes it again.
function press(id) {
  const button = document.getElementById(id);
  if (button && !button.disabled) button.form.requestSubmit(button);
}

document.addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, key, metaKey, shiftKey, target } = event;
  const way = { ArrowUp: "up", ArrowDown: "down" }[key];
  const row = target.closest?.("[data-question]");
  if (way && row && altKey && !ctrlKey && !metaKey) {
    event.preventDefault();
    press(`${way}-${row.dataset.question}`);
  } else if (key.toLowerCase() === "z" && (ctrlKey || metaKey) && !altKey && !target.closest("dialog")) {
    event.preventDefault();
    press(shiftKey ? "redo" : "undo");
  }
});
