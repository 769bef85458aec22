// node look.mjs CHROMIUM BASE LOOKS PATH...: opens each page in each look (such as light:1280,dark:360) and prints one JSON document:
// [{page, scheme, width, rules, violations: [{id, help, nodes}], overflow, errors, foreign}].
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [executablePath, base, looks, ...paths] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const found = [];
try {
  for (const look of looks.split(',')) {
    const [scheme, width] = [look.split(':')[0], Number(look.split(':')[1])];
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 } });
    for (const path of paths) {
      const page = await context.newPage();
      const errors = [];
      const foreign = [];
      page.on('console', message => { if (message.type() === 'error') errors.push(message.text()); });
      page.on('pageerror', error => errors.push(String(error)));
      page.on('request', request => { if (!request.url().startsWith(base) && !request.url().startsWith('data:')) foreign.push(request.url()); });
      await page.goto(new URL(path, base).href, { waitUntil: 'load' });
      await page.evaluate(axe);
      // A mail in its frame is judged with the mails; scripts do not run in it.
      const result = await page.evaluate(() => globalThis.axe.run(document, { iframes: false, resultTypes: ['violations'] }));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      found.push({
        page: path, scheme, width, overflow, errors, foreign,
        rules: result.passes.length,
        violations: result.violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)) })),
      });
      await page.close();
    }
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
