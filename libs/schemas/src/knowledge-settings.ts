import { z } from 'zod';

/** How documents of a knowledge base are cut, read and found; what is left out has its default. */
export const knowledgeBaseSettingsSchema = z.strictObject({
  /** The most tokens of a chunk. */
  chunkTokens: z.int().min(64).max(1_500).default(450),
  /** How much of a chunk's end the next one repeats, in tokens. */
  overlapTokens: z.int().min(0).max(300).default(54),
  /** The least cosine between question and chunk; null: the platform's. */
  similarityFloor: z.number().min(0).max(1).nullable().default(null),
  /** Scanned pages may be read by the model, which costs tokens; otherwise such a document ends as `needs_ocr`. */
  transcribeScans: z.boolean().default(false),
});
export type KnowledgeBaseSettings = z.output<typeof knowledgeBaseSettingsSchema>;

/** How an assistant uses the knowledge bases it is given; what is left out has its default. */
export const assistantKnowledgeSchema = z.strictObject({
  /** Whether an answer names the documents it rests on, in one short line. */
  citations: z.enum(['none', 'short']).default('short'),
  /** What to do when its knowledge does not hold the answer. */
  whenUnknown: z.enum(['say_so', 'offer_hand_off']).default('say_so'),
  /** The most tokens of passages in a prompt. */
  passageTokens: z.int().min(200).max(20_000).default(2_000),
  /** The most chunks of a prompt, their neighbours aside. */
  passageLimit: z.int().min(1).max(30).default(8),
});
export type AssistantKnowledge = z.output<typeof assistantKnowledgeSchema>;

/** Stored settings as they are used: a stored field that no longer fits has its default. */
export const readKnowledgeBaseSettings = (stored: unknown): KnowledgeBaseSettings => readSettings(knowledgeBaseSettingsSchema, stored);
export const readAssistantKnowledge = (stored: unknown): AssistantKnowledge => readSettings(assistantKnowledgeSchema, stored);

export function readSettings<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, stored: unknown): z.output<z.ZodObject<Shape>> {
  const fitting = Object.entries(stored ?? {}).filter(([name, value]) => {
    const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
    return field?.safeParse(value).success;
  });
  return schema.parse(Object.fromEntries(fitting));
}
