import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { fail, ok, type Finding } from '../finding.ts';
import type { Surroundings } from '../surroundings.ts';

/** Has each app read its own configuration, as it will when it starts; an app's word names variables, never what is in them. */
export async function checkConfiguration({ environment }: Pick<Surroundings, 'environment'>): Promise<Finding[]> {
  if (environment === undefined) return [ok('configuration', 'the embedded stack tells its apps what they need')];
  const appsFolder = path.join(repositoryRoot, 'apps');
  if (!fs.existsSync(appsFolder))
    return [ok('configuration', 'not read here; each app says what is wrong with its own: node dist/main.mjs --check-config')];
  return Promise.all(
    fs.readdirSync(appsFolder).map(async (app) => {
      const problems = await askApp(app, environment);
      const subject = `configuration of ${app}`;
      if (problems === undefined) return ok(subject, 'every variable is there and of its form');
      return fail(subject, problems, 'correct these variables (.env.example explains each), and start the app again');
    }),
  );
}

const askApp = (app: string, environment: Readonly<Record<string, string | undefined>>): Promise<string | undefined> =>
  new Promise((resolve) => {
    const words = ['--conditions=@sylion/source', path.join(repositoryRoot, `apps/${app}/src/main.ts`), '--check-config'];
    execFile(process.execPath, words, { env: environment, cwd: repositoryRoot }, (error, _output, errors) => {
      if (error === null) return resolve(undefined);
      const problems = errors.split('\n').flatMap((line) => /^ {2}- (.*)$/.exec(line)?.[1] ?? []);
      resolve(problems.length > 0 ? problems.join('; ') : 'the app does not even read it');
    });
  });
