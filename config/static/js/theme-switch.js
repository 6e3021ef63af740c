// Light, dark or as the system: [data-theme-switch] holds one radio button for each.
const choices = document.querySelector("[data-theme-switch]");

if (choices) {
  choices.hidden = false;
  const now = document.documentElement.dataset.themeChoice;
  choices.querySelector(`input[value="${now}"]`).checked = true;
  choices.addEventListener("change", (event) => {
    try {
      localStorage.setItem("evenhand-theme", event.target.value);
    } catch {
      return; // storage is switched off: the choice cannot be kept
    }
    dispatchEvent(new Event("theme-chosen"));
  });
}
