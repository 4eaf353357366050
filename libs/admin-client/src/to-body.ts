/** JSON, or a form for what has a `file`: its bytes are read as they are sent. Fields of a form that are not text are JSON. */
export function toBody(body: unknown): string | FormData {
  const { file, ...fields } = body as { file?: unknown };
  if (!(file instanceof Blob)) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  form.set('file', file);
  return form;
}
