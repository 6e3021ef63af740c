// Shows one part of [data-parts] at a time, or all of them, without asking the server again: what was
// ticked and written stays. [data-go] leads to a part, [data-lack] to a field of one, [data-view] is
// "one" or "all". Whatever is hidden and wanted, as "part-wanted" says, shows.
const area = document.querySelector("[data-parts]");
const parts = [...area.querySelectorAll("[data-part]")];
const page = area.closest("[data-page]")?.dataset.page ?? location.pathname;
const TYPED = "textarea, select, input:not([type=checkbox])"; // there, arrows have work of their own
const first = area.dataset.parts;
let single = first === "all" ? parts[0].dataset.part : first; // what shows, or did, one at a time

function asked() {
  const query = new URLSearchParams(location.search);
  const name = query.has("all") ? "all" : query.get("question");
  return name === "all" || parts.some((part) => part.dataset.part === name) ? name : first;
}

function mark(links, key, now, current) {
  for (const link of document.querySelectorAll(links)) {
    if (link.dataset[key] === now) link.setAttribute("aria-current", current);
    else link.removeAttribute("aria-current");
  }
}

function show(name) {
  const last = area.dataset.parts;
  const all = name === "all";
  area.dispatchEvent(new CustomEvent("part-leaves", { bubbles: true }));
  area.dataset.parts = name;
  for (const part of parts) part.hidden = !all && part.dataset.part !== name;
  for (const turn of area.querySelectorAll("[data-turn]")) turn.hidden = (turn.dataset.turn === "all") !== all;
  mark("[data-view]", "view", all ? "all" : "one", "true");
  mark(".trial-steps [data-go]", "go", name, "step");
  if (!all) single = name;
  area.dispatchEvent(new CustomEvent("part-shown", { bubbles: true }));
  return last !== name;
}

function reach(name) {
  const heading = document.getElementById(`part-${name}-name`);
  heading?.focus({ preventScroll: true });
  heading?.closest("[data-part]").scrollIntoView({ block: "start" });
}

// Another address for the page as it now shows; after a form was sent, the page has that of the form.
function visit(name) {
  if (show(name)) history.pushState(null, "", `${page}?${name === "all" ? "all=1" : `question=${name}`}`);
}

function go(name) {
  if (area.dataset.parts !== "all") visit(name);
  reach(name);
}

function goToLack({ lack, partOf }) {
  if (area.dataset.parts !== "all") visit(partOf);
  document.getElementById(lack).focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go], [data-view], [data-lack]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.lack) goToLack(link.dataset);
  else if (link.dataset.view) visit(link.dataset.view === "all" ? "all" : single);
  else go(link.dataset.go);
});

area.addEventListener("part-wanted", ({ target }) => {
  const { part } = target.closest("[data-part]").dataset;
  if (area.dataset.parts !== "all") visit(part);
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const off = !document.querySelector("[data-keys-switch] input")?.checked;
  if (!step || off || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (area.dataset.parts === "all" || event.target.matches(TYPED)) return;
  const next = parts[parts.findIndex((part) => !part.hidden) + step];
  if (!next) return;
  event.preventDefault();
  go(next.dataset.part);
});

addEventListener("popstate", () => show(asked()));
if (location.pathname !== page) history.replaceState(null, "", page + location.search);
