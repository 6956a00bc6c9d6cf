/**
 * Makes common clients send requests, subscribe, sleep, and survive a restart of the server. `node clients.mjs
 * HOST:PORT` lists the failures and exits with 1 if there are any. The clients are Apollo Client 4 and 3, urql, Relay's
 * network layer, graphql-ws and graphql-sse, each over HTTP/1.1 and HTTP/2. The server must have the fields ok, boom,
 * touch, countdown, addBook and bookAdded, and a short heartbeat.
 */
import * as apollo4 from '@apollo/client';
import { GraphQLWsLink as GraphQLWsLink4 } from '@apollo/client/link/subscriptions';
import * as apollo3 from 'apollo-client-3/core/index.js';
import { GraphQLWsLink as GraphQLWsLink3 } from 'apollo-client-3/link/subscriptions/index.js';
import { Client as Urql, fetchExchange, subscriptionExchange } from '@urql/core';
import relay from 'relay-runtime';
import { createClient as socketClient } from 'graphql-ws';
import { createClient as eventsClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import http2 from 'node:http2';
import net from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

const [place] = process.argv.slice(2);
const PATIENCE = 60_000;
const SOON = 50;
const TRY_AGAIN_LATER = 1013;

/** The function fetch over one HTTP/2 connection. */
function fetchOver(session) {
  return (url, { method = 'GET', headers = {}, body, signal } = {}) => new Promise((resolve, reject) => {
    const { pathname, search } = new URL(url);
    const head = Object.fromEntries(new Headers(headers));
    const stream = session.request({ ...head, ':method': method, ':path': pathname + search }, { endStream: body === undefined });
    signal?.addEventListener('abort', () => stream.close());
    stream.on('error', reject);
    stream.on('response', answer => {
      const named = Object.entries(answer).filter(([name]) => !name.startsWith(':'));
      resolve(new Response(Readable.toWeb(stream), { status: answer[':status'], headers: named }));
    });
    if (body !== undefined) stream.end(body);
  });
}

/** A proxy between clients and server. It can hold back all data, like a sleeping client, and cut all connections. */
class Proxy {
  #connections = new Set();
  #asleep = false;
  #server = net.createServer(client => this.#connect(client));

  async listen() {
    await new Promise(resolve => { this.#server.listen(this.port ?? 0, 'localhost', resolve); });
    this.port = this.#server.address().port;
  }

  #connect(client) {
    const [host, port] = place.split(':');
    const server = net.connect(Number(port), host);
    const connection = { client, server, held: [], closed: false };
    this.#connections.add(connection);
    client.on('data', bytes => server.write(bytes));
    server.on('data', bytes => {
      if (!this.#asleep) { client.write(bytes); return; }
      connection.held.push(bytes);
      connection.closed ||= isClose(bytes);
    });
    const end = () => { this.#connections.delete(connection); client.destroy(); server.destroy(); };
    for (const side of [client, server]) side.on('error', end);
    client.on('close', end);
    server.on('close', () => (this.#asleep ? (connection.closed = true) : end()));
  }

  /** From now on, no data reaches the server or the clients. */
  sleep() {
    this.#asleep = true;
    this.#connections.forEach(({ client }) => client.pause());
  }

  /** The number of connections that the server has closed, or has announced to close. */
  givenUp() {
    return [...this.#connections].filter(connection => connection.closed).length;
  }

  wake() {
    this.#asleep = false;
    for (const { client, server, held } of this.#connections) {
      held.splice(0).forEach(bytes => client.write(bytes));
      client.resume();
      if (server.destroyed) client.end();
    }
  }

  /** Simulates the restart of the server: connections end, and new connections are refused. */
  async cut() {
    const closed = new Promise(resolve => { this.#server.close(resolve); });
    this.#connections.forEach(({ client, server }) => { client.destroy(); server.destroy(); });
    await closed;
  }
}

/** Whether bytes contain a close frame with the code that makes a WebSocket's client reconnect. */
function isClose(bytes) {
  return bytes.includes(Buffer.from([TRY_AGAIN_LATER >> 8, TRY_AGAIN_LATER & 0xff]));
}

async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE} ms: ${what}`);
    await pause(SOON);
  }
}

function same(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

const patient = { retryAttempts: 1000, retryWait: () => pause(SOON) };

/** A client of graphql-ws that records the close codes of its sockets. */
function sockets(endpoint) {
  const codes = [];
  const on = { closed: event => codes.push(event.code) };
  return { codes, client: socketClient({ url: `ws://${endpoint}`, webSocketImpl: WebSocket, on, ...patient }) };
}

const events = (endpoint, fetchFn) =>
  eventsClient({ url: `http://${endpoint}`, fetchFn, retryAttempts: 1000, retry: () => pause(SOON) });

/** Collects the results of an operation until its end. */
const all = subscribe => new Promise((resolve, reject) => {
  const results = [];
  subscribe({ next: result => results.push(result), error: reject, complete: () => resolve(results) });
});

const plain = ({ data, errors }) => ({ ...(data === undefined ? {} : { data }), ...(errors ? { errors } : {}) });
const only = async subscribe => plain((await all(subscribe))[0]);

/** The response of Apollo Client, which reports errors in two forms. */
function apollo({ ApolloClient, InMemoryCache, HttpLink, gql }, GraphQLWsLink) {
  return (endpoint, fetchFn) => {
    const { codes, client } = sockets(endpoint);
    const make = link => new ApolloClient({ link, cache: new InMemoryCache(), queryDeduplication: false });
    const overHttp = make(new HttpLink({ uri: `http://${endpoint}`, fetch: fetchFn }));
    const overSocket = make(new GraphQLWsLink(client));
    const asked = async result => {
      const { data, error, errors } = await result;
      const told = errors ?? error?.errors;
      return { data: data ?? null, ...(told ? { errors: told } : {}) };
    };
    const options = { fetchPolicy: 'no-cache', errorPolicy: 'all' };
    return {
      codes,
      query: query => asked(overHttp.query({ query: gql(query), ...options })),
      mutate: query => asked(overHttp.mutate({ mutation: gql(query), ...options })),
      subscribe: (query, sink) => overSocket.subscribe({ query: gql(query), ...options }).subscribe(sink),
      dispose: () => client.dispose(),
    };
  };
}

function urql(endpoint, fetchFn) {
  const { codes, client } = sockets(endpoint);
  const forwardSubscription = ({ query, variables }) => ({
    subscribe: sink => ({ unsubscribe: client.subscribe({ query, variables }, sink) }),
  });
  const urqlClient = new Urql({
    url: `http://${endpoint}`,
    fetch: fetchFn,
    preferGetMethod: false,
    exchanges: [subscriptionExchange({ forwardSubscription }), fetchExchange],
  });
  const asked = ({ data, error }) => ({ data: data ?? null, ...(error ? { errors: error.graphQLErrors } : {}) });
  return {
    codes,
    query: async query => asked(await urqlClient.query(query, {}).toPromise()),
    mutate: async query => asked(await urqlClient.mutation(query, {}).toPromise()),
    // urql reports the end of a subscription only by an event of its operation
    subscribe: (query, sink) => urqlClient.subscription(query, {}).subscribe(result => {
      if (result.data) sink.next(result);
      else sink.error(result.error);
    }),
    dispose: () => client.dispose(),
    endless: true,
  };
}

/** Relay's network layer, configured as in its documentation: fetch, and graphql-sse for subscriptions. */
function relayNetwork(endpoint, fetchFn) {
  const client = events(endpoint, fetchFn);
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const send = async ({ text }, variables) => {
    const body = JSON.stringify({ query: text, variables });
    return (await fetchFn(`http://${endpoint}`, { method: 'POST', headers, body })).json();
  };
  const listen = ({ text }, variables) =>
    relay.Observable.create(sink => client.subscribe({ query: text, variables }, sink));
  const network = relay.Network.create(send, listen);
  const execute = (operationKind, text) =>
    network.execute({ name: 'Any', id: null, cacheID: text, metadata: {}, operationKind, text }, {}, { force: true });
  return {
    query: query => only(sink => execute('query', query).subscribe(sink)),
    mutate: query => only(sink => execute('mutation', query).subscribe(sink)),
    subscribe: (query, sink) => execute('subscription', query).subscribe(sink),
    dispose: () => client.dispose(),
  };
}

const bySubscribing = client => ({
  query: query => only(sink => client.subscribe({ query }, sink)),
  mutate: query => only(sink => client.subscribe({ query }, sink)),
  subscribe: (query, sink) => client.subscribe({ query }, sink),
  dispose: () => client.dispose(),
});

const clients = {
  'Apollo Client 4': apollo(apollo4, GraphQLWsLink4),
  'Apollo Client 3': apollo(apollo3, GraphQLWsLink3),
  urql,
  Relay: relayNetwork,
  'graphql-ws': endpoint => {
    const { codes, client } = sockets(endpoint);
    return { codes, ...bySubscribing(client) };
  },
  'graphql-sse': (endpoint, fetchFn) => bySubscribing(events(endpoint, fetchFn)),
};

/** Sends a query, a mutation, a query with an error, and a subscription. */
async function ask(client) {
  same((await client.query('query Any { ok }')).data, { ok: 'fine' });
  same((await client.mutate('mutation Any { touch }')).data, { touch: true });
  const { data, errors } = await client.query('query Any { ok boom }');
  same([data, errors.map(error => error.extensions.code)], [{ ok: 'fine', boom: null }, ['INTERNAL_ERROR']]);
  const numbers = [];
  await new Promise((resolve, reject) => {
    client.subscribe('subscription Any { countdown }', {
      next: ({ data: told }) => { if (numbers.push(told.countdown) === 4 && client.endless) resolve(); },
      error: reject,
      complete: resolve,
    });
  });
  same(numbers, [4, 3, 2, 1]);
}

/** Adds books with a name until all clients have received one of them, so that no client can miss it. */
async function addUntilHeard(name, heard) {
  const query = `mutation { addBook(name: "${name}", writer: 1) { id } }`;
  const headers = { 'content-type': 'application/json' };
  await until(`all hear of ${name}; heard: ${heard.map(names => [...names])}`, async () => {
    if (heard.every(names => names.has(name))) return true;
    await (await fetch(`http://${place}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
    return false;
  });
}

const failed = [];
async function run(name, check) {
  try {
    await Promise.race([check(), pause(2 * PATIENCE, undefined, { ref: false }).then(() => { throw new Error('no end'); })]);
  } catch (error) {
    failed.push(`${name}: ${error.message ?? JSON.stringify(error)}`);
  }
}

const session = http2.connect(`http://${place}`);
session.on('error', error => failed.push(`HTTP/2: ${error.message}`));
session.on('goaway', reason => failed.push(`HTTP/2: the connection is given up: ${reason}`));
const transports = { 'HTTP/1.1': fetch, 'HTTP/2': fetchOver(session) };
const runs = Object.entries(transports).flatMap(([transport, fetchFn]) =>
  Object.entries(clients).map(([name, make]) => run(`${name} over ${transport}`, async () => {
    const client = make(`${place}/graphql`, fetchFn);
    try {
      await ask(client);
    } finally {
      await client.dispose();
    }
  })));

const proxy = new Proxy();
await proxy.listen();
runs.push(run('sleep and restart', async () => {
  const names = Object.keys(clients);
  const made = names.map(name => clients[name](`localhost:${proxy.port}/graphql`, fetch));
  const heard = made.map(() => new Set());
  let over = false;
  made.forEach((client, i) => client.subscribe('subscription Any { bookAdded { name } }', {
    next: ({ data, ...failure }) => {
      if (data) heard[i].add(data.bookAdded.name);
      else failed.push(`${names[i]} is told ${JSON.stringify(failure)}`);
    },
    error: error => failed.push(`${names[i]} has given up: ${error?.message ?? JSON.stringify(error)}`),
    complete: () => { if (!over) failed.push(`${names[i]} takes its subscription for ended`); },
  }));
  await addUntilHeard('awake', heard);
  const overSockets = made.filter(({ codes }) => codes);
  proxy.sleep();
  await until('the server gives up who is asleep', () => proxy.givenUp() >= overSockets.length);
  proxy.wake();
  await addUntilHeard('awake again', heard);
  same(overSockets.map(({ codes }) => codes[0]), overSockets.map(() => TRY_AGAIN_LATER));
  await proxy.cut();
  await pause(SOON);
  await proxy.listen();
  await addUntilHeard('restarted', heard);
  over = true;
  await Promise.all(made.map(client => client.dispose()));
}));

process.on('unhandledRejection', error => failed.push(`nobody takes: ${error?.message ?? error}`));
await Promise.all(runs);
failed.forEach(failure => console.log(failure));
console.log(`${runs.length} runs, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
