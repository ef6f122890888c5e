// Opens pages in headless Chromium and runs axe-core on each; prints one line of JSON for each.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve("package.json"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const browser = await puppeteer.launch({
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

async function look(file) {
  const page = await browser.newPage();
  const requests = [];
  const messages = [];
  const own = pathToFileURL(file).href;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const address = request.url();
    if (address === own || address.startsWith("data:")) {
      request.continue();
    } else {
      requests.push(address);
      request.abort();
    }
  });
  page.on("pageerror", (fault) => messages.push(String(fault)));
  await page.goto(own);
  await page.evaluate(axe);
  const found = await page.evaluate(
    (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    tags,
  );
  await page.close();
  const violations = found.violations.map(({ id, nodes }) => ({
    id,
    count: nodes.length,
    first: nodes[0].html,
  }));
  return { violations, requests, messages };
}

try {
  for (const file of process.argv.slice(2)) {
    console.log(JSON.stringify(await look(file)));
  }
} finally {
  await browser.close();
}
