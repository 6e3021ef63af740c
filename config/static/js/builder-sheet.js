// Opens a[data-sheet] in the dialog #sheet over the builder; its page works alone, too. Asks before it
// closes over what was typed for an act.
import { outcomeOf } from "./builder.js";
import { goTo, placeOf } from "./builder-focus.js";
import { hideTrouble, showTrouble } from "./builder-trouble.js";

const sheet = document.getElementById("sheet");
const content = document.getElementById("sheet-content");
let opener = [];
let wanted = ""; // the field that the link names
let typed = false;

async function open(address) {
  wanted = new URL(address).hash.slice(1);
  let outcome = "offline";
  const listen = ({ detail }) => {
    if (detail.target === content) outcome = outcomeOf(detail.xhr);
  };
  document.addEventListener("htmx:afterRequest", listen);
  await htmx.ajax("GET", address, { target: content, swap: "innerHTML" }).catch(() => {});
  document.removeEventListener("htmx:afterRequest", listen);
  if (outcome === "gone") showTrouble(outcome);
  else if (outcome !== "done") location.assign(address); // the browser says what is the matter
}

function close() {
  if (typed && !confirm(sheet.dataset.closeAnyway)) return;
  sheet.close();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sheet]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!sheet.open) opener = placeOf(link);
  open(link.href);
});

// What comes into the dialog shows at once, under its heading.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== content) return;
  hideTrouble();
  const heading = content.querySelector("h1");
  if (heading) {
    heading.id ||= "sheet-heading";
    heading.tabIndex = -1;
    sheet.setAttribute("aria-labelledby", heading.id);
  }
  if (!sheet.open) sheet.showModal();
  const alert = content.querySelector("[autofocus]") ?? content.querySelector("[role='alert'][tabindex]");
  (document.getElementById(wanted) ?? alert ?? heading)?.focus();
  wanted = "";
});

// An act that leaves the dialog open brings its content anew beside the builder.
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  if (detail.target !== content || sheet.contains(document.activeElement)) return;
  content.querySelector("h1")?.focus();
});

content.addEventListener("input", ({ target }) => {
  if (target.form?.matches("[data-act]")) typed = true;
});

sheet.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  close();
});

sheet.addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});

sheet.addEventListener("click", (event) => {
  if (event.target !== sheet && !event.target.closest("[data-sheet-close]")) return;
  event.preventDefault();
  close();
});

sheet.addEventListener("close", () => {
  typed = false;
  content.replaceChildren();
  hideTrouble();
  goTo(opener);
});

// An act that was refused is told about in the builder: the dialog must not stand over that.
document.addEventListener("htmx:afterSwap", ({ target, detail }) => {
  if (target.id !== "builder" || !sheet.open || outcomeOf(detail.xhr) !== "answered") return;
  opener = ["stale", "refused", ...opener];
  sheet.close();
});

document.addEventListener("sheet-done", () => {
  typed = false;
  if (sheet.open) sheet.close();
});

addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});
