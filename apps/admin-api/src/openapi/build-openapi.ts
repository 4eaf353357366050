import { STATUS_CODES } from 'node:http';

import { z } from 'zod';

import { problemSchema } from '@sylion/schemas';
import type { Permission } from '@sylion/tenancy';

import type { Route } from '../route.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes, out of the very schemas that check requests and cut answers. */
export function buildOpenApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'SylionAI Admin API',
      version: '1',
      description:
        'Tenant administration. A tenant’s API key acts inside its own tenant; the platform key names the tenant in X-Tenant-Id.',
    },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A tenant’s API key, a token of a known identity provider, or the platform operator’s key',
        },
      },
      schemas: { Problem: toJsonSchema(problemSchema, 'output') },
    },
  };
}

function toOperation(route: Route): Json {
  const noun = route.path.split('/')[2] ?? '';
  return {
    operationId: `${route.method}_${route.path
      .slice('/v1/'.length)
      .replaceAll(/[^a-z]+/gi, '_')
      .replace(/_$/, '')}`,
    tags: [noun],
    summary: route.summary,
    description: needOf(route.permission),
    parameters: [
      ...toParameters('path', route.params),
      ...toParameters('query', route.query),
      ...(!route.isInTenant
        ? []
        : [
            {
              name: 'X-Tenant-Id',
              in: 'header',
              required: false,
              description: 'The tenant to act in; needed with the platform key only',
              schema: { type: 'string', format: 'uuid' },
            },
          ]),
    ],
    ...((route.body ?? route.fields) && { requestBody: { required: true, content: toContent(route) } }),
    responses: {
      ...Object.fromEntries(
        [route.status, route.statusWhenUnchanged ?? route.status].map((status) => [
          status,
          {
            description: status === route.status ? STATUS_CODES[status] : 'Nothing to do: the same is there already',
            ...(route.answer && { content: { 'application/json': { schema: toJsonSchema(route.answer, 'output') } } }),
            ...(route.stream && { content: { [route.stream.mediaType]: { schema: toPieceSchema(route.stream.piece) } } }),
          },
        ]),
      ),
      ...Object.fromEntries(
        problemStatuses(route).map((status) => [
          status,
          {
            description: descriptionOf(status, route),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

const needOf = (permission: Permission): string =>
  permission.role === 'platform' ? 'For the platform operator.' : `Needs the role ${permission.role} and the scope ${permission.scope}.`;

const problemStatuses = (route: Route): number[] => [
  400,
  401,
  403,
  ...(route.params ? [404] : []),
  ...(route.conflicts ? [409] : []),
  ...(route.body || route.fields ? [408, 413, 415] : []),
  500,
  503,
];

/** A form's file is its only required part. */
const toContent = (route: Route): Json => ({
  ...(route.body && { 'application/json': { schema: toJsonSchema(route.body, 'input') } }),
  ...(route.fields && { 'multipart/form-data': { schema: withFile(toJsonSchema(route.fields, 'input')) } }),
});

const withFile = (fields: Json): Json => ({
  ...fields,
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' }, ...(fields['properties'] as Json) },
  required: ['file'],
});

const descriptionOf = (status: number, route: Route): string =>
  status === 409 && route.conflicts ? `Conflict: ${route.conflicts.join(', ')}` : (STATUS_CODES[status] ?? 'Error');

function toParameters(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema: part }) => void (part.format !== undefined && delete part.pattern),
  }) as Json; // the format says it; its pattern only fills the page
  delete json['$schema']; // OpenAPI 3.1 has the same dialect for the whole document
  return json;
}

const toPieceSchema = (piece: z.ZodType | undefined): Json => (piece ? toJsonSchema(piece, 'output') : { type: 'string' });
