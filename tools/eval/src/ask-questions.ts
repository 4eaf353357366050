import { documentsOfLanguage } from './documents-of-language.ts';
import type { EvaluationApi, Leg } from './evaluation-api.ts';
import { fillKnowledgeBase } from './fill-knowledge-base.ts';
import { judgeHits } from './judge-hits.ts';
import { listDocuments } from './list-documents.ts';
import type { Outcome } from './outcome.ts';
import type { Question } from './question.ts';

export interface AskOptions {
  readonly documentsFolder: string | undefined;
  readonly knowledgeBaseId: string | undefined;
  readonly limit: number;
  readonly leg: Leg;
  readonly progress: (line: string) => void;
}

/** Asks every question of the knowledge base of its language, one after the other so that the times mean something. */
export async function askQuestions(api: EvaluationApi, questions: readonly Question[], options: AskOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const language of new Set(questions.map((question) => question.language))) {
    const { knowledgeBaseId, documentPaths } = await prepareKnowledgeBase(api, language, options);
    const ofLanguage = questions.filter((question) => question.language === language);
    for (const [index, question] of ofLanguage.entries()) {
      const answer = await api.hitTest(knowledgeBaseId, question, options);
      outcomes.push({ ...answer, question, judgement: judgeHits(question.relevant, answer.hits, documentPaths) });
      if ((index + 1) % 20 === 0 || index + 1 === ofLanguage.length)
        options.progress(`${language}: ${index + 1} of ${ofLanguage.length} questions asked`);
    }
  }
  return outcomes;
}

async function prepareKnowledgeBase(
  api: EvaluationApi,
  language: string,
  { documentsFolder: folder, knowledgeBaseId: named, progress }: AskOptions,
): Promise<{ knowledgeBaseId: string; documentPaths: Map<string, string> }> {
  const knowledgeBaseId = named ?? (await api.createKnowledgeBase(`Evaluation ${language} ${new Date().toISOString()}`));
  if (folder === undefined) return { knowledgeBaseId, documentPaths: new Map() };
  const paths = documentsOfLanguage(await listDocuments(folder), language);
  const say = (line: string): void => progress(`${language}: ${line}`);
  return { knowledgeBaseId, documentPaths: await fillKnowledgeBase(api, knowledgeBaseId, { folder, paths, progress: say }) };
}
