// Says in [data-slot-words] what the times typed in [data-slot-left] leave of the slot. The attribute
// holds the minutes of the questions; an empty opening or closing has the usual ones.
const SHORT = 31; // a slot of fewer minutes has the shorter opening and closing

const typed = (part, name) => Number.parseInt(part.querySelector(`[name="${name}"]`).value, 10);

function say(part) {
  const line = part.querySelector("[data-slot-words]");
  const minutes = typed(part, "minutes");
  if (!(minutes > 0)) return;
  const isShort = minutes < SHORT;
  const opening = typed(part, "opening_minutes");
  const closing = typed(part, "closing_minutes");
  const times = {
    "%o": opening >= 0 ? opening : isShort ? 2 : 3,
    "%q": Number(part.dataset.slotLeft),
    "%c": closing >= 0 ? closing : isShort ? 3 : 5,
    "%m": minutes,
  };
  const left = minutes - times["%o"] - times["%q"] - times["%c"];
  times["%n"] = Math.abs(left);
  const words = (left < 0 ? line.dataset.over : line.dataset.left).replace(/%[oqcnm]/g, (key) => times[key]);
  if (line.textContent.trim() !== words) line.textContent = words;
  line.dataset.isOver = String(left < 0);
}

document.addEventListener("input", ({ target }) => {
  const part = target.closest("[data-slot-left]");
  if (part) say(part);
});
