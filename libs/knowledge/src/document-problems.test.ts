import { documentProblems } from './document-problems.ts';

describe('documentProblems', () => {
  it.each(Object.entries(documentProblems))('%s says what is wrong and what to do, without jargon', (code, sentence) => {
    expect(sentence).toMatch(/^[A-Z].+\. [A-Z].+\.$/u);
    expect(sentence).not.toContain(code.includes('_') ? code : 'undefined');
    expect(sentence.length).toBeLessThan(160);
  });
});
