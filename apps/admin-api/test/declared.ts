import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import type { OpenApiDocument } from './openapi-document.ts';

interface Asked {
  readonly method: string;
  /** With its query, if any. */
  readonly path: string;
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What the document says of requests and answers, as JSON Schema 2020-12 judges it. */
export interface Declared {
  /** What an answer has that the document does not say of its operation, or the other way round. Empty for paths that it does not know. */
  faultsOfAnswer(asked: Asked, answered: Answered): string[];
  /** What a JSON body, or none (undefined), has that the document does not allow; `path` is as the document writes it. */
  faultsOfBody(operation: Asked, body: unknown): string[];
}

/** Reads a document; each schema is compiled when it is first asked for. */
export function readDeclared(document: OpenApiDocument): Declared {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi.json', false, false);
  const compiled = new Map<string, ValidateFunction>();
  const faultsOf = (value: unknown, ...pointer: string[]): string[] => {
    const $ref = `openapi.json#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`);
  };
  const templates = Object.keys(document.paths).map((path) => ({ path, fits: patternOf(path) }));
  const templateOf = (path: string): string | undefined => templates.sort(literalFirst).find(({ fits }) => fits.test(path))?.path;

  return {
    faultsOfAnswer({ method, path: asked }, { status, headers, text }) {
      const path = templateOf(asked.split('?')[0] ?? '');
      const operation = path === undefined ? undefined : document.paths[path]?.[method];
      if (path === undefined || !operation) return [];
      const answer = operation.responses[status];
      if (!answer) return [`${method} ${path} does not declare ${status}: ${text.slice(0, 200)}`];
      const mediaTypes = Object.keys(answer.content ?? {});
      const given = String(headers['content-type'] ?? '');
      const mediaType = mediaTypes.find((type) => type === '*/*' || given.startsWith(type));
      const faults = Object.keys(answer.headers).flatMap((name) => {
        const value = headers[name.toLowerCase()];
        if (value !== undefined) return faultsOf(value, 'components', 'headers', name, 'schema');
        return document.components.headers[name]?.required === true ? [`${name} is missing`] : [];
      });
      if (mediaType === undefined)
        faults.push(...(mediaTypes.length === 0 && text === '' ? [] : [`is ${given}, not ${mediaTypes.join()}`]));
      else if (/[/+]json/.test(mediaType))
        faults.push(...faultsOf(JSON.parse(text), 'paths', path, method, 'responses', String(status), 'content', mediaType, 'schema'));
      return faults.map((fault) => `${method} ${path}, ${status}: ${fault}`);
    },
    faultsOfBody({ method, path }, body) {
      const { required } = document.paths[path]?.[method]?.requestBody ?? {};
      if (body === undefined) return required === true ? ['it is missing'] : [];
      return faultsOf(body, 'paths', path, method, 'requestBody', 'content', 'application/json', 'schema');
    },
  };
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** `/v1/conversations/counts` is not the conversation called `counts`. */
const literalFirst = (one: { path: string }, other: { path: string }): number => one.path.split('{').length - other.path.split('{').length;
