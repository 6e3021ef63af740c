// Tells how saving goes: quietly in every [data-card-status], in [data-card-trouble] what to do about
// trouble, and in [data-card-said], for screen readers, only what changes for the person.
import { clashing, goToClash } from "./card-conflict.js";
import { browserKeeps } from "./card-entries.js";
import { troubleNow } from "./card-line.js";
import { goToRefusal, refused } from "./card-refusal.js";

const places = [...document.querySelectorAll("[data-card-status]")];
const trouble = document.querySelector("[data-card-trouble]");
const said = document.querySelector("[data-card-said]");
const cover = document.querySelector("[data-card-cover]");
const words = said.dataset;
const heard = [];
const title = document.title;
let last = "idle";
let told = ""; // the trouble that was spoken of last

// `listener({kind, count})` hears how saving goes; `count` is the number of fields not saved yet.
export function onReport(listener) {
  heard.push(listener);
}

const wordsOf = (key) => words[key.replace(/-(\w)/g, (_match, letter) => letter.toUpperCase())];

export function say(kind, detail = "") {
  said.textContent = [wordsOf(kind), detail].filter(Boolean).join(" ");
}

function kindOf(unsaved, busy) {
  const now = troubleNow();
  if (now === "closed") return "closed";
  if (now && now !== "unsure") return now;
  if (clashing().length) return "clash";
  if (refused().length) return "refused";
  if (unsaved.length || busy) return "saving";
  return last === "idle" ? "idle" : "saved";
}

function explain(kind, count) {
  for (const line of trouble.querySelectorAll("[data-trouble]")) {
    const about = line.dataset.trouble;
    line.hidden = about !== kind && !(about === "unkept" && count && !browserKeeps());
  }
  trouble.hidden = ![...trouble.querySelectorAll("[data-trouble]")].some((line) => !line.hidden);
}

function speak(kind) {
  if (["offline", "signed-out", "other-login", "declare"].includes(kind)) {
    if (told !== kind) say(kind);
    told = kind;
  } else if (told && kind === "saved") {
    say("back");
    told = "";
  }
}

// Somebody else has signed in here: nothing of this page is for their eyes.
function hide(isOthers) {
  if (cover.hidden !== isOthers) return;
  document.body.classList.toggle("is-covered", isOthers);
  cover.hidden = !isOthers;
  document.title = isOthers ? cover.querySelector("h2").textContent : title;
  if (isOthers) cover.focus();
}

export function report({ unsaved, busy }) {
  const kind = kindOf(unsaved, busy);
  last = kind;
  for (const place of places) {
    place.textContent = wordsOf(`line-${kind}`).replace("%n", unsaved.length);
    place.dataset.kind = kind;
    place.hidden = false;
  }
  explain(kind, unsaved.length);
  speak(kind);
  hide(kind === "other-login");
  for (const listener of heard) listener({ kind, count: unsaved.length });
}

document.addEventListener("click", ({ target }) => {
  const wanted = target.closest("[data-show]")?.dataset.show;
  if (wanted === "clash") goToClash();
  if (wanted === "refused") goToRefusal();
});

// A page that is closed loses nothing, unless the browser keeps nothing.
addEventListener("beforeunload", (event) => {
  if (["idle", "saved"].includes(last) || browserKeeps()) return;
  event.preventDefault();
});
