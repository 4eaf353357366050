import fc from 'fast-check';

import { judgeLoop, mostLoopTurns, type LoopJudgement, type Saying } from './judge-loop.ts';

const start = Date.parse('2026-11-22T10:00:00Z');
const prose = fc.lorem({ maxCount: 12, mode: 'words' });
const anyReply = fc.lorem({ maxCount: 40, mode: 'words' });

/** Lets somebody talk with the assistant, which takes `thinkingMs` for each answer; tells how often it answered before it fell silent. */
function talk(answers: readonly { text: string; delayMs: number }[], replies: readonly string[], thinkingMs = 2_000) {
  const said: Saying[] = [];
  const judgements: LoopJudgement[] = [];
  let at = start;
  for (const [index, { text, delayMs }] of answers.entries()) {
    at += delayMs;
    said.push({ author: 'end_user', text, at: new Date(at) });
    const judgement = judgeLoop({ now: new Date(at + 700), said, quietSince: null });
    judgements.push(judgement);
    if (judgement !== 'talk') break;
    at += thinkingMs;
    said.push({ author: 'assistant', text: replies[index % replies.length] ?? '', at: new Date(at) });
  }
  return {
    answered: judgements.filter((judgement) => judgement === 'talk').length,
    isSilent: judgements.at(-1) === 'fall_silent',
    said,
    at,
  };
}

/** A machine that answers within a second, whatever it says. */
const fast = fc.record({ text: prose, delayMs: fc.integer({ min: 0, max: 999 }) });
/** One with a template, at any pace up to an hour. */
const template = prose.chain((words) => {
  const long = `${words} merci de votre message, que nous lirons bientôt, numéro`;
  return fc.array(
    fc.record({ text: fc.nat(99_999).map((number) => `${long} ${number}`), delayMs: fc.integer({ min: 0, max: 20 * 60_000 }) }),
    { minLength: 34, maxLength: 36 },
  );
});
/** Another assistant: whole paragraphs in a few seconds. */
const fluent = fc.record({
  text: fc.array(fc.stringMatching(/^[a-zéà]{4,9}$/), { minLength: 28, maxLength: 40 }).map((words) => words.join(' ')),
  delayMs: fc.integer({ min: 500, max: 7_000 }),
});

describe('a machine', () => {
  it.each<[string, number, fc.Arbitrary<{ text: string; delayMs: number }[]>]>([
    ['that answers at once', mostLoopTurns, fc.array(fast, { minLength: 34, maxLength: 36 })],
    ['that fills in a template, at any pace', 8, template],
    ['that writes paragraphs in seconds', mostLoopTurns, fc.array(fluent, { minLength: 34, maxLength: 36 })],
  ])('%s is left alone after a few turns', (_kind, most, answers) => {
    fc.assert(
      fc.property(answers, fc.array(anyReply, { minLength: 1, maxLength: 5 }), (given, replies) => {
        const { answered, isSilent } = talk(given, replies);
        expect(isSilent).toBe(true);
        expect(answered).toBeLessThanOrEqual(most + 1); // and the person's own question that began it
      }),
      { numRuns: 40 },
    );
  });
});

/** A person takes at least a second to react and 150 ms for a letter, says short things again and again, and sometimes pastes or repeats. */
const person = fc
  .array(
    fc.record({
      text: fc.oneof({ weight: 6, arbitrary: prose }, { weight: 3, arbitrary: fc.constantFrom('oui', 'ok', 'merci', '1', '2', '👍') }),
      leisureMs: fc.integer({ min: 0, max: 5 * 60_000 }),
      isPasted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((messages) =>
    messages.map(({ text, leisureMs, isPasted }, index) => ({
      // No more than two in a row are pasted or said again: the third is typed.
      text: isPasted && index % 3 !== 0 ? (messages[index - 1]?.text ?? text) : text,
      delayMs: (isPasted && index % 3 !== 0 ? 1_000 : 1_000 + text.length * 150) + leisureMs,
    })),
  );

describe('a person', () => {
  it('is never taken for a machine, at any human rhythm', () => {
    fc.assert(
      fc.property(person, fc.array(anyReply, { minLength: 1, maxLength: 5 }), (messages, replies) => {
        expect(talk(messages, replies).isSilent).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('who goes on typing while the assistant answers is none either', () => {
    const lines = [
      'j’ai un vélo de vous',
      'acheté en mars',
      'la roue tourne mal',
      'et le frein grince',
      'vous êtes où ?',
      'je passe quand ?',
    ];
    const more = ['samedi c’est bon', 'ou plutôt lundi', 'le matin ?', 'vers dix heures', 'ça coûte combien', 'il me faut un devis'];
    const typed = [...lines, ...more].map((text) => ({ text, delayMs: 1_000 }));
    expect(talk(typed, ['D’accord.'], 2_000).isSilent).toBe(false);
  });
});

describe('silence', () => {
  const ticket = (number: number) => ({ text: `Votre demande ${number} est enregistrée, nous revenons vers vous.`, delayMs: 5_000 });
  const { said, at } = talk(
    Array.from({ length: 12 }, (_, index) => ticket(index)),
    ['Bonjour !'],
  );
  const after = (delayMs: number, text: string): LoopJudgement => {
    const now = new Date(at + delayMs);
    return judgeLoop({ now, said: [...said, { author: 'end_user', text, at: now }], quietSince: new Date(at) });
  };

  it('goes on for more of the same, and for what no person types so fast', () => {
    expect(after(60_000, ticket(99).text)).toBe('stay_silent');
    expect(after(2_000, 'We are away until Monday and will answer all letters then, thank you for your patience.')).toBe('stay_silent');
  });

  it('ends when somebody writes something else at a person’s pace, or after half an hour', () => {
    expect(after(20_000, 'Pardon, c’était mon répondeur. Êtes-vous ouverts samedi ?')).toBe('talk');
    expect(after(31 * 60_000, ticket(99).text)).toBe('talk');
  });

  it('comes back at once for a machine that goes on after the half hour', () => {
    const later = at + 31 * 60_000;
    const resumed: Saying[] = [
      ...said,
      { author: 'end_user', text: ticket(98).text, at: new Date(later) },
      { author: 'assistant', text: 'Bonjour !', at: new Date(later + 2_000) },
      { author: 'end_user', text: ticket(99).text, at: new Date(later + 7_000) },
    ];
    expect(judgeLoop({ now: new Date(later + 8_000), said: resumed, quietSince: null })).toBe('fall_silent');
  });
});

it('a colleague’s words are no answer of the assistant, and break what came before', () => {
  const said: Saying[] = Array.from({ length: 80 }, (_, index) => ({
    author: index % 2 === 0 ? 'human' : 'end_user',
    text: 'le même texte encore une fois, mot pour mot',
    at: new Date(start + index * 100),
  }));
  expect(judgeLoop({ now: new Date(start + 9_000), said, quietSince: null })).toBe('talk');
});

it('never throws, whatever was said and however long', () => {
  const saying = fc.record({
    author: fc.constantFrom('end_user' as const, 'assistant' as const, 'system' as const, 'human' as const),
    text: fc.string({ unit: 'binary', maxLength: 2_000 }),
    at: fc.date({ noInvalidDate: true }),
  });
  fc.assert(
    fc.property(fc.array(saying, { maxLength: 40 }), fc.option(fc.date({ noInvalidDate: true })), (said, quietSince) => {
      expect(['talk', 'fall_silent', 'stay_silent']).toContain(judgeLoop({ now: new Date(start), said, quietSince }));
    }),
    { numRuns: 200 },
  );
});
