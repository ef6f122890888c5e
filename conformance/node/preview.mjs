// Uses the preview in headless Chromium while a definition is edited; prints what it saw as JSON.
// Arguments: the preview's address, the definition's file.
import { readFileSync, writeFileSync } from "node:fs";
import { line, started, violations } from "./browser.mjs";

const [address, definition] = process.argv.slice(2);
const text = readFileSync(definition, "utf8");
const browser = await started();
const seen = { requests: [], messages: [] };

const broken = async (page) => (await violations(page, { iframes: false })).map(line);

// Writes the definition, waits until the page shows what it should, and returns the milliseconds.
async function edited(page, now, shown, ...rest) {
  const start = performance.now();
  writeFileSync(definition, now);
  await page.waitForFunction(shown, { polling: 10, timeout: 20000 }, ...rest);
  return Math.round(performance.now() - start);
}

const places = () => [
  document.getElementById("pages").scrollTop,
  document.querySelector("#view iframe").contentWindow.scrollY,
  document.activeElement.closest("details")?.dataset.key ?? document.activeElement.id,
];
const settled = () => {
  const [frame, ...others] = document.querySelectorAll("#view iframe");
  const pictures = [...document.querySelectorAll("#pages li")].slice(0, 2);
  return (
    frame?.className === "" &&
    !others.length &&
    pictures.every((one) => one.querySelector("img")?.getAttribute("src") === one.dataset.picture)
  );
};
const mentions = (words) =>
  document.querySelector("#view iframe:not(.coming)")?.contentDocument.body.innerText.includes(words);

try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1500, height: 900 });
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (fault) => seen.messages.push(String(fault)));
  page.on("console", (message) => seen.messages.push(message.text()));
  await page.goto(address);
  await page.waitForFunction(settled, { polling: 10 });
  seen.title = await page.title();
  seen.report = await page.$eval("#report", (one) => one.innerText);
  seen.alternatives = await page.$$eval("#pages img", (all) => all.map((one) => one.alt));
  seen.axe = await broken(page);

  seen.way = [];
  for (let n = 0; n < 7; n++) {
    await page.keyboard.press("Tab");
    const name = () => {
      const one = document.activeElement;
      return one.id || one.closest("details")?.dataset.key || one.textContent || one.tagName;
    };
    seen.way.push(await page.evaluate(name));
  }
  await page.focus("#pages");
  await page.evaluate(() => {
    const end = (done) => document.getElementById("pages").addEventListener("scrollend", done);
    window.scrollEnd = new Promise(end);
  });
  await page.keyboard.press("PageDown");
  await page.evaluate(() => window.scrollEnd.then(() => undefined));
  seen.scrolled = await page.$eval("#pages", (one) => one.scrollTop);

  await page.focus("#caveats summary");
  await page.keyboard.press("Enter");
  seen.opened = await page.$eval("#caveats details[open]", (one) => one.innerText);
  await page.evaluate(() => {
    document.getElementById("pages").scrollTop = 700;
    document.querySelector("#view iframe").contentWindow.scrollTo(0, 650);
  });
  seen.before = await page.evaluate(places);
  const title = "title: Quillwort amendments";
  seen.shown = await edited(page, text.replace(/^title:.*/m, title), mentions, title.slice(7));
  await page.waitForFunction(settled, { polling: 10 });
  seen.after = await page.evaluate(places);

  const errors = () => !document.getElementById("errors").hidden;
  seen.failed = await edited(page, text.replace(/^title:/m, "titel:"), errors);
  seen.error = await page.$eval("#errors", (one) => one.innerText);
  seen.alert = await page.$eval("#errors [role=alert]", (one) => one.textContent);
  seen.kept = await page.evaluate(mentions, "Quillwort amendments");
  seen.old = await page.$$eval(".old", (all) => all.map((one) => !one.hidden));
  seen.during = await page.evaluate(places);
  seen.axeOfError = await broken(page);

  const mended = () => document.getElementById("errors").hidden;
  seen.mended = await edited(page, text, mended);
  await page.waitForFunction(settled, { polling: 10 });
  seen.stale = await page.evaluate(mentions, "Quillwort amendments");

  await page.reload();
  await page.waitForFunction(settled, { polling: 10 });
  seen.reloaded = await page.evaluate(places);

  const variants = "variants:\n  staff: {to: Staff}\n  minister: {to: Minister of Trade}\n";
  const choosable = () => !document.getElementById("choice").hidden;
  await edited(page, text + variants, choosable);
  await page.focus("#document");
  await page.keyboard.type("weekly-m");
  await page.waitForFunction(mentions, { polling: 10 }, "Minister of Trade");
  seen.chosen = await page.$eval("#document", (one) => one.value);

  const frame = await (await page.$("#view iframe")).contentFrame();
  seen.outside = await frame.$eval("a[href^=http]", (one) => one.click() ?? one.href);
  seen.status = await page.$eval("#status", (one) => one.textContent);
  await page.setViewport({ width: 320, height: 640 });
  seen.wide = await page.evaluate(() => document.documentElement.scrollWidth);
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}
