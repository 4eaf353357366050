import { z } from 'zod';

import { configFields, loadConfig } from '@sylion/runtime';
import { createObjectArchive } from '@sylion/storage';

const schema = z.object({
  BACKUP_DATABASE_URL: configFields.databaseUrl,
  DATABASE_OWNER_URL: configFields.databaseUrl,
  DATABASE_URL: configFields.databaseUrl,
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  GCS_BUCKET: z.string().min(3),
  GCS_API_ENDPOINT: configFields.httpUrl.optional(),
  BACKUP_FOLDER: z.string().min(1),
  BACKUP_KEEP_DAYS: configFields.positive.default(14),
});

/** What backup and restore are told by the environment. @throws {InvalidConfiguration} */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env) {
  const settings = loadConfig(schema, environment);
  const archive = createObjectArchive({
    bucket: settings.GCS_BUCKET,
    project: settings.GOOGLE_CLOUD_PROJECT,
    ...(settings.GCS_API_ENDPOINT && { apiEndpoint: settings.GCS_API_ENDPOINT }),
  });
  return { ...settings, archive, programs: (program: string) => [program] };
}

/** The names of the variables, for those who pass them on. */
export const settingNames = Object.keys(schema.shape);
