import type { Extraction } from '../extraction.ts';
import type { ChildRequest } from './child-request.ts';
import { startReader, type Reader, type ReadOptions } from './start-reader.ts';

/** Parsers hold on to memory: after this many documents a child has done its work. */
const mostDocuments = 100;
const idleMs = 5_000;
/** Each child of a tenant gives way to the tenant's earlier ones, and the first to everything else on the machine. */
const nicenessStep = 5;

export interface Readers {
  /** As `Reader.read`, by a child that has read nothing of another tenant. */
  read(tenantId: string, request: ChildRequest, options?: ReadOptions): Promise<Extraction>;
  close(): Promise<void>;
}

interface Child {
  readonly tenantId: string;
  readonly niceness: number;
  readonly reader: Reader;
  documents: number;
  isReading: boolean;
  idle?: NodeJS.Timeout;
}

/**
 * Children that read documents. Starting one costs far more than a small document does, so it stays for the next document of the same
 * tenant, and for nobody else's: what a hostile file might leave behind in it never meets another tenant's text.
 * @param mostIdle so many children wait for a next document at most
 */
export function createReaders(childEntry: string, mostIdle: number): Readers {
  const children = new Set<Child>();

  const end = async (child: Child): Promise<void> => {
    children.delete(child);
    clearTimeout(child.idle);
    await child.reader.end();
  };
  const start = (tenantId: string, memoryMegabytes: number): Child => {
    const others = [...children].filter((child) => child.tenantId === tenantId).map(({ niceness }) => niceness);
    let niceness = nicenessStep;
    while (others.includes(niceness)) niceness += nicenessStep;
    const child: Child = {
      tenantId,
      niceness,
      reader: startReader(childEntry, { memoryMegabytes, niceness }),
      documents: 0,
      isReading: false,
    };
    children.add(child);
    return child;
  };
  const waiting = (): Child[] => [...children].filter(({ isReading }) => !isReading);
  const readWith = async (child: Child, request: ChildRequest, options?: ReadOptions): Promise<Extraction> => {
    clearTimeout(child.idle);
    child.isReading = true;
    child.documents += 1;
    try {
      return await child.reader.read(request, options);
    } finally {
      child.isReading = false;
      if (!child.reader.isAlive || child.documents >= mostDocuments || waiting().length > mostIdle) await end(child);
      else child.idle = setTimeout(() => void end(child), idleMs).unref();
    }
  };
  return {
    read: async (tenantId, request, options) => {
      options?.signal?.throwIfAborted();
      const [used] = waiting()
        .filter((child) => child.tenantId === tenantId && child.reader.isAlive)
        .sort((one, other) => one.niceness - other.niceness);
      if (used) {
        const extraction = await readWith(used, request, options);
        if (extraction.kind !== 'refused') return extraction; // what a used child refuses, a fresh one decides
      }
      return readWith(start(tenantId, request.limits.memoryMegabytes), request, options);
    },
    close: async () => void (await Promise.all([...children].map(end))),
  };
}
