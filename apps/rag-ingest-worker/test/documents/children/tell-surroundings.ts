// Answers with what a parser that went astray would find: variables, and whether it may write, start programs or run text as code.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { env } from 'node:process';

const fails = (attempt: () => unknown) => {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
};
const found = [
  `variables: ${Object.keys(env).join(' ')}`,
  `cannot write: ${fails(() => fs.writeFileSync('/dev/null', ''))}`,
  `cannot start: ${fails(() => spawnSync(process.execPath, ['--version']))}`,
  `cannot evaluate: ${fails(() => new Function('return 1')())}`,
];
const blocks = found.map((text) => ({ kind: 'paragraph', text, page: null }));
const document = { title: null, blocks, pagesTotal: null, pagesWithText: null };
const extraction = { kind: 'extracted', format: 'txt', document, pagesWithoutText: [] };
fs.writeSync(3, `${JSON.stringify({ kind: 'answer', extraction })}\n`);
