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
<main>
<h1>The HTTP API of Distansmöte</h1>
<p>For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Bodies are JSON. Other systems send
<code>Authorization: Bearer …</code> with a token that an administrator has created under Konton (Accounts), of scope
<code>read</code>, <code>invite</code> (which also reads guest links) or <code>manage</code> (which may do everything).
Each refusal is a problem (RFC 9457); programs go by its <code>title</code>.</p>
<nav aria-label="Operations"><ul>${contents}</ul></nav>
${sections.join('')}
</main>
</body>
</html>
`;
}

export const docsStyle = `:root { color-scheme: light dark; --line: #8886; }
body { margin: 0; font: 1.05rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #101918); color: light-dark(#17302c, #edf3f0); }
a { color: light-dark(#0e5b52, #86d4c3); }
main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 3rem; }
section { margin: 1.5rem 0; padding: 0.25rem 1rem 1rem; border: 1px solid var(--line); border-radius: 0.75rem; }
h3, code { overflow-wrap: anywhere; }
.method { font-weight: 700; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dd { margin: 0; }
dd ul { margin: 0; padding: 0; list-style: none; }
summary { padding: 0.5rem 0; cursor: pointer; }
pre { overflow: auto; max-height: 30rem; padding: 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; }
nav a { display: inline-block; padding: 0.2rem 0; }
`;
