// How each kind of answer is shown; the same for a question in words and for a form.
import { address, entity } from "./address.js";
import { h, named } from "./dom.js";
import { answerCard, audiencesOf, providerCard } from "./parts/answer.js";
import { predicate, quotes, sides } from "./parts/evidence.js";
import { empty } from "./parts/states.js";
import { badge } from "./parts/status.js";
import { table } from "./parts/table.js";

const SERVED = ["available", "limited", "contested"];
const link = (id, name) => h("a", { href: entity(id) }, named(name));
const evidenceBox = (listed, words = "Evidence") => (listed?.length ? h("details", { class: "grounds" }, h("summary", {}, `${words}: ${listed.length}`), quotes(listed)) : null);

function serves(found) {
  if (!found.length) return empty("Nobody says anything about that region", "No document in the graph speaks of a service there by that day. Unknown is not unavailable.");
  const yes = found.filter((one) => SERVED.includes(one.status));
  const no = found.filter((one) => one.status === "unavailable");
  const unknown = found.filter((one) => one.status === "unknown");
  const group = (title, listed) => (listed.length ? h("section", { class: "group" }, h("h2", {}, title, " ", h("span", { class: "count" }, String(listed.length))), h("div", { class: "providers" }, listed.map(providerCard))) : null);
  return [group("Serving", yes), group("Not serving", no), group("Spoken of, status unknown", unknown)];
}

function state(told) {
  return [badge(told.status), " ", h("small", {}, [told.channels.map((one) => one.replace(/_/g, " ")).join(", "), audiencesOf(told).join(", ")].filter(Boolean).join(" · "))];
}

export function changeItem(change) {
  return h("li", { class: "change" },
    h("p", {}, change.on ? h("time", {}, change.on) : h("span", { class: "time" }, change.before ? `${change.before.as_of} → ${change.after.as_of}` : "from the first"), " ", link(change.subject_id, change.subject), " in ", link(change.region_id, change.region)),
    h("p", {}, change.before ? [state(change.before), h("span", { class: "arrow", "aria-label": "then" }, " → ")] : null, state(change.after)),
    evidenceBox(change.because, "Why"));
}

export function eventItem(event) {
  const e = event.evidence;
  return h("li", { class: `event ${e.modality}` },
    h("p", {}, event.dated || !event.on ? null : h("span", { class: "hint" }, "told on "), h("time", {}, event.on ?? "undated"), " ", e.modality === "actual" ? null : [h("span", { class: `tag ${e.modality}` }, e.modality), " "], named(e.subject), " ", predicate(e.predicate, e.polarity), " ", named(e.object), e.valid_from && !event.dated ? ` from ${e.valid_from}` : null),
    evidenceBox([e], "Quote"));
}

function timeline(found) {
  const dated = [...found.changes.map((c) => [c.on ?? "", changeItem(c)]), ...found.events.map((e) => [e.on ?? "", eventItem(e)])].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  if (!dated.length) return empty(`Nothing is told of ${found.name}`, "No document in the graph dates a change of it.");
  return [h("p", {}, h("a", { href: address("/timeline", { ids: found.name, region: found.region, from: found.start, to: found.end }) }, "Show it as a picture")), h("ol", { class: "changes" }, dated.map(([, item]) => item))];
}

function diff(found) {
  return found.length ? h("ol", { class: "changes" }, found.map(changeItem)) : empty("No answer differs", "What sources say leads to the same answers on both days.");
}

function standing(found, head, rows) {
  return h("article", { class: "answer" }, h("header", {}, h("h3", {}, head), badge(found.status), found.unconfirmed ? h("span", { class: "mark" }, "announced, unconfirmed") : null),
    h("dl", { class: "facts" }, [...rows, ["Since", found.since], ["Until", found.until], ["First told", found.first_told], ["Last confirmed", found.last_confirmed], ["Note", found.note]].filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, named(value))))),
    evidenceBox(found.evidence), evidenceBox(found.against, "Against"), evidenceBox(found.upcoming, "Upcoming"));
}

function policies(found) {
  if (!found.policies.length && !found.acts.length) return empty("No policy or act is told of", "No document in the graph speaks of one by that day.");
  return h("div", { class: "stack" },
    found.policies.map((p) => standing(p, link(p.policy_id, p.policy), [["By", p.issuers.map((i) => i.name).join(", ")], ["Issued", p.issued], ["Applies to", p.applies_to.map((b) => `${b.name} (${b.status})`).join(", ")]])),
    found.acts.map((a) => standing(a, [link(a.actor.id, a.actor.name), ` ${a.kind} `, link(a.target.id, a.target.name)], [["For", a.audiences.join(", ")], ["If", a.conditions.join(", ")]])));
}

function paths(found) {
  const way = (path) => h("article", { class: `answer is-${path.status}` },
    h("header", {}, h("h3", {}, link(path.service.id, path.service.name)), h("span", { class: "tag" }, path.way.replace(/_/g, " ")), badge(path.status)),
    path.operators.length ? h("p", {}, "by ", path.operators.map((o, n) => [n ? ", " : null, link(o.id, o.name)])) : null, answerCard(path.answer, { level: 4 }));
  if (!found.paths.length && !found.unofficial.length) return empty(`Nobody speaks of a way to ${found.model} in ${found.region}`);
  return [h("div", { class: "stack" }, found.paths.map(way)), found.unofficial.length ? h("section", {}, h("h2", {}, "Unofficial, not counted"), quotes(found.unofficial)) : null,
    found.unspoken.length ? h("p", { class: "hint" }, "Nobody speaks there of: ", found.unspoken.map((one, n) => [n ? ", " : null, link(one.id, one.name)])) : null];
}

function compare(found) {
  return h("div", { class: "compare" }, found.providers.map((side) => h("div", {}, providerCard(side.answer), side.policies.length || side.acts.length ? [h("h3", {}, "What touches it there"), policies(side)] : null)));
}

function conflicts(found) {
  if (!found.length) return empty("No contradiction", "Sources that speak of the same time agree with each other.");
  return h("div", { class: "stack" }, found.map((c) => h("article", { class: "answer" }, h("header", {}, h("h3", {}, link(c.subject_id, c.subject), " in ", link(c.region_id, c.region)), badge(c.status), h("span", { class: "tag" }, `disagreement on ${c.kind}`)),
    h("p", {}, c.contested ? "The rules cannot decide." : c.preferred ? "The first side was preferred." : "The answer keeps both.", " Rules: ", c.rules.join(", ")), sides(c.one, c.other, c.preferred ? ["Preferred", "Against"] : ["One side", "Other side"]))));
}

function figures(found) {
  if (!found.length) return empty("No figures", "No document in the graph gives one.");
  return h("div", { class: "stack" }, found.map((f) => h("article", { class: "answer" }, h("header", {}, h("h3", {}, link(f.subject_id, f.subject), `, ${f.measure}`)), h("p", { class: "figure" }, `${f.relation === "exactly" ? "" : f.relation} ${f.value} ${f.unit ?? ""}`.trim(), f.compared_with ? ` compared with ${f.compared_with}` : null, f.on ? h("small", {}, ` ${f.on}`) : null), quotes([f.evidence]))));
}

function edges(listed) {
  return h("ul", { class: "edges" }, listed.map((e) => h("li", {}, h("p", {}, link(e.source_id, e.source), " ", predicate(e.relation), " ", link(e.target_id, e.target), e.state === "holds" ? null : h("span", { class: "tag" }, e.state), e.figure ? ` ${e.figure.value} ${e.figure.unit ?? ""}` : null, e.since ? h("small", {}, ` since ${e.since}`) : null), e.evidence.length ? evidenceBox(e.evidence) : h("p", { class: "hint" }, "known to the catalogue; no document says so"))));
}

function network(found) {
  if (!found.edges.length) return empty(`Nobody is told to be joined to ${found.entity}`);
  return [h("p", {}, h("a", { href: address("/graph", { center: found.entity, as_of: found.as_of }) }, "Show it as a graph"), found.controls.length ? ` · controls: ${found.controls.join(", ")}` : null),
    found.owned_from.map((o) => h("p", {}, `Owned from ${o.region}: between ${o.low} and ${o.high}`)), edges(found.edges)];
}

function chains(found) {
  return found.length ? h("div", { class: "stack" }, found.map((c) => h("article", { class: "answer" }, h("h3", {}, c.names.join(" — ")), edges(c.edges)))) : empty("No way leads there");
}

function without(found) {
  if (!found.length) return empty("Nothing is served there", "So nothing would change.");
  return table({ caption: "What becomes of each service", rows: found, columns: [
    { name: "Service", value: (l) => l.service, cell: (l) => link(l.service_id, l.service) }, { name: "Provider", value: (l) => l.provider }, { name: "Now", value: (l) => l.status, cell: (l) => badge(l.status) }, { name: "Then", value: (l) => l.fate }, { name: "Why", value: (l) => l.why }] });
}

function whatif(found) {
  return [h("p", {}, `Supposed in force on ${found.as_of}; in truth `, badge(found.status), `. ${found.cuts.length} answers would change, ${found.unchanged} would not.`),
    evidenceBox(found.because, "What it says"),
    found.demands.length ? h("p", {}, `It asks for: ${found.demands.join(", ")}.`) : null,
    found.affected.length ? h("details", { class: "grounds" }, h("summary", {}, `Comes under it abroad, as it is: ${found.affected.length}`), found.affected.map((a) => answerCard(a, { level: 4 }))) : null,
    found.cuts.length ? h("div", { class: "stack" }, found.cuts.map((cut) => h("article", { class: "answer" }, h("header", {}, h("h3", {}, named(cut.before.subject), " in ", named(cut.before.region)), badge(cut.before.status), h("span", { "aria-label": "would become" }, " → "), badge(cut.after.status)), h("p", {}, "by what it says of ", cut.target.join(", ")), h("details", { class: "grounds" }, h("summary", {}, "The answer then"), answerCard(cut.after, { level: 4 }))))) : empty("Nothing would change")];
}

const RESULTS = { serves, status: (a) => answerCard(a, { open: true, level: 2 }), timeline, policies, paths, compare, whatif, diff, conflicts, network, chains, without, figures };

export function result(kind, answer) {
  return h("div", { class: `result ${kind}` }, RESULTS[kind](answer));
}
