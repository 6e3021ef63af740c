// The admin leaves a head of its tables empty, which a screen reader reads as a column without a
// name. Nothing stands in it, so it is no head.
for (const head of document.querySelectorAll("#content th:empty")) {
  const cell = document.createElement("td");
  cell.className = head.className;
  head.replaceWith(cell);
}
