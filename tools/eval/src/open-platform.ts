import fs from 'node:fs/promises';
import path from 'node:path';

import { createAdminClient } from '@sylion/admin-client';
import { repositoryRoot } from '@sylion/launch/embedded';
import { startStack } from '@sylion/launch/stack';

import { createEvaluationApi, type EvaluationApi } from './evaluation-api.ts';

/** A running platform, entered as one tenant. */
export interface OpenPlatform {
  readonly api: EvaluationApi;
  /** Ends what was started for this; its logs stay when the evaluation failed. */
  close(result: 'measured' | 'failed'): Promise<void>;
}

/**
 * Enters the platform at `access`, or starts one on this machine and makes a tenant in it. Variables that name real Google services
 * reach the started one; its database and Redis are always its own.
 */
export async function openPlatform(
  access: { readonly url: string; readonly key: string } | undefined,
  progress: (line: string) => void,
): Promise<OpenPlatform> {
  if (access) return { api: createEvaluationApi(createAdminClient(access)), close: () => Promise.resolve() };
  const home = path.join(repositoryRoot, '.local', 'eval', String(process.pid));
  await fs.mkdir(home, { recursive: true });
  const stack = await startStack({ home, log: progress, environment: { ...process.env, DATABASE_URL: undefined, REDIS_URL: undefined } });
  const close = async (result: 'measured' | 'failed'): Promise<void> => {
    await stack.stop();
    if (result === 'measured') await fs.rm(home, { recursive: true, force: true });
    else progress(`the platform's logs are in ${path.join(path.relative(process.cwd(), home), 'logs')}`);
  };
  try {
    const operator = { url: stack.adminApiUrl, key: stack.secrets.platformKey };
    const tenant = { slug: `evaluation-${process.pid}`, name: 'Evaluation', defaultLocale: 'fr' } as const;
    const { id: tenantId } = await createAdminClient(operator).post('/v1/tenants', { body: tenant });
    return { api: createEvaluationApi(createAdminClient({ ...operator, tenantId })), close };
  } catch (error) {
    await close('failed');
    throw error;
  }
}
