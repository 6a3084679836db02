// Searches in Firefox as a reader does and prints what happened, as JSON: node firefox.mjs FIREFOX BASE...
import puppeteer from "puppeteer-core";

const [executablePath, ...bases] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const told = [];
for (const base of bases) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${base}index.html`);
  await page.keyboard.down("Control");
  await page.keyboard.press("k");
  await page.keyboard.up("Control");
  await page.waitForSelector("dialog[open] [role=combobox]");
  await page.keyboard.type("can i drive");
  await page.waitForSelector("dialog[open] [role=option]");
  const first = await page.$eval("[role=option]", (option) => option.textContent);
  await page.keyboard.press("ArrowDown");
  const active = await page.$eval("[role=combobox]", (field) => field.getAttribute("aria-activedescendant"));
  // Not waitForNavigation: the address takes the words when typing pauses, which is one too.
  await page.keyboard.press("Enter");
  await page.waitForSelector(".handbook-search-landed");
  const landed = (await page.$eval(".handbook-search-landed", () => location.href)).slice(base.length);
  await page.goto(`${base}search.html?q=hipocampus`);
  await page.waitForSelector("[role=option]");
  const onPage = await page.$eval("[role=option]", (option) => option.textContent);
  told.push({ base, first, active, landed, onPage, errors });
  await page.close();
}
await browser.close();
process.stdout.write(JSON.stringify({ version: await Promise.resolve("firefox"), told }));
