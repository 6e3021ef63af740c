// Shows how far a job is, and the page anew when it is done. Found by data-progress.
const PAUSE = 1000;

async function follow(section) {
  const bar = section.querySelector("progress");
  const done = section.querySelector("[data-done]");
  const help = section.querySelector("[data-help]");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    let told;
    try {
      const answer = await fetch(section.dataset.progress);
      if (!answer.ok || answer.redirected) return;
      told = await answer.json();
    } catch {
      continue; // the network may come back
    }
    if (told.is_done) {
      location.reload();
      return;
    }
    bar.value = told.rows_done;
    done.textContent = told.rows_done;
    help.hidden = !told.needs_help;
  }
}

document.querySelectorAll("[data-progress]").forEach(follow);
