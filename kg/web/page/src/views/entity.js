// Who somebody is, and all that is said of it.
import { address, entity, params } from "../address.js";
import { ask, page } from "../api.js";
import { clear, h, named, outer } from "../dom.js";
import { predicate, quote } from "../parts/evidence.js";
import { empty, show } from "../parts/states.js";

const AT_ONCE = 20;

export async function render(place, { rest, signal }) {
  const path = `entities/${encodeURIComponent(rest)}`;
  const profile = await ask(path, {}, signal);
  const who = profile.entity;
  document.title = `${who.name} · kg`;
  const total = Object.values(profile.statements).reduce((sum, n) => sum + n, 0);
  const rels = params().getAll("rels");
  const list = h("div", { class: "stack" });
  const linked = (one) => h("a", { href: entity(one.id) }, named(one.name));
  const row = (name, inside) => (inside && (!Array.isArray(inside) || inside.length) ? h("div", {}, h("dt", {}, name), h("dd", {}, inside)) : null);
  const listed = (all) => all.map((one, n) => [n ? ", " : null, linked(one)]);
  const region = who.type === "Region";
  const served = ["Service", "Model", "Company", "Hardware", "JointVenture"].includes(who.type);
  clear(place, h("p", {}, h("span", { class: "tag" }, who.type), who.provisional ? h("span", { class: "tag" }, "known from documents only") : null), h("h1", {}, named(who.name)),
    h("dl", { class: "facts" }, row("Also called", who.aliases.length ? named(who.aliases.slice(0, 12).join(", ")) : null), row("Offered by", profile.provider ? linked(profile.provider) : null), row("Belongs to", profile.parent ? linked(profile.parent) : null),
      row("Part of", listed(profile.part_of)), row("Offers", listed(profile.offers)), row("ISO 3166", who.iso), row("Wikidata", who.wikidata && /^Q\d+$/.test(who.wikidata) ? outer(`https://www.wikidata.org/wiki/${who.wikidata}`, who.wikidata) : null)),
    h("nav", { class: "actions", "aria-label": "Views of this" },
      region ? h("a", { class: "button", href: address("/", { kind: "serves", region: who.name }) }, "Who serves it") : null, served ? h("a", { class: "button", href: address("/map", { subject: who.name }) }, "On the map") : null,
      h("a", { class: "button", href: address("/timeline", { ids: who.name }) }, "Timeline"), h("a", { class: "button", href: address("/graph", { center: who.id }) }, "Graph"), h("a", { class: "button", href: address("/", { kind: "policies", name: who.name }) }, "Rules that touch it")),
    h("h2", {}, "What is said of it ", h("span", { class: "count" }, String(total))),
    total ? h("ul", { class: "legend filters", "aria-label": "Only these links" }, h("li", {}, h("a", { href: entity(rest), "aria-current": rels.length ? null : "true" }, `all ${total}`)), Object.entries(profile.statements).map(([name, n]) => h("li", {}, h("a", { href: address(entity(rest), { rels: name }), "aria-current": rels.includes(name) ? "true" : null }, `${predicate(name)} ${n}`)))) : null, list);

  async function more(offset) {
    const found = await page(`${path}/neighbours`, { rels, limit: AT_ONCE, offset }, signal);
    const left = found.total - offset - found.rows.length;
    const button = h("button", { type: "button", class: "quiet", onclick: async () => {
      button.disabled = true;
      button.replaceWith(...(await more(offset + AT_ONCE)));
    } }, `Show ${Math.min(left, AT_ONCE)} more of ${left}`);
    return [...found.rows.map((one) => quote(one.evidence)), left > 0 ? button : null].filter(Boolean);
  }

  if (!total) clear(list, empty("No document speaks of it", "It is known to the catalogue alone."));
  else await show(list, () => more(0));
}
