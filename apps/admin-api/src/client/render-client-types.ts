import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

import { buildOpenApi } from '../openapi/build-openapi.ts';
import { problemsOf } from '../openapi/problems-of.ts';
import type { Json } from '../openapi/to-json-schema.ts';
import type { Route } from '../route.ts';

type Paths = Record<string, Record<string, Operation>>;
interface Operation extends Json {
  readonly parameters: readonly { readonly in: string }[];
  readonly responses: Record<string, { readonly description: string; readonly content?: Json }>;
}

/**
 * The types of `libs/admin-client`, out of the OpenAPI document: what may be sent, what is answered, and the codes of all problems.
 * Headers and the shapes of the single problems are left out: the client sends the ones, and throws the others as one error.
 */
export async function renderClientTypes(routes: readonly Route[]): Promise<string> {
  const document = buildOpenApi(routes) as unknown as { readonly paths: Paths };
  const told = { ...document, paths: mapValues(document.paths, (methods) => mapValues(methods, toTold)), components: {} };
  const types = await openapiTypescript(told as unknown as OpenAPI3, { transform: toFile, silent: true });
  const codes = problemCodes(routes).map((code) => `\n  | '${code}'`);
  return `// Written by \`npm run client\` out of the Admin API's OpenAPI document; a test fails when it is stale.
${astToString(types)}
/** Every code of a problem that the document declares. */
export type ProblemCode =${codes.join('')};
`;
}

/** Without its id the operation stands where its path does. */
const toTold = ({ operationId: _id, parameters, responses, ...operation }: Operation): Json => ({
  ...operation,
  parameters: parameters.filter((parameter) => parameter.in !== 'header'),
  responses: Object.fromEntries(
    Object.entries(responses).flatMap(([status, { description, content }]) =>
      status.startsWith('2') ? [[status, { description, content }]] : [],
    ),
  ),
});

const toFile = (schema: object) => ('contentMediaType' in schema ? ts.factory.createTypeReferenceNode('File') : undefined);

function mapValues<Before, After>(values: Readonly<Record<string, Before>>, change: (value: Before) => After): Record<string, After> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

const problemCodes = (routes: readonly Route[]): string[] =>
  [...new Set(routes.flatMap((route) => [...problemsOf(route).values()].flat()))].sort();
