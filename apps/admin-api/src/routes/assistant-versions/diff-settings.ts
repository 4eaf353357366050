import { isDeepStrictEqual } from 'node:util';

export interface SettingChange {
  /** Fields within fields are named as `businessHours.timeZone`. */
  readonly path: string;
  /** Null where the field is not set. */
  readonly from: unknown;
  readonly to: unknown;
}

/** The fields in which two settings differ, each at the deepest place where both sides have it; lists are compared whole. */
export function diffSettings(from: object, to: object, parents: readonly string[] = []): SettingChange[] {
  const before = new Map<string, unknown>(Object.entries(from));
  const after = new Map<string, unknown>(Object.entries(to));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name): SettingChange[] => {
    const [one, other] = [before.get(name) ?? null, after.get(name) ?? null];
    if (isDeepStrictEqual(one, other)) return [];
    const path = [...parents, name];
    return isFields(one) && isFields(other) ? diffSettings(one, other, path) : [{ path: path.join('.'), from: one, to: other }];
  });
}

const isFields = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
