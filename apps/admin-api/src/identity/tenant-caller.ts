import type { Caller } from './authenticate.ts';

/** A caller inside a tenant, before it is asked whether that tenant may be used at all. */
export interface TenantCaller extends Caller {
  readonly tenantId: string;
  readonly isSuspended: boolean;
}
