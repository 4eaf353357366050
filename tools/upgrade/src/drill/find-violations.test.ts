import { findViolations, type Evidence } from './find-violations.ts';

const good: Evidence = {
  endings: [['gateway-a', 0]],
  history: { sent: [], seen: [], open: [] },
  refusals: [],
  failures: [],
  unready: [],
};

it('an upgrade that kept every promise has none', () => {
  expect(findViolations(good)).toEqual([]);
});

it.each<[string, Partial<Evidence>, string]>([
  ['a process that was killed', { endings: [['gateway-b', 'SIGKILL']] }, 'gateway-b did not end in order, but with SIGKILL'],
  ['a process that gave up', { endings: [['gateway-b', 1]] }, 'gateway-b did not end in order, but with 1'],
  [
    'a webhook that nobody took',
    { refusals: ['POST /webhooks/whatsapp: nobody is ready'] },
    'refused: POST /webhooks/whatsapp: nobody is ready',
  ],
  ['an admin who was turned away', { failures: ['503'] }, 'an admin was told: 503'],
  ['a document that was left lying', { unready: ['d1'] }, 'document d1 is not ready'],
])('%s is one', (_what, evidence, violation) => {
  expect(findViolations({ ...good, ...evidence })).toEqual([violation]);
});
