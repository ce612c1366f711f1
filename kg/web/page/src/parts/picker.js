// A field that offers names while somebody types.
import { ask } from "../api.js";
import { clear, fresh, h, named } from "../dom.js";

// `find` gives choices of { text, note } for what is typed; `choose` is told of the one taken.
export function combobox({ label, name, value = "", find, choose, placeholder = "", required = false, hint }) {
  const id = fresh("field");
  const list = h("ul", { id: `${id}-list`, role: "listbox", class: "choices", hidden: true, "aria-label": "Names to choose from" });
  let choices = [];
  let at = -1;
  let waiting = 0;
  let asked = 0;
  const input = h("input", {
    id, name, value, placeholder, required, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-describedby": hint ? `${id}-hint` : null,
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(offer, 120);
    },
    onkeydown: (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) offer();
        else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        take(choices[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        shut();
      }
    },
    onblur: () => setTimeout(shut, 150),
  });

  function shut() {
    clearTimeout(waiting);
    asked += 1;
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    at = (at + step + choices.length) % choices.length;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function take(choice) {
    input.value = choice.text;
    shut();
    choose?.(choice);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function offer() {
    const turn = (asked += 1);
    const typed = input.value.trim();
    if (!typed) return shut();
    let found;
    try {
      found = await find(typed);
    } catch {
      return; // offers are a help; the answer itself will say what is wrong
    }
    if (turn !== asked || document.activeElement !== input) return;
    choices = found;
    at = -1;
    clear(list, choices.map((choice, number) => h("li", { id: `${id}-${number}`, role: "option", "aria-selected": "false", onmousedown: (event) => {
      event.preventDefault();
      take(choice);
    } }, named(choice.text), choice.note ? h("span", { class: "kind" }, choice.note) : null)));
    list.hidden = !choices.length;
    input.setAttribute("aria-expanded", String(!!choices.length));
  }

  return h("div", { class: "field" }, h("label", { for: id }, label), h("div", { class: "box" }, input, list), hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null);
}

export function entities(types) {
  return async (typed) => {
    const found = await ask("search", { q: typed, types, limit: 12 });
    return found.map((one) => ({ text: one.name, id: one.id, note: one.type + (one.matched !== one.name ? ` · ${one.matched}` : "") }));
  };
}

export const SUBJECTS = ["Service", "Model", "Company", "Hardware"];
export const picker = (label, name, value, types, more = {}) => combobox({ label, name, value, find: entities(types), ...more });

// Several names as chips that can be taken away.
export function names({ label, name, values, types, change }) {
  const chips = h("ul", { class: "chips", "aria-label": label });
  const field = picker(`Add to ${label.toLowerCase()}`, "", "", types, { choose: (choice) => add(choice.text) });
  const input = field.querySelector("input");
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value.trim() && input.getAttribute("aria-activedescendant") === null) {
      event.preventDefault();
      add(input.value.trim());
    }
  });
  let kept = [...values];

  function add(text) {
    input.value = "";
    if (!kept.includes(text)) tell([...kept, text]);
  }

  function tell(next) {
    kept = next;
    draw();
    change(kept);
  }

  function draw() {
    clear(chips, kept.map((text) => h("li", {}, named(text), h("input", { type: "hidden", name, value: text }), h("button", { type: "button", "aria-label": `Remove ${text}`, onclick: () => {
      tell(kept.filter((one) => one !== text));
      input.focus();
    } }, "×"))));
  }
  draw();
  return h("div", { class: "names" }, h("span", { class: "label" }, label), chips, field);
}

export function dateField(label, name, value, more = {}) {
  const id = fresh("field");
  return h("div", { class: "field day-field" }, h("label", { for: id }, label), h("input", { id, name, type: "date", value: value ?? "", min: "2015-01-01", max: "2100-01-01", ...more }));
}
