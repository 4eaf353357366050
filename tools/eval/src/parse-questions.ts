import { z } from 'zod';

import { EvaluationFailed } from './evaluation-failed.ts';
import { questionSchema, type Question } from './question.ts';

/**
 * Reads a questions file (JSON lines; empty lines are allowed).
 *
 * @throws {EvaluationFailed} naming the file and every line that is not a question or repeats an id
 */
export function parseQuestions(text: string, fileName: string): Question[] {
  const questions: Question[] = [];
  const complaints: string[] = [];
  const ids = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const complain = (reason: string): void => void complaints.push(`${fileName}:${index + 1}: ${reason}`);
    const parsed = questionSchema.safeParse(parseJson(line));
    if (!parsed.success) complain(z.prettifyError(parsed.error));
    else if (ids.has(parsed.data.id)) complain(`the id ${parsed.data.id} is used twice`);
    else {
      ids.add(parsed.data.id);
      questions.push(parsed.data);
    }
  }
  if (complaints.length > 0) throw new EvaluationFailed(complaints.join('\n'));
  if (questions.length === 0) throw new EvaluationFailed(`${fileName} holds no question`);
  return questions;
}

/** Undefined for what is not JSON: no question either. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
