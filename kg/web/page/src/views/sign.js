// A server that other computers reach asks for its token.
import { send } from "../api.js";
import { clear, h } from "../dom.js";

export function render(place, done) {
  const wrong = h("p", { role: "alert", class: "wrong" });
  const field = h("input", { id: "token", name: "token", type: "password", autocomplete: "current-password", required: true });
  document.title = "Sign in · kg";
  clear(place, h("form", { class: "card sign-in", onsubmit: async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    try {
      await send("session", { token: field.value });
      done();
    } catch (error) {
      wrong.textContent = error.message;
      field.select();
    }
  } }, h("h1", {}, "This server asks for a token"), h("p", {}, "Whoever started it has it."), h("label", { for: "token" }, "Token"), field, wrong, h("button", { type: "submit", class: "primary" }, "Sign in")));
  field.focus();
}
