// What each competency weighs in per cent, while weights are typed in form[data-shares]: in words and
// as a bar. “All the same” and “as in the role” fill the weights in; one's own come back after them.
const form = () => document.querySelector("form[data-shares]");
const rows = () => [...form().querySelectorAll("[data-weighed]")];
const numbers = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });

function part(row, name) {
  return row.querySelector(`[name^="${name}-"]`);
}

function say() {
  const weights = rows().map((row) => {
    const weight = Number.parseInt(part(row, "weight").value, 10);
    return part(row, "rated").checked && weight > 0 ? weight : 0;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  rows().forEach((row, number) => {
    const share = total ? (100 * weights[number]) / total : 0;
    row.querySelector("[data-share]").textContent = part(row, "rated").checked ? `${numbers.format(share)} %` : "–";
    row.querySelector("[data-share-bar]").setAttribute("width", share);
    row.toggleAttribute("data-out", !part(row, "rated").checked);
  });
}

function fill() {
  const way = form().elements.way.value;
  for (const row of rows()) {
    const box = part(row, "weight");
    box.dataset.own ??= box.value;
    box.readOnly = way !== "own";
    box.value = { equal: 1, role: row.dataset.weighed }[way] ?? box.dataset.own;
  }
  form().dataset.shares = way;
  say();
}

function begin() {
  if (form() && !form().dataset.shares) fill();
}

document.addEventListener("input", ({ target }) => {
  if (!target.closest("form[data-shares]")) return;
  if (target.name === "way") return fill();
  if (target.name.startsWith("weight-")) target.dataset.own = target.value;
  say();
});

document.addEventListener("htmx:load", begin);
begin();
