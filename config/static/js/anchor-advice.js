// Asks for advice on the anchors of a row while they are typed, and puts it below their boxes.
// [data-anchors] holds the address; the boxes of a row stand in one [data-anchor-line].
const PAUSE = 700;
const anchors = document.querySelector("[data-anchors]");
const said = anchors?.querySelector("[data-anchors-said]");
const waiting = new Map();

function boxesOf(line) {
  const general = line.closest("[data-anchor-sheet]").querySelector("[data-general]");
  return [...new Set([general, line])].flatMap((each) => [...each.querySelectorAll("textarea")]);
}

async function ask(line) {
  const body = new FormData();
  for (const box of boxesOf(line)) body.append(box.name, box.value);
  body.append("csrfmiddlewaretoken", anchors.closest("form").elements.csrfmiddlewaretoken.value);
  const typed = line.dataset.typed;
  const answer = await fetch(anchors.dataset.anchors, { method: "POST", body }).catch(() => null);
  // Late answers are about texts that stand there no more.
  if (answer?.ok && line.dataset.typed === typed) show(line, await answer.text());
}

function show(line, markup) {
  const notes = new DOMParser().parseFromString(markup, "text/html");
  let changed = false;
  for (const place of line.querySelectorAll("[data-advice-for]")) {
    const note = notes.querySelector(`[data-advice-for="${CSS.escape(place.dataset.adviceFor)}"]`);
    const words = note?.textContent.trim() ?? "";
    if (words === place.textContent.trim()) continue;
    place.replaceChildren(...(note?.childNodes ?? []));
    changed = true;
  }
  if (changed) said.textContent = said.dataset.some;
}

function later(event) {
  const line = event.target.closest?.("[data-anchor-line]");
  if (!line || event.target.localName !== "textarea") return;
  line.dataset.typed = Number(line.dataset.typed ?? 0) + 1;
  said.textContent = "";
  clearTimeout(waiting.get(line));
  waiting.set(line, setTimeout(ask, PAUSE, line));
}

anchors?.addEventListener("input", later);
