import { randomBytes } from 'node:crypto';

import { sql } from 'kysely';
import pg from 'pg';

import type { Database } from '../../database.ts';
import { readPgvectorVersion } from '../../migrate.ts';
import type { EmbeddingDimension } from '../../tables.ts';

/** A knowledge base from this size on gets an HNSW index of its own; below `demoteBelow` it loses it again. */
const promoteFrom = 20_000;
const demoteBelow = 12_000;
/** As many chunks after the index are searched beside it; with more, or more than this part of the whole, it is built anew. */
const longestTail = 5_000;
const longestTailPart = 1 / 20;
/** With more partial indexes on one table, planning any query on it takes longer than the indexes save. */
const mostIndexes = 200;
/** Older ones overflow a buffer in parallel builds (CVE-2026-3172). */
const safeParallelBuilds = '0.8.2';
/** Of the graph: as many links as fit a page beside four vectors, and a build that takes its time for the sake of far questions. */
const linksPerLayer = 28;
const buildBeam = 400;
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

/** Large knowledge bases that have too much after their index, and those that have none, the largest first. */
export async function listBasesToIndex(database: Database): Promise<BaseToIndex[]> {
  return database.asPlatform('find large knowledge bases without an index', async ({ sql: statements }) => {
    const { rows } = await sql<BaseToIndex>`
      with large as (
        select b.tenant_id, b.id as knowledge_base_id, b.embedding_version, b.embedding_dimension, b.chunk_count, i.index_name, i.last_chunk_id
        from knowledge_bases b left join knowledge_vector_indexes i
          on i.tenant_id = b.tenant_id and i.knowledge_base_id = b.id and i.embedding_version = b.embedding_version and i.state = 'ready'
        where b.deleted_at is null and b.mode = 'local' and b.chunk_count >= ${promoteFrom}
      )
      (select tenant_id, knowledge_base_id, embedding_version, embedding_dimension, chunk_count from large b
        where index_name is not null and (last_chunk_id is null or
          case embedding_dimension when 768 then ${tailLength(768)} else ${tailLength(1536)} end
            > greatest(${longestTail}, chunk_count * ${longestTailPart}::float8)))
      union all
      (select tenant_id, knowledge_base_id, embedding_version, embedding_dimension, chunk_count from large
        where index_name is null order by chunk_count desc, knowledge_base_id
        limit greatest(0, ${mostIndexes} - (select count(*) from knowledge_vector_indexes where state = 'ready')))`.execute(statements);
    return rows;
  });
}

const tailLength = (dimension: EmbeddingDimension) => sql`(select count(*) from ${sql.table(`knowledge_vectors_${dimension}`)} v
  where v.tenant_id = b.tenant_id and v.knowledge_base_id = b.knowledge_base_id and v.embedding_version = b.embedding_version
    and v.chunk_id > b.last_chunk_id)`;

/**
 * Builds a knowledge base's own HNSW index without stopping anybody, and lets questions use it once it is valid: a first one, or one that
 * takes the place of an index that too much came after. One builder works at a time; what a killed one left is thrown away by
 * `dropRetiredIndexes`. False when another builder is at work.
 */
export async function buildVectorIndex(keeper: IndexKeeper, base: BaseToIndex): Promise<boolean> {
  return asOnlyBuilder(keeper, async (client) => {
    const lastChunkId = await findLastChunk(keeper.database, base);
    if (lastChunkId === undefined) return;
    const name = `${namePrefix}${base.knowledgeBaseId.replaceAll('-', '')}_${randomBytes(3).toString('hex')}`;
    const { version } = await readPgvectorVersion(keeper.ownerUrl);
    if (version.localeCompare(safeParallelBuilds, 'en', { numeric: true }) < 0)
      await client.query('set max_parallel_maintenance_workers = 0');
    await client.query(`set maintenance_work_mem = '512MB'`);
    // Literals, not parameters: utility statements take none. All of them are checked by their types.
    await client.query(`
      create index concurrently ${name} on knowledge_vectors_${base.embeddingDimension} using hnsw (embedding halfvec_ip_ops)
      with (m = ${linksPerLayer}, ef_construction = ${buildBeam}) where ${whereOf(base)} and chunk_id <= ${uuidLiteral(lastChunkId)}`);
    await recordIndex(keeper.database, { ...base, name, lastChunkId });
  });
}

/** An index covers the chunks of a knowledge base up to its last one of today; ids grow with time. */
const findLastChunk = (database: Database, base: BaseToIndex): Promise<string | undefined> =>
  database.asPlatform('see how far an index reaches', async ({ sql: statements }) => {
    const { rows } = await sql<{ id: string }>`
      select chunk_id as id from ${sql.table(`knowledge_vectors_${base.embeddingDimension}`)} where ${sql.raw(whereOf(base))}
      order by chunk_id desc limit 1`.execute(statements);
    return rows[0]?.id;
  });

const whereOf = ({ tenantId, knowledgeBaseId, embeddingVersion }: BaseToIndex): string =>
  `tenant_id = ${uuidLiteral(tenantId)} and knowledge_base_id = ${uuidLiteral(knowledgeBaseId)} and embedding_version = ${Math.trunc(embeddingVersion)}`;

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

function uuidLiteral(id: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new TypeError('not a UUID');
  return `'${id}'`;
}

const recordIndex = (
  { asPlatform }: Database,
  index: BaseToIndex & { readonly name: string; readonly lastChunkId: string },
): Promise<void> =>
  asPlatform('note the index of a knowledge base', async ({ sql: statements }) => {
    const { tenantId, knowledgeBaseId, embeddingVersion, embeddingDimension, chunkCount, name: indexName, lastChunkId } = index;
    const state = { state: 'ready', embeddingDimension, chunkCount, indexName, lastChunkId, readyAt: sql<Date>`now()` } as const;
    await statements
      .insertInto('knowledgeVectorIndexes')
      .values({ tenantId, knowledgeBaseId, embeddingVersion, ...state })
      .onConflict((conflict) => conflict.columns(['tenantId', 'knowledgeBaseId', 'embeddingVersion']).doUpdateSet(state))
      .execute();
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
