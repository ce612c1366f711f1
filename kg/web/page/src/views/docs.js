// The REST API, from its own description; served from here, so that nothing is fetched elsewhere.
import { clear, h } from "../dom.js";
import { Problem } from "../api.js";

function kind(schema) {
  if (!schema) return "";
  if (schema.anyOf) return schema.anyOf.map(kind).filter((one) => one !== "null").join(" or ");
  if (schema.type === "array") return `list of ${kind(schema.items)}`;
  return schema.type ?? schema.$ref?.split("/").pop() ?? "";
}

function example(schema) {
  const first = schema?.examples?.[0] ?? schema?.anyOf?.find((one) => one.examples)?.examples?.[0];
  return first === undefined ? [] : Array.isArray(first) ? first : [first];
}

function tried(path, told) {
  if (path.includes("{")) return null;
  const needed = (told.parameters ?? []).filter((one) => one.in === "query" && (one.required || example(one.schema).length));
  if (needed.some((one) => !example(one.schema).length)) return null;
  const query = new URLSearchParams(needed.flatMap((one) => example(one.schema).map((value) => [one.name, value]))).toString();
  return path + (query ? `?${query}` : "");
}

export async function render(place, { signal }) {
  const answer = await fetch("/openapi.json", { signal });
  if (!answer.ok) throw new Problem(answer.status, "the description cannot be read");
  const told = await answer.json();
  const routes = Object.entries(told.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, ...one })));
  const groups = [...new Set(routes.map((one) => one.tags[0]))];
  clear(place, h("h1", {}, "REST API"), told.info.description.split("\n\n").map((words) => h("p", {}, words)), h("p", {}, h("a", { href: "/openapi.json", target: "_blank" }, "openapi.json"), " describes it for programs."),
    groups.map((group) => h("section", {}, h("h2", {}, group), routes.filter((one) => one.tags[0] === group).map((one) => {
      const link = one.method === "get" ? tried(one.path, one) : null;
      const shapes = one.responses["200"]?.content?.["application/json"]?.schema;
      return h("details", { class: "route" }, h("summary", {}, h("span", { class: `method ${one.method}` }, one.method.toUpperCase()), " ", h("code", {}, one.path), " ", h("span", { class: "hint" }, one.description ?? one.summary)),
        one.parameters?.length ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Parameters of ${one.path}` }, h("table", {}, h("thead", {}, h("tr", {}, ["Parameter", "Value", "Meaning"].map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, one.parameters.map((p) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, p.name), p.required ? " (needed)" : ""), h("td", {}, kind(p.schema)), h("td", {}, p.description ?? p.schema?.description ?? "")))))) : null,
        h("p", {}, "Answers with ", h("code", {}, kind(shapes) || (one.path.includes("export") ? "a file" : "JSON")), link ? [". Try it: ", h("a", { href: link, target: "_blank" }, h("code", {}, link))] : null));
    }))));
}
