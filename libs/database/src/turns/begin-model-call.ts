import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** Notes that the model is about to be asked: if this process dies now, the prompt is charged as an estimate. */
export async function beginModelCall(
  { sql: statements, tenantId }: TenantScope,
  call: { turnId: string; model: string; promptTokens: number },
): Promise<void> {
  await statements
    .updateTable('turns')
    .set({ modelCallStartedAt: sql<Date>`now()`, model: call.model, promptTokens: call.promptTokens })
    .where('tenantId', '=', tenantId)
    .where('id', '=', call.turnId)
    .execute();
}
