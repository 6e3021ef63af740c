// A value that the server will not take: it says why, before the field, until the field is changed.
import { blockOf, controlOf, isText } from "./card-fields.js";

const template = document.querySelector("template[data-refusal]");
const shown = new Map();

export const refused = () => [...shown.keys()];
export const isRefused = (name) => shown.has(name);

export function refuse(name, reason) {
  const notice = template.content.firstElementChild.cloneNode(true);
  notice.id = `refused-${name}`;
  notice.querySelector("[data-refusal-words]").textContent = reason;
  shown.get(name)?.remove();
  shown.set(name, notice);
  const control = controlOf(name);
  (isText(name) ? control : blockOf(name)).before(notice);
  control.ariaInvalid = "true";
  control.setAttribute("aria-errormessage", notice.id);
}

export function forgive(name) {
  if (!shown.has(name)) return;
  shown.get(name).remove();
  shown.delete(name);
  const control = controlOf(name);
  control.ariaInvalid = null;
  control.removeAttribute("aria-errormessage");
}

export function goToRefusal() {
  const [name] = shown.keys();
  controlOf(name).dispatchEvent(new CustomEvent("part-wanted", { bubbles: true }));
  controlOf(name).focus();
}
