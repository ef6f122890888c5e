// Shows what the server says of the brief, and asks for it again after each change.
"use strict";

const byId = (id) => document.getElementById(id);
const store = sessionStorage;
const pages = byId("pages");
const list = pages.querySelector("ol");
const view = byId("view");
const choice = byId("document");
let wanted = 0; // the number of the last change that the server told of
let busy = false;
let restored = false;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function say(text) {
  byId("status").textContent = text;
}

function place({ file, line, column }) {
  return [file, line, column].filter(Boolean).join(":");
}

// --- keeping the place

// Returns where the shown HTML stands, undefined where there is none that may be asked.
function scrolled() {
  try {
    return view.querySelector("iframe:not(.coming)")?.contentWindow?.scrollY;
  } catch {
    return undefined; // the browser shows its own page of an error there
  }
}

function remember() {
  store.setItem("pages", pages.scrollTop);
  store.setItem("report", byId("report").scrollTop);
  if (scrolled() !== undefined) store.setItem("view", scrolled());
}

function restore() {
  pages.scrollTop = Number(store.getItem("pages"));
  byId("report").scrollTop = Number(store.getItem("report"));
}

// Fills a part of the page where it changed; what was open stays open, what had the focus keeps it.
function fill(part, data, make) {
  const text = JSON.stringify(data);
  if (part.dataset.shown === text) return;
  part.dataset.shown = text;
  const open = new Set([...part.querySelectorAll("details[open]")].map((one) => one.dataset.key));
  const focused = part.contains(document.activeElement)
    ? document.activeElement.closest("details")?.dataset.key
    : null;
  part.replaceChildren(...make(data));
  for (const one of part.querySelectorAll("details")) {
    one.open = open.has(one.dataset.key);
    if (one.dataset.key === focused) one.querySelector("summary").focus({ preventScroll: true });
  }
}

// --- the PDF's pages

const near = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => load(entry.target)),
  { root: pages, rootMargin: "100% 0px" },
);

async function load(item) {
  near.unobserve(item);
  const address = item.dataset.picture;
  const picture = element("img", { alt: item.dataset.alt, src: address });
  try {
    await picture.decode();
  } catch {
    return; // a newer state is on its way
  }
  if (item.dataset.picture === address) item.replaceChildren(picture);
}

function showPages(found) {
  while (list.children.length > found.length) list.lastChild.remove();
  found.forEach((page, n) => {
    const item = list.children[n] ?? list.appendChild(element("li"));
    item.style.aspectRatio = `${page.width} / ${page.height}`;
    if (item.dataset.picture === page.picture) return;
    item.dataset.picture = page.picture;
    item.dataset.alt = `Page ${n + 1} of ${found.length}; its text stands in the HTML`;
    near.unobserve(item);
    near.observe(item);
  });
}

// --- the HTML

function showView(address, keep) {
  const now = view.querySelector("iframe:not(.coming)");
  const last = [...view.querySelectorAll("iframe")].at(-1);
  if (last?.getAttribute("src") === address) return;
  view.querySelectorAll("iframe.coming").forEach((one) => one.remove());
  const frame = element("iframe", { title: "The brief as HTML", className: "coming", src: address });
  frame.setAttribute("sandbox", "allow-same-origin"); // no script of its own; we read its place
  frame.addEventListener("load", () => {
    if (!frame.contentWindow || frame.className === "") return;
    const focused = document.activeElement === now;
    const top = scrolled() ?? Number(store.getItem("view"));
    frame.contentWindow.scrollTo(0, keep ? top : 0);
    frame.contentDocument.addEventListener("click", stay);
    frame.className = "";
    now?.remove();
    if (focused) frame.focus();
  });
  view.append(frame);
}

function stay(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  say(`The preview follows no link to another page: ${link.getAttribute("href")}`);
}

// --- the report

function problem(one) {
  return element(
    "li",
    { className: one.severity },
    element("span", { className: "kind" }, `${one.severity}: `),
    one.file ? element("code", {}, `${place(one)}: `) : null,
    one.what,
    one.hint ? element("pre", { className: "hint" }, `hint: ${one.hint}`) : null,
  );
}

function showErrors(errors) {
  const section = byId("errors");
  section.hidden = errors.length === 0;
  byId("errors-title").textContent = count(errors.length, "error");
  fill(byId("errors-list"), errors, (all) => all.map(problem));
  const first = errors[0];
  const said = first ? `${count(errors.length, "error")}. ${place(first)} ${first.what}` : "";
  if (byId("errors-said").textContent !== said) byId("errors-said").textContent = said;
}

function showProblems(others, current) {
  byId("problems-title").textContent = others.length ? `Problems (${others.length})` : "Problems";
  const none = current ? "None." : "Those that are no errors are known once the errors are mended.";
  fill(byId("problems"), { others, none }, () => [
    others.length
      ? element("ul", { className: "problems" }, ...others.map(problem))
      : element("p", { className: "quiet" }, none),
  ]);
}

function chosen(title, choices) {
  return [
    element("h3", {}, `${title} (${choices.length})`),
    element(
      "ul",
      { className: "entries" },
      ...choices.map((one) =>
        element("li", {}, element("strong", {}, one.article), `: ${one.reason}`),
      ),
    ),
  ];
}

function showArticles(choices) {
  fill(byId("articles"), choices, (all) => [
    ...chosen("Shown", all.filter((one) => one.chosen)),
    ...chosen("Left out", all.filter((one) => !one.chosen)),
  ]);
}

function caveat(one) {
  return element(
    "li",
    {},
    element("strong", {}, one.label),
    ` (${one.class}${one.part ? ` of ‘${one.part}’` : ""}${one.waived ? ", waived" : ""}): ${one.why} `,
    element("code", { className: "where" }, place(one)),
  );
}

function doubt(one) {
  return element(
    "li",
    {},
    element("strong", {}, one.class),
    `: ‘${one.why}’`,
    one.offered ? `; the text says “${one.offered}”` : "",
    one.labelled ? " " : `, no label: ${one.unlabelled} `,
    element("code", { className: "where" }, place(one)),
  );
}

function claim(one) {
  return element(
    "li",
    {},
    element("blockquote", {}, one.text),
    element("code", { className: "where" }, place(one)),
    element("ul", { className: "entries" }, ...one.caveats.map(doubt)),
  );
}

function showCaveats(articles) {
  fill(byId("caveats"), articles, (all) =>
    all.map((one) => {
      const said = `${count(one.caveats.length, "caveat")}, ${count(one.claims.length, "doubted claim")}`;
      const origins = one.origins.length ? one.origins.join(", ") : "none";
      const details = element(
        "details",
        {},
        element("summary", {}, element("strong", {}, one.id), `: ${said}`),
        element("p", {}, `Independent origins: ${origins}`),
        element("ul", { className: "entries" }, ...one.caveats.map(caveat), ...one.claims.map(claim)),
      );
      details.dataset.key = one.id;
      return details;
    }),
  );
}

// --- one state

function showDocuments({ documents, document: current }) {
  byId("choice").hidden = documents.length < 2;
  if ([...choice.options].map((one) => one.value).join() !== documents.join()) {
    choice.replaceChildren(...documents.map((name) => element("option", { value: name }, name)));
  }
  choice.value = current;
}

function show(state) {
  const errors = state.problems.filter((one) => one.severity === "error");
  const others = state.problems.filter((one) => one.severity !== "error");
  const shown = state.shown;
  const keep = (store.getItem("shown") ?? state.document) === state.document;
  showDocuments(state);
  showErrors(errors);
  showProblems(others, state.current);
  document.querySelectorAll(".old").forEach((one) => (one.hidden = state.current || !shown));
  byId("missing").hidden = !state.missing;
  byId("missing").textContent = state.missing ?? "";
  byId("title").textContent = shown?.title ?? state.document;
  document.title = `${errors.length ? `(${count(errors.length, "error")}) ` : ""}${state.document} – preview`;
  if (shown) {
    byId("facts").textContent = `${shown.date}, ${count(shown.page_count, "page")}`;
    showPages(shown.pages);
    showView(shown.html, keep);
    showArticles(shown.choices);
    showCaveats(shown.articles);
    if (!keep) pages.scrollTop = 0;
    else if (!restored) restore();
    restored = true;
    store.setItem("shown", state.document);
  }
  const time = new Date().toLocaleTimeString();
  const found = count(others.length, "problem");
  say(errors.length ? `${time}: ${count(errors.length, "error")}` : `${time}: shown, ${found}`);
}

async function refresh() {
  if (busy) return;
  busy = true;
  try {
    let done = 0;
    while (done !== wanted) {
      done = wanted;
      const asked = store.getItem("document") ?? "";
      const answer = await fetch(`state?document=${encodeURIComponent(asked)}`);
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
    }
  } catch {
    say("No answer from the preview; it asks again after the next change.");
  } finally {
    busy = false;
  }
}

choice.addEventListener("change", () => {
  store.setItem("document", choice.value);
  wanted += 0.5; // ask again, without a change
  refresh();
});
window.addEventListener("pagehide", remember);

const changes = new EventSource("changes");
changes.addEventListener("message", (event) => {
  wanted = Number(event.data);
  refresh();
});
changes.addEventListener("error", () => say("The preview has ended, or does not answer."));
