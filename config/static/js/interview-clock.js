// A quiet clock for the slot and for the part that shows: every [data-clock] is a button that starts
// and pauses it. It says nothing by itself, to screen readers least of all.
const clocks = [...document.querySelectorAll("[data-clock]")];
const parts = [...document.querySelectorAll("[data-part]")];
const spent = new Map(parts.map((part) => [part, 0])); // milliseconds
let total = 0;
let last = null; // when the running clock was read last, or null while it stands

function words(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function against(milliseconds, minutes, { of, over }) {
  const planned = minutes * 60_000;
  const late = milliseconds > planned && planned ? ` · ${over} ${words(milliseconds - planned)}` : "";
  return `${words(Math.min(milliseconds, planned || milliseconds))} ${of} ${words(planned)}${late}`;
}

function lineOf(clock) {
  const shown = parts.filter((part) => !part.hidden);
  const { planned, here } = clock.dataset;
  if (last === null) return clock.dataset.start;
  if (shown.length === 1) {
    const [part] = shown;
    return `${here} ${against(spent.get(part), part.dataset.to - part.dataset.from, clock.dataset)}`;
  }
  const now = shown.find((part) => total < part.dataset.to * 60_000);
  return now ? `${planned} ${now.dataset.label}` : "";
}

function draw() {
  for (const clock of clocks) {
    clock.querySelector("[data-clock-slot]").textContent = against(total, clock.dataset.minutes, clock.dataset);
    clock.querySelector("[data-clock-part]").textContent = lineOf(clock);
    clock.querySelector("[data-clock-act]").textContent = last === null ? "" : clock.dataset.pause;
    clock.classList.toggle("is-running", last !== null);
    clock.classList.toggle("is-over", total > clock.dataset.minutes * 60_000);
  }
}

function read() {
  if (last !== null) {
    const now = performance.now();
    const shown = parts.filter((part) => !part.hidden);
    total += now - last;
    if (shown.length === 1) spent.set(shown[0], spent.get(shown[0]) + now - last);
    last = now;
  }
  draw();
}

// Before another part shows, the time goes to the one that did; see trial-parts.js.
document.addEventListener("part-leaves", read);
document.addEventListener("part-shown", draw);

for (const clock of clocks) {
  clock.hidden = false;
  clock.addEventListener("click", () => {
    read();
    last = last === null ? performance.now() : null;
    draw();
  });
}
setInterval(read, 1000);
draw();
