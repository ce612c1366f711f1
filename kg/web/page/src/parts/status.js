// One look for a status everywhere: a sign, a word, and a pattern where there is an area.
import { h, s } from "../dom.js";

export const STATUSES = ["available", "limited", "unavailable", "contested", "unknown"];
export const SIGNS = { available: "✓", limited: "◐", unavailable: "✕", contested: "≠", unknown: "?" };
export const WORDS = {
  available: "can be had by everyone there",
  limited: "by some people or companies, or in some parts only",
  unavailable: "cannot be had officially",
  contested: "sources of equal weight contradict each other",
  unknown: "nobody says",
};

export function badge(status, more) {
  return h("span", { class: `badge ${status.replace(/ /g, "-")}` }, h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[status] ?? "•"), " ", status, more ? ` ${more}` : null);
}

export function legend(counts) {
  return h("ul", { class: "legend", "aria-label": "What the patterns mean" }, STATUSES.map((status) =>
    h("li", { title: WORDS[status] },
      s("svg", { class: "swatch", width: 26, height: 16, "aria-hidden": "true", focusable: "false" }, s("rect", { width: 26, height: 16, rx: 3, class: `area ${status}` }), s("rect", { width: 26, height: 16, rx: 3, fill: `url(#pattern-${status})` })),
      badge(status), counts ? h("span", { class: "count" }, String(counts[status] ?? 0)) : null)));
}

// The patterns that areas are filled with; one set in a page serves all pictures that do not zoom.
export function patterns(name = "pattern") {
  const line = (d, width) => s("path", { d, class: "ink", "stroke-width": width, fill: "none" });
  const pattern = (status, size, ...kids) =>
    s("pattern", { id: `${name}-${status}`, width: size, height: size, patternUnits: "userSpaceOnUse" }, kids);
  return s("defs", { id: `${name}s` },
    pattern("available", 8),
    pattern("limited", 6, line("M-1 1 1 -1M0 6 6 0M5 7 7 5", 1.3)),
    pattern("unavailable", 6, line("M0 0 6 6M6 0 0 6", 1)),
    pattern("contested", 6, s("circle", { cx: 3, cy: 3, r: 1.4, class: "ink-dot" })),
    pattern("unknown", 8));
}
