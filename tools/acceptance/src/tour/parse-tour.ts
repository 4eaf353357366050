/** One block of commands of the tour, and what it is said to print. */
export interface TourStep {
  /** The heading it stands under. */
  readonly heading: string;
  /** Of its first line of commands, counted from 1, as an editor counts. */
  readonly line: number;
  readonly commands: string;
  /** The block right behind it; undefined when the tour shows none. */
  readonly output: string | undefined;
}

/** Finds the commands of a Markdown document, the ```sh blocks, in order; a ```text or ```json block right behind one is its output. */
export function parseTour(markdown: string): TourStep[] {
  const steps: TourStep[] = [];
  let heading = '';
  let isBehindCommands = false;
  for (const { language, text, line } of readBlocks(markdown)) {
    if (language === 'sh') {
      steps.push({ heading, line, commands: text, output: undefined });
    } else if (isBehindCommands && (language === 'text' || language === 'json')) {
      const step = steps.pop() as TourStep;
      steps.push({ ...step, output: text });
    } else if (language === 'heading') {
      heading = text;
    }
    isBehindCommands = language === 'sh';
  }
  return steps;
}

interface Block {
  /** Of a fenced block; `heading` and `prose` are the rest. */
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = /^(`{3,})(\S*)/.exec(line);
    const [, marks = '', language = ''] = fence ?? [];
    const end = fence ? lines.indexOf(marks, index + 1) : -1;
    if (end > index) {
      blocks.push({ language, text: lines.slice(index + 1, end).join('\n'), line: index + 2 });
      index = end;
    } else if (line.trim() !== '') {
      const title = /^#+ (.*)/.exec(line)?.[1];
      blocks.push({ language: title === undefined ? 'prose' : 'heading', text: title ?? line, line: index + 1 });
    }
  }
  return blocks;
}
