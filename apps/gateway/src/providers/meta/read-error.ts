import { isRecord, readNumber, readRecord, readText, withoutUndefined } from '../read-json.ts';

export interface WrittenError {
  code: number;
  title: string;
  detail?: string;
}

/** Reads the first error object of `errors`. Real ones leave out `message` or `error_data`, or put `details` on top. */
export const readError = (errors: unknown): WrittenError | undefined => {
  const error = Array.isArray(errors) ? errors.find(isRecord) : undefined;
  if (error === undefined) return undefined;
  const title = readText(error.title) ?? readText(error.message) ?? 'unknown error';
  return withoutUndefined({
    code: readNumber(error.code) ?? 0,
    title,
    detail: readText(readRecord(error.error_data).details) ?? readText(error.details),
  });
};
