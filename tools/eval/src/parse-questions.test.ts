import { EvaluationFailed } from './evaluation-failed.ts';
import { parseQuestions } from './parse-questions.ts';

const line = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ id: 'q1', question: 'Où ?', language: 'fr', relevant: [{ document: 'a.md', contains: 'ici' }], ...fields });

it('reads questions, and fills in what a plain set leaves out', () => {
  const [first, second] = parseQuestions(`${line({})}\n\n${line({ id: 'q2', kind: 'no-answer', relevant: [] })}\n`, 'set.jsonl');
  expect(first).toMatchObject({ id: 'q1', kind: 'fact', history: [] });
  expect(second).toMatchObject({ id: 'q2', kind: 'no-answer' });
});

it('names every bad line, by its number', () => {
  const text = [line({}), 'not json', line({}), line({ id: 'q3', kind: 'riddle' })].join('\n');
  const complaint = complaintAbout(text);
  for (const place of ['set.jsonl:2', 'set.jsonl:3: the id q1 is used twice', 'set.jsonl:4']) expect(complaint).toContain(place);
  expect(complaint).not.toContain('set.jsonl:1');
});

it.each([
  ['an answerable question without a passage', { relevant: [] }],
  ['a no-answer question with a passage', { kind: 'no-answer' }],
  ['a follow-up to nothing', { kind: 'follow-up' }],
  ['an unknown field', { answer: 'ici' }],
  ['an empty excerpt', { relevant: [{ document: 'a.md', contains: ' ' }] }],
  ['a turn of nobody', { history: [{ role: 'assistant', text: 'x' }] }],
])('refuses %s', (_, fields) => {
  expect(() => parseQuestions(line(fields), 'set.jsonl')).toThrow(EvaluationFailed);
});

it('refuses an empty file', () => {
  expect(() => parseQuestions('\n', 'set.jsonl')).toThrow('set.jsonl holds no question');
});

function complaintAbout(text: string): string {
  try {
    parseQuestions(text, 'set.jsonl');
    return '';
  } catch (error) {
    return String(error);
  }
}
