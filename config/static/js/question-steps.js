// Speaks up once before a step of [data-question-state] is taken while the form of the question
// holds changes that are not saved.
const panel = document.querySelector("[data-question-state]");
const form = document.getElementById("question_form");

function typed() {
  return JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
}

if (panel && form) {
  const notice = panel.querySelector("[data-unsaved]");
  let before = null;
  window.addEventListener("load", () => {
    before = typed(); // the admin's own scripts have filled the form by now
  });
  panel.addEventListener("submit", (event) => {
    if (before === null || typed() === before || !notice?.hidden) return;
    event.preventDefault();
    notice.hidden = false;
  });
}
