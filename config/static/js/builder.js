// The acts of the builder: a form[data-act], in the page or in its dialog, is sent by htmx, one after
// another, and #builder comes back fresh. What could not be saved is said, and nothing is lost.
import { hideTrouble, showTrouble } from "./builder-trouble.js";
import { wait } from "./builder-wait.js";

const said = document.getElementById("said");
const queue = [];
const SHOWN = 10_000; // milliseconds
let busy = false;
let failed = null;
let quiet;

export const builder = () => document.getElementById("builder");

// Sends an act: its address, its values, what was pressed, and how to take back what the page shows
// already. Behind another act of one's own it is about the draft that that one leaves.
export function act({ address, values, pressed, takeBack, fresh = !busy }) {
  queue.push({ address, values, pressed, takeBack, fresh });
  run();
}

async function run() {
  if (busy || !queue.length) return;
  busy = true;
  const next = queue.shift();
  const goOn = wait(next.pressed);
  const outcome = await send(next);
  goOn();
  busy = false;
  if (outcome === "done") run();
  else fail(next, outcome);
}

async function send({ address, values, fresh }) {
  if (!fresh) values.set("seen", builder().dataset.token);
  // Whoever signed in again on another page has another token than the form by now.
  const [, token] = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) ?? [];
  if (token) values.set("csrfmiddlewaretoken", token);
  let outcome = "offline";
  const listen = ({ detail }) => {
    if (detail.requestConfig.verb === "post") outcome = outcomeOf(detail.xhr);
  };
  document.addEventListener("htmx:afterRequest", listen);
  hideTrouble();
  await htmx.ajax("POST", address, { values, target: "#builder", swap: "outerHTML" }).catch(() => {});
  document.removeEventListener("htmx:afterRequest", listen);
  return outcome;
}

export function outcomeOf(xhr) {
  if (!xhr.status) return "offline";
  if (new URL(xhr.responseURL).pathname === builder().dataset.login) return "signed-out";
  if ([409, 422].includes(xhr.status)) return "answered";
  if ([403, 404].includes(xhr.status)) return "gone";
  return xhr.status < 400 ? "done" : "refused";
}

function fail(act, outcome) {
  const dropped = queue.splice(0).reverse();
  if (outcome === "answered") {
    if (dropped.length) say(said.dataset.dropped);
    return;
  }
  for (const each of [...dropped, act]) each.takeBack?.();
  failed = act;
  showTrouble(outcome, { dropped: dropped.length > 0 });
}

// What was done shows for a while beside a button to undo it; longer for whoever is on that button.
function say(words) {
  said.textContent = words;
  clearTimeout(quiet);
  quiet = setTimeout(hush, SHOWN);
}

function hush() {
  if (said.parentElement.matches(":hover, :focus-within")) quiet = setTimeout(hush, SHOWN);
  else said.textContent = "";
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("form[data-act]")) return;
  event.preventDefault();
  if (submitter?.ariaBusy === "true" && form.closest("dialog")) return;
  const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  act({ address, values: new FormData(form, submitter), pressed: submitter });
});

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-try-again]")) act({ ...failed, takeBack: null });
});

// The page to sign in must not take the place of the builder.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (outcomeOf(event.detail.xhr) === "signed-out") event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterSwap", () => {
  if (builder().dataset.said) say(builder().dataset.said);
});
