import { z } from 'zod';

export const questionKinds = ['fact', 'paraphrase', 'typo', 'no-accent', 'code', 'follow-up', 'cross-language', 'no-answer'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** One line of a questions file. README.md explains every field. */
export const questionSchema = z
  .strictObject({
    id: z.string().min(1),
    question: z.string().trim().min(1),
    language: z.string().regex(/^[a-z]{2,3}$/),
    relevant: z.array(z.strictObject({ document: z.string().min(1), contains: z.string().trim().min(1) })),
    kind: z.enum(questionKinds).default('fact'),
    history: z.array(z.strictObject({ role: z.enum(['end_user', 'business']), text: z.string().trim().min(1) })).default([]),
  })
  .refine(({ kind, relevant }) => (kind === 'no-answer') === (relevant.length === 0), {
    message: 'a no-answer question has no relevant passage, and every other question has one',
  })
  .refine(({ kind, history }) => kind !== 'follow-up' || history.length > 0, { message: 'a follow-up has a history' });

export type Question = z.infer<typeof questionSchema>;
export type RelevantPassage = Question['relevant'][number];
