import { Redis } from 'ioredis';
import pg from 'pg';

/** Where data of the running product lies. */
export interface Places {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly gcsUrl: string;
  readonly bucket: string;
}

/**
 * Every place that holds one of the needles: every column of every row of every table, as text and bytes as what they spell, every key
 * and value of Redis, the name and the bytes of every object. It knows no table by name, so that a place added tomorrow is searched as well.
 */
export async function searchEverywhere(places: Places, needles: readonly string[]): Promise<string[]> {
  const found = await Promise.all([searchDatabase(places, needles), searchRedis(places, needles), searchObjects(places, needles)]);
  return found.flat().sort();
}

async function searchDatabase({ databaseUrl }: Places, needles: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('set role sylion_platform'); // which row-level security lets see every tenant
    const { rows: columns } = await client.query<{ table: string; column: string; type: string }>(`
      select t.relname as table, c.attname as column, format_type(c.atttypid, null) as type
      from pg_class t join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
      where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and has_table_privilege(t.oid, 'select')`);
    const found: string[] = [];
    for (const { table, column, type } of columns) {
      const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
      const { rows } = await client.query(
        `select from "${table}" r where exists (select from unnest($1::text[]) n where position(n in ${text}) > 0)`,
        [needles],
      );
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  } finally {
    await client.end();
  }
}

async function searchRedis({ redisUrl }: Places, needles: readonly string[]): Promise<string[]> {
  const redis = new Redis(redisUrl);
  try {
    const keys = await redis.keys('*');
    const holds = await Promise.all(
      keys.map(async (key) => needles.some((needle) => key.includes(needle)) || includesOne(await valueOf(redis, key), needles)),
    );
    return keys.filter((_key, index) => holds[index]).map((key) => `redis ${key}`);
  } finally {
    redis.disconnect();
  }
}

/** As text, whatever kind of value it is. */
async function valueOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1'));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return ''; // expired meanwhile
  }
}

async function searchObjects({ gcsUrl, bucket }: Places, needles: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (let pageToken: string | undefined = ''; pageToken !== undefined;) {
    const response: Response = await fetch(`${gcsUrl}/storage/v1/b/${bucket}/o?pageToken=${pageToken}`);
    const page = (await response.json()) as { items?: { name: string }[]; nextPageToken?: string };
    for (const { name } of page.items ?? []) {
      const object = await fetch(`${gcsUrl}/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}?alt=media`);
      if (includesOne(name + Buffer.from(await object.arrayBuffer()).toString('latin1'), needles)) found.push(`object ${name}`);
    }
    pageToken = page.nextPageToken;
  }
  return found;
}

const includesOne = (text: string, needles: readonly string[]): boolean => needles.some((needle) => text.includes(needle));
