// Says how many entries a box with one per line has: [data-entries-of="its id"], in the words of
// data-one and data-many.
for (const note of document.querySelectorAll("[data-entries-of]")) {
  const box = document.getElementById(note.dataset.entriesOf);
  box?.addEventListener("input", () => {
    const count = box.value.split("\n").filter((line) => line.trim()).length;
    note.textContent = (count === 1 ? note.dataset.one : note.dataset.many).replace("%s", count);
  });
}
