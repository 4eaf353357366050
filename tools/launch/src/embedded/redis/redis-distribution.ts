/** A Redis program that can serve us. */
export interface RedisDistribution {
  program: string;
  /** Where its libraries are looked for first; empty for an installed one. */
  libraryFolders: string[];
}

/** What to tell somebody whose machine has no Redis for us. */
export const redisRemedy = 'Install it with `apt-get install redis-server` (version 6.2 or newer), or set REDIS_URL to one.';
