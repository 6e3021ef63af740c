// Tries a rule on wording as it is typed: the button [data-trial="words for a failure"] would open its
// own page with the result; here that result is shown in [data-trial-result] instead.
const button = document.querySelector("[data-trial]");

async function result() {
  const data = new FormData(button.form);
  data.set("fragment", "1");
  const response = await fetch(button.formAction, { method: "POST", body: data, redirect: "error" });
  if (!response.ok) throw new Error("no result");
  return response.text();
}

button?.addEventListener("click", async (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-trial-result]");
  try {
    place.innerHTML = await result();
  } catch {
    place.textContent = button.dataset.trial;
  }
});
