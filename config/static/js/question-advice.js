// Advice on the wording while somebody types: form[data-advice="address"] is sent there a moment
// after the last key, and each [data-advice-for="field"] shows what came back about its field.
const PAUSE = 700; // milliseconds

const form = document.querySelector("form[data-advice]");
const places = form ? [...form.querySelectorAll("[data-advice-for]")] : [];
let waiting, asking;

function say(words) {
  const status = form.querySelector("[data-advice-status]");
  if (status.textContent !== words) status.textContent = words;
}

function texts() {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const { dataset } of places) data.set(dataset.adviceFor, form.elements[dataset.adviceFor].value);
  return data;
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const response = await fetch(form.dataset.advice, { method: "POST", body: texts(), signal, redirect: "error" });
    const { fields = {}, words } = await response.json();
    for (const place of places) {
      const found = fields[place.dataset.adviceFor];
      if (found !== undefined && place.innerHTML !== found) place.innerHTML = found;
    }
    say(words);
  } catch {
    if (!signal.aborted) say(form.dataset.adviceFailed);
  }
}

form?.addEventListener("input", (event) => {
  if (!places.some(({ dataset }) => dataset.adviceFor === event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});
