// What stands where an answer is not there: yet, at all, or for a reason.
import { h, clear, say } from "../dom.js";

export function loading(words = "Reading the graph …") {
  return h("div", { class: "state loading", role: "status" }, h("span", { class: "spinner", "aria-hidden": "true" }), h("span", {}, words));
}

export function empty(title, ...words) {
  return h("div", { class: "state empty" }, h("p", { class: "state-title" }, title), words.map((one) => h("p", {}, one)));
}

export function failed(error, retry) {
  return h("div", { class: "state failed", role: "alert" },
    h("p", { class: "state-title" }, error.status === 404 ? "Not found" : "That did not work"),
    h("p", {}, error.message),
    retry ? h("button", { type: "button", onclick: retry }, "Try again") : null);
}

// Show the outcome of some work in a place: loading, then what it gives, or why it failed.
export async function show(place, work, words) {
  clear(place, loading(words));
  place.setAttribute("aria-busy", "true");
  try {
    const found = await work();
    clear(place, found);
    return true;
  } catch (error) {
    if (error.name === "AbortError") return false;
    if (!error.status && error.status !== 0) throw error;
    if (error.status === 401) window.dispatchEvent(new CustomEvent("kg:sign-in"));
    clear(place, failed(error, () => show(place, work, words)));
    say(error.message);
    return false;
  } finally {
    place.removeAttribute("aria-busy");
  }
}
