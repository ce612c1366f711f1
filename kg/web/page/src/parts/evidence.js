// The sentence behind an answer: who says it, when, of whom, and where it stands.
import { ask, once } from "../api.js";
import { place } from "../address.js";
import { h, named, outer } from "../dom.js";
import { show } from "./states.js";
import { answerCard } from "./answer.js";

const PREDICATES = {
  available_in: "available in", hosted_in: "hosted in", operates_in: "operates in", built_on: "built on",
  owned_by: "owned by", invests_in: "invests in", partners_with: "partners with", joint_venture_of: "joint venture of",
  operates_through: "operates through", issued_by: "issued by", applies_to: "applies to", part_of: "part of",
  headquartered_in: "has its seat in",
};

export function predicate(name, polarity) {
  const words = PREDICATES[name] ?? name.replace(/_/g, " ");
  return polarity === "negated" ? `not ${words}` : words;
}

function facts(e) {
  const dates = e.valid_from || e.valid_to ? [`${e.valid_from ? `from ${e.valid_from}` : ""} ${e.valid_to ? `until ${e.valid_to}` : ""}`.trim()] : [];
  const rows = [
    ["When", dates.join(" ")],
    ["Channel", e.channel?.replace(/_/g, " ")],
    ["Through", e.via],
    ["For", e.audience],
    ["If", e.condition],
    ["Figure", e.figure ? `${e.figure.relation === "exactly" ? "" : e.figure.relation} ${e.figure.value} ${e.figure.unit ?? ""}`.trim() : null],
  ];
  return rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, named(value))));
}

export function quote(e) {
  const speaker = e.speaker || e.publisher || "unnamed";
  const says = e.modality === "actual" ? "" : ` · ${e.modality}`;
  return h("article", { class: `quote ${e.polarity}` },
    h("blockquote", { dir: "auto" }, e.quote),
    h("p", { class: "who" }, h("strong", {}, named(speaker)), " · ", h("time", {}, e.published ?? "undated"), e.publisher && e.publisher !== speaker ? [" · ", named(e.publisher)] : null),
    h("p", { class: "claim" }, h("span", { class: `polarity ${e.polarity}` }, e.polarity === "negated" ? "− denied:" : "+ affirmed:"), " ", named(e.subject), " ", predicate(e.predicate), " ", named(e.object), says),
    facts(e).length ? h("dl", { class: "facts" }, facts(e)) : null,
    h("p", { class: "links" }, h("a", { href: place(e.doc, e.start, e.end) }, "Show in the document", h("span", { class: "unseen" }, `: ${e.headline || e.doc}`)), e.url ? [" · ", outer(e.url, "Source")] : null));
}

export function quotes(listed, most = 3) {
  const all = h("div", { class: "quotes" }, listed.slice(0, most).map(quote));
  if (listed.length > most) {
    all.append(h("button", { type: "button", class: "quiet", onclick: (event) => event.target.replaceWith(...listed.slice(most).map(quote)) }, `Show ${listed.length - most} more`));
  }
  return all;
}

// Both sides beside each other, with their numbers; a side without a word says so.
export function sides(one, other, heads = ["For this answer", "Against it"], level = 4) {
  const side = (name, listed, kind) => h("section", { class: `side ${kind}` }, h(`h${level}`, { class: "side-head" }, name, " ", h("span", { class: "count" }, String(listed.length))),
    listed.length ? quotes(listed) : h("p", { class: "none" }, kind === "against" ? "Nothing speaks against it." : "Nobody says anything."));
  return h("div", { class: "sides" }, side(heads[0], one, "for"), side(heads[1], other, "against"));
}

export function rulesOf(names) {
  if (!names.length) return null;
  const body = h("ul", { class: "rules" });
  const box = h("details", { class: "rules-box" }, h("summary", {}, `Rules that decided: ${names.join(", ")}`), body);
  box.addEventListener("toggle", async () => {
    if (!box.open || body.childElementCount) return;
    await show(body, async () => {
      const rules = await once("rules");
      return rules.filter((rule) => names.includes(rule.id)).map((rule) => h("li", {}, h("strong", {}, rule.title), h("p", {}, rule.text)));
    });
  });
  return box;
}

// A panel beside a picture: the status of one cell with all that stands behind it.
export async function cellPanel(panel, parameters) {
  panel.hidden = false;
  await show(panel, async () => {
    const answer = await ask("status", parameters);
    return [close(panel), answerCard(answer, { open: true })];
  }, "Reading the evidence …");
}

export function close(panel, back) {
  return h("button", { type: "button", class: "close", "aria-label": "Close the evidence", onclick: () => {
    panel.hidden = true;
    panel.replaceChildren();
    back?.focus();
  } }, "×");
}
