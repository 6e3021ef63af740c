// A button with data-copy-text="address" puts the text found there, for the form as it is filled in
// now, on the clipboard, and says so in the [data-copy-status] of its form. It shows only where the
// browser has a clipboard, which it has not without TLS: downloads are there for everybody.
const buttons = navigator.clipboard?.write ? document.querySelectorAll("[data-copy-text]") : [];

async function textFor(button) {
  const address = new URL(button.dataset.copyText, location.href);
  address.search = new URLSearchParams(new FormData(button.form));
  const response = await fetch(address);
  if (!response.ok || response.redirected) throw new Error("no text");
  return new Blob([await response.text()], { type: "text/plain" });
}

async function copy(button) {
  const status = button.form.querySelector("[data-copy-status]");
  status.textContent = "";
  const text = textFor(button);
  try {
    // Given as a promise at once: some browsers forget the press of the button while text is fetched.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    status.textContent = button.dataset.copied;
  } catch {
    // Where there is no text for this form, its page says what is wrong with it.
    text.then(
      () => (status.textContent = button.dataset.refused),
      () => button.form.requestSubmit(),
    );
  }
}

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
