// The fields of form[data-card] by name: a text, one of several choices, or ticked lines as "1,3".
// Beside each lies a hidden field with its version, by which the server tells a stale write.
export const form = document.querySelector("form[data-card]");

const VERSION = "version-";
const versionOf = (name) => form.elements[VERSION + name];
const controlsOf = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

export const names = [...form.querySelectorAll(`[name^="${VERSION}"]`)]
  .map((version) => version.name.slice(VERSION.length))
  .filter((name) => controlsOf(name).length);

function gather(name, isOn, textOf) {
  const controls = controlsOf(name);
  if (!isChoice(controls[0])) return textOf(controls[0]);
  return controls.filter(isOn).map((control) => control.value).join(",");
}

export function read(name) {
  return gather(name, (control) => control.checked, (control) => control.value);
}

// What the page came with. It may show something else by now: people type before scripts run.
export function rendered(name) {
  const value = gather(name, (control) => control.defaultChecked, (control) => control.defaultValue);
  return { value, version: Number(versionOf(name).value) };
}

export function setVersion(name, version) {
  versionOf(name).value = version;
}

// Shows a value; whoever listens for changes hears of it.
export function write(name, value) {
  const controls = controlsOf(name);
  const chosen = value.split(",");
  for (const control of controls) {
    if (isChoice(control)) control.checked = value !== "" && chosen.includes(control.value);
    else control.value = value;
  }
  const fold = controls[0].closest("details");
  if (fold && value) fold.open = true;
  controls[0].dispatchEvent(new Event("change", { bubbles: true }));
}

export function isText(name) {
  return !isChoice(controlsOf(name)[0]);
}

// A value as a person reads it: choices by their labels.
export function words(name, value) {
  if (isText(name)) return value;
  const chosen = value.split(",");
  const labels = controlsOf(name).filter((control) => chosen.includes(control.value));
  return labels.map((control) => control.dataset.words ?? control.labels[0].textContent.trim()).join("\n");
}

// What the field is called, with the part of the interview that it stands in.
export function labelOf(name) {
  const [control] = controlsOf(name);
  const own = isChoice(control) ? control.closest("fieldset")?.querySelector("legend") : control.labels?.[0];
  const label = own?.textContent.trim() || control.ariaLabel || name;
  const part = control.closest("[data-part]")?.dataset.label;
  return part ? `${part}: ${label}` : label;
}

// What holds the whole field, before which a notice about it has its place.
export function blockOf(name) {
  const [control] = controlsOf(name);
  return control.closest("[data-field]") ?? (isChoice(control) ? control.closest("fieldset") : control.parentElement);
}

export function controlOf(name) {
  const controls = controlsOf(name);
  return controls.find((control) => control.checked) ?? controls[0];
}
