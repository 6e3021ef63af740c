// Where a field was changed here and elsewhere, both versions are shown before it, and the person
// chooses. The words stand in template[data-clash]; the field itself can be changed meanwhile.
import { blockOf, controlOf, form, isText, labelOf, read, words } from "./card-fields.js";

const template = document.querySelector("template[data-clash]");
const shown = new Map(); // by name: the notice, and what the server has
let chosen = () => {};

export const clashing = () => [...shown.keys()];
export const isClashing = (name) => shown.has(name);

// `listener(name, stored, value)`: the value that the person chose, over what the server has.
export function onChoice(listener) {
  chosen = listener;
}

function fill(notice, name, stored) {
  const none = notice.dataset.none;
  notice.querySelector("[data-clash-mine]").textContent = words(name, read(name)) || none;
  notice.querySelector("[data-clash-other]").textContent = words(name, stored.value) || none;
}

function build(name) {
  const notice = template.content.firstElementChild.cloneNode(true);
  notice.dataset.clashOf = name;
  notice.ariaLabel = `${notice.dataset.label} ${labelOf(name)}`;
  notice.querySelector("[data-keep='both']").hidden = !isText(name);
  blockOf(name).before(notice);
  return notice;
}

export function showClash(name, stored) {
  const notice = shown.get(name)?.notice ?? build(name);
  shown.set(name, { notice, stored });
  fill(notice, name, stored);
}

export function hideClash(name) {
  shown.get(name)?.notice.remove();
  shown.delete(name);
}

// Leads to the first choice that waits; the part that it stands in shows itself (see card-parts).
export function goToClash() {
  const [first] = form.querySelectorAll("[data-clash-of]");
  first?.dispatchEvent(new CustomEvent("part-wanted", { bubbles: true }));
  first?.scrollIntoView({ block: "center" });
  first?.focus({ preventScroll: true });
}

const both = (mine, other) => [other, mine].filter((text) => text.trim()).join("\n\n");

form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-keep]");
  const name = button?.closest("[data-clash-of]").dataset.clashOf;
  if (!shown.has(name)) return;
  const { stored } = shown.get(name);
  const values = { mine: read(name), other: stored.value, both: both(read(name), stored.value) };
  hideClash(name);
  chosen(name, stored, values[button.dataset.keep]);
  controlOf(name).focus();
});

form.addEventListener("input", () => {
  for (const [name, { notice, stored }] of shown) fill(notice, name, stored);
});
