// What the server holds of each field, as far as this page knows, set against what the page shows.
import { form, labelOf, names, read, rendered, setVersion, words, write } from "./card-fields.js";
import { makeKeeper, same } from "./card-kept.js";

// By name: `value` and `version` as acknowledged, and `sent`, what was sent since without an answer.
const held = new Map(names.map((name) => [name, { ...rendered(name), sent: [] }]));
const keeper = makeKeeper({ login: form.dataset.login, seat: form.dataset.seat });

export const isOpen = (name) => read(name) !== held.get(name).value;
export const versionOf = (name) => held.get(name).version;
export const browserKeeps = () => keeper.works;

// Keeps in the browser what is not acknowledged, and nothing else.
export function keep(name) {
  const { version, sent } = held.get(name);
  const value = read(name);
  if (isOpen(name)) keeper.keep(name, { value, version, sent, label: labelOf(name), words: words(name, value) });
  else keeper.forget(name);
}

export function noteSent(name, value) {
  const entry = held.get(name);
  if (!entry.sent.includes(value)) entry.sent.push(value);
  keep(name);
}

// The server has this now.
export function settle(name, { value, version }) {
  held.set(name, { value, version, sent: [] });
  setVersion(name, version);
  keep(name);
}

// Takes what the server has in place of what the page shows.
export function replace(name, stored) {
  settle(name, stored);
  write(name, stored.value);
  keep(name);
}

// Meets what the server has of a field. A field that nobody touched here shows it; one whose own text
// arrived goes on from there. True where both sides were changed: then nothing is, and a person chooses.
export function meet(name, stored) {
  const { value, sent } = held.get(name);
  const mine = read(name);
  if (mine === value) replace(name, stored);
  else if (same(mine, stored.value)) settle(name, { value: mine, version: stored.version });
  else if (sent.some((one) => same(one, stored.value))) settle(name, stored);
  else return true;
  return false;
}

// Puts back what earlier pages of this card could not save. Returns the names where the server has
// something else by now, with what it has.
export function putBack() {
  const clashes = [];
  for (const draft of [...keeper.left()]) {
    const { name, entry } = draft;
    if (!held.has(name)) continue; // shown on the page of the submitted card
    const { value, version } = held.get(name);
    if (!same(entry.value, value)) {
      if (isOpen(name)) continue; // typed here already: the next page meets it
      held.get(name).sent = entry.sent;
      write(name, entry.value);
      const known = entry.version === version || entry.sent.some((one) => same(one, value));
      if (!known) clashes.push([name, { value, version }]);
      keep(name);
      if (!keeper.works) continue;
    }
    keeper.drop(draft);
  }
  return clashes;
}
