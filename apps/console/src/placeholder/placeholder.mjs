// The only script of the placeholder page: shows every few seconds which parts are ready.
import { STATE_WORDS, partStatuses, summary } from './part-status';

const INTERVAL_MS = 5_000;

/** What the gateway answers, or null when it does not: the page then says that it does not know. */
async function askGateway() {
  try {
    const response = await fetch('/health/parts', {
      cache: 'no-store',
      signal: AbortSignal.timeout(INTERVAL_MS - 1_000),
    });
    return await response.json();
  } catch {
    return null;
  }
}

function cell(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function show(parts) {
  const rows = parts.map(({ title, duty, state }) => {
    const row = document.createElement('tr');
    row.append(
      cell('th', title, { scope: 'row' }),
      cell('td', duty),
      cell('td', STATE_WORDS[state], { class: 'state', 'data-state': state }),
    );
    return row;
  });
  document.getElementById('parts').replaceChildren(...rows);
  const line = document.getElementById('parts-summary');
  // A status region is read aloud at every change of its text: leave it alone while nothing changed.
  if (line.textContent !== summary(parts)) line.textContent = summary(parts);
}

async function refresh() {
  if (!document.hidden) show(partStatuses(await askGateway()));
  setTimeout(refresh, INTERVAL_MS);
}

void refresh();
