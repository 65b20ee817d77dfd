import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import { escapeHtml } from './escape-html.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { schemaText } from './schema-text.ts';

/** What the page reads of an OpenAPI document. */
export interface DocumentLike {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths?: object;
  readonly components?: { readonly schemas?: object };
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: object;
  }[];
  readonly requestBody?: { readonly content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

/** One page for people: no script, no network, light and dark, every fold reachable by keyboard. */
export function docsPage(document: DocumentLike): string {
  const operations = operationsOf(document);
  const groups = [...Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? '')];
  const schemas = Object.entries(document.components?.schemas ?? {});
  const { title, version, description = '' } = document.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${DOCS_STYLE}</style>
</head>
<body>
<a class="skip" href="#operations">Skip to the operations</a>
<header>
<h1>${escapeHtml(title)} <small>${escapeHtml(version)}</small></h1>
<p>${escapeHtml(description)} The same as data: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
</header>
<nav aria-label="Sections"><ul>
${groups.map(([tag]) => `<li><a href="#tag-${tag}">${escapeHtml(tag)}</a></li>`).join('\n')}
<li><a href="#schemas">schemas</a></li>
<li><a href="#errors">errors</a></li>
</ul></nav>
<main id="operations">
${groups.map(([tag, each]) => `<section id="tag-${tag}"><h2>${escapeHtml(tag)}</h2>\n${each.map(operationHtml).join('\n')}</section>`).join('\n')}
<section id="schemas"><h2>schemas</h2>
${schemas.map(([name, schema]) => `<details id="schema-${name}"><summary><code>${name}</code></summary>${shape(schema as object)}</details>`).join('\n')}
</section>
<section id="errors"><h2>errors</h2>
<table><thead><tr><th scope="col">code</th><th scope="col">status</th><th scope="col">meaning</th><th scope="col">what to do</th></tr></thead><tbody>
${Object.entries(ERROR_CATALOGUE)
  .map(
    ([code, { status, title: meaning, next }]) =>
      `<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${escapeHtml(meaning)}</td><td>${escapeHtml(next)}</td></tr>`,
  )
  .join('\n')}
</tbody></table></section>
</main>
</body>
</html>
`;
}

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function operationsOf(document: DocumentLike): Entry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ method, path, operation })),
  );
}

function operationHtml({ method, path, operation }: Entry): string {
  const { parameters = [], requestBody, responses } = operation;
  return `<details class="operation" id="${operation.operationId}">
<summary><span class="method ${method}">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code> <span>${escapeHtml(operation.summary)}</span></summary>
<p>${operation.security.length > 0 ? 'Needs an access token.' : 'Open to everybody.'} Id: <code>${operation.operationId}</code></p>
${parameters.length > 0 ? `<h3>Parameters</h3><dl>${parameters.map(parameterHtml).join('')}</dl>` : ''}
${Object.entries(requestBody?.content ?? {})
  .map(([type, { schema }]) => `<h3>Body <small>${type}</small></h3>${shape(schema)}`)
  .join('')}
<h3>Answers</h3>
${Object.entries(responses)
  .map(([status, { description, content = {} }]) => `<h4>${status}</h4>${answerHtml(status, description, content)}`)
  .join('\n')}
</details>`;
}

function answerHtml(status: string, description: string, content: Record<string, { schema: object }>): string {
  const text = description
    .split('\n\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('');
  // Every problem has the same shape; it is shown once, among the schemas.
  if (Number(status) >= 400) return text;
  return `${text}${Object.entries(content)
    .map(([type, { schema }]) => `<p><small>${type}</small></p>${shape(schema)}`)
    .join('')}`;
}

function parameterHtml(parameter: NonNullable<Operation['parameters']>[number]): string {
  const required = parameter.required === true ? 'required' : 'optional';
  return `<dt><code>${escapeHtml(parameter.name)}</code> <small>${parameter.in}, ${required}</small></dt>
<dd>${escapeHtml(parameter.description ?? '')} <code>${escapeHtml(schemaText(parameter.schema ?? {}))}</code></dd>`;
}

function shape(schema: object): string {
  const text = escapeHtml(schemaText(schema)).replace(
    /\bschema:(\w+)\b/g,
    (_all, name: string) => `<a href="#schema-${name}">${name}</a>`,
  );
  return `<pre tabindex="0">${text}</pre>`;
}
