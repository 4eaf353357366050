import type { Business } from '@sylion/acceptance';

import type { Stage } from '../stage/stage.ts';

/** A call as the model's own log has it. */
export interface ModelCall {
  /** Unix milliseconds. */
  readonly at: number;
  readonly tookMs: number;
  /** What it was asked, as JSON. */
  readonly asked: string;
}

/** What the model was asked for this business, in order. */
export async function readModelCalls({ vertex }: Pick<Stage, 'vertex'>, { tenantId }: Business): Promise<ModelCall[]> {
  const log = await vertex.get<{ at: string; durationMs: number; labels: Readonly<Record<string, string>>; request: unknown }[]>('/_log');
  return log
    .filter(({ labels }) => labels.tenant_id === tenantId)
    .map(({ at, durationMs, request }) => ({ at: Date.parse(at), tookMs: durationMs, asked: JSON.stringify(request) }));
}
