import { listAlive, readPlatformState, type Database } from '@sylion/database';

import { fail, ok, warn, type Finding } from '../finding.ts';

const aliveWithinMs = 60_000;
const lateSeconds = 60;
const stuckSeconds = 300;

/** What is unfinished on the platform, and whether anybody is there to finish it. */
export async function checkWork(database: Database): Promise<Finding[]> {
  const [state, alive] = [await readPlatformState(database), await listAlive(database, aliveWithinMs)];
  const isThere = (app: string, role?: string): boolean =>
    alive.some((one) => one.app === app && (role === undefined || one.roles.includes(role)));
  return [
    checkProcess('gateway, inbound', isThere('gateway', 'inbound'), 'nobody takes webhooks'),
    checkProcess('gateway, outbound', isThere('gateway', 'outbound'), 'nobody sends bubbles'),
    checkProcess('processor-worker', isThere('processor-worker'), 'nobody answers'),
    checkAge(
      'oldest unanswered message',
      state.unansweredSeconds,
      'GET /v1/conversations of its tenant, and the log of the processor-worker',
    ),
    checkAge(
      'oldest unsent bubble',
      state.unsentSeconds,
      'the health of its channel (GET /v1/channels/{id}/health), and the log of the gateway',
    ),
    checkAge(
      'unfinished document',
      state.documentStandstillSeconds,
      'GET /v1/knowledge-bases/{id}/documents of its tenant, and the log of the rag-ingest-worker',
      2,
    ),
  ];
}

const checkProcess = (subject: string, isThere: boolean, otherwise: string): Finding =>
  isThere
    ? ok(subject, 'it gives signs of life')
    : fail(subject, `no sign of life within a minute: ${otherwise}`, 'start one; if one runs, look at its log and /readyz');

function checkAge(subject: string, seconds: number, place: string, patience = 1): Finding {
  if (seconds <= lateSeconds * patience) return ok(subject, seconds === 0 ? 'there is none' : `since ${Math.round(seconds)} s`);
  const judge = seconds > stuckSeconds * patience ? fail : warn;
  return judge(subject, `since ${Math.round(seconds)} s`, `look at ${place}`);
}
