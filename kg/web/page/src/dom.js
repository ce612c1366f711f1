// Elements from plain values. Text only ever becomes text nodes, so that nothing in a document
// can be markup; addresses only ever become links if they are http or https.

const SVG = "http://www.w3.org/2000/svg";

function put(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "value" || name === "checked" || name === "disabled" || name === "selected") element[name] = value;
  else element.setAttribute(name, value === true ? "" : String(value));
}

function fill(element, attributes, kids) {
  for (const [name, value] of Object.entries(attributes ?? {})) put(element, name, value);
  element.append(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return element;
}

export function h(tag, attributes, ...kids) {
  return fill(document.createElement(tag), attributes, kids);
}

export function s(tag, attributes, ...kids) {
  return fill(document.createElementNS(SVG, tag), attributes, kids);
}

// A link out of the page, where an address is one that a browser may follow; else its text.
export function outer(address, words) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return h("span", {}, words);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return h("span", {}, words);
  return h("a", { href: url.href, rel: "noopener noreferrer", target: "_blank", class: "outer" }, words, h("span", { class: "unseen" }, " (opens another site)"));
}

// A name whose direction of writing is its own.
export function named(words, attributes) {
  return h("bdi", attributes, words ?? "");
}

export function clear(element, ...kids) {
  element.replaceChildren(...kids.flat(Infinity).filter(Boolean));
  return element;
}

let told = 0;
export function fresh(prefix) {
  told += 1;
  return `${prefix}-${told}`;
}

// Tell something to those who listen to the page.
export function say(words) {
  const place = document.getElementById("say");
  place.textContent = "";
  place.textContent = words;
}
