import type { Provider } from '@sylion/schemas';

import { asAlreadyExists } from '../errors.ts';
import type { TenantScope } from '../database.ts';
import { channelColumns } from './columns.ts';

export interface NewChannel {
  readonly id: string;
  readonly assistantId: string | null;
  readonly provider: Provider;
  readonly providerKey: string;
  readonly accountKey: string | null;
  readonly identityScope: string;
  readonly displayPhoneNumber: string;
  readonly name: string;
  readonly credentialsCiphertext: Buffer;
}

/** @throws {AlreadyExists} when the number is a channel already, here or elsewhere. */
export async function createChannel({ sql: statements, tenantId }: TenantScope, channel: NewChannel) {
  try {
    return await statements
      .insertInto('channels')
      .values({ ...channel, tenantId, statusReason: null })
      .returning(channelColumns)
      .executeTakeFirstOrThrow();
  } catch (error) {
    throw asAlreadyExists(error);
  }
}
