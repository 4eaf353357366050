import { blockEndUser, changeConsent, lockEndUser, type TenantScope } from '@sylion/database';

import { found } from '../../http/problem.ts';
import type { Origin } from '../../route.ts';
import type { Services } from '../../services.ts';

interface StandingCall {
  readonly tenantId: string;
  readonly params: { readonly id: string };
  readonly by: Origin;
}

/** Blocks an end user or lets them in again; twice is once. */
export const changeBlock = (call: StandingCall, services: Services, isBlocked: boolean) =>
  changeStanding(call, services, async (scope, standing) => {
    if ((standing.blockedAt !== null) !== isBlocked) await blockEndUser(scope, { endUserId: standing.id, isBlocked, ...call.by });
  });

/** Records that an end user wants no automatic answers, or wants them again; twice is once. */
export const changeOptOut = (call: StandingCall, services: Services, isOptedOut: boolean) =>
  changeStanding(call, services, async (scope, standing) => {
    if ((standing.optedOutAt !== null) !== isOptedOut) await changeConsent(scope, { endUserId: standing.id, isOptedOut, ...call.by });
  });

type Standing = NonNullable<Awaited<ReturnType<typeof lockEndUser>>>;

const changeStanding = (
  { tenantId, params: { id } }: StandingCall,
  { database }: Services,
  change: (scope: TenantScope, standing: Standing) => Promise<void>,
): Promise<Standing> =>
  database.asTenant(tenantId, async (scope) => {
    await change(scope, found('end user', await lockEndUser(scope, id)));
    return found('end user', await lockEndUser(scope, id));
  });
