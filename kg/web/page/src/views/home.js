// The question, in words or by a form, and its answer.
import { address, go, params } from "../address.js";
import { ask } from "../api.js";
import { clear, h } from "../dom.js";
import { combobox, dateField, names, picker, SUBJECTS } from "../parts/picker.js";
import { show } from "../parts/states.js";
import { result } from "../results.js";

const EXAMPLES = ["Who still serves China?", "Is ChatGPT available in Italy?", "Which rules touch OpenAI?", "What changed in China between 1 July 2024 and 22 October 2024?", "Which ways lead to GPT-4 in China?", "Compare Microsoft and OpenAI in China"];

const FORMS = {
  serves: ["Who serves a region", ["region", "audience", "owned_from"]],
  status: ["The status of one service in one region", ["subject", "region", "audience"]],
  timeline: ["How it changed", ["name", "region?", "from", "to"]],
  policies: ["Which rules touch it", ["name?"]],
  paths: ["Which ways lead to a model", ["model", "region"]],
  compare: ["Providers side by side", ["providers", "region"]],
  conflicts: ["Where sources disagree", ["subject?", "region?"]],
  diff: ["What differs between two days", ["name?", "from!", "to"]],
  whatif: ["What a rule would cut", ["policy", "region?"]],
  network: ["Who belongs to whom", ["name"]],
  figures: ["What the figures say", ["name?"]],
};
const LABELS = { region: "Region", subject: "Service, model or company", name: "Name", model: "Model", providers: "Providers", audience: "For whom", owned_from: "More than half owned from", policy: "Rule", from: "From", to: "To" };
const TYPES = { region: ["Region"], owned_from: ["Region"], subject: SUBJECTS, model: ["Model", "Service", "Company"], providers: ["Company"], policy: ["Policy"] };

function field(told, given) {
  const name = told.replace(/[?!]$/, "");
  if (name === "from" || name === "to") return dateField(LABELS[name], name, given.get(name), { required: told.endsWith("!") });
  if (name === "providers") return names({ label: LABELS[name], name, values: given.getAll(name), types: TYPES[name], change: () => {} });
  if (name === "audience") return h("div", { class: "field" }, h("label", { for: "who" }, LABELS[name]), h("input", { id: "who", name, value: given.get(name) ?? "", placeholder: "anybody" }));
  return picker(LABELS[name], name, given.get(name) ?? "", TYPES[name], { required: !told.endsWith("?") && name !== "owned_from" });
}

function form(given, about) {
  const kind = given.get("kind") ?? "serves";
  const fields = h("div", { class: "fields" });
  const draw = (which) => clear(fields, FORMS[which][1].map((told) => field(told, given)), dateField("On the day", "as_of", given.get("as_of") ?? about.today), dateField("As known on", "known_on", given.get("known_on")));
  const kinds = h("select", { id: "kind", name: "kind", onchange: (event) => draw(event.target.value) }, Object.entries(FORMS).map(([name, [words]]) => h("option", { value: name, selected: name === kind }, words)));
  draw(FORMS[kind] ? kind : "serves");
  return h("details", { class: "by-form", open: given.has("kind") }, h("summary", {}, "Ask by a form instead"),
    h("form", { "aria-label": "Ask by a form", onsubmit: (event) => {
      event.preventDefault();
      const told = new FormData(event.target);
      const parameters = {};
      for (const key of new Set(told.keys())) parameters[key] = told.getAll(key).filter(Boolean);
      go(address("/", parameters));
    } }, h("div", { class: "field" }, h("label", { for: "kind" }, "What is asked"), kinds), fields, h("button", { type: "submit", class: "primary" }, "Ask")));
}

function box(given, about) {
  const question = combobox({ label: "Your question", name: "q", value: given.get("q") ?? "", placeholder: "Who still serves China?", find: async (typed) => (await ask("suggest", { q: typed })).map((text) => ({ text })) });
  question.querySelector("input").setAttribute("maxlength", "400");
  return h("form", { role: "search", class: "question", onsubmit: (event) => {
    event.preventDefault();
    const told = new FormData(event.target);
    const q = told.get("q").trim();
    if (q) go(address("/", { q, as_of: told.get("as_of") }));
  } }, question, dateField("Asked on the day", "as_of", given.get("as_of") ?? about.today), h("button", { type: "submit", class: "primary" }, "Ask"));
}

const offer = (q, as_of) => h("li", {}, h("a", { href: address("/", { q, as_of }) }, q));

function understood(reply, given) {
  const asked = given.get("as_of");
  if (reply.problem) {
    return h("section", { class: "state failed", role: "alert" }, h("p", { class: "state-title" }, "That was not understood"), h("p", {}, reply.problem), reply.notes.map((note) => h("p", { class: "hint" }, note)),
      reply.offers.length ? [h("p", {}, "Near it, and answered:"), h("ul", { class: "offers" }, reply.offers.map((q) => offer(q, asked)))] : null);
  }
  return [h("section", { class: "read", "aria-label": "How the question was read" }, h("p", {}, "Read as: ", h("strong", {}, reply.says)), reply.notes.map((note) => h("p", { class: "hint" }, note)),
    reply.command ? h("p", {}, h("code", {}, reply.command)) : null),
    result(reply.understood.kind, reply.answer), reply.within.length ? h("section", {}, h("h2", {}, "Within that time"), result("diff", reply.within)) : null];
}

const PASSED = ["region", "subject", "name", "model", "providers", "audience", "owned_from", "policy", "from", "to", "as_of", "known_on"];

export async function render(place, { signal, about }) {
  const given = params();
  const answer = h("div", { class: "answers" });
  const asked = given.has("q") || given.has("kind");
  clear(place, h("div", { class: asked ? "asking" : "asking wide" }, h("h1", {}, "Who still serves whom?"),
    asked ? null : h("p", { class: "lead" }, "Ask who can use which AI service where, since when, by which way and under whose rule. Every answer shows the sentences behind it, for and against."),
    box(given, about), asked ? null : h("div", { class: "tries" }, h("p", {}, "For example:"), h("ul", { class: "offers" }, EXAMPLES.map((q) => offer(q, about.today)))), form(given, about)), answer);
  if (given.has("q")) {
    document.title = `${given.get("q")} · kg`;
    await show(answer, async () => understood(await ask("ask", { q: given.get("q"), as_of: given.get("as_of") }, signal), given), "Looking for who says what …");
  } else if (given.has("kind")) {
    const kind = given.get("kind");
    const parameters = Object.fromEntries(PASSED.filter((name) => given.has(name)).map((name) => [name, given.getAll(name)]));
    await show(answer, async () => {
      if (!FORMS[kind]) throw Object.assign(new Error(`no question '${kind}'; choose one above`), { status: 400 });
      return result(kind, await ask(kind, parameters, signal));
    });
  }
}
