import { beginModelCall, type TenantScope } from '@sylion/database';

import type { Asked } from './turn.ts';

/** Notes that the model is about to be asked with a prompt of about this size: should this process die, that is what is charged. */
export const announceModelCall = (scope: TenantScope, turn: Pick<Asked, 'turnId' | 'settings'>, promptTokens: number): Promise<void> =>
  beginModelCall(scope, { turnId: turn.turnId, model: modelNameOf(turn), promptTokens });

/** The model as it is asked for: the provider's answer tells which one it was. */
export const modelNameOf = ({ settings }: Pick<Asked, 'settings'>): string => settings.model ?? settings.modelTier;
