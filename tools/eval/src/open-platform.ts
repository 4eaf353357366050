import fs from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { repositoryRoot } from '@sylion/launch/embedded';
import { startStack } from '@sylion/launch/stack';

import { createEvaluationApi, type EvaluationApi } from './evaluation-api.ts';
import { EvaluationFailed } from './evaluation-failed.ts';

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
  if (access) return { api: createEvaluationApi(access.url, bearer(access.key)), close: () => Promise.resolve() };
  const home = path.join(repositoryRoot, '.local', 'eval', String(process.pid));
  await fs.mkdir(home, { recursive: true });
  const stack = await startStack({ home, log: progress, environment: { ...process.env, DATABASE_URL: undefined, REDIS_URL: undefined } });
  const close = async (result: 'measured' | 'failed'): Promise<void> => {
    await stack.stop();
    if (result === 'measured') await fs.rm(home, { recursive: true, force: true });
    else progress(`the platform's logs are in ${path.join(path.relative(process.cwd(), home), 'logs')}`);
  };
  try {
    const tenantId = await createTenant(stack.adminApiUrl, stack.secrets.platformKey);
    return { api: createEvaluationApi(stack.adminApiUrl, { ...bearer(stack.secrets.platformKey), 'x-tenant-id': tenantId }), close };
  } catch (error) {
    await close('failed');
    throw error;
  }
}

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

async function createTenant(url: string, platformKey: string): Promise<string> {
  const response = await fetch(`${url}/v1/tenants`, {
    method: 'POST',
    headers: { ...bearer(platformKey), 'content-type': 'application/json' },
    body: JSON.stringify({ slug: `evaluation-${process.pid}`, name: 'Evaluation', defaultLocale: 'fr' }),
  });
  if (!response.ok) throw new EvaluationFailed(`the tenant was refused with ${response.status}: ${await response.text()}`);
  return z.object({ id: z.string() }).parse(await response.json()).id;
}
