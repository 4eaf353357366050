import { parseTour } from './parse-tour.ts';

const page = `# Tour

Some prose with \`\`\`sh in it.

## First

\`\`\`sh
echo one
echo two
\`\`\`

\`\`\`text
one
two
\`\`\`

\`\`\`json
{ "not": "an output" }
\`\`\`

## Second

\`\`\`\`sh
echo '\`\`\`'
\`\`\`\`

In between, so that what follows is no output.

\`\`\`text
more
\`\`\`
`;

describe('the tour as steps', () => {
  it('are the blocks of commands, in order, each with the output right behind it', () => {
    expect(parseTour(page)).toEqual([
      { heading: 'First', line: 8, commands: 'echo one\necho two', output: 'one\ntwo' },
      { heading: 'Second', line: 24, commands: "echo '```'", output: undefined },
    ]);
  });
});
