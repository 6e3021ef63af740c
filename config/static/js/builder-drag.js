// Questions of the builder are dragged by their handle, within a round and into another.
import { act, builder } from "./builder.js";

function drop({ item, from, to, oldDraggableIndex, newDraggableIndex }) {
  if (from === to && oldDraggableIndex === newDraggableIndex) return;
  const values = new FormData(document.getElementById("acts"));
  values.set("round", to.dataset.round);
  values.set("place", newDraggableIndex);
  const takeBack = () => {
    const others = [...from.querySelectorAll("[data-question]")].filter((each) => each !== item);
    from.insertBefore(item, others[oldDraggableIndex] ?? null);
  };
  item.querySelector("summary").focus();
  act({ address: item.dataset.move, values, takeBack });
}

function makeDraggable() {
  for (const list of builder().querySelectorAll("[data-round]")) {
    Sortable.create(list, {
      group: "questions",
      draggable: "[data-question]",
      handle: "[data-grip]",
      animation: 120,
      scrollSensitivity: 80,
      forceAutoScrollFallback: true,
      onEnd: drop,
    });
  }
}

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id === "builder") makeDraggable();
});

makeDraggable();
