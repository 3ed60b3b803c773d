// The explorer: GraphiQL on this origin's graph. Everything it loads is beside it; it asks nobody else anything.
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './explorer.css';
import firstQuestion from './first-question.graphql';

const ENDPOINT = '/graphql';

/** Sends one operation; what is not JSON (a proxy's page, an outage) becomes an error the reader can see. */
async function fetcher(operation, { headers = {} } = {}) {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `${ENDPOINT} answered ${response.status} ${response.statusText} and no JSON` }] };
  }
}

createRoot(document.getElementById('explorer')).render(
  createElement(
    GraphiQL,
    {
      fetcher,
      defaultQuery: firstQuestion,
      defaultHeaders: '{}',
      isHeadersEditorEnabled: true,
      // Headers may come to hold a token: they are not kept in the browser.
      shouldPersistHeaders: false,
      showPersistHeadersSettings: false,
    },
    createElement(
      GraphiQL.Logo,
      null,
      createElement('a', { className: 'explorer-name', href: '/', lang: 'zh-CN' }, '帮扶一张图'),
    ),
  ),
);
