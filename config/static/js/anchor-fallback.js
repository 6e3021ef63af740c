// Empty boxes of a level show the general text faintly; while that is typed, they follow it.
const anchors = document.querySelector("[data-anchors]");

anchors?.addEventListener("input", (event) => {
  const line = event.target.closest("[data-general]");
  if (!line || event.target.localName !== "textarea") return;
  const place = [...line.querySelectorAll("textarea")].indexOf(event.target);
  for (const other of line.closest("[data-anchor-sheet]").querySelectorAll("[data-anchor-line]")) {
    if (other !== line) other.querySelectorAll("textarea")[place].placeholder = event.target.value;
  }
});
