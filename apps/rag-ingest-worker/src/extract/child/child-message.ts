import { z } from 'zod';

import type { Extraction } from '../extraction.ts';

const page = z.number().int().positive().nullable();
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.number().int().min(1).max(6), text: z.string(), page }),
  z.object({ kind: z.literal('paragraph'), text: z.string(), page }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()), page }),
  z.object({ kind: z.literal('table'), header: z.array(z.string()).nullable(), rows: z.array(z.array(z.string())), page }),
]);
const count = z.number().int().nonnegative();
const extraction: z.ZodType<Extraction> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('extracted'),
    format: z.enum(['pdf', 'docx', 'xlsx', 'csv', 'html', 'md', 'txt']),
    document: z.object({
      title: z.string().nullable(),
      blocks: z.array(block),
      pagesTotal: count.nullable(),
      pagesWithText: count.nullable(),
    }),
    pagesWithoutText: z.array(z.number().int().positive()),
  }),
  z.object({ kind: z.literal('needs_ocr'), format: z.literal('pdf'), pagesTotal: count }),
  z.object({
    kind: z.literal('refused'),
    code: z.enum([
      'format_not_supported',
      'encrypted',
      'corrupt',
      'empty',
      'too_many_pages',
      'too_much_inside',
      'timed_out',
      'out_of_memory',
    ]),
    detail: z.string().max(10_000).optional(),
  }),
]);
const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), pagesDone: count, pagesTotal: count }),
  z.object({ kind: z.literal('answer'), extraction }),
]);

/** One line that the child writes: JSON, ended by a line feed. */
export type ChildMessage = z.infer<typeof message>;

/** The child has read a stranger's document, so nothing it says is taken on trust. Null when it is not a message. */
export function parseChildMessage(line: string): ChildMessage | null {
  try {
    return message.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
