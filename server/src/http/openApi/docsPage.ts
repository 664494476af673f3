// The HTTP API as a page for people: plain HTML without scripts, and nothing from other origins.
import { type Audience, type Operation, TAGS } from '../api/operation.ts';
import { jsonSchemaOf, type Parameter, parametersOf } from './openApiDocument.ts';

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const audiences: Record<Audience, string> = {
  anybody: 'Anyone',
  staffOrToken: 'Staff who are signed in, and systems with a bearer token',
  session: 'Anyone who is signed in',
  administrator: 'Administrators who are signed in',
};

const idOf = ({ method, path }: Operation) =>
  `${method.toLowerCase()}${path.replace(/[^a-z]+/gi, '-')}`;

const nameOf = ({ method, path }: Operation) =>
  `<span class="method">${method}</span> <code>${escape(path)}</code>`;

function schemaOf(title: string, schema: Operation['body']): string {
  if (schema === undefined) return '';
  const json = escape(JSON.stringify(jsonSchemaOf(schema), null, 2));
  return `<details><summary>${title}</summary><pre tabindex="0">${json}</pre></details>`;
}

function namesIn(operation: Operation, ...places: Parameter['in'][]): string {
  const found = parametersOf(operation).filter((one) => places.includes(one.in));
  return found.map(({ name }) => `<code>${name}</code>`).join(', ');
}

const refusalsOf = ({ refusals }: Operation) =>
  Object.entries(refusals)
    .map(([title, status]) => `<li>${status} <code>${title}</code></li>`)
    .join('');

const row = (term: string, description: string) =>
  description === '' ? '' : `<dt>${term}</dt><dd>${description}</dd>\n`;

function section(operation: Operation): string {
  const { audience, scope, reply, summary, body } = operation;
  const ofScope = scope === undefined ? '' : ` of scope <code>${scope}</code>`;
  const refusals = refusalsOf(operation);
  return `<section>
<h3 id="${idOf(operation)}">${nameOf(operation)}</h3>
<p>${escape(summary)}</p>
<dl>
${row('For', audiences[audience] + ofScope)}\
${row('Path and query', namesIn(operation, 'path', 'query'))}\
${row('Headers', namesIn(operation, 'header'))}\
${row('Reply', `${reply.status} ${escape(reply.description)}`)}\
${row('Refusals', refusals && `<ul>${refusals}</ul>`)}\
</dl>
${schemaOf('Request body', body)}${schemaOf('Reply body', reply.schema)}
</section>`;
}

export function docsPage(operations: readonly Operation[]): string {
  const groups = TAGS.map((tag) => ({ tag, all: operations.filter((one) => one.tag === tag) }));
  const contents = groups
    .map(
      ({ tag, all }) =>
        `<li>${tag}<ul>${all.map((one) => `<li><a href="#${idOf(one)}">${nameOf(one)}</a></li>`).join('')}</ul></li>`,
    )
    .join('');
  const sections = groups.map(({ tag, all }) => `<h2>${tag}</h2>${all.map(section).join('')}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>HTTP API – Distansmöte</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header><a href="/" lang="sv">Distansmöte</a></header>
<main>
<h1>HTTP API</h1>
<p>For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Bodies are JSON. Other systems send
<code>Authorization: Bearer …</code> with a token that an administrator has created on the page <span lang="sv">API-nycklar</span> (API tokens), of scope
<code>read</code>, <code>invite</code> (which also reads guest links) or <code>manage</code> (which may do everything).
Each refusal is a problem (RFC 9457); programs go by its <code>title</code>.</p>
<nav aria-label="Operations"><ul>${contents}</ul></nav>
${sections.join('')}
</main>
</body>
</html>
`;
}

// The colours and distances of the pages (client/src/styles/tokens.css): it should not look like somebody else's.
export const docsStyle = `:root { color-scheme: light dark; --paper: light-dark(#f7f5f0, #101918); --surface: light-dark(#fff, #182423);
--ink: light-dark(#17302c, #edf3f0); --soft: light-dark(#4a5d59, #b1c2bd); --line: light-dark(#dedacf, #2d3e3b);
--pine: light-dark(#0e5b52, #86d4c3); --wash: light-dark(#e2eeea, #1c3934); }
html { font-size: 112.5%; }
body { margin: 0; font: 1rem/1.55 'Atkinson Hyperlegible Next', system-ui, 'Segoe UI', sans-serif; background: var(--paper); color: var(--ink); }
a { color: var(--pine); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
header, main { max-width: 60rem; margin: 0 auto; padding: 0.5rem 1rem; }
header a { display: inline-flex; align-items: center; min-height: 3rem; color: var(--ink); font-size: 1.167rem; font-weight: 650; text-decoration: none; }
h1 { margin: 0.5rem 0; font-size: 2.222rem; line-height: 1.2; }
h2 { margin: 3rem 0 0; font-size: 1.444rem; }
section { margin: 1rem 0; padding: 0.5rem 1.5rem 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: 1.25rem; }
h3 { margin: 0.5rem 0; font-size: 1rem; }
h3, code { overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 3.5rem; padding: 0 0.4rem; background: var(--wash); border-radius: 0.5rem; font-size: 0.889rem; font-weight: 700; text-align: center; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; font-size: 0.889rem; }
dt { color: var(--soft); }
dd { margin: 0; }
dd ul, nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul { columns: 24rem; gap: 2rem; }
nav > ul > li { margin-bottom: 1rem; font-weight: 600; break-inside: avoid; }
nav li li { font-weight: 400; }
nav a { display: inline-block; padding: 0.25rem 0; }
summary { padding: 0.5rem 0; font-weight: 600; cursor: pointer; }
pre { overflow: auto; max-height: 30rem; margin: 0; padding: 0.75rem; border: 1px solid var(--line); border-radius: 0.75rem; font-size: 0.8rem; }
`;
