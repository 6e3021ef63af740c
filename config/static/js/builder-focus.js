// Keeps the place of whoever works in the builder when #builder comes back fresh: the focus, and what
// was unfolded. Everything that can be pressed or unfolded there has an id.
let unfolded = [];
let place = null;

// Where to go on, best first: the element, its menu, its question, the questions beside it, its round,
// the head of the page.
export function placeOf(element) {
  const row = element.closest("[data-question]");
  const near = [
    element,
    element.closest("details")?.querySelector("summary"),
    row,
    row?.nextElementSibling,
    row?.previousElementSibling,
    element.closest("section"),
    document.getElementById("kit-title"),
  ];
  return near.map((each) => each?.id).filter(Boolean);
}

export function goTo(ids) {
  for (const id of ids) {
    const element = document.getElementById(id);
    if (!element || element.disabled || !element.checkVisibility()) continue;
    element.focus();
    if (document.activeElement === element) return;
  }
}

// How the kit stands is unfolded where there is room beside; elsewhere it folds when one goes to a place.
const wide = matchMedia("(min-width: 62rem)");
const standing = () => document.getElementById("standing");

function fit() {
  standing().open = wide.matches;
}

document.addEventListener("click", ({ target }) => {
  if (!wide.matches && target.closest("#standing a[href^='#']")) standing().open = false;
});
wide.addEventListener("change", fit);
fit();

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "builder") return;
  const { activeElement } = document;
  const step = activeElement.closest("[data-step]")?.closest("details");
  const folds = [...detail.target.querySelectorAll("details[id][open]:not([data-menu])")];
  unfolded = [...folds, ...(step ? [step] : [])].map(({ id }) => id);
  place = detail.target.contains(activeElement) ? placeOf(activeElement) : null;
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id !== "builder") return;
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  const notice = document.getElementById("stale") ?? document.getElementById("refused");
  if (notice) notice.focus();
  else if (place) goTo(place);
});
