// A menu is a <details data-menu>: it closes on Escape, and when attention goes elsewhere.
function close(menu, { andReturn = false } = {}) {
  menu.open = false;
  if (andReturn) menu.querySelector("summary").focus();
}

function openMenus() {
  return document.querySelectorAll("details[data-menu][open]");
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) close(menu, { andReturn: menu.contains(document.activeElement) });
});

for (const kind of ["click", "focusin"]) {
  addEventListener(kind, (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) close(menu);
  });
}
