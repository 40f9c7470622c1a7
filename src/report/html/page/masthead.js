// What is at the top of every page.

import { make } from "./dom.js";

/** @param {Record<string, string>} attributes Of the link. */
export function brand(attributes) {
  return make("a.brand", attributes, make("i.logo", { "aria-hidden": "true" }), "grpc-fork-fix");
}

export function themeButton() {
  return make("button.plain", { type: "button", id: "theme", "aria-label": "Light or dark", click: toggleTheme }, "◐");
}

/** The other of the two, whatever the machine has. */
export function toggleTheme() {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme ? dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  dataset.theme = isDark ? "light" : "dark";
}
