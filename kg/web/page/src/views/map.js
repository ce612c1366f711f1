// Where something can be had: every country and territory on a day, from one answer.
import { geoNaturalEarth1, geoPath, geoGraticule10 } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { address, keep, params } from "../address.js";
import { ask } from "../api.js";
import { clear, h, named, s, say } from "../dom.js";
import { audiencesOf } from "../parts/answer.js";
import { downloads } from "../parts/download.js";
import { cellPanel } from "../parts/evidence.js";
import { dateField, picker, SUBJECTS } from "../parts/picker.js";
import { empty, show } from "../parts/states.js";
import { badge, legend, patterns, STATUSES } from "../parts/status.js";
import { csv, table } from "../parts/table.js";

const WIDTH = 960;
const HEIGHT = 500;
const DAY = 86_400_000;
const PARTS = { World: null, Europe: [-13, 34, 45, 71], Asia: [55, -11, 150, 55], "Middle East": [25, 10, 65, 43], Africa: [-20, -36, 54, 38], "North America": [-170, 7, -52, 74], "South America": [-93, -57, -32, 14], Oceania: [108, -50, 180, 2] };
const UNKNOWN = { status: "unknown", channels: [], audiences: [], excluded: [] };
const COLUMNS = [
  { name: "Place", value: (r) => r.region }, { name: "Code", value: (r) => r.iso }, { name: "Status", value: (r) => r.now.status },
  { name: "Channel", value: (r) => r.now.channels.join(", ").replace(/_/g, " ") }, { name: "For", value: (r) => audiencesOf(r.now).join(", ") }, { name: "Since", value: (r) => r.now.start ?? "" }, { name: "Until", value: (r) => r.now.end ?? "" },
];

let geometry;
async function world(signal) {
  geometry ??= (await fetch("/assets/world.json", { signal })).json();
  try {
    return await geometry;
  } catch (error) {
    geometry = undefined;
    throw error;
  }
}

const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
const text = (value) => new Date(value * DAY).toISOString().slice(0, 10);

function held(place, day) {
  return place.stretches.find((one) => (one.start ?? "") <= day && (one.end === null || day < one.end)) ?? UNKNOWN;
}

function daysOf(places, today) {
  const edges = places.flatMap((place) => place.stretches.flatMap((one) => [one.start, one.end])).filter(Boolean).sort();
  const first = number(edges[0] ?? today) - 30;
  const last = Math.max(number(today), number(edges[edges.length - 1] ?? today)) + 30;
  return { first, last, edges: [...new Set(edges)] };
}

function draw(atlas, codes, choose) {
  const projection = geoNaturalEarth1().fitExtent([[6, 6], [WIDTH - 6, HEIGHT - 6]], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const shapes = new Map();
  const places = feature(atlas.topology, atlas.topology.objects.places).features;
  const areas = s("g", { class: "areas" });
  const overlay = s("g", { class: "overlay" });
  const add = (code, element, cover) => {
    areas.append(element);
    if (cover) overlay.append(cover);
    shapes.set(code, [...(shapes.get(code) ?? []), { element, cover }]);
  };
  const listen = (code) => ({ onclick: () => choose(code) });
  for (const shape of places) {
    const d = path(shape);
    if (!d) continue;
    const known = codes.has(shape.id);
    const disputed = shape.id === "UA-43" ? " disputed" : "";
    add(shape.id, s("path", { d, class: `area unknown${disputed}`, "data-code": shape.id, ...(known ? listen(shape.id) : {}) }, s("title", {}, shape.id)), s("path", { d, class: "cover", fill: "none" }));
  }
  for (const [code, at] of Object.entries(atlas.points)) {
    const where = projection(at);
    if (!where || !codes.has(code)) continue;
    const [cx, cy] = where.map((one) => Number(one.toFixed(1)));
    add(code, s("circle", { cx, cy, r: 3.2, class: "area dot unknown", "data-code": code, "data-point": "", ...listen(code) }, s("title", {}, code)), s("circle", { cx, cy, r: 3.2, class: "cover dot", fill: "none" }));
  }
  const borders = s("path", { d: path(mesh(atlas.topology, atlas.topology.objects.places, (a, b) => a !== b)), class: "borders" });
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "world", role: "img", "aria-label": "Map of the world; the table below says the same" },
    patterns("hatching"), s("path", { d: path({ type: "Sphere" }), class: "sea" }), s("path", { d: path(geoGraticule10()), class: "net" }), areas, overlay, borders);
  borders.before(...areas.querySelectorAll("circle"), ...overlay.querySelectorAll("circle"));
  return { svg, shapes, projection };
}

function zoomed(svg, projection, box) {
  let view = [0, 0, WIDTH, HEIGHT];
  if (box) {
    const at = [];
    for (let i = 0; i <= 8; i += 1) {
      const x = box[0] + ((box[2] - box[0]) * i) / 8;
      const y = box[1] + ((box[3] - box[1]) * i) / 8;
      at.push(projection([x, box[1]]), projection([x, box[3]]), projection([box[0], y]), projection([box[2], y]));
    }
    const xs = at.map((one) => one[0]);
    const ys = at.map((one) => one[1]);
    view = [Math.min(...xs), Math.min(...ys), Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  }
  svg.setAttribute("viewBox", view.map((one) => one.toFixed(1)).join(" "));
  const scale = view[2] / WIDTH;
  svg.querySelectorAll("pattern").forEach((pattern) => pattern.setAttribute("patternTransform", `scale(${scale.toFixed(3)})`));
  svg.querySelectorAll("circle.dot").forEach((dot) => dot.setAttribute("r", (3.2 * Math.max(scale, 0.28)).toFixed(2)));
}

function controls(told, about, move) {
  const subject = picker("Service, model or provider", "subject", told.get("subject") ?? told.get("service") ?? told.get("provider") ?? "", SUBJECTS, { required: true });
  return h("form", { class: "controls", onsubmit: (event) => {
    event.preventDefault();
    move(new FormData(event.target));
  } }, subject, dateField("As known on", "known_on", told.get("known_on")), h("button", { type: "submit", class: "primary" }, "Show"));
}

export async function render(place, { signal, about }) {
  const told = params();
  const stage = h("div", { class: "stage" });
  clear(place, h("h1", {}, "Where can it be had?"), controls(told, about, (form) => {
    keep({ subject: form.get("subject"), service: null, provider: null, known_on: form.get("known_on"), region: null });
    load();
  }), stage);

  async function load() {
    const query = params();
    const subject = query.get("subject") ?? query.get("service") ?? query.get("provider");
    if (!subject) {
      clear(stage, empty("Choose what to look for", "A service, a model or a provider: the map then shows its status in every country on any day."), h("ul", { class: "offers" }, ["ChatGPT", "OpenAI", "Claude", "Gemini", "DeepSeek"].map((name) => h("li", {}, h("a", { href: address("/map", { subject: name }) }, name)))));
      return;
    }
    await show(stage, async () => {
      const [found, atlas] = await Promise.all([ask("availability", { subject, known_on: query.get("known_on") }, signal), world(signal)]);
      return picture(found, atlas, query);
    }, "Judging every country …");
  }

  function picture(found, atlas, query) {
    document.title = `${found.subject} on the map · kg`;
    const { first, last, edges } = daysOf(found.places, about.today);
    const codes = new Map(found.places.map((one) => [one.iso ?? one.region_id.toUpperCase(), one]));
    let day = query.get("as_of") ?? about.today;
    let chosen = null;
    const panel = h("aside", { class: "panel", "aria-label": "Evidence", hidden: true });
    const twin = h("div", {});
    const keys = h("div", {});
    const heading = h("h2", {});
    const { svg, shapes, projection } = draw(atlas, codes, choose);
    const date = dateField("On the day", "as_of", day);
    const input = date.querySelector("input");
    const slider = h("input", { type: "range", min: first, max: last, step: 1, value: number(day), "aria-label": "Day", class: "slider", oninput: () => set(text(Number(slider.value))) });
    input.addEventListener("change", () => input.value && set(input.value));
    const step = (way) => {
      const next = way > 0 ? edges.find((edge) => edge > day) : [...edges].reverse().find((edge) => edge < day);
      if (next) set(next);
      else say(way > 0 ? "no later change" : "no earlier change");
    };

    function choose(code) {
      chosen = code;
      const one = codes.get(code);
      keep({ region: one.region });
      mark();
      cellPanel(panel, { subject: found.subject_id, region: one.region_id, as_of: day, known_on: query.get("known_on") });
    }

    function mark() {
      svg.querySelectorAll(".chosen").forEach((element) => element.classList.remove("chosen"));
      for (const { element } of shapes.get(chosen) ?? []) element.classList.add("chosen");
    }

    let waiting = 0;
    function set(next) {
      day = next;
      input.value = day;
      slider.value = number(day);
      slider.setAttribute("aria-valuetext", day);
      paint();
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        keep({ as_of: day });
        if (chosen && !panel.hidden) choose(chosen);
        rows();
      }, 250);
    }

    const current = () => found.places.map((one) => ({ ...one, now: held(one, day) }));

    function paint() {
      const counts = Object.fromEntries(STATUSES.map((status) => [status, 0]));
      for (const [code, one] of codes) {
        const now = held(one, day);
        counts[now.status] += 1;
        for (const { element, cover } of shapes.get(code) ?? []) {
          element.setAttribute("class", element.getAttribute("class").replace(/available|limited|unavailable|contested|unknown/g, "").replace(/\s+/g, " ").trim() + ` ${now.status}`);
          element.setAttribute("data-status", now.status);
          element.firstChild.textContent = `${one.region}: ${now.status}${audiencesOf(now).length ? ` (${audiencesOf(now).join(", ")})` : ""}`;
          if (cover) {
            if (now.status === "available" || now.status === "unknown") cover.setAttribute("fill", "none");
            else cover.setAttribute("fill", `url(#hatching-${now.status})`);
          }
        }
      }
      clear(heading, named(found.subject), ` on ${day}`);
      clear(keys, legend(counts));
    }

    function rows() {
      const columns = COLUMNS.map((column) => ({ ...column }));
      columns[0].cell = (row) => h("button", { type: "button", class: "link", onclick: () => choose(row.iso ?? row.region_id.toUpperCase()) }, named(row.region));
      columns[2].cell = (row) => badge(row.now.status);
      const order = (row) => STATUSES.indexOf(row.now.status);
      clear(twin, table({ caption: `${found.subject} by place on ${day}`, columns, rows: current().sort((a, b) => order(a) - order(b) || a.region.localeCompare(b.region)) }));
    }

    paint();
    rows();
    slider.setAttribute("aria-valuetext", day);
    const zoom = h("div", { class: "zoom", role: "group", "aria-label": "Part of the world" }, Object.keys(PARTS).map((name) => h("button", { type: "button", class: "quiet", "aria-pressed": String(name === (query.get("view") ?? "World")), onclick: (event) => {
      zoomed(svg, projection, PARTS[name]);
      for (const other of event.target.parentElement.children) other.setAttribute("aria-pressed", String(other === event.target));
      keep({ view: name === "World" ? null : name });
    } }, name)));
    if (PARTS[query.get("view")]) zoomed(svg, projection, PARTS[query.get("view")]);
    if (query.get("region")) {
      const wanted = query.get("region").toLowerCase();
      const at = [...codes].find(([code, one]) => one.region.toLowerCase() === wanted || code.toLowerCase() === wanted);
      if (at) choose(at[0]);
    }
    return h("div", { class: "with-panel" }, h("div", { class: "picture" }, heading,
      h("div", { class: "days" }, h("button", { type: "button", class: "quiet", onclick: () => step(-1) }, "← earlier change"), slider, h("button", { type: "button", class: "quiet", onclick: () => step(1) }, "later change →"), date),
      zoom, h("div", { class: "frame" }, svg), keys,
      downloads(`${found.subject_id}-${day}`, { svg: () => svg, title: () => `${found.subject} on ${day}`, csv: () => csv(COLUMNS, current()) }),
      h("p", { class: "hint" }, "Dashed: disputed. Circles stand for territories too small to see. What nobody speaks of is unknown, not unavailable."), h("h2", {}, "The same as a table"), twin), panel);
  }

  await load();
}
