import { nothingRetrieved } from '../turn/retrieve-knowledge.ts';
import {
  sampleContext,
  sampleHistory,
  sampleKnowledge,
  sampleMessage,
  samplePassage,
  sampleText,
  sampleTurn,
} from '../../test/sample-turn.ts';
import { buildRequest, estimatePromptTokens, mostPromptTokens, type PromptContext } from './build-request.ts';

const requestFor = (history: Parameters<typeof sampleContext>[0], ...turn: Parameters<typeof sampleTurn>) =>
  buildRequest(sampleTurn(...turn), { ...sampleContext(history), retrieved: nothingRetrieved });
const user = (...texts: string[]) => ({ role: 'user', parts: texts.map((text) => ({ text })) });
const assistant = (text: string) => ({ role: 'assistant', parts: [{ text }] });

describe('history and what is to be answered', () => {
  it('are told apart by an answer between them', () => {
    const { turns } = requestFor(
      [sampleHistory('end_user', 'Bonjour'), sampleHistory('assistant', 'Bonjour !')],
      [sampleText('Une question'), sampleText('Vous livrez ?')],
    );
    expect(turns).toEqual([user('Bonjour'), assistant('Bonjour !'), user('Une question'), user('Vous livrez ?')]);
  });

  it('or by a mark that nobody answered', () => {
    const { turns } = requestFor(
      [sampleHistory('assistant', 'Bonjour !'), sampleHistory('end_user', 'an old message that was skipped')],
      [sampleText('Vous livrez ?')],
    );
    expect(turns).toEqual([
      assistant('Bonjour !'),
      user('an old message that was skipped'),
      assistant('[no reply was sent]'),
      user('Vous livrez ?'),
    ]);
  });

  it('show which words were a colleague’s, and which were the system’s', () => {
    const { turns } = requestFor([sampleHistory('human', 'Je regarde.'), sampleHistory('system', 'Désolé.')], [sampleText('Merci')]);
    expect(turns.slice(0, 2)).toEqual([assistant('[a human colleague wrote] Je regarde.'), assistant('Désolé.')]);
  });
});

describe('media', () => {
  const document = {
    kind: 'document' as const,
    media: { providerMediaId: 'm', mimeType: 'application/pdf', filename: 'devis.pdf' },
    caption: 'Trop cher ?',
  };
  const file = { uri: 'gs://b/o', mimeType: 'application/pdf; charset=binary', filename: 'devis.pdf' };

  it('that is ready is a part of its own, with its bare type, its name and its caption', () => {
    expect(requestFor([], [sampleMessage(document, { state: 'ready', ...file })]).turns).toEqual([
      {
        role: 'user',
        parts: [{ media: { uri: 'gs://b/o', mimeType: 'application/pdf' } }, { text: '[file name: devis.pdf]' }, { text: 'Trop cher ?' }],
      },
    ]);
  });

  it.each(['failed', 'pending'] as const)('that is %s is told, and its caption stays', (state) => {
    expect(requestFor([], [sampleMessage(document, { state, ...file, uri: null })]).turns).toEqual([
      user('[document "devis.pdf"] (this file could not be read)', 'Trop cher ?'),
    ]);
  });

  it('is counted in the estimate that the quota reserves', () => {
    const turn = sampleTurn([sampleMessage(document, { state: 'ready', ...file })]);
    expect(mostPromptTokens(turn, sampleContext())).toBeGreaterThan(1_000);
  });
});

describe('the model', () => {
  it('is the assistant’s tier, unless it names one', () => {
    expect(requestFor([], [sampleText('?')], {}, { modelTier: 'pro' })).toMatchObject({
      tier: 'pro',
      maxOutputTokens: 512,
      temperature: 0.3,
    });
    const named = requestFor([], [sampleText('?')], {}, { model: 'gemini-3.8-flash' });
    expect(named).toMatchObject({ model: 'gemini-3.8-flash' });
    expect(named).not.toHaveProperty('tier');
  });
});

describe('the tenant’s knowledge', () => {
  const turn = sampleTurn([sampleText('Combien coûte une révision ?')]);
  const promptOf = (changes: Partial<PromptContext>, tools = ['hand_off_to_human']): string =>
    buildRequest(
      { ...turn, settings: { ...turn.settings, tools } },
      { ...sampleContext(), knowledge: sampleKnowledge(), retrieved: nothingRetrieved, ...changes },
    ).system;
  const found = { state: 'searched', passages: [samplePassage()] } as const;
  const nothing = { state: 'searched', passages: [] } as const;

  it('is cited only where the assistant names its sources', () => {
    expect(promptOf({ retrieved: found })).toContain('[1] or [2][3]');
    expect(promptOf({ retrieved: found, knowledge: sampleKnowledge({ citations: 'none' }) })).not.toMatch(/cite/i);
    expect(promptOf({ knowledge: sampleContext().knowledge })).not.toMatch(/cite/i);
  });

  it('that was searched and holds nothing is said to hold nothing; that was not searched, or only in part, is not', () => {
    expect(promptOf({ retrieved: nothing })).toContain('The documents of the business hold nothing about this.');
    for (const retrieved of [found, nothingRetrieved, { state: 'partly_searched', passages: [] } as const])
      expect(promptOf({ retrieved })).not.toContain('hold nothing');
    expect(promptOf({ retrieved: { state: 'partly_searched', passages: [] } })).toContain('cannot be looked through right now');
  });

  it('offers a colleague for what it does not hold only if the assistant may pass the question on', () => {
    const offers = sampleKnowledge({ whenUnknown: 'offer_hand_off' });
    expect(promptOf({ retrieved: nothing, knowledge: offers })).toContain('offer to pass the question on to a colleague');
    expect(promptOf({ retrieved: nothing, knowledge: offers }, [])).not.toContain('colleague');
    expect(promptOf({ retrieved: nothing })).not.toContain('colleague');
  });

  it('never makes a prompt dearer than what was reserved, whatever was found', () => {
    const knowledge = sampleKnowledge({ passageTokens: 200, citations: 'short', whenUnknown: 'offer_hand_off' });
    const context = { ...sampleContext(), knowledge };
    for (const retrieved of [nothing, nothingRetrieved, { state: 'partly_searched', passages: [] } as const])
      expect(estimatePromptTokens(turn, { ...context, retrieved })).toBeLessThanOrEqual(mostPromptTokens(turn, context));
    expect(mostPromptTokens(turn, context)).toBe(estimatePromptTokens(turn, { ...context, retrieved: nothingRetrieved }) + 200);
  });
});
