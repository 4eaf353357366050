import type { Response } from 'supertest';

import type { Route } from '../src/route.ts';
import { platformKey, type TestApi, type TestTenant } from './harness.ts';
import type { RouteSample } from './route-samples.ts';

/** As samples are listed. */
export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** What is asked beside the sample. */
interface Besides {
  readonly headers?: Record<string, string>;
  readonly query?: Readonly<Record<string, string | number>>;
}
export type AskRoute = (route: Route, besides?: Besides) => Promise<Response>;

/** Asks routes with their samples, as somebody who may: the tenant's owner, or the platform operator. */
export function askRoutes(api: TestApi, tenant: TestTenant, samples: Readonly<Record<string, RouteSample>>): AskRoute {
  return async (route, { headers, query = {} } = {}) => {
    const { path, ...sent } = samples[nameOf(route)] as RouteSample;
    const url = new URL(path, 'http://api');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const isPlatform = route.permission.role === 'platform';
    const caller = isPlatform ? { key: platformKey, tenantId: route.isInTenant ? tenant.tenantId : undefined } : { key: tenant.keys.owner };
    return api.call(route.method, `${url.pathname}${url.search}`, { ...sent, ...caller, headers });
  };
}
