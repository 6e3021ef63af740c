// Advice on the wording of a script while somebody types it: [data-script-advice="address"] sends its
// box there a moment after the last key, and shows what came back in [data-script-remarks].
const PAUSE = 700; // milliseconds
const waiting = new WeakMap();

async function ask(part, box) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", box.form.elements.csrfmiddlewaretoken.value);
  // The address knows scripts by the name of what else is read to candidates as it stands.
  data.set("materials", box.value);
  const text = box.value;
  try {
    const response = await fetch(part.dataset.scriptAdvice, { method: "POST", body: data, redirect: "error" });
    const { fields } = await response.json();
    const place = part.querySelector("[data-script-remarks]");
    if (fields && box.value === text) place.innerHTML = fields.materials;
  } catch {
    // Advice is a courtesy: it comes again with saving.
  }
}

document.addEventListener("input", ({ target: box }) => {
  const part = box.closest("[data-script-advice]");
  if (!part || box.tagName !== "TEXTAREA") return;
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(ask, PAUSE, part, box));
});
