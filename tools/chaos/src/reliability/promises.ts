/** One thing that the product promises, and where its proof is. */
export interface KeptPromise {
  readonly title: string;
  /** What it means for those who rely on it. */
  readonly meaning: string;
  /** Stories of chaos that put it to the test. */
  readonly stories: readonly string[];
  /** Targets of the benches that are a matter of right or wrong, by bench and id. */
  readonly targets: readonly { readonly bench: string; readonly id: string }[];
  /** Test files that fail when it is broken. */
  readonly tests: readonly string[];
}

/** What we promise, in the order of their numbers. */
export const promises: readonly KeptPromise[] = [
  {
    title: 'Nothing acknowledged is lost',
    meaning:
      'A webhook gets its 200 when its messages are in Postgres, not before. Whatever is killed or wiped after that, every message is answered, handed to a human or skipped for a stated reason.',
    stories: ['everything', 'kills', 'points', 'outages', 'limits', 'backlog'],
    targets: [
      { bench: 'gateway', id: 'G0' },
      { bench: 'turns', id: 'T0' },
      { bench: 'burst', id: 'T3' },
    ],
    tests: [
      'apps/gateway/test/inbound.test.ts',
      'apps/processor-worker/test/sweeper.test.ts',
      'libs/testbed/test/queue-outage.test.ts',
      'tools/acceptance/test/crashes.test.ts',
    ],
  },
  {
    title: 'Nothing is answered twice',
    meaning:
      'A webhook that comes again, even days later, is the same message. A send whose outcome nobody knows waits for evidence instead of being repeated.',
    stories: ['everything', 'points', 'provider'],
    targets: [
      { bench: 'turns', id: 'T0' },
      { bench: 'burst', id: 'T3' },
    ],
    tests: ['apps/gateway/test/inbound.test.ts', 'apps/gateway/test/outbound.test.ts', 'apps/gateway/src/outbound/judge-send.test.ts'],
  },
  {
    title: 'Order holds',
    meaning:
      'In a conversation one answer after the other, in the order of the questions, over any number of processes and with a model slower than every lock; across conversations nobody waits for anybody.',
    stories: ['everything', 'ordering', 'outages'],
    targets: [{ bench: 'turns', id: 'T0' }],
    tests: ['apps/gateway/test/outbound.test.ts', 'apps/gateway/test/standstill.test.ts', 'apps/processor-worker/test/restarts.test.ts'],
  },
  {
    title: 'Who has lost the word is silent',
    meaning:
      'A worker that was paused, cut off or overtaken commits nothing. Once a human has taken over not one more bubble of the assistant leaves, not even the second half of a reply.',
    stories: ['takeover', 'outages'],
    targets: [],
    tests: ['apps/processor-worker/test/claim-and-epoch.test.ts', 'apps/gateway/test/outbound.test.ts'],
  },
  {
    title: 'A burst is answered once',
    meaning:
      'Several messages in a row get one answer that uses all of them; a complete question alone waits less than a second more; what arrives while the model thinks is part of the answer.',
    stories: ['bursts'],
    targets: [],
    tests: [
      'libs/conversation/src/decide-coalescing.test.ts',
      'apps/processor-worker/test/answers.test.ts',
      'apps/processor-worker/test/restarts.test.ts',
      'tools/acceptance/test/conversations.test.ts',
    ],
  },
  {
    title: 'Nothing crosses tenants',
    meaning:
      'Row-level security is forced under every table and the tenant is bound in every statement, job, key and path. One conversation’s words are never seen in another.',
    stories: ['everything', 'kills', 'outages'],
    targets: [{ bench: 'retrieval', id: 'T13' }],
    tests: [
      'libs/testbed/test/isolation.test.ts',
      'libs/testbed/test/isolation-catalog.test.ts',
      'libs/testbed/test/knowledge-isolation.test.ts',
      'apps/admin-api/test/tokens.test.ts',
      'apps/processor-worker/test/knowledge-isolation.test.ts',
    ],
  },
  {
    title: 'Quotas are exact',
    meaning:
      'Reserved before the model is asked, settled to its own count together with the reply. Of many turns at the last reply one passes; a crash leaves the ledger with what was really asked.',
    stories: ['quota'],
    targets: [],
    tests: [
      'apps/processor-worker/test/quotas.test.ts',
      'apps/rag-ingest-worker/test/quotas.test.ts',
      'libs/testbed/test/usage-totals.test.ts',
    ],
  },
  {
    title: 'Poison is contained',
    meaning:
      'Malformed input is refused or recorded, what keeps failing becomes a dead letter with its reason, its end user is told once, and nothing waits behind it.',
    stories: ['limits'],
    targets: [],
    tests: [
      'apps/gateway/src/providers/hostile-requests.test.ts',
      'apps/gateway/src/providers/meta/normalise.property.test.ts',
      'apps/processor-worker/test/failures.test.ts',
      'apps/rag-ingest-worker/test/extract-hostile.test.ts',
      'libs/testbed/test/queues.test.ts',
    ],
  },
  {
    title: 'Neighbours are quiet',
    meaning:
      'One tenant’s flood of messages or documents leaves another tenant’s p95 within 1.5 × of what it is without the flood (and a quarter of a second for documents).',
    stories: ['fairness', 'documents'],
    targets: [],
    tests: ['apps/rag-ingest-worker/test/fairness.test.ts', 'libs/testbed/test/queues.test.ts'],
  },
  {
    title: 'States are honest',
    meaning:
      'Sent means that WhatsApp took it, delivered that WhatsApp said so; a document is ready when its text is found, is exchanged in one instant, and answers nothing once it is deleted.',
    stories: ['provider'],
    targets: [],
    tests: [
      'apps/gateway/test/outbound.test.ts',
      'apps/rag-ingest-worker/test/ingest.test.ts',
      'libs/testbed/test/publish-chunks.test.ts',
      'tools/acceptance/test/knowledge.test.ts',
    ],
  },
  {
    title: 'Secrets stay secret',
    meaning: 'Credentials are sealed with keys that can be changed, API keys are hashed, and no log line has a secret, a text or a number.',
    stories: [],
    targets: [],
    tests: [
      'libs/tenancy/src/sealed-secret.test.ts',
      'libs/runtime/test/logger.test.ts',
      'apps/admin-api/test/api-keys.test.ts',
      'apps/rag-ingest-worker/test/log-lines.test.ts',
    ],
  },
  {
    title: 'Erasure is real',
    meaning: 'Export and erasure of an end user reach every row, object, cache and queue, and leave a proof.',
    stories: [],
    targets: [],
    tests: [
      'apps/admin-api/test/erasures.test.ts',
      'apps/admin-api/test/end-user-exports.test.ts',
      'libs/testbed/test/personal-tables.test.ts',
      'tools/acceptance/test/privacy.test.ts',
    ],
  },
];
