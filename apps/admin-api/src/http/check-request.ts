import { z } from 'zod';

import { notFound, Problem } from './problem.ts';
import type { Route } from '../route.ts';

const noParams = z.object({});
const noQuery = z.strictObject({});
const noBody = z.strictObject({}, 'this route takes no body').optional();

/**
 * Checks the parts of a request against the route's schemas.
 * @throws {Problem} 404 when the path names nothing that can exist, 400 with one entry per wrong field.
 */
export function checkRequest(
  route: Pick<Route, 'params' | 'query' | 'body'>,
  { params, query, body }: { params: unknown; query: unknown; body: unknown },
) {
  const named = (route.params ?? noParams).safeParse(params);
  if (!named.success) throw notFound('thing');
  return {
    params: named.data,
    query: checkPart('query', route.query ?? noQuery, query),
    body: checkPart('body', route.body ?? noBody, body),
  };
}

/** @throws {Problem} 400 with one entry per wrong field. */
export function checkPart(part: 'query' | 'body', schema: z.ZodType, value: unknown): unknown {
  if (part === 'body' && value === undefined && !schema.safeParse(undefined).success)
    throw new Problem(400, 'invalid_request', 'the body is missing', [{ path: '', message: 'is missing' }]);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(issueToErrors);
  throw new Problem(
    400,
    'invalid_request',
    `the ${part} does not fit: ${errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')}`.slice(
      0,
      1_000,
    ),
    errors.slice(0, 100),
  );
}

/** Unknown fields are named one by one, at their own path; of several possible shapes the nearest is told. Messages never carry a value. */
function issueToErrors(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const at = (...rest: PropertyKey[]): string => [...issue.path, ...rest].map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: at(key.slice(0, 100)), message: 'is not a known field' }));
  const nearest = issue.code === 'invalid_union' ? issue.errors.toSorted((one, other) => one.length - other.length)[0] : undefined;
  return (
    nearest?.flatMap((inner) => issueToErrors({ ...inner, path: [...issue.path, ...inner.path] })) ?? [
      { path: at(), message: issue.message },
    ]
  );
}
