// Text that a scorecard takes no more: it was typed after the card was submitted or the seat had ended.
// [data-card-left] lists it, to be copied or thrown away.
import { makeKeeper, same } from "./card-kept.js";

const section = document.querySelector("[data-card-left]");
const keeper = makeKeeper(section.dataset);

async function storedNow() {
  try {
    const response = await fetch(section.dataset.state, { headers: { Accept: "application/json" } });
    const { fields, login } = response.ok ? await response.json() : {};
    return login === section.dataset.login ? fields : {};
  } catch {
    return {};
  }
}

function drop(draft, item) {
  keeper.drop(draft);
  item.remove();
  section.hidden = !section.querySelector("[data-left]");
}

function show(draft) {
  const { label, words, value } = draft.entry;
  const item = section.querySelector("template").content.firstElementChild.cloneNode(true);
  const copy = item.querySelector("[data-left-copy]");
  item.querySelector("[data-left-label]").textContent = label;
  item.querySelector("[data-left-words]").textContent = words || value;
  copy.hidden = !navigator.clipboard; // which is not there without TLS; the text can still be marked
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(words || value);
    copy.textContent = copy.dataset.copied;
  });
  item.querySelector("[data-left-drop]").addEventListener("click", () => drop(draft, item));
  section.querySelector("[data-left-list]").append(item);
  section.hidden = false;
}

// Shows what was kept and is not what the server has; `except` are names that the page has a field for.
export async function showLeft(except = []) {
  const drafts = [...keeper.left()].filter(({ name }) => !except.includes(name));
  if (!drafts.length) return;
  const stored = await storedNow();
  section.querySelector("[data-left-list]").replaceChildren();
  for (const draft of drafts) {
    if (same(stored[draft.name]?.value ?? "", draft.entry.value)) keeper.drop(draft);
    else show(draft);
  }
}

if (!document.querySelector("form[data-card]")) showLeft();
