/**
 * Uses GraphiQL as a user does, in a real browser, once in the light and once in the dark theme:
 * `node graphiql.mjs URL SCREENSHOT_DIR`. Exits with 0 only if there are no faults.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from './browser.mjs';

const PATIENCE = 30_000;

const [url, directory] = process.argv.slice(2);
if (!directory) {
  console.error('Usage: node graphiql.mjs URL SCREENSHOT_DIR');
  process.exit(2);
}

/** A list of everything that developer tools show in red and of all requests to other hosts. It must remain empty. */
function faultsOf(page) {
  const faults = [];
  const { host } = new URL(url);
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(`uncaught ${error.stack || error}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('request', request => {
    const target = new URL(request.url());
    if (target.protocol !== 'data:' && target.host !== host) faults.push(`request to a foreign host: ${target}`);
  });
  page.on('requestfailed', request => faults.push(`failed request: ${request.url()}, ${request.failure().errorText}`));
  page.on('response', response => {
    if (response.status() >= 400) faults.push(`failed request: ${response.url()}, status ${response.status()}`);
  });
  return faults;
}

/** Calls a function repeatedly until it returns a truthy value. Returns this value. */
async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${PATIENCE / 1000} s: ${what}`);
    await pause(50);
  }
}

/** The text in one of the editors. Monaco keeps its lines in no fixed order, and uses non-breaking spaces. */
async function textOf(editor) {
  const lines = await editor.locator('.view-line').evaluateAll(elements => elements
    .map(element => ({ top: Number.parseFloat(element.style.top), text: element.textContent }))
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text));
  return lines.join('').replaceAll('\u00a0', ' ');
}

/** The response so far, because GraphiQL may still be rendering it. */
async function responseIn(page) {
  try {
    return JSON.parse(await textOf(page.locator('.graphiql-response')));
  } catch {
    return undefined;
  }
}

/** Adds books until one of them is shown, because the start of the subscription is not reported. */
async function untilShown(page, name) {
  await until('a book that was added', async () => {
    const answer = await fetch(new URL('graphql', url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: 'mutation ($name: String!) { addBook(name: $name, writer: 1) { id } }', variables: { name } }),
    });
    if (!(await answer.json()).data?.addBook?.id) throw new Error('the book cannot be added');
    return (await responseIn(page))?.data?.bookAdded?.name === name;
  });
}

async function visit(page, theme) {
  const done = what => console.log(`${theme}: ${what}`);

  await page.goto(url);
  const execute = page.getByRole('button', { name: /^Execute query/ });
  await execute.waitFor();
  done(`the page "${await page.title()}" shows GraphiQL`);

  await until('the example query in the editor', async () =>
    (await textOf(page.locator('.graphiql-query-editor'))).replaceAll(/\s/g, '').endsWith('{latestBookNamegetBook(id:1){nameauthor}}'));
  done('the example query is in the editor');

  await until('the worker for GraphQL', () => page.workers().some(worker => worker.url().includes('/graphql.worker')));
  done('the worker for GraphQL runs');

  const background = await page.locator('.graphiql-container').evaluate(element => getComputedStyle(element).backgroundColor);
  const [red] = background.match(/\d+/);
  if ((red < 128) !== (theme === 'dark')) throw new Error(`the background is ${background}`);
  done(`the page is ${theme}, as the system asks`);

  await execute.click();
  const { data, errors } = await until('a JSON response', () => responseIn(page));
  const texts = [data?.latestBookName, data?.getBook?.name, data?.getBook?.author];
  if (errors || !texts.every(text => typeof text === 'string' && text)) {
    throw new Error(`the response is ${JSON.stringify({ data, errors })}`);
  }
  done(`the response names ${texts.join(', ')}`);

  const query = page.locator('.graphiql-query-editor');
  await query.locator('.view-line').last().click();
  await page.keyboard.type('# the end    ');
  await until('what was typed', async () => (await textOf(query)).endsWith('# the end    '));
  await page.getByRole('button', { name: /^Prettify/ }).click();
  await until('a prettier query', async () => (await textOf(query)).endsWith('# the end'));
  done('the query can be typed and prettified');

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).waitFor();
  done('the documentation explorer shows the type Query');

  await query.locator('.view-line').last().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText('subscription { bookAdded { name writer { name } } }');
  await until('the subscription in the editor', async () => (await textOf(query)).startsWith('subscription'));
  await execute.click();
  await untilShown(page, `Seen in the ${theme}`);
  const shown = (await responseIn(page)).data.bookAdded;
  if (shown.writer.name !== 'Jane Austen') throw new Error(`the event is ${JSON.stringify(shown)}`);
  await page.getByRole('button', { name: /^Stop query/ }).click();
  done('a subscription shows a book that is added meanwhile');
}

await mkdir(directory, { recursive: true });
const browser = await launch();
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    const faults = faultsOf(page);
    try {
      await visit(page, colorScheme);
    } catch (error) {
      faults.push(error.message);
    }
    await page.screenshot({ path: join(directory, `graphiql-${colorScheme}.png`) });
    if (!faults.length) console.log(`${colorScheme}: no error, no warning, no failed request, no foreign host`);
    for (const fault of faults) console.error(`${colorScheme}: FAILED: ${fault}`);
    if (faults.length) process.exitCode = 1;
    await page.close();
  }
} finally {
  await browser.close();
}
