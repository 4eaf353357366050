import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { findPostgresClient } from '../src/backup/find-postgres-client.ts';
import { playDrill } from '../src/backup/play-drill.ts';

it('after everything is lost, a backup brings it back: every row and object, an answer from the document, and nothing answered twice', async () => {
  const told: string[] = [];
  const log = (line: string): void => void told.push(line);
  const programs = await findPostgresClient(log);
  const folder = path.join(repositoryRoot, '.local/drill', `test-${process.pid}`);
  const result = await playDrill({ folder, programs, conversations: 3, log });
  expect(result).toMatchObject({ ended: 1, uninvited: 0, answer: expect.stringContaining('8 heures') });
  expect(result.rows).toBeGreaterThan(50);
  expect(result.objects).toBe(1);
}, 300_000);
