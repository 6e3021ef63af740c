// Advice on the wording while somebody types: form[data-advice="address"] is sent there a moment
// after the last key, and each [data-advice-for="field"] in it shows what came back about its field.
// The form may come into the page later, as a sheet of the kit builder does.
const PAUSE = 700; // milliseconds

let waiting, asking;

function placesIn(form) {
  return [...form.querySelectorAll("[data-advice-for]")];
}

function say(form, words) {
  const status = form.querySelector("[data-advice-status]");
  if (status.textContent !== words) status.textContent = words;
}

function textsOf(form) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const { dataset } of placesIn(form)) data.set(dataset.adviceFor, form.elements[dataset.adviceFor].value);
  return data;
}

async function ask(form) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const response = await fetch(form.dataset.advice, { method: "POST", body: textsOf(form), signal, redirect: "error" });
    const { fields = {}, words } = await response.json();
    for (const place of placesIn(form)) {
      const found = fields[place.dataset.adviceFor];
      if (found !== undefined && place.innerHTML !== found) place.innerHTML = found;
    }
    say(form, words);
  } catch {
    if (!signal.aborted) say(form, form.dataset.adviceFailed);
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-advice]");
  if (!form || !placesIn(form).some(({ dataset }) => dataset.adviceFor === target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE, form);
});
