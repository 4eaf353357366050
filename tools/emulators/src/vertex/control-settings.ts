import { status } from '@grpc/grpc-js';
import type { JsonObject } from './protobuf-value.ts';

/** How managed search behaves, apart from the models. */
export interface DiscoverySettings {
  /** An import takes this long at least; its documents are found only afterwards. */
  importDelayMs: number;
  latencyMs: number;
  failRate: number;
  failCode: status;
}

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
  /** Texts that one Predict request of an embedding model may hold. */
  textsPerRequest: number;
  discovery: DiscoverySettings;
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
  textsPerRequest: 250,
  discovery: { importDelayMs: 0, latencyMs: 0, failRate: 0, failCode: status.UNAVAILABLE },
  seed: 1,
};

/** Settings to change; those of `discovery` may be given one by one. */
export type ControlChanges = Partial<Omit<ControlSettings, 'discovery'>> & { discovery?: Partial<DiscoverySettings> };

/** A control request that says something unknown or impossible; the text names every fault at once. */
export class ControlError extends Error {}

/**
 * Checks the body of `POST /_control`. Fields that are absent stay as they are.
 *
 * @throws {ControlError} for unknown fields and impossible values
 */
export function parseControl(body: unknown): ControlChanges {
  const faults: string[] = [];
  const changes = parseFields<ControlSettings>(body, fieldParsers, '', faults);
  if (changes.discovery)
    changes.discovery = parseFields(changes.discovery, discoveryFieldParsers, 'discovery.', faults) as DiscoverySettings;
  if (faults.length > 0) throw new ControlError(faults.join('; '));
  return changes;
}

type FieldParsers<Settings> = { [Name in keyof Settings]: (value: unknown) => Settings[Name] | undefined };

function parseFields<Settings extends object>(
  body: unknown,
  parsers: FieldParsers<Settings>,
  prefix: string,
  faults: string[],
): Partial<Settings> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ControlError('The body must be a JSON object.');
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const parse = Object.hasOwn(parsers, name) ? parsers[name as keyof Settings] : undefined;
      const parsed = parse?.(value);
      if (parsed === undefined)
        faults.push(parse ? `${prefix}${name}: ${JSON.stringify(value)} is not allowed` : `${prefix}${name}: unknown field`);
      return [name, parsed];
    }),
  ) as Partial<Settings>;
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

const fieldParsers: FieldParsers<ControlSettings> = {
  mode: (value) => (value === 'extract' || value === 'echo' || value === 'script' ? value : undefined),
  latencyMs: parseDuration,
  jitterMs: parseDuration,
  failRate: parseShare,
  failCode: parseStatusCode,
  script: (value) => (Array.isArray(value) && value.every(isScriptStep) ? value : undefined),
  textsPerRequest: (value) => (typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined),
  discovery: (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as DiscoverySettings) : undefined),
  seed: (value) => (typeof value === 'number' && Number.isInteger(value) ? value : undefined),
};

const discoveryFieldParsers: FieldParsers<DiscoverySettings> = {
  importDelayMs: parseDuration,
  latencyMs: parseDuration,
  failRate: parseShare,
  failCode: parseStatusCode,
};

function parseShare(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
}

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
