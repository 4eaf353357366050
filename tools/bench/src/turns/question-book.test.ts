import { createQuestionBook } from './question-book.ts';

describe('question book', () => {
  it('joins one answer to all the questions that it answers', () => {
    const book = createQuestionBook();
    const [one, two] = [book.ask('1'), book.ask('1')];
    book.receive({ phone: '1', text: `${one.text}\n${two.text}`, at: performance.now() });
    expect(book.result()).toMatchObject({ asked: 2, answers: 1, lost: 0, doubled: 0, reordered: 0 });
    expect(book.result().elapsedMs).toHaveLength(2);
  });

  it('sees what was lost, said twice, said late, and said to somebody else', () => {
    const book = createQuestionBook();
    const [one, two, three, four] = [book.ask('1'), book.ask('1'), book.ask('2'), book.ask('2')];
    const answer = (phone: string, { text }: { text: string }): void => book.receive({ phone, text, at: performance.now() });
    answer('1', two);
    answer('1', one);
    answer('1', three);
    answer('1', three);
    expect(book.result()).toMatchObject({ asked: 4, answers: 4, lost: 1, doubled: 1 });
    expect(book.result().reordered).toBeGreaterThanOrEqual(2);
    expect(four.n).toBe(4);
  });

  it('tells whoever waits for an answer', async () => {
    const book = createQuestionBook();
    const { n, text } = book.ask('1');
    const answered = book.answered(n);
    book.receive({ phone: '1', text, at: 0 });
    await answered;
    await book.answered(n);
  });
});
