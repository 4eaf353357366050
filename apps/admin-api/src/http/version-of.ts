import { readVersion, type PlatformScope, type TenantScope, type VersionedTable } from '@sylion/database';

/** The version of the thing that a route's path names by its id. */
export const versionOf =
  (table: VersionedTable) =>
  (
    scope: TenantScope | PlatformScope,
    { params }: { readonly params: { readonly id: string } },
    isHeld: boolean,
  ): Promise<string | undefined> =>
    readVersion(scope, { table, id: params.id, isHeld });
