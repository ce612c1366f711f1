// Free Cypher, read-only: rows as a table, nodes as a graph.
import cytoscape from "cytoscape";
import { entity, keep, params } from "../address.js";
import { send } from "../api.js";
import { clear, h, named } from "../dom.js";
import { downloads } from "../parts/download.js";
import { empty, show } from "../parts/states.js";
import { csv, table } from "../parts/table.js";

const EXAMPLES = [
  "MATCH (c:Company)-[:OFFERS]->(s:Service)-[a:AVAILABLE_IN {polarity: 'negated'}]->(r:Region {name: 'Hong Kong'})\nRETURN DISTINCT c.name AS provider, s.name AS service ORDER BY provider, service",
  "MATCH (p:Policy)-[:APPLIES_TO]->(x:Entity)\nRETURN p, x LIMIT 50",
  "MATCH (s:Statement)-[e:EVIDENCED_BY]->(d:Document)\nRETURN d.id AS document, e.quote AS quote LIMIT 20",
];
const isNode = (value) => value !== null && typeof value === "object" && !Array.isArray(value) && typeof value.id === "string";
const written = (value) => (value === null ? "" : typeof value === "object" ? (isNode(value) ? String(value.name ?? value.id) : JSON.stringify(value)) : String(value));

function shown(value) {
  if (isNode(value) && typeof value.name === "string") return h("a", { href: entity(value.id) }, named(value.name));
  if (value !== null && typeof value === "object") return h("code", {}, JSON.stringify(value));
  return named(written(value));
}

function picture(rows, place) {
  const nodes = new Map();
  const links = [];
  for (const row of rows) {
    const met = row.filter(isNode);
    met.forEach((one) => nodes.set(one.id, one));
    met.slice(1).forEach((one, number) => links.push([met[number].id, one.id]));
  }
  if (!nodes.size) return false;
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  place.hidden = false;
  cytoscape({ container: place, minZoom: 0.1, maxZoom: 4, layout: { name: nodes.size > 150 ? "concentric" : "cose", animate: false, randomize: false, nodeRepulsion: 9000 },
    elements: [...[...nodes.values()].slice(0, 500).map((one) => ({ data: { id: one.id, label: String(one.name ?? one.id) } })), ...links.filter(([a, b]) => a !== b).map(([source, target], n) => ({ data: { id: `link ${n}`, source, target } }))].filter((e) => !e.data.source || (nodes.has(e.data.source) && nodes.has(e.data.target))),
    style: [{ selector: "node", style: { label: "data(label)", "font-size": 11, color: ink("--text"), "background-color": ink("--accent"), width: 20, height: 20, "text-valign": "bottom", "text-margin-y": 3 } }, { selector: "edge", style: { width: 1.5, "line-color": ink("--edge"), "curve-style": "bezier" } }] });
  return true;
}

export async function render(place, { signal, about }) {
  const out = h("div", { class: "stage" });
  const field = h("textarea", { id: "query", name: "q", rows: 6, spellcheck: "false", autocapitalize: "off" }, params().get("q") ?? EXAMPLES[0]);
  const run = async () => {
    keep({ q: field.value });
    await show(out, async () => {
      const found = await send("cypher", { query: field.value, limit: 1000 }, signal);
      if (!found.rows.length) return empty("No rows", "The query is right, and nothing matches it.");
      const columns = found.columns.map((name, number) => ({ name, value: (row) => written(row[number]), cell: (row) => shown(row[number]) }));
      const canvas = h("div", { class: "canvas small", role: "img", "aria-label": "The nodes of the answer; the table says the same", hidden: true });
      queueMicrotask(() => requestAnimationFrame(() => picture(found.rows, canvas)));
      return [found.cut ? h("p", { class: "hint" }, "There are more rows; a limit cut them.") : null, canvas, table({ caption: "Rows", columns, rows: found.rows }), downloads("cypher", { csv: () => csv(columns, found.rows) })].filter(Boolean);
    }, "Asking …");
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  clear(place, h("h1", {}, "Cypher"), h("p", { class: "hint" }, "One read-only query; nothing can be written. ", h("kbd", {}, "Ctrl"), "+", h("kbd", {}, "Enter"), " runs it."),
    about.cypher ? null : h("p", { class: "note" }, "This store answers Cypher once the extra is installed: pip install 'ai-geopolitics-kg[cypher]'"),
    h("form", { onsubmit: (event) => {
      event.preventDefault();
      run();
    } }, h("label", { for: "query" }, "Query"), field, h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, "Run"), EXAMPLES.map((text, n) => h("button", { type: "button", class: "quiet", onclick: () => {
      field.value = text;
      run();
    } }, `Example ${n + 1}`)))), out);
  if (params().has("q")) await run();
}
