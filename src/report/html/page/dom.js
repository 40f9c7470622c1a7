// What every part of the page is made with. The modules of this folder become one script: see ../assets.ts.

/** @typedef {import("../page-data").PageFinding} PageFinding */
/** @typedef {import("../page-data").PageSpot} PageSpot */
/** @typedef {Node | string | null | undefined | false} Content */

/**
 * Makes an element. Texts become text nodes and nothing else, so what a repository holds is never markup.
 *
 * @param {string} selector `button.quiet.small`
 * @param {Record<string, string | boolean | ((event: Event) => void)>} attributes A function listens to the event of that name.
 * @param {...Content} content
 * @returns {HTMLElement}
 */
export function make(selector, attributes = {}, ...content) {
  const [tag = "div", ...classes] = selector.split(".");
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  put(element, content);
  return element;
}

/**
 * @param {Element} element
 * @param {readonly Content[]} content
 */
function put(element, content) {
  for (const one of content) if (one !== null && one !== undefined && one !== false) element.append(one);
}

/** @param {PageSpot} spot */
export function spotText({ path, line, column }) {
  return `${path}:${line}:${column}`;
}

/**
 * A place, with the file set off from the folders.
 *
 * @param {PageSpot} spot
 */
export function spotOf({ path, line }) {
  const cut = path.lastIndexOf("/") + 1;
  return make(
    "span.spot",
    {},
    make("span.folder", {}, path.slice(0, cut)),
    path.slice(cut),
    make("span.line", {}, `:${line}`),
  );
}

/**
 * Text in which `code` between backticks is code, and an empty line begins a paragraph.
 *
 * @param {string} text
 */
export function prose(text) {
  const paragraphs = text.trim().split(/\n\s*\n/);
  return paragraphs.map((paragraph) => {
    const parts = paragraph.split("`").map((part, index) => (index % 2 === 1 ? make("code", {}, part) : part));
    return make("p", {}, ...parts);
  });
}

/**
 * @param {number} count
 * @param {string} noun
 */
export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
