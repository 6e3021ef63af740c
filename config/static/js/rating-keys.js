// In [data-rating-keys] a number key rates the question at hand, while the box in [data-keys-switch]
// is ticked. [data-rating-of] repeats the rating of a group, wherever it was given.
const area = document.querySelector("[data-rating-keys]");
const choice = document.querySelector("[data-keys-switch]");
const TYPED = "textarea, select, input:not([type=radio], [type=checkbox])";

function atHand() {
  const shown = [...area.querySelectorAll("[data-rating]")].filter((group) => group.offsetParent);
  const near = document.activeElement.closest("[data-part]")?.querySelector("[data-rating]");
  if (shown.includes(near)) return near;
  return shown.find((group) => group.getBoundingClientRect().bottom > innerHeight / 3);
}

function repeat() {
  for (const line of document.querySelectorAll("[data-rating-of]")) {
    const given = area.querySelector(`input[name="${line.dataset.ratingOf}"]:checked`);
    line.textContent = given?.dataset.words ?? line.dataset.none;
  }
}

document.addEventListener("keydown", (event) => {
  if (!/^[1-9]$/.test(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  if (!choice.querySelector("input").checked || event.target.matches(TYPED)) return;
  const group = atHand();
  const box = group?.querySelector(`input[type="radio"][value="${event.key}"]`);
  if (!box) return;
  event.preventDefault();
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  area.querySelector("[data-rating-said]").textContent = `${area.dataset.said}: ${box.dataset.words}`;
});

area.addEventListener("change", repeat);
addEventListener("pageshow", repeat); // the browser may have put ratings back
choice.hidden = false;
for (const list of document.querySelectorAll("[data-ratings]")) list.hidden = false;
