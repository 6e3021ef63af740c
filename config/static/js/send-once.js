// A form that takes a while: form[data-send-once] is sent once, and its button says in the words of
// data-busy that it is at work.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-send-once]");
  if (!form) return;
  const button = form.querySelector("[data-busy]");
  if (button.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented) return; // another script sends it, and says so itself
  const words = button.querySelector("[data-words]");
  button.dataset.idle = words.textContent;
  button.ariaBusy = "true";
  words.textContent = button.dataset.busy;
  form.querySelector("[data-busy-said]").textContent = button.dataset.busy;
});

// Back from the next page, it can be sent again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-busy][aria-busy]")) {
    button.ariaBusy = null;
    button.querySelector("[data-words]").textContent = button.dataset.idle;
  }
});
