import { status } from '@grpc/grpc-js';
import type { JsonObject } from './protobuf-value.ts';

/** One canned answer of `script` mode. Every step may be delayed; a step of nothing but `delayMs` waits and lets the next one answer. */
export interface ScriptStep {
  text?: string;
  functionCall?: { name: string; args?: JsonObject };
  finishReason?: string;
  blockReason?: string;
  error?: { code: string | number; message?: string };
  empty?: true;
  delayMs?: number;
}

/** What `POST /_control` sets. */
export interface ControlSettings {
  mode: 'extract' | 'echo' | 'script';
  /** Every call takes this long, plus up to `jitterMs` more. */
  latencyMs: number;
  jitterMs: number;
  /** Share of calls in 0..1 that end with `failCode`. */
  failRate: number;
  failCode: status;
  script: ScriptStep[];
  /** Restarts the randomness behind `jitterMs` and `failRate`. */
  seed: number;
}

export const defaultControlSettings: ControlSettings = {
  mode: 'extract',
  latencyMs: 0,
  jitterMs: 0,
  failRate: 0,
  failCode: status.UNAVAILABLE,
  script: [],
  seed: 1,
};

/** A control request that says something unknown or impossible; the text names every fault at once. */
export class ControlError extends Error {}

/**
 * Checks the body of `POST /_control`. Fields that are absent stay as they are.
 *
 * @throws {ControlError} for unknown fields and impossible values
 */
export function parseControl(body: unknown): Partial<ControlSettings> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ControlError('The body must be a JSON object.');
  const faults: string[] = [];
  const settings = Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const parse = Object.hasOwn(fieldParsers, name) ? fieldParsers[name as keyof ControlSettings] : undefined;
      const parsed = parse?.(value);
      if (parsed === undefined) faults.push(parse ? `${name}: ${JSON.stringify(value)} is not allowed` : `${name}: unknown field`);
      return [name, parsed];
    }),
  );
  if (faults.length > 0) throw new ControlError(faults.join('; '));
  return settings;
}

/** A gRPC status by name or number, or the HTTP status that stands for it. */
export function parseStatusCode(value: unknown): status | undefined {
  if (typeof value === 'string') {
    const code = (status as unknown as Record<string, unknown>)[value];
    return typeof code === 'number' ? code : undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return value > 0 && value <= 16 ? value : statusOfHttp[value];
}

const statusOfHttp: Record<number, status> = {
  400: status.INVALID_ARGUMENT,
  401: status.UNAUTHENTICATED,
  403: status.PERMISSION_DENIED,
  404: status.NOT_FOUND,
  429: status.RESOURCE_EXHAUSTED,
  499: status.CANCELLED,
  500: status.INTERNAL,
  503: status.UNAVAILABLE,
  504: status.DEADLINE_EXCEEDED,
};

const fieldParsers: { [Name in keyof ControlSettings]: (value: unknown) => ControlSettings[Name] | undefined } = {
  mode: (value) => (value === 'extract' || value === 'echo' || value === 'script' ? value : undefined),
  latencyMs: parseDuration,
  jitterMs: parseDuration,
  failRate: (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined),
  failCode: parseStatusCode,
  script: (value) => (Array.isArray(value) && value.every(isScriptStep) ? value : undefined),
  seed: (value) => (typeof value === 'number' && Number.isInteger(value) ? value : undefined),
};

function parseDuration(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : undefined;
}

const stepFieldChecks: { [Name in keyof Required<ScriptStep>]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  functionCall: (value) => typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string',
  finishReason: (value) => typeof value === 'string',
  blockReason: (value) => typeof value === 'string',
  error: (value) => typeof value === 'object' && value !== null && 'code' in value && parseStatusCode(value.code) !== undefined,
  empty: (value) => value === true,
  delayMs: (value) => parseDuration(value) !== undefined,
};

function isScriptStep(value: unknown): value is ScriptStep {
  if (typeof value !== 'object' || value === null) return false;
  const fields = Object.entries(value);
  return (
    fields.length > 0 &&
    fields.every(([name, field]) => Object.hasOwn(stepFieldChecks, name) && stepFieldChecks[name as keyof ScriptStep](field))
  );
}
