// Starts headless Chromium, and runs axe-core on its pages.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve("package.json"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Starts the browser; its caller closes it.
export const started = () =>
  puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    pipe: true,
    args: [
      "--no-sandbox", // root has none, and the pages are our own
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

// Returns what axe-core finds broken on a page, by its rules of WCAG and good practice.
export async function violations(page, options = {}) {
  await page.evaluate(axe);
  const found = await page.evaluate((asked) => axe.run(asked), {
    runOnly: { type: "tag", values },
    resultTypes: ["violations"],
    ...options,
  });
  return found.violations;
}

// Says a violation in a line: its rule, and the first element that breaks it.
export const line = ({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`;
