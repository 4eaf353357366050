import { findAssistant, type TenantScope } from '@sylion/database';

import { found } from '../../http/problem.ts';

/** @throws {Problem} 404 when a channel is to be given an assistant that this tenant does not have. */
export async function requireAssistant(scope: TenantScope, assistantId: string | null | undefined): Promise<void> {
  if (assistantId != null) found('assistant', await findAssistant(scope, assistantId));
}
