// What the server has not acknowledged yet stays in this browser: under the login and the seat that it
// belongs to, and no page of another login reads it. Each open page keeps its own, so that two of them
// never write over one another.
const PREFIX = "evenhand.card";

// The server has plain line breaks, whatever was pasted; space at the ends tells no texts apart.
const plain = (text) => text.replace(/\r\n|[\r\v\f\x85\u2028\u2029]/g, "\n").trim();
export const same = (one, other) => plain(one) === plain(other);

const under = (owner) => `${PREFIX}.${owner.login}.${owner.seat}.`;

function parse(text) {
  try {
    return Object.entries(JSON.parse(text) ?? {});
  } catch {
    return []; // not ours, or cut short
  }
}

// `owner` has a `login` and a `seat`. An entry is `{value, version, sent, label}`: what was typed, the
// version that it was typed over, and what was sent of it without an answer.
export function makeKeeper(owner) {
  const key = under(owner) + Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
  const entries = new Map();
  let works = true;

  function store() {
    try {
      if (entries.size) localStorage.setItem(key, JSON.stringify(Object.fromEntries(entries)));
      else localStorage.removeItem(key);
      works = true;
    } catch {
      works = false; // full, or switched off by the browser's owner
    }
  }

  return {
    get works() {
      return works;
    },
    keep(name, entry) {
      entries.set(name, entry);
      store();
    },
    forget(name) {
      if (entries.delete(name)) store();
    },
    // What earlier pages of this card left, as `[name, entry]`; they are taken over one by one.
    *left() {
      let keys = [];
      try {
        keys = Object.keys(localStorage).filter((each) => each.startsWith(under(owner)) && each !== key);
      } catch {
        works = false;
      }
      for (const each of keys.sort().reverse()) {
        for (const [name, entry] of parse(localStorage.getItem(each))) yield { name, entry, place: each };
      }
    },
    drop({ name, place }) {
      const rest = parse(localStorage.getItem(place)).filter(([other]) => other !== name);
      if (rest.length) localStorage.setItem(place, JSON.stringify(Object.fromEntries(rest)));
      else localStorage.removeItem(place);
    },
  };
}
