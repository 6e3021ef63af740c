// Shows one part of [data-parts] at a time, or all of them, without asking the server again: what was
// ticked and written stays. [data-go] leads to a part, [data-view] is "one" or "all".
const area = document.querySelector("[data-parts]");
const parts = [...area.querySelectorAll("[data-part]")];
const TYPED = "textarea, select, input:not([type=checkbox])"; // there, arrows have work of their own

function asked() {
  const query = new URLSearchParams(location.search);
  const name = query.has("all") ? "all" : query.get("question");
  return name === "all" || parts.some((part) => part.dataset.part === name) ? name : parts[0].dataset.part;
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
  if (!all) document.querySelector('[data-view="one"]').href = `?question=${name}`;
  area.dispatchEvent(new CustomEvent("part-shown", { bubbles: true }));
  return last !== name;
}

function reach(name) {
  const heading = document.getElementById(`part-${name}-name`);
  heading?.focus({ preventScroll: true });
  heading?.closest("[data-part]").scrollIntoView({ block: "start" });
}

function go(name) {
  if (area.dataset.parts !== "all" && show(name)) history.pushState(null, "", `?question=${name}`);
  reach(name);
}

function view(kind) {
  const link = document.querySelector(`[data-view="${kind}"]`);
  const name = kind === "all" ? "all" : new URLSearchParams(link.search).get("question");
  if (show(name)) history.pushState(null, "", kind === "all" ? "?all=1" : `?question=${name}`);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go], [data-view]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.view) view(link.dataset.view);
  else go(link.dataset.go);
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
