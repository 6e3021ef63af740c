// The line to the server: one request at a time to write a field, and, after any trouble, a look at the
// state of the card before anything else is sent. It brings a fresh token against forged requests and
// says whose login this is now: only the person whose page it is goes on.
import { form } from "./card-fields.js";

const LONGEST_WAIT = 15_000; // milliseconds until an answer counts as lost
const LONGEST_PAUSE = 30_000;
const heard = [];
// "offline", "signed-out", "other-login", "declare", "closed", or "unsure" until it is known which.
let trouble = "";
let tries = 0; // since all was well
let timer;
let looking = null;

export const troubleNow = () => trouble;

// `listener(state)` hears every state of the card that the server gave, and null when there is trouble.
export function onState(listener) {
  heard.push(listener);
}

async function ask(address, options) {
  try {
    const signal = AbortSignal.timeout(LONGEST_WAIT);
    const headers = { Accept: "application/json", ...options.headers };
    const response = await fetch(address, { ...options, headers, signal, redirect: "error" });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return { status: response.status, data: isJson ? await response.json() : {} };
  } catch {
    return { status: 0, data: {} }; // no connection, no answer in time, or one cut short
  }
}

// The answer to a write: `{status, data}`. Pages that are being left may still send a little.
export function send(values, { leaving = false } = {}) {
  return ask(form.dataset.save, {
    method: "POST",
    body: new URLSearchParams(values),
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    keepalive: leaving,
  });
}

function tell(state) {
  for (const listener of heard) listener(state);
}

function troubleIn({ status, data }) {
  if (status === 200 && data.login === form.dataset.login) return "";
  if (status === 200 || status === 404) return "other-login";
  if (status === 401) return "signed-out";
  if (status === 403 && data.declare) return "declare";
  return "offline";
}

async function look() {
  const answer = await ask(form.dataset.state, {});
  if (trouble === "closed") return false;
  trouble = troubleIn(answer);
  if (trouble) {
    wait();
    tell(null);
    return false;
  }
  form.elements.csrfmiddlewaretoken.value = answer.data.csrf;
  tell(answer.data);
  return trouble === "";
}

// Whether the server answers, and to whom; several who ask share one answer.
export function check() {
  clearTimeout(timer);
  looking ??= look().finally(() => {
    looking = null;
  });
  return looking;
}

function wait() {
  clearTimeout(timer);
  const pause = Math.min(500 * 2 ** tries, LONGEST_PAUSE);
  tries += 1;
  timer = setTimeout(check, pause * (1 + Math.random() / 4));
}

// Something was not answered as it should: nothing more is sent until a look at the state succeeds. The
// first look is at once; where writes fail although looks succeed, each later one waits longer.
export function lost(kind) {
  if (trouble === "closed") return;
  trouble ||= tries ? "offline" : kind;
  tell(null);
  if (tries) {
    wait();
  } else {
    tries = 1;
    check();
  }
}

// A write was acknowledged, or nothing waits to be: the next trouble is met without a pause again.
export function reached() {
  tries = 0;
}

// The card takes no more.
export function close() {
  trouble = "closed";
  clearTimeout(timer);
}

function checkSoon() {
  if (trouble && trouble !== "closed") check();
}

addEventListener("online", checkSoon);
addEventListener("focus", checkSoon);
addEventListener("offline", () => lost("offline"));
