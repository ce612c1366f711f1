// Providers by regions on a day; a cell opens its evidence.
import { keep, many, params } from "../address.js";
import { ask } from "../api.js";
import { clear, h, named } from "../dom.js";
import { entity } from "../address.js";
import { audiencesOf } from "../parts/answer.js";
import { downloads } from "../parts/download.js";
import { cellPanel } from "../parts/evidence.js";
import { dateField, names } from "../parts/picker.js";
import { empty, show } from "../parts/states.js";
import { legend, SIGNS, STATUSES } from "../parts/status.js";
import { csv } from "../parts/table.js";

const PROVIDERS = ["OpenAI", "Microsoft", "Google", "Anthropic", "DeepSeek", "Apple"];
const REGIONS = ["United States", "European Union", "United Kingdom", "China", "Hong Kong", "India", "Japan", "South Korea"];

export async function render(place, { signal, about }) {
  const asked = params();
  let providers = asked.has("providers") ? many("providers") : PROVIDERS;
  let regions = asked.has("regions") ? many("regions") : REGIONS;
  let day = asked.get("as_of") ?? about.today;
  const stage = h("div", { class: "stage" });
  const change = () => {
    keep({ providers, regions, as_of: day });
    load();
  };
  const date = dateField("On the day", "as_of", day);
  date.querySelector("input").addEventListener("change", (event) => {
    if (!event.target.value) return;
    day = event.target.value;
    change();
  });
  clear(place, h("h1", {}, "Providers by regions"), h("div", { class: "controls wide" },
    names({ label: "Providers", name: "providers", values: providers, types: ["Company", "Service", "Model"], change: (kept) => {
      providers = kept;
      change();
    } }),
    names({ label: "Regions", name: "regions", values: regions, types: ["Region"], change: (kept) => {
      regions = kept;
      change();
    } }), date), stage);

  async function load() {
    if (!providers.length || !regions.length) {
      clear(stage, empty("Name at least one provider and one region"));
      return;
    }
    await show(stage, async () => picture(await ask("matrix", { providers, regions, as_of: day, known_on: asked.get("known_on") }, signal)));
  }

  function picture(found) {
    const panel = h("aside", { class: "panel", "aria-label": "Evidence", hidden: true });
    const counts = Object.fromEntries(STATUSES.map((status) => [status, found.rows.flat().filter((cell) => cell.status === status).length]));
    const open = (provider, region) => {
      keep({ cell: `${provider.id}|${region.id}` });
      cellPanel(panel, { subject: provider.id, region: region.id, as_of: day, known_on: asked.get("known_on") });
    };
    const cell = (one, provider, region) => h("td", { class: `cell ${one.status}` }, h("button", { type: "button", title: one.note || null, onclick: () => open(provider, region) },
      h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[one.status]), " ", h("span", { class: "word" }, one.status),
      audiencesOf(one).length ? h("small", {}, audiencesOf(one).slice(0, 2).join(", ")) : null,
      one.opposed ? h("small", {}, `${one.opposed} against`) : null, one.stale ? h("small", {}, "⏱ stale") : null, one.risks || one.upcoming ? h("small", {}, [one.upcoming ? `${one.upcoming} upcoming` : null, one.risks ? `${one.risks} at risk` : null].filter(Boolean).join(", ")) : null,
      h("span", { class: "unseen" }, ` ${provider.name} in ${region.name}; show evidence`)));
    const rows = found.providers.map((provider, number) => ({ provider, cells: found.rows[number] }));
    const columns = [{ name: "Provider", value: (row) => row.provider.name }, ...found.regions.map((region, number) => ({ name: region.name, value: (row) => row.cells[number].status }))];
    const wanted = (params().get("cell") ?? "").split("|");
    const start = [found.providers.find((p) => p.id === wanted[0]), found.regions.find((r) => r.id === wanted[1])];
    if (start[0] && start[1]) open(...start);
    return h("div", { class: "with-panel" }, h("div", { class: "picture" }, legend(counts),
      h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Matrix" }, h("table", { class: "grid" }, h("caption", {}, `Who serves where on ${found.as_of}`),
        h("thead", {}, h("tr", {}, h("td", {}), found.regions.map((region) => h("th", { scope: "col" }, h("a", { href: entity(region.id) }, named(region.name)))))),
        h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: entity(row.provider.id) }, named(row.provider.name))), row.cells.map((one, number) => cell(one, row.provider, found.regions[number]))))))),
      downloads(`matrix-${found.as_of}`, { csv: () => csv(columns, rows) })), panel);
  }

  await load();
}
