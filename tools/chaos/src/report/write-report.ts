import fs from 'node:fs/promises';
import path from 'node:path';

import { summarize, type PlayedStory } from '../run-stories.ts';
import type { RunSize } from '../story.ts';

/** Writes `report.json` and `report.md` into the folder of the run. @returns the Markdown */
export async function writeReport(folder: string, size: RunSize, played: readonly PlayedStory[]): Promise<string> {
  const markdown = [`# Chaos, seed ${size.seed}`, ...played.map(describe)].join('\n\n');
  await fs.writeFile(path.join(folder, 'report.md'), `${markdown}\n`);
  await fs.writeFile(path.join(folder, 'report.json'), `${JSON.stringify({ ...size, played }, undefined, 2)}\n`);
  return markdown;
}

function describe({ story, seconds, facts, violations, trace, ...rest }: PlayedStory): string {
  const lines = Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`);
  return [
    `## ${story.name}: ${summarize({ violations, ...rest })}`,
    story.promise,
    [...lines, `- lasted: ${seconds.toFixed(0)} s`].join('\n'),
    ...(violations.length === 0
      ? []
      : [violations.map(({ kind, detail }) => `- **${kind}** ${detail}`).join('\n'), '```text', ...trace, '```']),
  ].join(trace.length > 0 ? '\n' : '\n\n');
}
