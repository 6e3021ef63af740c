// Says in [data-weights-sum] what the weights of a role's competencies sum to, while they are typed.
// The rows of [data-weights] come and go by the admin's own script, which tells of it.
const inline = document.querySelector("[data-weights]");
const line = inline?.querySelector("[data-weights-sum]");

function weightOf(row) {
  if (row.querySelector('input[name$="-DELETE"]')?.checked) return 0;
  return Number.parseInt(row.querySelector('input[name$="-weight"]')?.value, 10) || 0;
}

function say() {
  const rows = [...inline.querySelectorAll("tr.form-row:not(.empty-form)")];
  const sum = rows.map(weightOf).reduce((total, weight) => total + weight, 0);
  const state = !sum ? "none" : sum < 100 ? "missing" : sum > 100 ? "over" : "exact";
  const words = line.dataset[state].replace("%s", sum).replace("%r", Math.abs(100 - sum));
  if (line.textContent !== words) line.textContent = words;
  line.dataset.state = state;
}

if (line) {
  inline.addEventListener("input", say);
  inline.addEventListener("change", say);
  document.addEventListener("formset:added", say);
  document.addEventListener("formset:removed", say);
  say();
}
