import { checkTakeover, type Takeover } from './check-takeover.ts';

const takeover = (bubbles: Takeover['bubbles']): Takeover => ({
  chat: 'number/user',
  delayMs: 700,
  takenOverAt: 1_000,
  before: ['q0x1', 'q0x2'],
  after: 'q0x3',
  bubbles,
});
const handedBack = { at: 3_000, text: 'q0x3: oui' };
const kindsOf = (bubbles: Takeover['bubbles']): string[] => checkTakeover(takeover(bubbles)).map(({ kind }) => kind);

it('lets the assistant speak before it is taken over and when it is handed back', () => {
  expect(kindsOf([handedBack])).toEqual([]);
  expect(kindsOf([{ at: 1_000, text: 'q0x1: oui' }, handedBack])).toEqual([]);
});

it('finds the assistant that goes on, at once or after the hand-back', () => {
  expect(kindsOf([{ at: 1_001, text: 'q0x1: oui' }, handedBack])).toEqual(['interrupted']);
  expect(kindsOf([{ at: 3_000, text: 'q0x2: oui\nq0x3: oui' }])).toEqual(['interrupted']);
});

it('finds the message after the hand-back that is not answered, or twice', () => {
  expect(kindsOf([])).toEqual(['lost']);
  expect(kindsOf([handedBack, handedBack])).toEqual(['duplicated']);
});
