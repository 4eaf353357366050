import { lockStandingKeys, readVersion, type TenantScope } from '@sylion/database';

/** All keys that stand are held first, as whoever changes one of them does. */
export async function versionOfApiKey(
  scope: TenantScope,
  { params: { id } }: { readonly params: { readonly id: string } },
  isHeld: boolean,
): Promise<string | undefined> {
  if (isHeld) await lockStandingKeys(scope);
  return readVersion(scope, { table: 'apiKeys', id, isHeld });
}
