import type { z } from 'zod';

import type { Permission } from '@sylion/tenancy';

import type { Route } from '../route.ts';
import { requestHeaders } from './request-headers.ts';
import { responsesOf } from './responses-of.ts';
import { securityOf } from './security.ts';
import { toJsonSchema, type Json } from './to-json-schema.ts';

/** One route as an operation of the document. */
export const toOperation = (route: Route): Json => ({
  operationId: `${route.method}_${route.path
    .slice('/v1/'.length)
    .replaceAll(/[^a-z]+/gi, '_')
    .replace(/_$/, '')}`,
  tags: [tagOf(route)],
  summary: route.summary,
  description: needOf(route.permission),
  security: securityOf(route.permission),
  parameters: [...toParameters('path', route.params), ...toParameters('query', route.query), ...requestHeaders(route)],
  ...((route.body ?? route.fields) && { requestBody: { required: isBodyNeeded(route), content: toContent(route) } }),
  responses: responsesOf(route),
});

/** The noun that a route is about. */
export const tagOf = ({ path }: Route): string => path.split('/')[2] ?? '';

const needOf = (permission: Permission): string =>
  permission.role === 'platform' ? 'For the platform operator.' : `Needs the role ${permission.role} and the scope ${permission.scope}.`;

const isBodyNeeded = ({ body }: Route): boolean => body?.safeParse(undefined).success !== true;

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
