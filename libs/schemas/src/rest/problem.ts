import { z } from 'zod';

/** An error as every route tells it (RFC 9457, problem details). `code` is for programs and never changes its meaning. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** What is wrong with the request, field by field; `path` is empty for the whole. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemDetails = z.infer<typeof problemSchema>;
