/**
 * Subscribes with the clients of graphql-ws and graphql-sse. `node subscriptions.mjs HOST/PATH` lists the failures and
 * exits with 1 if there are any. The server must have the fields countdown, forever and active.
 */
import { createClient as socketClient } from 'graphql-ws';
import { createClient as eventsClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import { setTimeout as pause } from 'node:timers/promises';

const [place] = process.argv.slice(2);
const PATIENCE = 15_000;

const overSocket = options =>
  socketClient({ url: `ws://${place}`, webSocketImpl: WebSocket, retryAttempts: 0, ...options });
const byEvents = () => eventsClient({ url: `http://${place}`, retryAttempts: 0 });

async function all(client, query) {
  const results = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
}

function same(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE} ms: ${what}`);
    await pause(20);
  }
}

async function nobodyListens() {
  await until('nobody listens', async () => {
    const answer = await fetch(`http://${place}?query=${encodeURIComponent('{ active }')}`);
    return (await answer.json()).data.active === 0;
  });
}

const countdown = [4, 3, 2, 1].map(value => ({ data: { countdown: value } }));

const checks = {
  'a subscription to its end': async client => same(await all(client, 'subscription { countdown }'), countdown),
  'a query': async client => same(await all(client, '{ ok }'), [{ data: { ok: 'fine' } }]),
  'twenty at once': async client => {
    const results = await Promise.all(Array.from({ length: 20 }, () => all(client, 'subscription { countdown }')));
    results.forEach(result => same(result, countdown));
  },
  'a subscription that is left': async client => {
    const events = client.iterate({ query: 'subscription { forever }' });
    same((await events.next()).value, { data: { forever: 1 } });
    await events.return();
    await nobodyListens();
  },
};

const more = {
  'graphql-ws: errors are told as such': async () => {
    const client = overSocket();
    try {
      await all(client, '{ nothing }');
    } catch (errors) {
      same(errors.map(error => error.extensions.code), ['GRAPHQL_VALIDATION_FAILED']);
      return;
    } finally {
      await client.dispose();
    }
    throw new Error('there was no error');
  },
  'graphql-ws: pings are answered': async () => {
    let pongs = 0;
    const client = overSocket({ lazy: false, keepAlive: 20, on: { pong: received => { if (received) pongs++; } } });
    await until('four pongs', () => pongs >= 4);
    await client.dispose();
  },
  'graphql-ws: a client that is refused is told so': async () => {
    const closed = new Promise(resolve => {
      overSocket({ lazy: false, connectionParams: { token: 'bad' }, on: { closed: resolve } });
    });
    same((await closed).code, 4403);
  },
  'graphql-sse: errors are a result': async () => {
    const client = byEvents();
    const [{ errors }] = await all(client, '{ nothing }');
    same(errors.map(error => error.extensions.code), ['GRAPHQL_VALIDATION_FAILED']);
    client.dispose();
  },
};

const runs = [
  ...Object.entries(checks).flatMap(([name, check]) => [
    [`graphql-ws: ${name}`, () => withClient(overSocket(), check)],
    [`graphql-sse: ${name}`, () => withClient(byEvents(), check)],
  ]),
  ...Object.entries(more),
];

async function withClient(client, check) {
  try {
    await check(client);
  } finally {
    await client.dispose();
  }
}

process.on('unhandledRejection', () => {}); // a rejected client reports this twice
let failed = 0;
for (const [name, run] of runs) {
  try {
    await Promise.race([run(), pause(2 * PATIENCE, undefined, { ref: false }).then(() => { throw new Error('no end'); })]);
  } catch (error) {
    failed++;
    console.log(`${name}: ${error.message ?? JSON.stringify(error)}`);
  }
}
console.log(`${runs.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
