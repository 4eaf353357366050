import { GcsError } from './gcs-error.ts';
import type { StoredObject } from './stored-object.ts';

/** Conditions on the object that is there now; generation 0 means that none is. */
export interface Preconditions {
  generationMatch: number | undefined;
  generationNotMatch: number | undefined;
  metagenerationMatch: number | undefined;
}

/** Reads the conditions of a request's query. */
export function preconditionsOf(query: Record<string, unknown>): Preconditions {
  const number = (name: string) => (typeof query[name] === 'string' ? Number(query[name]) : undefined);
  return {
    generationMatch: number('ifGenerationMatch'),
    generationNotMatch: number('ifGenerationNotMatch'),
    metagenerationMatch: number('ifMetagenerationMatch'),
  };
}

/** @throws {GcsError} 412 if a condition does not hold */
export function checkPreconditions(current: StoredObject | undefined, conditions: Preconditions): void {
  const generation = current?.generation ?? 0;
  const holds =
    (conditions.generationMatch === undefined || conditions.generationMatch === generation) &&
    (conditions.generationNotMatch === undefined || conditions.generationNotMatch !== generation) &&
    (conditions.metagenerationMatch === undefined || conditions.metagenerationMatch === current?.metageneration);
  if (!holds) throw new GcsError(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
}
