// Rows that come one at a time: [data-more-rows], named as the formset, holds its [data-rows], a
// <template data-row> for another and [data-add-row] with the button. At most data-most.
const SHOWN = 2; // empty rows to begin with, one after the last that says something

function isFilled(row) {
  return [...row.querySelectorAll("input")].some((input) => input.value);
}

function start(part) {
  const rows = part.querySelector("[data-rows]");
  const total = part.querySelector(`[name="${part.dataset.moreRows}-TOTAL_FORMS"]`);
  const add = part.querySelector("[data-add-row]");
  const most = Number(part.dataset.most);

  function update() {
    total.value = rows.children.length;
    add.hidden = rows.children.length >= most;
  }

  function trim() {
    while (rows.children.length > SHOWN && !isFilled(rows.lastElementChild)) rows.lastElementChild.remove();
    update();
  }

  add.addEventListener("click", () => {
    const number = rows.children.length;
    const row = part.querySelector("template[data-row]").innerHTML;
    rows.insertAdjacentHTML("beforeend", row.replaceAll("__prefix__", number).replaceAll("__number__", number + 1));
    update();
    rows.lastElementChild.querySelector("input").focus();
  });
  addEventListener("pageshow", update); // the browser may have put the number back
  trim();
}

document.querySelectorAll("[data-more-rows]").forEach(start);
