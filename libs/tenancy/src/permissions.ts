/** What a bearer may be inside a tenant; the platform operator stands above all tenants. */
export type Role = 'owner' | 'admin' | 'agent' | 'viewer' | 'platform';

const rank: Record<Role, number> = { viewer: 0, agent: 1, admin: 2, owner: 3, platform: 4 };

/** Whether a role includes another: owner ⊃ admin ⊃ agent ⊃ viewer. Only the platform includes `platform`. */
export const includesRole = (held: Role, needed: Role): boolean => rank[held] >= rank[needed];
