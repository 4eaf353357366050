import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { startPlatform, type Platform } from '../src/platform.ts';
import { parseTour } from '../src/tour/parse-tour.ts';
import { playTour } from '../src/tour/play-tour.ts';

const stepsOf = async (page: string) => parseTour(await fs.readFile(path.join(repositoryRoot, page), 'utf8'));

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform('tour');
}, 120_000);
afterAll(() => platform.stop(), 60_000);

it('docs/tour.md does what it says, from an empty platform on', async () => {
  await playTour(await stepsOf('docs/tour.md'), { folder: platform.folder, timeoutMs: 60_000 });
}, 90_000);

it('docs/first-tenant.md leads to a number whose every hop works, once its questions are answered', async () => {
  const [questions, ...steps] = await stepsOf('docs/first-tenant.md');
  const answers: Record<string, string> = {
    API: platform.adminUrl,
    KEY: platform.secrets.platformKey,
    ACCOUNT: 'account-of-first',
    NUMBER: '4990001',
    DISPLAYED: '+33 4 72 00 00 77',
    TOKEN: 'token-of-first',
    GRAPH: `${platform.graphUrl}/v25.0`,
  };
  const asked = [...(questions?.commands ?? '').matchAll(/^(?:read .* '.*' (\w+)|(\w+)=)/gm)].map(([, read, set]) => read ?? set);
  expect(asked).toEqual(Object.keys(answers));
  await platform.whatsapp.send('POST', '/_control', {
    action: 'register-number',
    phoneNumberId: answers['NUMBER'],
    displayPhoneNumber: answers['DISPLAYED'],
    wabaId: answers['ACCOUNT'],
    verifiedName: 'First customer',
    accessToken: answers['TOKEN'],
  });
  const answered = Object.entries(answers).map(([name, value]) => `${name}='${value}'`);
  const first = { heading: 'Answers', line: 0, commands: answered.join('\n'), output: undefined };
  await playTour([first, ...steps], { folder: platform.folder, timeoutMs: 60_000 });
}, 90_000);
