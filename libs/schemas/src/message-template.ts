import { z } from 'zod';

/**
 * A part of a message template as Meta words it ("Message templates", 2026), in capitals: HEADER, BODY, FOOTER, BUTTONS and those that are
 * added. Texts hold placeholders, `{{1}}` or `{{name}}`. What we do not know of a part is kept with it.
 */
export const templateComponentSchema = z.looseObject({
  type: z.string(),
  /** Of a HEADER: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION … */
  format: z.string().optional(),
  text: z.string().optional(),
  buttons: z.array(z.looseObject({ type: z.string(), text: z.string().optional(), url: z.string().optional() })).optional(),
});
export type TemplateComponent = z.infer<typeof templateComponentSchema>;
