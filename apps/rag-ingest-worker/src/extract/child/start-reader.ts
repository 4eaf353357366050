import { spawn, type ChildProcess } from 'node:child_process';
import os from 'node:os';
import { Readable } from 'node:stream';

import type { Extraction, ExtractionProblem, OnProgress } from '../extraction.ts';
import { childArguments } from './child-arguments.ts';
import { parseChildMessage } from './child-message.ts';
import type { ChildRequest } from './child-request.ts';
import { readLines } from './read-lines.ts';
import { readResidentMegabytes } from './read-resident-megabytes.ts';
import { answerChannel } from './send-to-parent.ts';

const memoryCheckMs = 25;
/** Of a process, in Linux. */
const highestNiceness = 19;
const maxDetailCharacters = 2_000;

/** JSON of the allowed text is rarely longer: most letters are one or two bytes, and a block's frame is some fifty. */
const maxAnswerBytes = ({ limits }: ChildRequest) => 1_000_000 + 8 * limits.maxTextCharacters;

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Hears of each page of a pdf. */
  readonly onProgress?: OnProgress;
}

/** A child process that reads documents, one at a time. */
export interface Reader {
  /**
   * The child's answer, or what its death means. Unless the document was read, the child is dead and reaped when this returns, and that
   * is bounded by `timeoutMs`, whatever it does.
   * @throws the signal's reason once it aborts; the system's error if the child could not be started.
   */
  read(request: ChildRequest, options?: ReadOptions): Promise<Extraction>;
  /** Lets this process and all others use a scarce processor first: the more, the higher the niceness, which is added to this process's own. It never falls. */
  giveWay(niceness: number): void;
  /** Whether it can be asked again. */
  readonly isAlive: boolean;
  /** What it holds in memory now. */
  residentMegabytes(): number;
  /** Resolves when it is dead and reaped. */
  end(): Promise<void>;
}

/** Starts a child that may take so much memory; its environment holds none of ours. */
export function startReader(childEntry: string, memoryMegabytes: number, options: { readonly isSpare?: boolean } = {}): Reader {
  const child = spawn(process.execPath, childArguments(childEntry, memoryMegabytes, options), {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    env: { TZ: 'UTC' },
  });
  child.stdin?.on('error', () => undefined); // it is dead, which shows in how it died
  const answers = answersOf(child);
  const lastWords = collectLastWords(child);
  const death = deathOf(child);
  let isAlive = true;
  death.then(
    () => (isAlive = false),
    () => (isAlive = false),
  );

  const residentMegabytes = (): number => readResidentMegabytes(child.pid ?? 0) ?? 0;

  const read: Reader['read'] = async (request, { signal, onProgress } = {}) => {
    signal?.throwIfAborted();
    const verdict = Promise.withResolvers<Extraction>();
    let refusal: ExtractionProblem | null = null;
    const refuse = (code: ExtractionProblem): void => {
      refusal ??= code;
      kill(child);
    };
    death.then(
      (how) =>
        verdict.resolve({ kind: 'refused', ...(refusal === null ? { code: causeOf(how), detail: lastWords() } : { code: refusal }) }),
      verdict.reject,
    );
    const abort = () => kill(child);
    signal?.addEventListener('abort', abort);
    const timer = setTimeout(() => refuse('timed_out'), request.limits.timeoutMs);
    const memoryWatch = setInterval(() => {
      if (residentMegabytes() > request.limits.memoryMegabytes) refuse('out_of_memory');
    }, memoryCheckMs);
    const stopListening = readLines(answers, maxAnswerBytes(request), {
      onLine: (line) => {
        if (refusal !== null) return;
        const message = parseChildMessage(line);
        if (message === null) refuse('corrupt');
        else if (message.kind === 'answer') verdict.resolve(message.extraction);
        else onProgress?.(message.pagesDone, message.pagesTotal);
      },
      onTooMuch: () => refuse('too_much_inside'),
    });
    child.stdin?.write(`${JSON.stringify(request)}\n`);
    try {
      const extraction = await verdict.promise;
      signal?.throwIfAborted();
      if (extraction.kind === 'refused') await end();
      return extraction;
    } finally {
      clearTimeout(timer);
      clearInterval(memoryWatch);
      signal?.removeEventListener('abort', abort);
      stopListening();
    }
  };
  const end = async (): Promise<void> => {
    isAlive = false;
    kill(child);
    await death.catch(() => undefined);
  };
  return {
    read,
    giveWay: (niceness) => letOthersFirst(child, niceness),
    get isAlive() {
      return isAlive;
    },
    residentMegabytes,
    end,
  };
}

function letOthersFirst(child: ChildProcess, niceness: number): void {
  try {
    if (child.pid !== undefined) os.setPriority(child.pid, Math.min(os.getPriority() + niceness, highestNiceness));
  } catch {
    // it is dead already, which shows in how it died
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
