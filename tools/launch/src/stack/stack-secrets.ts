import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Secrets of one checkout's embedded stack, made once: what is sealed in its database has to stay readable. */
export interface StackSecrets {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly platformKey: string;
  readonly secretsKeys: string;
}

/** Reads the checkout's secrets, or makes them, readable by their owner only. */
export function readStackSecrets(home: string): StackSecrets {
  const file = path.join(home, 'secrets.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as StackSecrets;
  const secrets: StackSecrets = {
    appSecret: randomBytes(16).toString('hex'),
    verifyToken: randomBytes(16).toString('hex'),
    platformKey: `platform_${randomBytes(24).toString('base64url')}`,
    secretsKeys: `local:${randomBytes(32).toString('base64')}`,
  };
  fs.mkdirSync(home, { recursive: true });
  fs.writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
