// Opens pages in headless Chromium at a phone's width; prints one line of JSON for each: how wide it
// is, what of it is cut off, how many cells say their column's head, and what axe-core finds.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { line, started, violations } from "./browser.mjs";

const browser = await started();

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
    const broken = (await violations(page)).map(line);
    await page.close();
    console.log(JSON.stringify({ ...seen, broken }));
  }
} finally {
  await browser.close();
}
