// Shows that something could not be saved, in the dialog where it is open, else on the page: the
// notices #trouble-sheet and #trouble-page hold a line [data-trouble] for each reason.
const notices = [...document.querySelectorAll("[id^='trouble-']")];

export function showTrouble(reason, { dropped = false } = {}) {
  const inSheet = document.getElementById("sheet").open;
  const notice = document.getElementById(inSheet ? "trouble-sheet" : "trouble-page");
  for (const line of notice.querySelectorAll("[data-trouble]")) {
    const { trouble } = line.dataset;
    line.hidden = trouble === "dropped" ? !dropped : trouble !== reason;
  }
  notice.hidden = false;
  notice.focus();
}

export function hideTrouble() {
  for (const notice of notices) notice.hidden = true;
}
