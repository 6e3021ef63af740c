// Remembers whether the author likes one question at a time or all on one page: [data-view] of the form
// turns the page by itself (see trial-parts.js), and the server is told beside it.
const form = document.querySelector("form[data-card]");

form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-view]");
  if (!button) return;
  fetch(form.action, {
    method: "POST",
    body: new URLSearchParams({ [button.name]: button.value }),
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
  }).catch(() => {}); // the page shows what was wanted; the next one asks again
});
