// Who is joined to whom: search, widen, filter; an edge opens what is said for and against.
import cytoscape from "cytoscape";
import { entity, keep, many, params } from "../address.js";
import { ask } from "../api.js";
import { clear, h, named, say } from "../dom.js";
import { downloads } from "../parts/download.js";
import { close, predicate, sides } from "../parts/evidence.js";
import { dateField, picker } from "../parts/picker.js";
import { empty, show } from "../parts/states.js";
import { csv, table } from "../parts/table.js";

const SHAPES = { Region: "hexagon", Service: "round-rectangle", Model: "diamond", Policy: "rectangle", Company: "ellipse", JointVenture: "ellipse", GovernmentBody: "pentagon", Regulator: "pentagon", Person: "triangle", Hardware: "barrel" };
const COLOURS = ["Company", "Service", "Model", "Region", "Policy", "GovernmentBody"];
const MOST = 500;
const DENSE = 600; // links beyond which lines are straight and without words, so that dragging stays smooth
const COLUMNS = [
  { name: "From", value: (r) => r.from.name }, { name: "Link", value: (r) => predicate(r.link.predicate) }, { name: "To", value: (r) => r.to.name },
  { name: "Says so", value: (r) => r.link.affirmed }, { name: "Denies", value: (r) => r.link.negated }, { name: "Sort", value: (r) => r.link.modality }, { name: "Since", value: (r) => r.link.since ?? "" },
];

function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function looks() {
  const font = getComputedStyle(document.body).fontFamily;
  return [
    { selector: "node", style: { label: "data(label)", "font-family": font, "font-size": 11, color: ink("--text"), "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "ellipsis", "text-max-width": 120, "text-background-color": ink("--page"), "text-background-opacity": 0.85, "text-background-padding": 2, width: "data(size)", height: "data(size)", "background-color": ink("--node-other"), "border-width": 1.5, "border-color": ink("--page"), "min-zoomed-font-size": 7 } },
    ...Object.entries(SHAPES).map(([type, shape]) => ({ selector: `node[type = "${type}"]`, style: { shape } })),
    ...COLOURS.map((type) => ({ selector: `node[type = "${type}"]`, style: { "background-color": ink(`--node-${type.toLowerCase()}`) } })),
    { selector: "node.center", style: { "border-width": 4, "border-color": ink("--text"), "font-weight": "bold", "font-size": 13 } },
    { selector: "edge", style: { width: 1.6, "line-color": ink("--edge"), "target-arrow-color": ink("--edge"), "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": "bezier", label: "data(label)", "font-size": 9, "font-family": font, color: ink("--quiet"), "text-rotation": "autorotate", "text-background-color": ink("--page"), "text-background-opacity": 0.85, "text-background-padding": 1, "min-zoomed-font-size": 8 } },
    { selector: "edge.denied", style: { "line-color": ink("--bad"), "target-arrow-color": ink("--bad"), "line-style": "dashed", "target-arrow-shape": "tee" } },
    { selector: "edge.both", style: { "line-color": ink("--split"), "target-arrow-color": ink("--split"), "line-style": "dotted", width: 3 } },
    { selector: "edge.plan", style: { "line-style": "dashed", opacity: 0.75 } },
    { selector: ":selected", style: { "border-width": 4, "border-color": ink("--accent"), "line-color": ink("--accent"), "target-arrow-color": ink("--accent"), "z-index": 9 } },
    { selector: "edge:selected", style: { width: 4 } },
  ];
}

function plain(links) {
  return links.size > DENSE ? [{ selector: "edge", style: { "curve-style": "haystack", "haystack-radius": 0, label: "", width: 1 } }] : [];
}

// Where the arrangement begins: the same graph is always the same picture.
function around(number, of) {
  const turn = (2 * Math.PI * number) / of;
  return { x: 60 * Math.sqrt(of) * Math.cos(turn), y: 60 * Math.sqrt(of) * Math.sin(turn) };
}

function elements(nodes, links, center) {
  return [
    ...[...nodes.values()].map((n, i) => ({ position: around(i, nodes.size), data: { id: n.id, label: n.name, type: n.type, size: 18 + Math.min(24, 3 * Math.sqrt(n.joined)) }, classes: n.id === center ? "center" : "" })),
    ...[...links.values()].map((l) => ({ data: { id: l.id, source: l.source, target: l.target, label: predicate(l.predicate, l.affirmed ? "affirmed" : "negated") }, classes: [l.affirmed && l.negated ? "both" : l.negated ? "denied" : "", l.modality === "actual" ? "" : "plan"].join(" ") })),
  ];
}

function arrangement(count) {
  return count > 150
    ? { name: "concentric", animate: false, concentric: (n) => n.degree(), levelWidth: () => 4, minNodeSpacing: 24 }
    : { name: "cose", animate: false, randomize: false, nodeRepulsion: 12_000, idealEdgeLength: 95, nodeOverlap: 24, componentSpacing: 80, padding: 30, numIter: 1200 };
}

function drawing(cy, title) {
  const box = cy.elements().boundingBox();
  const text = (words) => words.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]);
  const edges = cy.edges().map((e) => {
    const from = e.source().position();
    const to = e.target().position();
    return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${e.style("line-color")}" stroke-width="${e.numericStyle("width")}"${e.style("line-style") === "solid" ? "" : ' stroke-dasharray="6 4"'}><title>${text(`${e.source().data("label")} ${e.data("label")} ${e.target().data("label")}`)}</title></line>`;
  });
  const nodes = cy.nodes().map((n) => {
    const at = n.position();
    const size = n.numericStyle("width") / 2;
    return `<g><circle cx="${at.x}" cy="${at.y}" r="${size}" fill="${n.style("background-color")}"/><text x="${at.x}" y="${at.y + size + 13}" text-anchor="middle" font-size="11" font-family="sans-serif" fill="${ink("--text")}">${text(n.data("label"))}</text></g>`;
  });
  const [x, y, w, hgt] = [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${w} ${hgt}" width="${w}" height="${hgt}"><title>${text(title)}</title><rect x="${x}" y="${y}" width="${w}" height="${hgt}" fill="${ink("--page")}"/>${edges.join("")}${nodes.join("")}</svg>`;
}

function boxes(legend, name, all, chosen) {
  return h("details", { class: "filter-box", open: chosen.length > 0 }, h("summary", {}, legend, chosen.length ? ` (${chosen.length})` : " (all)"), h("fieldset", {}, h("legend", { class: "unseen" }, legend), all.map((one) => h("label", { class: "tick" }, h("input", { type: "checkbox", name, value: one, checked: chosen.includes(one) }), " ", one.replace(/_/g, " ")))));
}

export async function render(place, { signal }) {
  const asked = params();
  const words = await ask("vocabulary", {}, signal);
  const stage = h("div", { class: "stage" });
  const depth = h("select", { id: "depth", name: "depth" }, [1, 2, 3].map((n) => h("option", { value: n, selected: String(n) === asked.get("depth") }, `${n} ${n === 1 ? "step" : "steps"}`)));
  clear(place, h("h1", {}, "Who is joined to whom?"), h("form", { class: "controls wide", onsubmit: (event) => {
    event.preventDefault();
    const told = new FormData(event.target);
    keep({ center: told.get("center"), depth: told.get("depth"), as_of: told.get("as_of"), types: told.getAll("types"), rels: told.getAll("rels"), expand: null, edge: null });
    load();
  } }, picker("Around", "center", asked.get("center") ?? "", [], { required: true }), h("div", { class: "field" }, h("label", { for: "depth" }, "As far as"), depth), dateField("Told by", "as_of", asked.get("as_of")),
    boxes("Kinds", "types", words.classes, many("types")), boxes("Links", "rels", Object.keys(words.predicates), many("rels")), h("button", { type: "submit", class: "primary" }, "Show")), stage);

  async function load() {
    const query = params();
    const center = query.get("center");
    if (!center) {
      clear(stage, empty("Choose where to begin", "A company, a service, a region, a rule: the graph shows who is joined to it, and an edge shows the sentences behind it."), h("ul", { class: "offers" }, ["OpenAI", "China", "Microsoft", "ChatGPT"].map((name) => h("li", {}, h("a", { href: `/graph?center=${encodeURIComponent(name)}` }, name)))));
      return;
    }
    const narrowed = { types: query.getAll("types"), rels: query.getAll("rels"), as_of: query.get("as_of") };
    let built;
    const done = await show(stage, async () => {
      const wide = await ask("graph", { center, depth: query.get("depth") ?? 1, limit: MOST, ...narrowed }, signal);
      const more = await Promise.all(query.getAll("expand").map((id) => ask("graph", { center: id, limit: 100, ...narrowed }, signal)));
      built = view(wide, more, narrowed);
      return built.element;
    }, "Drawing who is joined to whom …");
    if (done && built) built.begin();
  }

  function view(first, more, narrowed) {
    const nodes = new Map(first.nodes.map((n) => [n.id, n]));
    const links = new Map(first.links.map((l) => [l.id, l]));
    const take = (found) => {
      for (const n of found.nodes) if (!nodes.has(n.id) && nodes.size < MOST) nodes.set(n.id, n);
      for (const l of found.links) if (nodes.has(l.source) && nodes.has(l.target)) links.set(l.id, l);
    };
    more.forEach(take);
    const canvas = h("div", { class: "canvas", tabindex: "0", role: "application", "aria-label": "Graph. Left and right arrows go through entities, up and down through the links of one; Enter opens, plus widens.", "data-nodes": nodes.size, "data-links": links.size });
    const panel = h("aside", { class: "panel", "aria-label": "Evidence", hidden: true });
    const twin = h("div");
    const count = h("p", { class: "hint", role: "status" });
    let cy;

    function told() {
      const lone = first.nodes.length === 1 && !first.links.length;
      count.textContent = `${nodes.size} entities, ${links.size} links` + (first.hidden ? `; ${first.hidden} more are hidden: narrow the kinds, or begin elsewhere` : "") + (lone ? "; nothing that is said matches the filters" : "") + (links.size > DENSE ? "; so many lines are drawn without arrows and words: the table has them" : "");
      canvas.dataset.nodes = nodes.size;
      canvas.dataset.links = links.size;
      const columns = COLUMNS.map((column) => ({ ...column }));
      columns[0].cell = (row) => h("button", { type: "button", class: "link", onclick: () => node(row.from.id) }, named(row.from.name));
      columns[1].cell = (row) => h("button", { type: "button", class: "link", onclick: () => edge(row.link.id) }, predicate(row.link.predicate), h("span", { class: "unseen" }, ": show evidence"));
      columns[2].cell = (row) => h("button", { type: "button", class: "link", onclick: () => node(row.to.id) }, named(row.to.name));
      clear(twin, table({ caption: "Links", columns, rows: rows() }));
    }

    const rows = () => [...links.values()].map((link) => ({ link, from: nodes.get(link.source), to: nodes.get(link.target) }));

    function pick(id) {
      cy.elements().unselect();
      const found = cy.getElementById(id);
      found.select();
      return found;
    }

    async function edge(id) {
      const link = links.get(id);
      if (!link) return;
      pick(id);
      keep({ edge: id });
      panel.hidden = false;
      cy.resize();
      await show(panel, async () => {
        const said = await ask("statements", { subject: link.source, predicate: link.predicate, object: link.target, as_of: narrowed.as_of }, signal);
        return [close(panel, canvas), h("h3", {}, named(nodes.get(link.source).name), ` ${predicate(link.predicate)} `, named(nodes.get(link.target).name)), sides(said.filter((e) => e.polarity === "affirmed"), said.filter((e) => e.polarity === "negated"), ["Say so", "Deny it"])];
      });
    }

    function node(id) {
      const one = nodes.get(id);
      pick(id);
      panel.hidden = false;
      cy.resize();
      const own = rows().filter((row) => row.link.source === id || row.link.target === id);
      clear(panel, close(panel, canvas), h("h3", {}, named(one.name)), h("p", {}, h("span", { class: "tag" }, one.type || "unknown kind")),
        h("p", { class: "actions" }, h("button", { type: "button", onclick: () => widen(id) }, "Widen from here"), " ", h("a", { href: entity(id) }, "All that is said of it")),
        h("ul", { class: "edges" }, own.map((row) => h("li", {}, h("button", { type: "button", class: "link", onclick: () => edge(row.link.id) }, `${row.from.name} ${predicate(row.link.predicate, row.link.affirmed ? "affirmed" : "negated")} ${row.to.name}`)))));
    }

    async function widen(id) {
      const before = nodes.size;
      const found = await ask("graph", { center: id, limit: 100, ...narrowed }, signal);
      take(found);
      const there = new Set(cy.elements().map((e) => e.id()));
      const at = cy.getElementById(id).position();
      const fresh = cy.add(elements(nodes, links, first.center).filter((e) => !there.has(e.data.id)));
      fresh.nodes().positions((n, i) => ({ x: at.x + 90 * Math.cos((i / Math.max(1, fresh.nodes().length)) * 6.283), y: at.y + 90 * Math.sin((i / Math.max(1, fresh.nodes().length)) * 6.283) }));
      cy.resize(); // the panel beside it may have opened since the last frame
      if (fresh.length) cy.layout({ ...arrangement(nodes.size), fit: true }).run();
      keep({ expand: [...new Set([...many("expand"), id])] });
      told();
      say(`${nodes.size - before} more entities`);
    }

    function keys(event) {
      const order = [...nodes.keys()];
      const selected = cy.$(":selected").first();
      const onNode = selected.nonempty() && selected.isNode();
      const here = onNode ? selected.id() : selected.nonempty() ? selected.data("from") ?? selected.data("source") : null;
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        const next = order[(order.indexOf(here) + (event.key === "ArrowRight" ? 1 : -1) + order.length) % order.length];
        const found = pick(here === null ? first.center : next);
        say(`${found.data("label")}, ${found.data("type")}, ${found.degree()} links`);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (here === null) return;
        const own = cy.getElementById(here).connectedEdges().map((e) => e.id());
        if (!own.length) return;
        const next = own[(own.indexOf(selected.id()) + (event.key === "ArrowDown" ? 1 : -1) + own.length) % own.length];
        const found = pick(next);
        found.data("from", here);
        say(`${found.source().data("label")} ${found.data("label")} ${found.target().data("label")}`);
      } else if (event.key === "Enter" && selected.nonempty()) {
        if (onNode) node(selected.id());
        else edge(selected.id());
      } else if (event.key === "+" && onNode) widen(selected.id());
      else return;
      event.preventDefault();
    }

    function begin() {
      cy = cytoscape({ container: canvas, elements: elements(nodes, links, first.center), style: [...looks(), ...plain(links)], layout: arrangement(nodes.size), minZoom: 0.1, maxZoom: 4, textureOnViewport: links.size > DENSE, hideEdgesOnViewport: links.size > DENSE });
      cy.on("tap", "node", (event) => node(event.target.id()));
      cy.on("tap", "edge", (event) => edge(event.target.id()));
      canvas.addEventListener("keydown", keys);
      canvas.addEventListener("kg:where", (event) => {
        const found = cy.getElementById(event.detail.id);
        event.detail.at = found.isNode() ? found.renderedPosition() : found.renderedMidpoint();
      });
      const dress = () => cy.style([...looks(), ...plain(links)]);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress, { signal });
      // At once, where the library waits: what opens beside the graph makes it narrower.
      const sizes = new ResizeObserver(() => cy.resize());
      sizes.observe(canvas);
      const watcher = new MutationObserver(dress);
      watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-look"] });
      signal.addEventListener("abort", () => {
        watcher.disconnect();
        sizes.disconnect();
        cy.destroy();
      });
      canvas.dataset.ready = "";
      told();
      const wanted = params().get("edge");
      if (wanted) edge(wanted);
    }

    const title = () => `Around ${nodes.get(first.center)?.name ?? first.center}`;
    const key = h("ul", { class: "legend", "aria-label": "What the lines mean" }, [["line", "somebody says so"], ["line denied", "denied"], ["line both", "said and denied"], ["line plan", "announced, proposed or rumoured"]].map(([kind, words]) => h("li", {}, h("span", { class: kind, "aria-hidden": "true" }), words)));
    const zoom = h("div", { class: "zoom", role: "group", "aria-label": "Zoom" }, [["+", 1.25, "Nearer"], ["−", 0.8, "Farther"], ["⤢", 0, "All of it"]].map(([sign, by, label]) => h("button", { type: "button", class: "quiet", "aria-label": label, onclick: () => (by ? cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }) : cy.fit(undefined, 30)) }, sign)));
    const element = h("div", { class: "with-panel" }, h("div", { class: "picture" }, count, key, zoom, h("div", { class: "frame" }, canvas),
      downloads(`graph-${first.center}`, { svgText: () => drawing(cy, title()), png: () => cy.png({ output: "blob-promise", full: true, scale: 2, bg: ink("--page") }), csv: () => csv(COLUMNS, rows()) }), h("h2", {}, "The same as a table"), twin), panel);
    return { element, begin };
  }

  await load();
}
