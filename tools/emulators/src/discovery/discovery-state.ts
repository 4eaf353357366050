import { status } from '@grpc/grpc-js';
import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError } from '../vertex/service-error.ts';
import type { VertexState } from '../vertex/vertex-state.ts';
import type { DataStore } from './data-store.ts';

/** A google.longrunning.Operation; packed messages carry their `@type`. */
export interface Operation {
  name: string;
  done: boolean;
  metadata: { '@type': string; [field: string]: unknown };
  response?: { '@type': string; [field: string]: unknown };
  error?: { code: number; message: string };
}

/** What managed search remembers between calls. */
export class DiscoveryState {
  readonly vertex: VertexState;
  readonly dataStores = new Map<string, DataStore>();
  readonly #operations = new Map<string, Operation>();
  readonly #stopped = new AbortController();

  constructor(vertex: VertexState) {
    this.vertex = vertex;
  }

  /** @throws {ServiceError} NOT_FOUND */
  dataStore(name: string): DataStore {
    const store = this.dataStores.get(name);
    if (!store) throw new ServiceError(status.NOT_FOUND, `DataStore ${name} not found.`);
    return store;
  }

  /** @throws {ServiceError} NOT_FOUND */
  operation(name: string): Operation {
    const operation = this.#operations.get(name);
    if (!operation) throw new ServiceError(status.NOT_FOUND, `Operation ${name} not found.`);
    return operation;
  }

  /** An operation that is done as soon as it is started. */
  finishedOperation(parent: string, verb: string, metadataType: string, response: Operation['response']): Operation {
    return this.#open(parent, verb, { done: true, metadata: { '@type': metadataType }, response });
  }

  /**
   * Starts an operation that does its work in the background and then tells what came of it;
   * it takes as long as `importDelayMs` demands. Work that throws fails the operation.
   */
  startOperation(
    parent: string,
    verb: string,
    metadata: Operation['metadata'],
    work: (signal: AbortSignal) => Promise<() => Partial<Operation>>,
  ): Operation {
    const operation = this.#open(parent, verb, { done: false, metadata });
    const { signal } = this.#stopped;
    const delayMs = this.vertex.settings.discovery.importDelayMs;
    Promise.all([work(signal), delayMs > 0 && wait(delayMs, undefined, { signal })]).then(
      ([finish]) => Object.assign(operation, finish(), { done: true }),
      (error: unknown) => Object.assign(operation, { done: true, error: toStatus(error) }),
    );
    return operation;
  }

  /** Ends what runs in the background. */
  stop(): void {
    this.#stopped.abort();
  }

  #open(parent: string, verb: string, state: Omit<Operation, 'name'>): Operation {
    const operation = { name: `${parent}/operations/${verb}-${this.#operations.size + 1}`, ...state };
    this.#operations.set(operation.name, operation);
    return operation;
  }
}

function toStatus(error: unknown): { code: number; message: string } {
  if (error instanceof ServiceError) return { code: error.code, message: error.message };
  return { code: status.INTERNAL, message: error instanceof Error ? error.message : String(error) };
}
