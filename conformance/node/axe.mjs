// Opens pages in headless Chromium and runs axe-core on each; prints one line of JSON for each.
import { pathToFileURL } from "node:url";
import { started, violations } from "./browser.mjs";

const browser = await started();

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
  const broken = await violations(page);
  await page.close();
  const found = broken.map(({ id, nodes }) => ({
    id,
    count: nodes.length,
    first: nodes[0].html,
  }));
  return { violations: found, requests, messages };
}

try {
  for (const file of process.argv.slice(2)) {
    console.log(JSON.stringify(await look(file)));
  }
} finally {
  await browser.close();
}
