// A document's text with all that was read in it marked; nothing in it is ever markup.
import { keep, params } from "../address.js";
import { ask } from "../api.js";
import { clear, h, named, outer } from "../dom.js";
import { quote } from "../parts/evidence.js";
import { empty } from "../parts/states.js";

// Cut a text at the edges of spans; each piece knows the evidence that it belongs to.
function pieces(signs, evidence) {
  const cuts = [...new Set([0, signs.length, ...evidence.flatMap((e) => [e.start, e.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, number) => {
    const end = cuts[number + 1];
    return { start, end, text: signs.slice(start, end).join(""), of: evidence.filter((e) => e.start <= start && end <= e.end) };
  });
}

export async function render(place, { rest, signal }) {
  const path = rest.split("/").map(encodeURIComponent).join("/");
  const found = await ask(`documents/${path}`, { known_on: params().get("known_on") }, signal);
  document.title = `${found.title || found.id} · kg`;
  const panel = h("aside", { class: "panel", "aria-label": "What was read here" });
  const text = h("article", { class: "text", dir: "auto", lang: found.language });
  const marks = [];

  function choose(piece, focus) {
    marks.forEach(({ mark, piece: one }) => mark.classList.toggle("chosen", piece.of.some((e) => one.of.includes(e))));
    clear(panel, h("h2", {}, `Read in this sentence `, h("span", { class: "count" }, String(piece.of.length))), piece.of.map(quote));
    keep({ at: `${piece.of[0].start}-${piece.of[0].end}` });
    if (focus) focus.focus({ preventScroll: true });
  }

  for (const piece of pieces(Array.from(found.text), found.evidence)) {
    if (!piece.of.length) {
      text.append(piece.text);
      continue;
    }
    const mark = h("mark", { class: piece.of.some((e) => e.polarity === "negated") ? "negated" : "affirmed", tabindex: "0", role: "button", "aria-label": `${piece.text} (${piece.of.length} read here)`, onclick: () => choose(piece), onkeydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(piece);
    } }, piece.text);
    marks.push({ mark, piece });
    text.append(mark);
  }

  clear(place, h("p", {}, h("a", { href: "/documents" }, "Documents")), h("h1", {}, named(found.title || found.id)),
    h("p", { class: "who" }, named(found.publisher ?? "unnamed publisher"), " · ", h("time", {}, found.published ?? "undated"), found.url ? [" · ", outer(found.url, "Source")] : null, " · ", h("code", {}, found.id)),
    h("div", { class: "with-panel" }, h("div", { class: "picture" }, found.evidence.length ? h("p", { class: "hint" }, `${found.evidence.length} statements were read in the marked sentences; choose one to see which.`) : empty("Nothing was read in this document"), text), panel));
  clear(panel, h("p", { class: "hint" }, "Choose a marked sentence."));
  const [start, end] = (params().get("at") ?? "").split("-").map(Number);
  const wanted = marks.find(({ piece }) => piece.of.some((e) => e.start === start && e.end === end));
  if (wanted) {
    wanted.piece.of.sort((a, b) => Number(b.start === start && b.end === end) - Number(a.start === start && a.end === end));
    choose(wanted.piece, wanted.mark);
    wanted.mark.scrollIntoView({ block: "center" });
  }
}
