/**
 * Sends requests over HTTP/2 (h2c, without TLS). `node http2.mjs HOST:PORT` lists the failures and exits with 1 if
 * there are any. Each request shares its connection with a subscription, which must continue whatever the response is.
 * The server must have the fields ok and forever, accept bodies of 1 MiB and uploads of 100,000 bytes, and wait some
 * seconds for an upload and long for any other body.
 */
import http2 from 'node:http2';

const [place] = process.argv.slice(2);
const PATIENCE = 60_000;
const HELD = Symbol('a body that does not come to its end');

const post = (type = 'application/json') => ({ ':method': 'POST', ':path': '/graphql', 'content-type': type });
const get = (query, method = 'GET') => ({ ':method': method, ':path': `/graphql?query=${encodeURIComponent(query)}` });
const long = count => JSON.stringify({ query: '{ ok }', extensions: { padding: 'x'.repeat(count) } });
const form = { ...post('multipart/form-data; boundary=part'), 'graphql-require-preflight': '1' };
const newType = { accept: 'application/graphql-response+json' };

// the request, and the status and code of the response
const cases = {
  'a query': [post(), '{"query":"{ ok }"}', 200],
  'a query by GET': [get('{ ok }'), undefined, 200],
  'a query by GET, with a body': [get('{ ok }'), 'x'.repeat(300_000), 200],
  'a long query': [post(), long(1_000_000), 200],
  'long headers': [{ ...get('{ ok }'), cookie: 'x'.repeat(12_000) }, undefined, 200],
  'headers beyond the limit': [{ ...get('{ ok }'), cookie: 'x'.repeat(17_000) }, undefined, 431, 'LIMIT_EXCEEDED'],
  'a URI beyond the limit': [get(`{ ok } #${'x'.repeat(17_000)}`), undefined, 414, 'LIMIT_EXCEEDED'],
  'TE': [{ ...post(), te: 'trailers' }, '{"query":"{ ok }"}', 200],
  'HEAD': [get('{ ok }', 'HEAD'), undefined, 200],
  'HEAD of a long answer': [get('{ ok __schema { types { name fields { name } } } }', 'HEAD'), undefined, 200],
  'HEAD of events': [{ ...get('{ ok }', 'HEAD'), accept: 'text/event-stream' }, undefined, 200],
  'HEAD of an error': [{ ...get('{ nothing }', 'HEAD'), ...newType }, undefined, 400],
  'HEAD of a refused request': [{ ...get('{ ok }', 'HEAD'), accept: 'image/png' }, undefined, 406],
  'HEAD of the schema': [{ ':method': 'HEAD', ':path': '/graphql/schema.graphql' }, undefined, 200],
  'HEAD of the health': [{ ':method': 'HEAD', ':path': '/health/live' }, undefined, 200],
  'HEAD of the metrics': [{ ':method': 'HEAD', ':path': '/metrics' }, undefined, 200],
  'HEAD of GraphiQL': [{ ':method': 'HEAD', ':path': '/' }, undefined, 200],
  'OPTIONS': [{ ':method': 'OPTIONS', ':path': '/graphql' }, undefined, 204],
  'no body': [post(), '', 400, 'BAD_REQUEST'],
  'no JSON': [post(), 'nonsense', 400, 'BAD_REQUEST'],
  'not valid': [{ ...post(), ...newType }, '{"query":"{ nothing }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
  'another method': [{ ...post(), ':method': 'PUT' }, 'x'.repeat(300_000), 405, 'METHOD_NOT_ALLOWED'],
  'another method without a body': [{ ':method': 'DELETE', ':path': '/graphql' }, undefined, 405, 'METHOD_NOT_ALLOWED'],
  'a mutation by GET': [get('mutation { touch }'), undefined, 405, 'METHOD_NOT_ALLOWED'],
  'a type that cannot be given': [{ ...post(), accept: 'image/png' }, '{"query":"{ ok }"}', 406, 'NOT_ACCEPTABLE'],
  'a body that does not come': [form, HELD, 408, 'BODY_TIMEOUT'],
  'a body that does not come, with its length': [{ ...form, 'content-length': 100 }, HELD, 408, 'BODY_TIMEOUT'],
  'a long body': [post(), long(1_100_000), 413, 'LIMIT_EXCEEDED'],
  'a long body with its length': [{ ...post(), 'content-length': long(1_100_000).length }, long(1_100_000), 413, 'LIMIT_EXCEEDED'],
  'a very long body': [post(), long(3_000_000), 413, 'LIMIT_EXCEEDED'],
  'a long upload': [form, 'x'.repeat(500_000), 413, 'LIMIT_EXCEEDED'],
  'an upload that is none': [form, 'x'.repeat(50_000), 400, 'MALFORMED_REQUEST'],
  'another media type': [post('text/plain'), 'x', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'another media type, long': [post('text/plain'), 'x'.repeat(300_000), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'another media type, unfinished': [post('text/plain'), HELD, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'packed': [{ ...post(), 'content-encoding': 'gzip' }, 'x'.repeat(300_000), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'another site': [{ ...post(), 'sec-fetch-site': 'cross-site' }, long(300_000), 403, 'CSRF'],
};

/** Sends a request and returns its complete response. */
function ask(session, headers, body) {
  return new Promise((resolve, reject) => {
    const stream = session.request(headers, { endStream: body === undefined });
    const answer = { text: '' };
    stream.setEncoding('utf8');
    stream.on('response', head => { answer.status = head[':status']; answer.head = head; });
    stream.on('data', text => { answer.text += text; });
    stream.on('end', () => { resolve(answer); if (body === HELD) stream.close(); });
    stream.on('error', reject);
    if (body === HELD) stream.write('{');
    else if (body !== undefined) stream.end(body);
  });
}

/** Subscribes and returns a function that returns a promise of the next event. */
function subscribe(session) {
  const stream = session.request({ ...post(), accept: 'text/event-stream' });
  let heard = () => {};
  let lost = () => {};
  stream.setEncoding('utf8');
  stream.on('data', text => { if (text.includes('event: next')) heard(); });
  stream.on('close', () => lost(new Error('the subscription has ended')));
  stream.on('error', error => lost(error));
  stream.end('{"query":"subscription { forever(millis: 20) }"}');
  return () => new Promise((resolve, reject) => { heard = resolve; lost = reject; });
}

async function check([headers, body, status, code]) {
  const session = http2.connect(`http://${place}`);
  const broken = new Promise((resolve, reject) => {
    session.on('error', reject);
    session.on('goaway', reason => reject(new Error(`the connection is given up: ${reason}`)));
  });
  const whole = async () => {
    const event = subscribe(session);
    await event();
    const answer = await ask(session, headers, body);
    if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status} ${answer.text}`);
    if (answer.head.connection !== undefined) throw new Error('the answer has the header Connection');
    if (headers[':method'] === 'HEAD' && answer.text !== '') throw new Error(`there is a body: ${answer.text}`);
    const told = code === undefined ? undefined : JSON.parse(answer.text).errors[0].extensions.code;
    if (told !== code) throw new Error(`expected ${code}, got ${answer.text}`);
    await event();
    const after = await ask(session, post(), '{"query":"{ ok }"}');
    if (after.text !== '{"data":{"ok":"fine"}}') throw new Error(`afterwards: ${after.status} ${after.text}`);
  };
  try {
    await Promise.race([whole(), broken]);
  } finally {
    broken.catch(() => {});
    session.destroy();
  }
}

const late = () => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(`not within ${PATIENCE} ms`)), PATIENCE).unref();
});
const failures = await Promise.all(Object.entries(cases).map(async ([name, each]) => {
  try {
    await Promise.race([check(each), late()]);
    return [];
  } catch (error) {
    return [`${name}: ${error.message}`];
  }
}));
failures.flat().forEach(failure => console.log(failure));
console.log(`${failures.length - failures.flat().length} passed, ${failures.flat().length} failed`);
process.exit(failures.flat().length === 0 ? 0 : 1);
