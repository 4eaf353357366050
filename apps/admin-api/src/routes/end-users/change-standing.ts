import { blockEndUser, changeConsent, lockEndUser, type TenantScope } from '@sylion/database';

import { found } from '../../http/problem.ts';
import type { Origin } from '../../route.ts';

interface StandingCall {
  readonly scope: TenantScope;
  readonly params: { readonly id: string };
  readonly by: Origin;
}

/** Blocks an end user or lets them in again; twice is once. */
export const changeBlock = (call: StandingCall, isBlocked: boolean) =>
  changeStanding(call, async (scope, standing) => {
    if ((standing.blockedAt !== null) !== isBlocked) await blockEndUser(scope, { endUserId: standing.id, isBlocked, ...call.by });
  });

/** Records that an end user wants no automatic answers, or wants them again; twice is once. */
export const changeOptOut = (call: StandingCall, isOptedOut: boolean) =>
  changeStanding(call, async (scope, standing) => {
    if ((standing.optedOutAt !== null) !== isOptedOut) await changeConsent(scope, { endUserId: standing.id, isOptedOut, ...call.by });
  });

type Standing = NonNullable<Awaited<ReturnType<typeof lockEndUser>>>;

async function changeStanding(
  { scope, params: { id } }: StandingCall,
  change: (scope: TenantScope, standing: Standing) => Promise<void>,
): Promise<Standing> {
  await change(scope, found('end user', await lockEndUser(scope, id)));
  return found('end user', await lockEndUser(scope, id));
}
