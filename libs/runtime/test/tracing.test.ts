import { trace } from '@opentelemetry/api';

import { annotateSpan, injectTrace, inSpan, isTraced, startTracing } from '../src/index.ts';

it('makes nothing where nobody is sent anything: no span, no context in a job, no attributes', async () => {
  const stop = await startTracing({ app: 'test', endpoint: undefined });
  let asked = 0;
  const attributes = (): Record<string, string> => {
    asked += 1;
    return {};
  };
  const seen = await inSpan('work', { attributes }, async () => {
    annotateSpan(attributes);
    return { span: trace.getActiveSpan(), carrier: injectTrace() };
  });
  expect(seen).toEqual({ span: undefined, carrier: {} });
  expect([asked, isTraced()]).toEqual([0, false]);
  await stop();
});
