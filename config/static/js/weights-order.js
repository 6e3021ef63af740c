// Buttons [data-place-step] move a [data-weighed] row up or down and number the places anew. Without
// a script the places are boxes to type into.
const list = () => document.querySelector("[data-places]");
const rows = () => [...list().querySelectorAll("[data-weighed]")];

function number() {
  const all = rows();
  all.forEach((row, index) => {
    row.querySelector('[name^="place-"]').value = index + 1;
    row.querySelector('[data-place-step="-1"]').disabled = index === 0;
    row.querySelector('[data-place-step="1"]').disabled = index === all.length - 1;
  });
}

function begin() {
  if (!list() || list().dataset.places) return;
  list().dataset.places = "buttons";
  for (const button of list().querySelectorAll("[data-place-step]")) button.hidden = false;
  number();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-place-step]");
  if (!button) return;
  const row = button.closest("[data-weighed]");
  const step = Number(button.dataset.placeStep);
  if (step < 0) row.previousElementSibling.before(row);
  else row.nextElementSibling.after(row);
  number();
  const other = row.querySelector(`[data-place-step="${-step}"]`);
  (button.disabled ? other : button).focus();
  const all = rows();
  list().querySelector("[data-places-said]").textContent = `${all.indexOf(row) + 1} / ${all.length}`;
});

document.addEventListener("htmx:load", begin);
begin();
