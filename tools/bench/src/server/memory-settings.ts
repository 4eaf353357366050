const gibibyte = 1024 ** 3;

/** Settings of a database server that has the machine nearly to itself: a quarter of the memory as its cache, as its manual advises. */
export function memorySettings(machineMemoryBytes: number): Record<string, string> {
  const share = (part: number, mostBytes: number): string => `${Math.floor(Math.min(machineMemoryBytes * part, mostBytes) / 1024 ** 2)}MB`;
  return {
    shared_buffers: share(0.25, 6 * gibibyte),
    effective_cache_size: share(0.6, 64 * gibibyte),
    maintenance_work_mem: share(0.1, 2 * gibibyte),
    max_wal_size: '8GB',
    checkpoint_timeout: '30min',
  };
}

/** Index builds in parallel overrun a buffer in pgvector before 0.8.2 (CVE-2026-3172); everybody's are built by one process here. */
export const serialBuilds = { max_parallel_maintenance_workers: '0' };
