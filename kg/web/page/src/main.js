// The frame of every view: head, address, look, and what to do where the store is empty.
import { forget, once } from "./api.js";
import { go } from "./address.js";
import { clear, h, s, say } from "./dom.js";
import { failed, loading } from "./parts/states.js";
import { patterns } from "./parts/status.js";

const VIEWS = [
  [/^\/$/, "Questions", () => import("./views/home.js")],
  [/^\/map$/, "Map", () => import("./views/map.js")],
  [/^\/matrix$/, "Matrix", () => import("./views/matrix.js")],
  [/^\/timeline$/, "Timeline", () => import("./views/timeline.js")],
  [/^\/graph$/, "Graph", () => import("./views/graph.js")],
  [/^\/documents$/, "Documents", () => import("./views/documents.js")],
  [/^\/cypher$/, "Cypher", () => import("./views/cypher.js")],
  [/^\/entity\/(.+)$/, "Entity", () => import("./views/entity.js")],
  [/^\/document\/(.+)$/, "Document", () => import("./views/document.js")],
  [/^\/docs$/, "REST API", () => import("./views/docs.js")],
];
const MENU = [["/", "Questions"], ["/map", "Map"], ["/matrix", "Matrix"], ["/timeline", "Timeline"], ["/graph", "Graph"], ["/documents", "Documents"], ["/cypher", "Cypher"]];
const LOOKS = { auto: "as the system", light: "light", dark: "dark" };

const main = document.getElementById("main");
let going = new AbortController();

function stored() {
  try {
    return localStorage.getItem("kg-look") ?? "auto";
  } catch {
    return "auto"; // a browser that keeps nothing
  }
}

function wear(look) {
  if (look === "auto") document.documentElement.removeAttribute("data-look");
  else document.documentElement.dataset.look = look;
  try {
    localStorage.setItem("kg-look", look);
  } catch {
    // it is worn for this page all the same
  }
}

function head() {
  const here = location.pathname;
  const looks = h("select", { "aria-label": "Colours", onchange: (event) => wear(event.target.value) },
    Object.entries(LOOKS).map(([look, words]) => h("option", { value: look, selected: stored() === look }, words)));
  clear(document.getElementById("head"),
    h("a", { href: "/", class: "brand" }, h("img", { src: "/assets/icon.svg", alt: "", width: 26, height: 26 }), h("span", {}, "kg")),
    h("nav", { "aria-label": "Views" }, h("ul", {}, MENU.map(([path, words]) => h("li", {}, h("a", { href: path, "aria-current": path === here ? "page" : null }, words))))),
    h("div", { class: "looks" }, looks));
}

async function foot() {
  const place = document.getElementById("foot");
  try {
    const about = await once("about");
    clear(place, h("p", {}, `${about.documents} documents, ${about.statements} statements in ${about.engine} · kg ${about.version} · `, h("a", { href: "/docs" }, "REST API"), " · Save the graph: ",
      about.exports.map((suffix, number) => [number ? " " : null, h("a", { href: `/api/export.${suffix}`, download: "" }, suffix)])));
  } catch {
    clear(place); // the view itself says what is wrong
  }
}

let shown = "";
const mark = () => {
  shown = location.pathname + location.search;
};

async function show() {
  mark();
  going.abort();
  going = new AbortController();
  const { signal } = going;
  const found = VIEWS.map(([pattern, name, load]) => [location.pathname.match(pattern), name, load]).find(([match]) => match);
  head();
  if (!found) {
    document.title = "Not found · kg";
    clear(main, h("div", { class: "state empty" }, h("h1", {}, "There is no such page"), h("p", {}, h("a", { href: "/" }, "Ask a question"))));
    return;
  }
  const [match, name, load] = found;
  document.title = name === "Questions" ? "kg: who serves whom" : `${name} · kg`;
  clear(main, loading());
  try {
    const about = await once("about");
    if (signal.aborted) return;
    if (!about.documents && name !== "REST API") {
      const first = await import("./views/first.js");
      return first.render(main, about, renew);
    }
    const view = await load();
    if (signal.aborted) return;
    const place = h("div", { class: `view ${name.toLowerCase().replace(/ /g, "-")}` });
    clear(main, place);
    await view.render(place, { signal, about, rest: match[1] ? match[1].split("/").map(decodeURIComponent).join("/") : "" });
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error.status === 401) return signIn();
    clear(main, failed({ status: error.status, message: error.status === undefined ? `the page has a fault: ${error.message}` : error.message }, renew));
    if (error.status === undefined) throw error;
  }
}

async function signIn() {
  const view = await import("./views/sign.js");
  view.render(main, renew);
}

function renew() {
  forget();
  foot();
  show();
}

function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname.startsWith("/api/")) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}

wear(stored());
document.body.append(s("svg", { width: 0, height: 0, class: "unseen", "aria-hidden": "true", focusable: "false" }, patterns()));
document.addEventListener("click", follow);
window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) show(); // a jump within the view changes nothing
});
window.addEventListener("kg:keep", mark);
window.addEventListener("kg:sign-in", signIn);
window.addEventListener("kg:go", async () => {
  window.scrollTo(0, 0);
  await show();
  if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
  say(document.title);
});
foot();
show();
