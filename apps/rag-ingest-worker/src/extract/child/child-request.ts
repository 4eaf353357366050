import { z } from 'zod';

const schema = z.object({
  file: z.object({ path: z.string(), name: z.string(), mimeType: z.string() }),
  limits: z.object({
    timeoutMs: z.number(),
    memoryMegabytes: z.number(),
    maxPages: z.number(),
    maxInflatedBytes: z.number(),
    maxTextCharacters: z.number(),
  }),
});

/** What the child is asked, as its only argument. */
export type ChildRequest = z.infer<typeof schema>;

export const parseChildRequest = (argument: string | undefined): ChildRequest => schema.parse(JSON.parse(argument ?? ''));
