// Roles ticked to be compared: [data-role-picks] is the form they stand in. Says how many there
// are, and takes them along when the list is searched or turned over.
const MOST = 4; // as MOST in roles/comparison.py, which decides
const form = document.querySelector("[data-role-picks]");

function ticked() {
  return [...form.querySelectorAll('input[name="role"]:checked')].map((box) => box.value);
}

function say(count) {
  const note = form.querySelector("[data-picks-note]");
  note.dataset.none ??= note.textContent;
  const { none, one, ready, many } = note.dataset;
  const words = count > MOST ? many : count > 1 ? ready : count ? one : none;
  note.textContent = words.replace("%s", count);
  form.querySelector("[data-picks-compare]").disabled = count < 2 || count > MOST;
}

function keepInSearch(slugs) {
  const kept = document.querySelector("[data-kept-picks]");
  kept?.replaceChildren(
    ...slugs.map((slug) => Object.assign(document.createElement("input"), { type: "hidden", name: "role", value: slug })),
  );
}

function keepInLinks(slugs) {
  for (const link of document.querySelectorAll('[data-keeps-picks], a[rel="prev"], a[rel="next"]')) {
    const address = new URL(link.href);
    address.searchParams.delete("role");
    for (const slug of slugs) address.searchParams.append("role", slug);
    link.href = address.href;
  }
}

function update() {
  const slugs = ticked();
  say(slugs.length);
  keepInSearch(slugs);
  keepInLinks(slugs);
}

if (form) {
  form.querySelector("[data-picks-keep]")?.remove();
  form.addEventListener("change", update);
  addEventListener("pageshow", update); // the browser may have put ticks back
  update();
}
