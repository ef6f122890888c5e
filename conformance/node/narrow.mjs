// Opens pages in headless Chromium at a phone's width; prints one line of JSON for each: how wide it
// is, what of it is cut off, how many cells say their column's head, and what axe-core finds.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve("package.json"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  pipe: true,
  args: [
    "--no-sandbox", // root has none, and the pages are our own
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

const measured = () => {
  const cut = [...document.querySelectorAll("main *")].filter(
    (one) =>
      !one.closest("tr.columns, svg *") &&
      (one.getBoundingClientRect().right > innerWidth + 0.5 ||
        (one.clientWidth && one.scrollWidth > one.clientWidth + 1)),
  );
  const labelled = [...document.querySelectorAll("tbody [data-label]")].filter(
    (one) => getComputedStyle(one, "::before").content.includes(one.dataset.label.slice(0, 1)),
  );
  return {
    width: document.documentElement.scrollWidth,
    cut: cut.map((one) => one.outerHTML.slice(0, 120)),
    cells: document.querySelectorAll("tbody th, tbody td").length,
    labelled: labelled.length,
  };
};

try {
  for (const file of process.argv.slice(2)) {
    const page = await browser.newPage();
    await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
    await page.goto(pathToFileURL(resolve(file)).href);
    const seen = await page.evaluate(measured);
    await page.evaluate(axe);
    const found = await page.evaluate(
      (tags) => axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
      values,
    );
    await page.close();
    const broken = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
    console.log(JSON.stringify({ ...seen, broken }));
  }
} finally {
  await browser.close();
}
