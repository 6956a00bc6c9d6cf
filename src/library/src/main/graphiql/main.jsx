// GraphiQL loads Monaco on demand, which would leave Monaco's styles out of the page's one style sheet.
import 'monaco-graphql/esm/monaco-editor.js';
import './main.css';

import { GraphiQL } from 'graphiql';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';

import editorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import jsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import graphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

const EXAMPLE = `\
# Welcome. Write a query on the left,
# press Ctrl-Enter, read the answer
# on the right. The book icon opens
# the schema's documentation.
{
  latestBookName
  getBook(id: 1) {
    name
    author
  }
}
`;

const workers = { json: jsonWorker, graphql: graphqlWorker };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(workers[label] ?? editorWorker, import.meta.url)),
};

/** Relative to the page, so that it holds under any context root. */
async function post(query, { headers } = {}) {
  const answer = await fetch('graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
      ...headers,
    },
    body: JSON.stringify(query),
  });
  return answer.json();
}

/** What is typed as headers goes with the socket's first message: a browser sends no headers with a socket. */
let saidAtFirst = {};

/** Opened when it is first needed. */
const socket = createClient({
  url: new URL('graphql', document.baseURI).href.replace(/^http/, 'ws'),
  connectionParams: () => saidAtFirst,
});

function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false; // the server says what is wrong
  }
}

function ask(query, options = {}) {
  if (!isSubscription(query)) return post(query, options);
  saidAtFirst = options.headers ?? {};
  return socket.iterate(query);
}

// Monaco measures its characters once: with a font still on its way, the cursor would stand beside the text.
// One that cannot be had is no reason for an empty page, though.
await document.fonts.load('1em "Fira Code"').catch(() => {});

createRoot(document.getElementById('graphiql')).render(<GraphiQL fetcher={ask} defaultQuery={EXAMPLE} />);
