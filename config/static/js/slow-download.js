// A link with data-slow="what to say meanwhile" is fetched while a line beside it says so and counts
// the seconds; the file is then saved. Wherever that does not work, the plain link takes over.
function busyNote(link) {
  const note = document.createElement("span");
  const seconds = document.createElement("span");
  note.className = "busy-note";
  note.setAttribute("role", "status");
  seconds.setAttribute("aria-hidden", "true");
  link.after(note);
  note.append(link.dataset.slow, seconds);
  const start = Date.now();
  const clock = setInterval(() => {
    seconds.textContent = ` ${Math.round((Date.now() - start) / 1000)} s`;
  }, 1000);
  return () => {
    clearInterval(clock);
    note.remove();
  };
}

function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}

async function download(link) {
  const response = await fetch(link.href, { redirect: "manual" });
  if (!response.ok) return false;
  const [, name] = response.headers.get("Content-Disposition")?.match(/filename="([^"]+)"/) ?? [];
  if (name) save(await response.blob(), name);
  return Boolean(name);
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-slow]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  const done = busyNote(link);
  const saved = await download(link).catch(() => false);
  done();
  link.ariaBusy = null;
  if (!saved) location.assign(link.href);
});
