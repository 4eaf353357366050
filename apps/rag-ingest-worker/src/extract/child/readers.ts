import type { Extraction } from '../extraction.ts';
import type { ChildRequest } from './child-request.ts';
import { startReader, type Reader, type ReadOptions } from './start-reader.ts';

/** Parsers hold on to memory: after this many documents a child has done its work. */
const mostDocuments = 100;
/** Of the memory it may take, what a child may hold on to while it waits. */
const waitingShare = 0.25;
const idleMs = 5_000;
/** Each child of a tenant gives way to the tenant's earlier ones, and the first to everything else on the machine. */
const nicenessStep = 5;

export interface Readers {
  /** As `Reader.read`, by a child that has read nothing of another tenant. */
  read(tenantId: string, request: ChildRequest, options?: ReadOptions): Promise<Extraction>;
  close(): Promise<void>;
}

export interface ReadersOptions {
  readonly childEntry: string;
  /** Of each child. */
  readonly memoryMegabytes: number;
  /** So many children wait for the next document of their tenant at most. */
  readonly mostWaiting: number;
  /** Whether a child that has read nothing yet waits for whoever comes next, so that a tenant's first document need not wait for it to start. */
  readonly keepsSpare: boolean;
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
 */
export function createReaders({ childEntry, memoryMegabytes, mostWaiting, keepsSpare }: ReadersOptions): Readers {
  const children = new Set<Child>();
  const startSpare = (): Reader => {
    const reader = startReader(childEntry, memoryMegabytes, { isSpare: true });
    reader.giveWay(nicenessStep);
    return reader;
  };
  let spare = keepsSpare ? startSpare() : null;

  const end = async (child: Child): Promise<void> => {
    children.delete(child);
    clearTimeout(child.idle);
    await child.reader.end();
  };
  const takeReader = (): Reader => {
    const ready = spare?.isAlive ? spare : startReader(childEntry, memoryMegabytes);
    if (keepsSpare) spare = startSpare();
    return ready;
  };
  const start = (tenantId: string): Child => {
    const others = [...children].filter((child) => child.tenantId === tenantId).map(({ niceness }) => niceness);
    let niceness = nicenessStep;
    while (others.includes(niceness)) niceness += nicenessStep;
    const child: Child = { tenantId, niceness, reader: takeReader(), documents: 0, isReading: false };
    child.reader.giveWay(niceness);
    children.add(child);
    return child;
  };
  const waiting = (): Child[] => [...children].filter(({ isReading }) => !isReading);
  const mayStay = ({ reader, documents }: Child): boolean =>
    reader.isAlive &&
    documents < mostDocuments &&
    waiting().length <= mostWaiting &&
    reader.residentMegabytes() <= memoryMegabytes * waitingShare;
  const readWith = async (child: Child, request: ChildRequest, options?: ReadOptions): Promise<Extraction> => {
    clearTimeout(child.idle);
    child.isReading = true;
    child.documents += 1;
    try {
      return await child.reader.read(request, options);
    } finally {
      child.isReading = false;
      if (mayStay(child)) child.idle = setTimeout(() => void end(child), idleMs).unref();
      else await end(child);
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
      return readWith(start(tenantId), request, options);
    },
    close: async () => void (await Promise.all([spare?.end(), ...[...children].map(end)])),
  };
}
