// How answers changed: a lane for each subject and region, with what happened beside.
import { keep, many, params, entity } from "../address.js";
import { ask } from "../api.js";
import { clear, h, named, s } from "../dom.js";
import { downloads } from "../parts/download.js";
import { predicate } from "../parts/evidence.js";
import { dateField, names, picker } from "../parts/picker.js";
import { empty, show } from "../parts/states.js";
import { badge, legend } from "../parts/status.js";
import { csv, table } from "../parts/table.js";
import { changeItem, eventItem } from "../results.js";

const WIDTH = 1000;
const LEFT = 210;
const LANE = 30;
const TOP = 34;
const MOST = 60;
const DAY = 86_400_000;
// A month or a year stands at its middle, one day of several (`[A..B]`) at the last of them.
const at = (told) => {
  const day = (told ?? "").replace(/^\[.*\.\.(.*)\]$/, "$1");
  return Date.parse(`${day.length === 4 ? `${day}-07-01` : day.length === 7 ? `${day}-15` : day}T00:00:00Z`) / DAY;
};

const COLUMNS = [
  { name: "Day", value: (r) => r.day }, { name: "What", value: (r) => r.what }, { name: "Of", value: (r) => r.of }, { name: "Where or whom", value: (r) => r.where },
  { name: "Before", value: (r) => r.before }, { name: "After", value: (r) => r.after }, { name: "Sort", value: (r) => r.sort }, { name: "Said by", value: (r) => r.by },
];

function rowsOf(found) {
  const by = (listed) => [...new Set(listed.map((e) => e.speaker || e.publisher || e.doc))].join(", ");
  return found.flatMap((one) => [
    ...one.changes.map((c) => ({ day: c.on ?? "", what: "change", of: c.subject, where: c.region, before: c.before?.status ?? "", after: c.after.status, sort: c.after.unconfirmed ? "announced, unconfirmed" : "actual", by: by(c.because), change: c })),
    ...one.events.map((e) => ({ day: e.on ?? "", what: predicate(e.evidence.predicate, e.evidence.polarity), of: e.evidence.subject, where: e.evidence.object, before: "", after: "", sort: e.evidence.modality, by: by([e.evidence]), event: e })),
  ]).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function lanesOf(found) {
  const lanes = new Map();
  for (const one of found) {
    for (const change of one.changes) {
      const key = `${change.subject_id}|${change.region_id}`;
      const lane = lanes.get(key) ?? { name: `${change.subject} · ${change.region}`, changes: [] };
      lane.changes.push(change);
      lanes.set(key, lane);
    }
  }
  return [...lanes.values()];
}

function shortened(words, most = 30) {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function shape(sort, x, y) {
  if (sort === "actual") return s("circle", { cx: x, cy: y, r: 6, class: "event actual" });
  if (sort === "announced") return s("rect", { x: x - 5.5, y: y - 5.5, width: 11, height: 11, class: "event announced" });
  return s("path", { d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`, class: "event proposed" });
}

function picture(found, window, choose) {
  const all = lanesOf(found);
  const lanes = all.slice(0, MOST);
  const events = found.flatMap((one) => one.events).filter((e) => e.on);
  const days = [...lanes.flatMap((lane) => lane.changes.map((c) => c.on)), ...events.map((e) => e.on)].filter(Boolean).map(at);
  const first = window.from ? at(window.from) : Math.min(...days, at(window.to)) - 30;
  const last = Math.max(at(window.to), first + 1, ...(window.fixed ? [] : days)) + (window.fixed ? 0 : 15);
  const x = (day) => Number((LEFT + ((Math.min(Math.max(day, first), last) - first) / (last - first)) * (WIDTH - LEFT - 14)).toFixed(1));
  const rows = events.length ? 1 : 0;
  const height = TOP + (lanes.length + rows) * LANE + 12;
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "lanes", role: "group", "aria-label": "Timeline; the table below says the same" });
  const from = new Date(first * DAY).getUTCFullYear();
  const to = new Date(last * DAY).getUTCFullYear();
  const few = last - first < 800;
  for (let year = from; year <= to; year += 1) {
    for (const month of few ? [0, 3, 6, 9] : [0]) {
      const day = Date.UTC(year, month, 1) / DAY;
      if (day < first || day > last) continue;
      const label = few ? `${year}-${String(month + 1).padStart(2, "0")}` : String(year);
      svg.append(s("line", { x1: x(day), x2: x(day), y1: TOP - 8, y2: height - 6, class: "tick" }), s("text", { x: x(day), y: TOP - 14, class: "tick-label", "text-anchor": "middle" }, label));
    }
  }
  const button = (label, open, ...kids) => s("g", { role: "button", tabindex: "0", class: "hit", "aria-label": label, onclick: open, onkeydown: (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open();
    }
  } }, s("title", {}, label), kids);
  lanes.forEach((lane, number) => {
    const y = TOP + number * LANE;
    svg.append(s("text", { x: LEFT - 8, y: y + 18, class: "lane-name", "text-anchor": "end" }, s("title", {}, lane.name), shortened(lane.name)));
    lane.changes.forEach((change, place) => {
      const begin = change.on ? x(at(change.on)) : x(first);
      const next = lane.changes[place + 1];
      const end = next?.on ? x(at(next.on)) : x(last);
      const status = change.after.status;
      const box = { x: begin, y: y + 5, width: Math.max(end - begin, 3), height: LANE - 10, rx: 3 };
      svg.append(button(`${lane.name}: ${status} ${change.on ? `from ${change.on}` : "from the first"}`, () => choose(changeItem(change)), s("rect", { ...box, class: `area ${status}${change.after.unconfirmed ? " unconfirmed" : ""}` }), s("rect", { ...box, fill: `url(#pattern-${status})` }), end - begin > 74 ? s("text", { x: begin + 7, y: y + 19, class: "bar-label" }, status) : null));
    });
  });
  if (rows) {
    const y = TOP + lanes.length * LANE + LANE / 2;
    svg.append(s("text", { x: LEFT - 8, y: y + 4, class: "lane-name", "text-anchor": "end" }, "Rules, acts and plans"));
    for (const event of events) {
      const day = at(event.on);
      if (day < first || day > last) continue;
      const e = event.evidence;
      svg.append(button(`${event.on}, ${e.modality}: ${e.subject} ${predicate(e.predicate, e.polarity)} ${e.object}`, () => choose(eventItem(event)), shape(e.modality, x(day), y)));
    }
  }
  return { svg, hidden: all.length - lanes.length };
}

export async function render(place, { signal, about }) {
  const asked = params();
  let ids = many("ids");
  const stage = h("div", { class: "stage" });
  const form = h("form", { class: "controls wide", onsubmit: (event) => {
    event.preventDefault();
    const told = new FormData(event.target);
    keep({ ids, region: told.get("region"), from: told.get("from"), to: told.get("to"), known_on: told.get("known_on") });
    load();
  } },
    names({ label: "Services, providers, regions or rules", name: "ids", values: ids, change: (kept) => {
      ids = kept;
      keep({ ids });
      load();
    } }),
    picker("Only in", "region", asked.get("region") ?? "", ["Region"]), dateField("From", "from", asked.get("from")), dateField("To", "to", asked.get("to")), dateField("As known on", "known_on", asked.get("known_on")), h("button", { type: "submit", class: "primary" }, "Show"));
  clear(place, h("h1", {}, "How did it change?"), form, stage);

  async function load() {
    const query = params();
    if (!ids.length) {
      clear(stage, empty("Name something to follow", "A service, a provider, a region or a rule. ChatGPT, Italy, or the EU AI Act."));
      return;
    }
    await show(stage, async () => {
      const found = await Promise.all(ids.map((name) => ask("timeline", { name, region: query.get("region"), from: query.get("from"), to: query.get("to"), known_on: query.get("known_on") }, signal)));
      const rows = rowsOf(found);
      if (!rows.length) return empty("Nothing is told of that", "No document in the graph dates a change of it. Widen the days, or leave the region out.");
      const panel = h("aside", { class: "panel", "aria-label": "Evidence", hidden: true });
      const choose = (item) => {
        panel.hidden = false;
        item.querySelectorAll("details").forEach((one) => (one.open = true));
        clear(panel, h("button", { type: "button", class: "close", "aria-label": "Close the evidence", onclick: () => (panel.hidden = true) }, "×"), h("ul", { class: "changes" }, item));
        panel.querySelector("button").focus();
      };
      const { svg, hidden } = picture(found, { from: query.get("from"), to: query.get("to") ?? about.today, fixed: query.has("to") }, choose);
      const columns = COLUMNS.map((column) => ({ ...column }));
      columns[0].cell = (row) => h("button", { type: "button", class: "link", onclick: () => choose(row.change ? changeItem(row.change) : eventItem(row.event)) }, row.day || "undated", h("span", { class: "unseen" }, ": show evidence"));
      columns[4].cell = (row) => (row.before ? badge(row.before) : "");
      columns[5].cell = (row) => (row.after ? badge(row.after) : "");
      return h("div", { class: "with-panel" }, h("div", { class: "picture" },
        h("p", { class: "subjects" }, found.map((one, number) => [number ? ", " : null, h("a", { href: entity(one.id) }, named(one.name))])),
        legend(), h("ul", { class: "legend", "aria-label": "What the marks mean" }, [["actual", "actual"], ["announced", "announced"], ["proposed", "proposed or rumoured"]].map(([sort, words]) => h("li", {}, s("svg", { width: 18, height: 18, "aria-hidden": "true" }, shape(sort, 9, 9)), words))),
        hidden ? h("p", { class: "hint" }, `${hidden} more lanes are in the table; name a region to see fewer.`) : null,
        h("div", { class: "scroll frame", tabindex: "0", role: "region", "aria-label": "Timeline" }, svg),
        downloads(`timeline-${found[0].id}`, { svg: () => svg, title: () => found.map((one) => one.name).join(", "), csv: () => csv(COLUMNS, rows) }), h("h2", {}, "The same as a table"), table({ caption: "Changes and events", columns, rows })), panel);
    });
  }

  await load();
}
