import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** What a process really writes to its standard output (DESIGN §4.11). */
const canaries = ['canary-text-7f3a', '+33612345678', 'canary-token-9c1b'];
let output: string;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  const program = path.join(import.meta.dirname, 'write-log-lines.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@sylion/source', program, ...canaries]);
  output = stdout;
  lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
});

const lineOf = (message: string): Record<string, unknown> => lines.find(({ msg }) => msg === message) ?? {};

it.each(canaries)('%s is in no line', (canary) => {
  expect(lines.filter((line) => JSON.stringify(line).includes(canary)).map(({ msg }) => msg)).toEqual([]);
  expect(output).not.toContain(canary);
});

it('ids, codes and the rest of a line stay', () => {
  expect(lines).toHaveLength(14);
  expect(lineOf('top level')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    app: 'test',
    tenantId: 'tenant-1',
    msg: 'top level',
  });
  expect(lineOf('nested')).toMatchObject({ message: { id: 'message-1' } });
  expect(lineOf('child')).toMatchObject({ level: 'warn', requestId: 'request-1' });
});

it('an error keeps its class, code, message and stack, and those of its cause', () => {
  expect(lineOf('driver error')).toMatchObject({
    error: {
      type: 'Error',
      code: '23505',
      message: expect.stringContaining('duplicate key'),
      stack: expect.stringContaining('write-log-lines.ts'),
    },
  });
  expect(lineOf('cause')).toMatchObject({ error: { message: expect.stringContaining('outer'), cause: { code: '23505' } } });
});
