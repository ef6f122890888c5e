// Reads PDF files with pdf.js; prints one line of JSON for each: pages with text and links, warnings.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve("package.json"));
const module = require.resolve("pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument, VerbosityLevel } = await import(pathToFileURL(module));
const print = console.log.bind(console);
let warnings = [];
for (const kind of ["log", "warn", "error"]) {
  console[kind] = (...parts) => warnings.push(parts.join(" "));
}

async function read(file) {
  const document = await getDocument({
    data: new Uint8Array(readFileSync(file)),
    verbosity: VerbosityLevel.WARNINGS,
    isEvalSupported: false,
    stopAtErrors: true,
    useSystemFonts: false,
    standardFontDataUrl: resolve(dirname(module), "../../standard_fonts") + "/",
  }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const annotations = await page.getAnnotations();
    pages.push({
      text: items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""),
      links: annotations.flatMap((note) => note.url ?? note.unsafeUrl ?? []),
      tagged: Boolean(await page.getStructTree()),
    });
  }
  const scripts = Boolean(await document.getJSActions());
  const { info } = await document.getMetadata();
  const outline = ((await document.getOutline()) ?? []).length;
  return { pages, scripts, title: info.Title ?? "", outline };
}

for (const file of process.argv.slice(2)) {
  warnings = [];
  let said;
  try {
    said = await read(file);
  } catch (fault) {
    said = { error: String(fault) };
  }
  print(JSON.stringify({ ...said, warnings }));
}
