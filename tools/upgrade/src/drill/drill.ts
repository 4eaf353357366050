import { setTimeout as pause } from 'node:timers/promises';

import { createHttpClient, createOperator, eventually, type Business } from '@sylion/acceptance';
import { checkHistory, openChats, readHistory, tokensIn } from '@sylion/chaos';
import { repositoryRoot } from '@sylion/launch/embedded';

import { bringLoad } from './bring-load.ts';
import type { Fleet } from './start-fleet.ts';

export interface DrillReport {
  /** What was done, in words: name and value. */
  readonly facts: Readonly<Record<string, string>>;
  /** What should not have been: empty when every promise was kept. */
  readonly violations: readonly string[];
}

export interface DrillSize {
  readonly conversations: number;
  /** How long each mixture of old and new is left to itself. */
  readonly restMs: number;
}

const modelMs = { latencyMs: 300, jitterMs: 1_500 };
const patienceMs = 90_000;

/**
 * A rolling restart and a rolling upgrade of a running fleet while people talk to it: every process of the previous release is restarted,
 * then the schema becomes the new one under the previous release's apps, then every process is replaced by the new one.
 */
export async function drill(
  fleet: Fleet,
  previous: string,
  { conversations, restMs }: DrillSize,
  progress: (line: string) => void,
): Promise<DrillReport> {
  const { emulators } = fleet.ground;
  if (!emulators) throw new Error('a drill needs the emulators');
  const operator = createOperator(fleet.ground, emulators);
  await createHttpClient(emulators.vertexControlUrl).send('POST', '/_control', { mode: 'echo', ...modelMs });
  await eventually('the load balancers let somebody in', () => operator.admin.get('/v1/tenants').then(() => true));
  const chats = await openChats(operator, { tenants: 2, conversations });
  const businesses = [...new Set(chats.map(({ business }) => business))];
  const [{ admin }] = businesses as [Business];
  const { id: knowledgeBaseId } = await admin.post('/v1/knowledge-bases', { body: { name: 'Library' } });
  const earlier = fleet.balancers['admin-api'].refusals.length;
  const violations: string[] = [];

  const end = new AbortController();
  const loading = bringLoad({ ...operator, admin }, { chats, knowledgeBaseId }, end.signal);
  loading.catch(() => undefined); // it is waited for below
  const roll = async (sources: string): Promise<void> => {
    for (const name of fleet.names) {
      const ending = await fleet.replace(name, sources);
      progress(`${name} ended with ${ending} and runs again`);
      if (ending !== 0) violations.push(`${name} did not end in order, but with ${ending}`);
    }
  };
  try {
    progress('the previous release is restarted, one process after the other');
    await roll(previous);
    progress('the schema becomes the new one, under the apps of the previous release');
    await fleet.migrate(repositoryRoot);
    await pause(restMs);
    progress('the new release takes over, one process after the other');
    await roll(repositoryRoot);
    await pause(restMs);
  } finally {
    end.abort();
  }
  const load = await loading;
  progress('everything is said; waiting until everything is over');
  const isOver = async (): Promise<true | undefined> => {
    const { seen, open } = await readHistory(operator.whatsapp, businesses);
    const answered = new Set(seen.flatMap(({ text }) => tokensIn(text)));
    return answered.size >= load.messages && open.length === 0 ? true : undefined;
  };
  await eventually('everything is over', isOver, patienceMs).catch(() => undefined);
  const history = await readHistory(operator.whatsapp, businesses);
  const documents = await Promise.all(
    load.documentIds.map((id) =>
      eventually(`document ${id} is ready`, async () => {
        const document = await admin.get('/v1/documents/{id}', { path: { id } });
        return document.state === 'ready' ? document : undefined;
      }).catch(() => id),
    ),
  );
  violations.push(
    ...checkHistory(history).map(({ kind, detail }) => `${kind}: ${detail}`),
    ...fleet.balancers.gateway.refusals.map((refusal) => `refused: ${refusal}`),
    ...fleet.balancers['admin-api'].refusals.slice(earlier).map((refusal) => `refused: ${refusal}`),
    ...load.failures.map((failure) => `an admin was told: ${failure}`),
    ...documents.filter((document) => typeof document === 'string').map((id) => `document ${id} is not ready`),
  );
  return {
    facts: {
      messages: `${load.messages} in ${conversations} conversations, ${history.sent.length} delivered to us`,
      bubbles: String(history.seen.length),
      admin: `${load.looks} looks, ${load.documentIds.length} documents`,
      restarts: `${fleet.names.length * 2} of ${fleet.names.length} processes, half of them into the new release`,
    },
    violations,
  };
}
