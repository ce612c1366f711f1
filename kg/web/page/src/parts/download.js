// Pictures and tables as files.
import { h, say } from "../dom.js";

const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "font-size", "font-family", "font-weight", "text-anchor"];

export function save(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  say(`${name} was saved`);
}

// The patterns of the page with their looks, for a drawing that leaves it.
function ownPatterns() {
  const shared = document.getElementById("patterns");
  const copy = shared.cloneNode(true);
  copy.removeAttribute("id");
  const to = [...copy.querySelectorAll("*")];
  [...shared.querySelectorAll("*")].forEach((element, number) => {
    const look = getComputedStyle(element);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity"]) {
      if (element.matches("path, circle")) to[number].setAttribute(name, look.getPropertyValue(name));
    }
    to[number].removeAttribute("class");
  });
  return copy;
}

// A drawing with its looks written into it, so that it stands alone.
export function alone(svg, title) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, number) => {
    const look = getComputedStyle(element);
    for (const name of DRAWN) {
      const value = look.getPropertyValue(name);
      if (value && !(to[number].getAttribute(name) ?? "").startsWith("url(#")) to[number].setAttribute(name, value);
    }
    to[number].removeAttribute("tabindex");
    to[number].removeAttribute("class");
  });
  copy.prepend(ownPatterns());
  const box = svg.viewBox.baseVal;
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  const backing = document.createElementNS(copy.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height, fill: getComputedStyle(document.body).backgroundColor })) backing.setAttribute(name, value);
  copy.insertBefore(backing, copy.querySelector("defs")?.nextSibling ?? copy.firstChild);
  const told = document.createElementNS(copy.namespaceURI, "title");
  told.textContent = title;
  copy.prepend(told);
  return new XMLSerializer().serializeToString(copy);
}

export async function png(text, width, height) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = h("canvas", { width: Math.round(width * 2), height: Math.round(height * 2) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// Buttons to save a picture; `svg()` gives the drawing and `csv()` the rows of its table.
export function downloads(name, { svg, csv, title, png: own, svgText }) {
  const text = () => (svgText ? svgText() : alone(svg(), title()));
  const button = (kind, work) => h("button", { type: "button", class: "quiet", onclick: work }, kind);
  return h("div", { class: "downloads", role: "group", "aria-label": "Save" },
    h("span", { "aria-hidden": "true" }, "Save as"),
    svg || svgText ? button("SVG", () => save(`${name}.svg`, text(), "image/svg+xml")) : null,
    own ? button("PNG", async () => save(`${name}.png`, await own(), "image/png")) : null,
    svg && !own ? button("PNG", async () => {
      const box = svg().viewBox.baseVal;
      save(`${name}.png`, await png(text(), box.width, box.height), "image/png");
    }) : null,
    csv ? button("CSV", () => save(`${name}.csv`, csv(), "text/csv")) : null);
}
