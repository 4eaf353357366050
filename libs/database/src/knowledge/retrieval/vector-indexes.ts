import { sql } from 'kysely';
import pg from 'pg';

import type { Database } from '../../database.ts';
import { readPgvectorVersion } from '../../migrate.ts';
import type { EmbeddingDimension } from '../../tables.ts';

/** A knowledge base from this size on gets an HNSW index of its own; below `demoteBelow` it loses it again. */
const promoteFrom = 20_000;
const demoteBelow = 12_000;
/** With more partial indexes on one table, planning any query on it takes longer than the indexes save. */
const mostIndexes = 200;
/** Older ones overflow a buffer in parallel builds (CVE-2026-3172). */
const safeParallelBuilds = '0.8.2';
const namePrefix = 'knowledge_vectors_ann_';

export interface BaseToIndex {
  readonly tenantId: string;
  readonly knowledgeBaseId: string;
  readonly embeddingVersion: number;
  readonly embeddingDimension: EmbeddingDimension;
  readonly chunkCount: number;
}

export interface IndexKeeper {
  readonly database: Database;
  /** A direct connection, not through a transaction pooler, of the role that owns the tables. */
  readonly ownerUrl: string;
}

/** Large knowledge bases whose index is missing or was never finished, the largest first. */
export async function listBasesToIndex(database: Database): Promise<BaseToIndex[]> {
  return database.asPlatform('find large knowledge bases without an index', async ({ sql: statements }) => {
    const { rows } = await sql<BaseToIndex>`
      select b.tenant_id, b.id as knowledge_base_id, b.embedding_version, b.embedding_dimension, b.chunk_count
      from knowledge_bases b left join knowledge_vector_indexes i
        on i.tenant_id = b.tenant_id and i.knowledge_base_id = b.id and i.embedding_version = b.embedding_version and i.state = 'ready'
      where b.deleted_at is null and b.mode = 'local' and b.chunk_count >= ${promoteFrom} and i.tenant_id is null
      order by b.chunk_count desc, b.id
      limit greatest(0, ${mostIndexes} - (select count(*) from knowledge_vector_indexes where state = 'ready'))`.execute(statements);
    return rows;
  });
}

/**
 * Builds a knowledge base's own HNSW index without stopping anybody, and lets questions use it once it is valid. One builder works at a
 * time; what a killed one left is thrown away or, when it was whole, taken over. False when another builder is at work.
 */
export async function buildVectorIndex(keeper: IndexKeeper, base: BaseToIndex): Promise<boolean> {
  return asOnlyBuilder(keeper, async (client) => {
    const name = indexName(base);
    await recordIndex(keeper.database, base, 'building');
    if ((await readValidity(client, name)) === false) await client.query(`drop index concurrently if exists ${name}`);
    if ((await readValidity(client, name)) === undefined) {
      const { version } = await readPgvectorVersion(keeper.ownerUrl);
      if (version.localeCompare(safeParallelBuilds, 'en', { numeric: true }) < 0)
        await client.query('set max_parallel_maintenance_workers = 0');
      await client.query(`set maintenance_work_mem = '512MB'`);
      // Literals, not parameters: utility statements take none. All of them are checked by their types.
      await client.query(`
        create index concurrently ${name} on knowledge_vectors_${base.embeddingDimension} using hnsw (embedding halfvec_ip_ops)
        with (m = 24, ef_construction = 200)
        where tenant_id = ${uuidLiteral(base.tenantId)} and knowledge_base_id = ${uuidLiteral(base.knowledgeBaseId)}
          and embedding_version = ${Math.trunc(base.embeddingVersion)}`);
    }
    if ((await readValidity(client, name)) === true) await recordIndex(keeper.database, base, 'ready');
  });
}

/**
 * Drops indexes of knowledge bases that shrank or went, and of embeddings that are no longer asked. False when a builder is at work.
 * Questions stop using an index before it goes, and a question that is under way holds it until it is done.
 */
export async function dropRetiredIndexes(keeper: IndexKeeper): Promise<boolean> {
  return asOnlyBuilder(keeper, async (client) => {
    const kept = await keeper.database.asPlatform('retire indexes of knowledge bases', async ({ sql: statements }) => {
      await sql`
        delete from knowledge_vector_indexes i where not exists (
          select from knowledge_bases b where b.tenant_id = i.tenant_id and b.id = i.knowledge_base_id and b.deleted_at is null
            and b.embedding_version = i.embedding_version and b.chunk_count >= ${demoteBelow})`.execute(statements);
      return statements.selectFrom('knowledgeVectorIndexes').select('indexName').execute();
    });
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'i' and relnamespace = 'public'::regnamespace and relname like $1`,
      [`${namePrefix.replaceAll('_', '\\_')}%`],
    );
    const keptNames = new Set(kept.map(({ indexName: name }) => name));
    for (const { name } of rows) if (!keptNames.has(name)) await client.query(`drop index concurrently if exists ${name}`);
  });
}

const indexName = ({ knowledgeBaseId, embeddingVersion }: BaseToIndex): string =>
  `${namePrefix}${knowledgeBaseId.replaceAll('-', '')}_${embeddingVersion}`;

function uuidLiteral(id: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new TypeError('not a UUID');
  return `'${id}'`;
}

/** Undefined: there is no such index. */
async function readValidity(client: pg.Client, name: string): Promise<boolean | undefined> {
  const { rows } = await client.query<{ indisvalid: boolean }>('select indisvalid from pg_index where indexrelid = to_regclass($1)', [
    name,
  ]);
  return rows[0]?.indisvalid;
}

const recordIndex = ({ asPlatform }: Database, base: BaseToIndex, state: 'building' | 'ready'): Promise<void> =>
  asPlatform('note the index of a knowledge base', async ({ sql: statements }) => {
    await sql`
      insert into knowledge_vector_indexes (tenant_id, knowledge_base_id, embedding_version, embedding_dimension, state, index_name, chunk_count)
      values (${base.tenantId}, ${base.knowledgeBaseId}, ${base.embeddingVersion}, ${base.embeddingDimension}, ${state}, ${indexName(base)}, ${base.chunkCount})
      on conflict (tenant_id, knowledge_base_id, embedding_version) do update
        set state = excluded.state, chunk_count = excluded.chunk_count, ready_at = case when excluded.state = 'ready' then now() end`.execute(
      statements,
    );
  });

/** The lock is the session's: it goes with the connection, however that ends. */
async function asOnlyBuilder({ ownerUrl }: IndexKeeper, work: (client: pg.Client) => Promise<void>): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'vector-indexes' });
  await client.connect();
  try {
    const { rows } = await client.query<{ isOurs: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('knowledge_vector_indexes', 0)) as "isOurs"`,
    );
    if (!rows[0]?.isOurs) return false;
    await work(client);
    return true;
  } finally {
    await client.end();
  }
}
