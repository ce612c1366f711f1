// The documents, the youngest first.
import { keep, params, place as there } from "../address.js";
import { page } from "../api.js";
import { clear, h, named } from "../dom.js";
import { empty, show } from "../parts/states.js";

const AT_ONCE = 50;

export async function render(place, { signal }) {
  const list = h("div");
  const field = h("input", { id: "words", type: "search", name: "name", value: params().get("name") ?? "" });
  clear(place, h("h1", {}, "Documents"), h("form", { class: "controls", role: "search", onsubmit: (event) => {
    event.preventDefault();
    keep({ name: field.value, offset: null });
    load();
  } }, h("div", { class: "field" }, h("label", { for: "words" }, "Title, publisher or id"), field), h("button", { type: "submit", class: "primary" }, "Find")), list);

  async function load() {
    const offset = Number(params().get("offset") ?? 0);
    await show(list, async () => {
      const found = await page("documents", { name: params().get("name"), limit: AT_ONCE, offset }, signal);
      if (!found.rows.length) return empty("No document of that name");
      const to = (value) => {
        keep({ offset: value || null });
        load();
      };
      return [h("p", { class: "hint", role: "status" }, `${offset + 1} to ${offset + found.rows.length} of ${found.total}`),
        h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Documents" }, h("table", {}, h("thead", {}, h("tr", {}, ["Document", "Published", "Publisher", "Statements"].map((name) => h("th", { scope: "col" }, name)))),
          h("tbody", {}, found.rows.map((row) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: there(row.document.id) }, named(row.document.title || row.document.id))), h("td", {}, row.document.published ?? "undated"), h("td", {}, named(row.document.publisher ?? "")), h("td", { class: "number" }, String(row.statements))))))),
        h("div", { class: "actions" }, offset ? h("button", { type: "button", onclick: () => to(Math.max(0, offset - AT_ONCE)) }, "Younger") : null, offset + found.rows.length < found.total ? h("button", { type: "button", onclick: () => to(offset + AT_ONCE) }, "Older") : null)];
    });
  }
  await load();
}
