// A table that can be narrowed and sorted; the twin of every picture.
import { clear, h, named } from "../dom.js";

const collator = new Intl.Collator("en", { numeric: true });

// `columns` are { name, value(row) -> text, cell(row) -> node }.
export function table({ caption, columns, rows, most = 300, filter = true }) {
  let sorted = { by: -1, up: true };
  let words = "";
  const body = h("tbody");
  const heads = columns.map((column, number) => h("th", { scope: "col" }, h("button", { type: "button", onclick: () => {
    sorted = { by: number, up: sorted.by === number ? !sorted.up : true };
    draw();
  } }, column.name, h("span", { "aria-hidden": "true", class: "arrow" }))));
  const count = h("p", { class: "table-count", role: "status" });

  function draw() {
    const wanted = words.toLowerCase();
    let kept = rows.filter((row) => !wanted || columns.some((column) => String(column.value(row) ?? "").toLowerCase().includes(wanted)));
    if (sorted.by >= 0) {
      const value = columns[sorted.by].value;
      kept = [...kept].sort((a, b) => collator.compare(String(value(a) ?? ""), String(value(b) ?? "")) * (sorted.up ? 1 : -1));
    }
    heads.forEach((head, number) => {
      if (number === sorted.by) head.setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    clear(body, kept.slice(0, most).map((row) => h("tr", {}, columns.map((column, number) => {
      const inside = column.cell ? column.cell(row) : named(String(column.value(row) ?? ""));
      return number === 0 ? h("th", { scope: "row" }, inside) : h("td", {}, inside);
    }))));
    count.textContent = kept.length > most ? `${most} of ${kept.length} rows; narrow them with the filter` : `${kept.length} ${kept.length === 1 ? "row" : "rows"}`;
  }
  draw();
  return h("div", { class: "table-box" },
    h("div", { class: "table-head" }, filter ? h("label", { class: "filter" }, "Filter ", h("input", { type: "search", oninput: (event) => {
      words = event.target.value;
      draw();
    } })) : null, count),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)), body)));
}

export function csv(columns, rows) {
  const cell = (value) => {
    let text = String(value ?? "");
    if (/^[=+\-@\t\r\n＝＋－＠]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return [columns.map((column) => cell(column.name)), ...rows.map((row) => columns.map((column) => cell(column.value(row))))].map((line) => line.join(",")).join("\r\n") + "\r\n";
}
