import { spawn, type ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';

import type { Extraction, ExtractionProblem, OnProgress } from '../extraction.ts';
import { childArguments } from './child-arguments.ts';
import { parseChildMessage } from './child-message.ts';
import type { ChildRequest } from './child-request.ts';
import { readLines } from './read-lines.ts';
import { readResidentMegabytes } from './read-resident-megabytes.ts';
import { answerChannel } from './send-to-parent.ts';

const memoryCheckMs = 25;
const maxDetailCharacters = 2_000;

/** JSON of the allowed text is rarely longer: most letters are one or two bytes, and a block's frame is some fifty. */
const maxAnswerBytes = ({ limits }: ChildRequest) => 1_000_000 + 8 * limits.maxTextCharacters;

/**
 * Runs one child to its end: its answer, or what its death means. It is dead and reaped when this returns, and that is bounded by
 * `timeoutMs`, whatever it does. Its environment holds none of ours.
 * @throws the signal's reason once it aborts; the system's error if the child cannot be started.
 */
export async function runChild(
  childEntry: string,
  request: ChildRequest,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress } = {},
): Promise<Extraction> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, childArguments(childEntry, request), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { TZ: 'UTC' },
  });
  const death = deathOf(child);
  let outcome: Extraction | null = null;
  const end = (result: Extraction) => {
    outcome ??= result;
    kill(child);
  };
  const refuse = (code: ExtractionProblem) => end({ kind: 'refused', code });
  const abort = () => kill(child);
  signal?.addEventListener('abort', abort);
  const timer = setTimeout(() => refuse('timed_out'), request.limits.timeoutMs);
  const memoryWatch = setInterval(() => {
    if ((readResidentMegabytes(child.pid ?? 0) ?? 0) > request.limits.memoryMegabytes) refuse('out_of_memory');
  }, memoryCheckMs);
  readLines(answersOf(child), maxAnswerBytes(request), {
    onLine: (line) => {
      if (outcome !== null) return;
      const message = parseChildMessage(line);
      if (message === null) refuse('corrupt');
      else if (message.kind === 'answer') end(message.extraction);
      else onProgress?.(message.pagesDone, message.pagesTotal);
    },
    onTooMuch: () => refuse('too_much_inside'),
  });
  const lastWords = collectLastWords(child);
  try {
    const cause = causeOf(await death);
    signal?.throwIfAborted();
    return outcome ?? { kind: 'refused', code: cause, detail: lastWords() };
  } finally {
    clearTimeout(timer);
    clearInterval(memoryWatch);
    signal?.removeEventListener('abort', abort);
  }
}

interface Death {
  readonly exitCode: number | null;
  readonly killedBy: NodeJS.Signals | null;
}

/** Resolves when the process is reaped and its pipes are read to the end. */
function deathOf(child: ChildProcess): Promise<Death> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, killedBy) => resolve({ exitCode, killedBy }));
  });
}

/** A machine out of file descriptors gives a child without pipes, which then reports its error. */
function answersOf(child: ChildProcess): Readable {
  const pipe = child.stdio?.[answerChannel];
  return pipe instanceof Readable ? pipe : Readable.from([]);
}

/** Its pipes go with it: something it started could hold them open. */
function kill(child: ChildProcess): void {
  child.kill('SIGKILL');
  for (const pipe of child.stdio ?? []) pipe?.destroy();
}

/** V8 aborts (SIGABRT, or SIGTRAP on some builds) when its heap is full; the kernel kills what takes the machine's memory. */
function causeOf({ exitCode, killedBy }: Death): ExtractionProblem {
  const isMemory = killedBy === 'SIGABRT' || killedBy === 'SIGKILL' || killedBy === 'SIGTRAP' || exitCode === 134;
  return isMemory ? 'out_of_memory' : 'corrupt';
}

function collectLastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-maxDetailCharacters);
  });
  return () => words;
}
