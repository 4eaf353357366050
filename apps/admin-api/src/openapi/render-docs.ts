/** What the page needs of an OpenAPI document. */
interface Document {
  readonly info: { readonly title: string; readonly description: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly headers: Record<string, { readonly description: string; readonly required?: boolean }> };
}

interface Operation {
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> };
  readonly responses: Record<string, Answer>;
}

interface Answer {
  readonly description: string;
  readonly headers: Record<string, unknown>;
  readonly content?: Record<string, { readonly schema: unknown }>;
}

/** The document as one page without scripts or anything from elsewhere. */
export function renderDocs(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const nouns = [...new Set(operations.map(({ operation }) => operation.tags[0] ?? ''))];
  const sections = nouns.map(
    (noun) =>
      `<h2 id="${escape(noun)}">${escape(noun)}</h2>${operations
        .filter(({ operation }) => operation.tags[0] === noun)
        .map(renderOperation)
        .join('')}`,
  );
  const headers = Object.entries(document.components.headers).map(
    ([name, { description, required }]) =>
      `<li id="${escape(name)}"><code>${escape(name)}</code>${required ? '' : ', where it applies'}: ${escape(description)}</li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(document.info.title)}</title><style>${style}</style></head><body><main>
<h1>${escape(document.info.title)}</h1><p>${escape(document.info.description)}</p><p>Errors are problem details (RFC 9457) with a stable <code>code</code>. The machine-readable form of this page is <a href="/openapi.json">/openapi.json</a>.</p>
<nav>${nouns.map((noun) => `<a href="#${escape(noun)}">${escape(noun)}</a>`).join(' · ')}</nav>${sections.join('')}
<h2>Headers of answers</h2><ul>${headers.join('')}</ul></main></body></html>`;
}

function renderOperation({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = operation.parameters
    .map(
      (parameter) => `<li><code>${escape(parameter.name)}</code> in ${escape(parameter.in)}${parameter.required ? '' : ', optional'}</li>`,
    )
    .join('');
  const body = operation.requestBody && `<h3>Body</h3>${renderSchema(operation.requestBody.content)}`;
  const responses = Object.entries(operation.responses)
    .map(
      ([status, { description, headers, content }]) =>
        `<li><b>${status}</b> ${escape(description)}${renderHeaders(headers)}${content && status.startsWith('2') ? renderSchema(content) : ''}</li>`,
    )
    .join('');
  return `<details><summary><code class="${method}">${method.toUpperCase()}</code> <code>${escape(path)}</code> ${escape(operation.summary)}</summary><p>${escape(operation.description)}</p>
${parameters && `<h3>Parameters</h3><ul>${parameters}</ul>`}${body ?? ''}<h3>Answers</h3><ul>${responses}</ul></details>`;
}

/** They mean the same everywhere: what each means is said once, at the end of the page. */
const renderHeaders = (headers: Readonly<Record<string, unknown>>): string =>
  `<p class="headers">${Object.keys(headers)
    .map((name) => `<a href="#${escape(name)}">${escape(name)}</a>`)
    .join(' ')}</p>`;

const renderSchema = (content: Record<string, { readonly schema: unknown }>): string =>
  Object.values(content)
    .map(({ schema }) => `<pre>${escape(JSON.stringify(schema, null, 2))}</pre>`)
    .join('');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b2733;background:#f6f8fa}main{max-width:60rem;margin:auto;padding:2rem 1rem}
h2{margin-top:2rem}h3{font-size:1rem;margin:1rem 0 0}details{background:#fff;border:1px solid #d8dee4;border-radius:8px;margin:.5rem 0;padding:.6rem 1rem}summary{cursor:pointer}
pre{background:#f6f8fa;padding:.8rem;overflow:auto;font-size:.8rem;max-height:24rem}.headers{font-size:.8rem;margin:0}.get{color:#0969da}.post{color:#1a7f37}.put,.patch{color:#9a6700}.delete{color:#cf222e}`;

export type OpenApiDocument = Document;
