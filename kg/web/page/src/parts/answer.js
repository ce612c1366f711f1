// An answer as a card: the status first, then for whom, by which way, since when, and why.
import { address, entity } from "../address.js";
import { h, named } from "../dom.js";
import { badge } from "./status.js";
import { quotes, rulesOf, sides } from "./evidence.js";

export function audiencesOf(a) {
  return (a.audiences ?? []).map((who) => ((a.excluded ?? []).includes(who) ? `not ${who}` : who));
}

function row(name, value) {
  return value && value.length ? h("div", {}, h("dt", {}, name), h("dd", {}, named(value))) : null;
}

function marks(answer) {
  return [
    answer.stale ? h("span", { class: "mark stale", title: "The last confirmation is old" }, "⏱ stale") : null,
    answer.unconfirmed ? h("span", { class: "mark unconfirmed", title: "Its day has passed, and nobody has said since that it happened" }, "announced, unconfirmed") : null,
  ];
}

export function factsOf(answer) {
  return h("dl", { class: "facts" },
    row("Channel", (answer.channels ?? []).map((one) => one.replace(/_/g, " ")).join(", ")),
    row("For", audiencesOf(answer).join(", ")), row("Since", answer.since), row("Until", answer.until),
    row("Last confirmed", answer.last_confirmed), row("Note", answer.note));
}

function more(name, listed, kind) {
  if (!listed?.length) return null;
  return h("details", { class: `more ${kind}`, open: listed.length < 3 && kind === "upcoming" }, h("summary", {}, name, " ", h("span", { class: "count" }, String(listed.length))), quotes(listed));
}

function partsOf(answer) {
  if (!answer.parts?.length) return null;
  const name = (part) => (part.region_id === answer.region_id ? part.subject : part.region);
  return h("details", { class: "more" }, h("summary", {}, "Parts ", h("span", { class: "count" }, String(answer.parts.length))),
    h("ul", { class: "parts" }, answer.parts.map((part) => h("li", {}, h("a", { href: address("/", { kind: "status", subject: part.subject, region: part.region, as_of: answer.as_of }) }, named(name(part))), " ", badge(part.status)))));
}

export function answerCard(answer, { open = false, level = 3 } = {}) {
  const grounds = [sides(answer.evidence, answer.against, undefined, level + 1), more("Upcoming", answer.upcoming, "upcoming"),
    more("Risks: proposed or rumoured", answer.risks, "risks"), more("Unofficial ways, which do not count", answer.unofficial, "unofficial"), partsOf(answer), rulesOf(answer.rules ?? [])];
  return h("article", { class: `answer is-${answer.status}` },
    h("header", {}, h(`h${level}`, {}, h("a", { href: entity(answer.subject_id) }, named(answer.subject)), h("span", { class: "in" }, " in "), named(answer.region)), badge(answer.status), marks(answer)),
    h("p", { class: "day" }, `on ${answer.as_of}`, answer.known_on ? `, as known on ${answer.known_on}` : null, " · ",
      h("a", { href: address("/timeline", { ids: answer.subject, region: answer.region }) }, "timeline"), " · ", h("a", { href: address("/map", { subject: answer.subject, as_of: answer.as_of, region: answer.region }) }, "map")),
    factsOf(answer),
    open ? grounds : h("details", { class: "grounds" }, h("summary", {}, `Evidence: ${answer.evidence.length} for, ${answer.against.length} against`), grounds));
}

export function providerCard(provider) {
  const services = provider.services.length ? provider.services : [provider.answer];
  return h("section", { class: `provider is-${provider.status}` },
    h("header", {}, h("h3", {}, h("a", { href: entity(provider.provider_id) }, named(provider.provider))), badge(provider.status)),
    provider.answer.note && provider.services.length ? h("p", { class: "note-line" }, named(provider.answer.note)) : null,
    services.map((answer) => h("div", { class: "service" },
      h("p", { class: "service-head" }, h("strong", {}, named(answer.subject)), " ", badge(answer.status), marks(answer)),
      factsOf(answer),
      h("details", { class: "grounds" }, h("summary", {}, `Evidence: ${answer.evidence.length} for, ${answer.against.length} against`, h("span", { class: "unseen" }, ` of ${answer.subject}`)),
        sides(answer.evidence, answer.against), more("Upcoming", answer.upcoming, "upcoming"), more("Risks: proposed or rumoured", answer.risks, "risks"), more("Unofficial ways, which do not count", answer.unofficial, "unofficial"), partsOf(answer), rulesOf(answer.rules)))));
}
