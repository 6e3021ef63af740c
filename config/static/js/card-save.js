// Saves each field of form[data-card] by itself, a moment after the last key, in one small request, and
// one after another: whoever holds up a server holds up the colleagues on it.
// What is not acknowledged stays in the browser until it is; see card-entries.js and card-line.js.
import { hideClash, isClashing, onChoice, showClash } from "./card-conflict.js";
import { isOpen, keep, meet, noteSent, putBack, replace, settle, versionOf } from "./card-entries.js";
import { form, names, read, write } from "./card-fields.js";
import { showLeft } from "./card-left.js";
import { check, close, lost, onState, reached, send, troubleNow } from "./card-line.js";
import { forgive, isRefused, refuse } from "./card-refusal.js";
import { report, say } from "./card-status.js";

const PAUSE = 600; // milliseconds after the last key
const known = new Set(names);
const queue = [...names]; // what failed goes last: a field that cannot be saved holds up no other
const flying = new Set();
const timers = new Map();

export const unsaved = () => names.filter((name) => isOpen(name) || flying.has(name));
const mayGo = (name) => isOpen(name) && !flying.has(name) && !isClashing(name) && !isRefused(name);

function refresh() {
  report({ unsaved: unsaved(), busy: flying.size + timers.size > 0 });
}

function later(name) {
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(push, PAUSE, name));
}

async function push(name, { leaving = false } = {}) {
  clearTimeout(timers.get(name));
  timers.delete(name);
  if (!troubleNow() && mayGo(name) && (leaving || !flying.size)) {
    const value = read(name);
    flying.add(name);
    noteSent(name, value);
    refresh();
    const answer = await send({ field: name, value, version: versionOf(name) }, { leaving });
    flying.delete(name);
    take(name, value, answer);
    pushAll();
  }
  refresh();
}

// Every field that waits, except where somebody is typing.
function pushAll(options) {
  for (const name of [...queue]) if (!timers.has(name)) if (mayGo(name)) push(name, options);
}

export function flush(options) {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  pushAll(options);
  refresh(); // also where nothing had to go: what was typed is gone again
}

function take(name, value, { status, data }) {
  if (status === 200 && data.saved === name) {
    settle(name, { value, version: data.version });
    reached();
  } else if (status === 409 && data.conflict === name) {
    face(name, data);
  } else if (status === 422) {
    refuse(name, data.error);
    say("refused");
  } else if (status === 423) {
    shut(data.locked);
  } else {
    queue.push(...queue.splice(queue.indexOf(name), 1));
    lost(status ? "unsure" : "offline");
  }
}

// Submitted elsewhere, or the seat ended: what is typed here can only be copied.
function shut(words) {
  close();
  say("closed", words);
  document.querySelector("[data-closed-words]").textContent = words;
  showLeft();
}

function face(name, stored) {
  if (!meet(name, stored)) return hideClash(name);
  showClash(name, stored);
  say("clash");
}

onState((state) => {
  if (state) {
    for (const name of names) {
      const stored = state.fields[name];
      if (stored && !flying.has(name) && stored.version > versionOf(name)) face(name, stored);
    }
    if (state.locked) shut(state.locked);
    else if (unsaved().length) pushAll();
    else reached();
  }
  refresh();
});

onChoice((name, stored, value) => {
  if (value === stored.value) replace(name, stored);
  else {
    settle(name, stored);
    write(name, value);
  }
  push(name);
});

function typed(name, act) {
  if (!known.has(name)) return;
  keep(name);
  forgive(name);
  act(name);
  refresh();
}

for (const [name, stored] of putBack()) {
  showClash(name, stored);
  say("clash");
}
showLeft(names);
form.addEventListener("input", ({ target }) => typed(target.name, later));
form.addEventListener("change", ({ target }) => typed(target.name, push));
addEventListener("pagehide", () => flush({ leaving: true }));
addEventListener("pageshow", ({ persisted }) => persisted && check());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") flush({ leaving: true });
  else if (troubleNow() !== "closed") check();
});
pushAll();
refresh();
check(); // the page may have been made before a save of the one before it arrived
