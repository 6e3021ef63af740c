// The one button that submits a scorecard: [data-card-submit] waits until every field is saved, says so
// meanwhile, and sends the whole form once, however often it is pressed.
import { goToClash } from "./card-conflict.js";
import { form } from "./card-fields.js";
import { check, troubleNow } from "./card-line.js";
import { goToRefusal } from "./card-refusal.js";
import { flush } from "./card-save.js";
import { onReport, say } from "./card-status.js";

const button = form.querySelector("[data-card-submit]");
const label = button.querySelector("[data-words]");
const idle = label.textContent;
const { saving, one, many, offline, signedOut, stopped } = button.dataset;
const STOPPED = ["closed", "declare", "other-login"]; // a note at the top says why
const READY = ["idle", "saved"];
let now = { kind: "idle", count: 0 };
let step = ""; // "saving" while it waits, "sending" when it is about to leave, "sent"
let settled = () => {};

function notYet() {
  if (STOPPED.includes(now.kind)) return stopped;
  if (now.count) return now.count === 1 ? one : many.replace("%n", now.count);
  return now.kind === "signed-out" ? signedOut : offline;
}

function draw() {
  const isReady = READY.includes(now.kind) || now.kind === "saving";
  label.textContent = step ? saving : isReady ? idle : notYet();
  button.ariaDisabled = String(!isReady || step !== "");
  button.ariaBusy = step ? "true" : null;
}

// Resolves as soon as nothing is under way any more: all is saved, or something stands in the way.
function calm() {
  return new Promise((resolve) => {
    settled = resolve;
    flush();
    if (now.kind !== "saving") resolve();
  });
}

function explain() {
  say("", notYet());
  if (now.kind === "clash") goToClash();
  else if (now.kind === "refused") goToRefusal();
  else document.querySelector("[data-card-trouble]").focus();
  if (troubleNow()) check(); // without waiting for the next try
}

async function submit() {
  step = "saving";
  draw();
  await calm();
  // A look at the state first: the form leaves only where it will arrive.
  const isThere = READY.includes(now.kind) && (await check());
  await calm();
  step = isThere && READY.includes(now.kind) ? "sending" : "";
  draw();
  if (step) form.requestSubmit(button);
  else explain();
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction") && event.submitter !== button) return;
  if (step === "sending" && event.submitter === button) {
    step = "sent";
    return;
  }
  event.preventDefault();
  if (event.submitter === button && !step) submit();
  else flush();
});

// Enter in a line of text means "done", not "submit".
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=submit])")) event.preventDefault();
});

onReport((report) => {
  now = report;
  if (now.kind !== "saving") settled();
  draw();
});

// Back from the next page, it can be pressed again.
addEventListener("pageshow", () => {
  step = "";
  draw();
});
