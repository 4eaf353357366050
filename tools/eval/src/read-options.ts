import path from 'node:path';
import { parseArgs } from 'node:util';

import { legs, type Leg } from './evaluation-api.ts';
import { EvaluationFailed } from './evaluation-failed.ts';

export interface EvaluationOptions {
  readonly questionFiles: readonly string[];
  /** Undefined when the documents are in the knowledge base already. */
  readonly documentsFolder: string | undefined;
  readonly knowledgeBaseId: string | undefined;
  /** Undefined for a stack of its own. */
  readonly api: { readonly url: string; readonly key: string } | undefined;
  /** Ascending; the largest is also the number of hits asked for. */
  readonly cutoffs: readonly number[];
  readonly leg: Leg;
  readonly jsonFile: string | undefined;
  readonly gateFile: string | undefined;
  readonly levelsFile: string | undefined;
  readonly missesShown: number;
}

export const goldenFolder = path.join(import.meta.dirname, '..', 'golden');
/** That a hit test gives. */
const mostHits = 50;
const goldenLanguages = ['fr', 'en', 'es', 'ar'];

/**
 * Reads the command line of `npm run eval`. Without questions it means the golden set; without `--documents`, the folder `documents`
 * beside the first questions file, unless a knowledge base is named that holds them.
 *
 * @throws {EvaluationFailed} with a message for a person
 */
export function readOptions(args: readonly string[]): EvaluationOptions {
  const { values, positionals } = parse(args);
  const questionFiles =
    positionals.length > 0 ? positionals : goldenLanguages.map((name) => path.join(goldenFolder, `questions.${name}.jsonl`));
  const leg = legs.find((name) => name === values.leg);
  if (leg === undefined) throw new EvaluationFailed(`--leg is one of ${legs.join(', ')}`);
  const { api: url, key, 'knowledge-base': knowledgeBaseId } = values;
  if ((url === undefined) !== (key === undefined)) throw new EvaluationFailed('--api and --key go together');
  if (knowledgeBaseId !== undefined && url === undefined) throw new EvaluationFailed('--knowledge-base needs --api and --key');
  return {
    questionFiles,
    documentsFolder: values.documents ?? (knowledgeBaseId ? undefined : path.join(path.dirname(questionFiles[0] ?? ''), 'documents')),
    knowledgeBaseId,
    api: url !== undefined && key !== undefined ? { url, key } : undefined,
    cutoffs: readCutoffs(values.k),
    leg,
    jsonFile: values.json,
    gateFile: values.gate,
    levelsFile: values['write-levels'],
    missesShown: readCount('--misses', values.misses),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        documents: { type: 'string' },
        'knowledge-base': { type: 'string' },
        api: { type: 'string' },
        key: { type: 'string' },
        k: { type: 'string', default: '5,10' },
        leg: { type: 'string', default: 'hybrid' },
        json: { type: 'string' },
        gate: { type: 'string' },
        'write-levels': { type: 'string' },
        misses: { type: 'string', default: '0' },
      },
    });
  } catch (error) {
    throw new EvaluationFailed(error instanceof Error ? error.message : String(error));
  }
}

/** Recall@1 is always of interest. */
function readCutoffs(list: string): number[] {
  const cutoffs = [...new Set([1, ...list.split(',').map((text) => readCount('--k', text.trim()))])].sort((left, right) => left - right);
  if (cutoffs[0] === 0 || (cutoffs.at(-1) ?? 0) > mostHits) throw new EvaluationFailed(`--k takes numbers from 1 to ${mostHits}`);
  return cutoffs;
}

function readCount(option: string, text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new EvaluationFailed(`${option} takes whole numbers below 1000, not ${JSON.stringify(text)}`);
  return Number(text);
}
