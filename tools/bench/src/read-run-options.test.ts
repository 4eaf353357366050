import { readAdminOptions } from './admin/admin-options.ts';
import { BadOptions } from './bench.ts';
import { readIngestOptions } from './ingest/ingest-options.ts';
import { readRetrievalOptions } from './retrieval/retrieval-options.ts';

describe('the command line of a bench', () => {
  it('measures all and reports it by default', () => {
    expect(readIngestOptions([])).toEqual({ set: 'A', rounds: 5, documentsInRound: 10, fresh: false, isReported: true });
    expect(readRetrievalOptions([])).toEqual({ sets: ['A'], questions: 60, fuzzCalls: 100_000, fresh: false, isReported: true });
    expect(readAdminOptions([])).toMatchObject({ set: 'million', calls: 200, fresh: false, isReported: true });
  });

  it('never reports a quick run', () => {
    expect(readIngestOptions(['--quick'])).toMatchObject({ set: 'quick', rounds: 1, isReported: false });
    expect(readRetrievalOptions(['--quick'])).toMatchObject({ sets: ['quick'], questions: 10, fuzzCalls: 300, isReported: false });
  });

  it('spreads a million messages over a thousand tenants, as uneven as the world is', () => {
    const { messageCounts } = readAdminOptions([]);
    expect([messageCounts.length, messageCounts[0], messageCounts.at(-1)]).toEqual([1_000, 134_072, 133]);
    expect(messageCounts.reduce((sum, count) => sum + count, 0)).toBe(1_000_000);
  });

  it('takes what is said', () => {
    expect(readIngestOptions(['--rounds', '7', '--no-report', '--json', 'out.jsonl'])).toMatchObject({
      rounds: 7,
      isReported: false,
      jsonFile: 'out.jsonl',
    });
    expect(readRetrievalOptions(['--set', 'both', '--queries', '9', '--fuzz', '8', '--fresh'])).toMatchObject({
      sets: ['A', 'B'],
      questions: 9,
      fuzzCalls: 8,
      fresh: true,
    });
  });

  it.each([
    [readIngestOptions, ['--rounds', '0']],
    [readIngestOptions, ['--queries', '5']],
    [readIngestOptions, ['A']],
    [readRetrievalOptions, ['--set', 'C']],
    [readRetrievalOptions, ['--fuzz', 'many']],
    [readRetrievalOptions, ['--json']],
  ])('refuses what it does not know: %# %j', (read, args) => {
    expect(() => read(args)).toThrow(BadOptions);
  });
});
