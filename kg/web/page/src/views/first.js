// What a store without documents shows: how to fill it, and the examples.
import { ask, send } from "../api.js";
import { clear, h, say } from "../dom.js";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export function render(place, about, done) {
  document.title = "Welcome · kg";
  const state = h("div", { class: "progress", role: "status" });
  const examples = about.examples;

  async function watch() {
    for (;;) {
      const progress = await ask("examples");
      clear(state, h("progress", { max: progress.shipped, value: progress.read, "aria-label": "Loading the examples" }), h("p", {}, `${progress.read} of ${progress.shipped} documents, ${progress.statements} statements`));
      if (progress.error) throw new Error(progress.error);
      if (!progress.running && progress.read) return;
      await pause(300);
    }
  }

  async function begin(event) {
    const button = event.target;
    button.disabled = true;
    clear(state, h("span", { class: "spinner", "aria-hidden": "true" }), h("p", {}, "Starting to read …"));
    try {
      await send("examples");
      await watch();
      say("The examples are loaded");
      done();
    } catch (error) {
      button.disabled = false;
      clear(state, h("p", { role: "alert", class: "wrong" }, error.message));
    }
  }

  clear(place, h("div", { class: "first" },
    h("h1", {}, "The graph is empty"),
    h("p", { class: "lead" }, "Load documents, and ask who still serves whom, where, since when, by which way, and who says so. Every answer shows the sentence behind it."),
    h("div", { class: "cards" },
      examples.shipped ? h("section", { class: "card" }, h("h2", {}, "Look around with examples"), h("p", {}, `${examples.shipped} short documents on who could use which AI service where, from 2023 to 2025. It takes some seconds; nothing is fetched.`), h("button", { type: "button", class: "primary", onclick: begin }, "Load the examples"), state) : null,
      h("section", { class: "card" }, h("h2", {}, "Load your own"), h("p", {}, "News, notices, terms, policies, lists: text, HTML, PDF, Word, JSON."), h("pre", {}, h("code", {}, "kg load notices/ 'news/*.html' report.pdf")), h("p", {}, "Then load this page again."), h("button", { type: "button", onclick: done }, "Look again")))));
  if (examples.running) watch().then(done, () => {});
}
