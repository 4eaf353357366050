export { createAdminClient, type AdminClient, type AdminClientOptions } from './admin-client.ts';
export { AdminProblem } from './admin-problem.ts';
export type { Answer, Call, Item, ListPath, PathOf, TenantEvent } from './api-types.ts';
export type { ProblemCode } from './generated/admin-api.ts';
export { readServerSentEvents, type ServerSentEvent } from './read-server-sent-events.ts';
