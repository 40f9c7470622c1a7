// What the page is about.

/** @typedef {import("../page-data").PageData} PageData */

/** @type {PageData} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");
