// While an act is under way, what was pressed for it says so: in the words of its data-busy, where it
// has any, which [data-busy-said] of its form also tells.
export function wait(pressed) {
  if (!pressed) return () => {};
  const words = pressed.querySelector("[data-words]");
  const status = pressed.form?.querySelector("[data-busy-said]");
  const idle = words?.textContent;
  const say = (text) => {
    if (words) words.textContent = text;
  };
  pressed.ariaBusy = "true";
  say(pressed.dataset.busy);
  if (status) status.textContent = pressed.dataset.busy;
  return () => {
    pressed.ariaBusy = null;
    say(idle);
    if (status) status.textContent = "";
  };
}
