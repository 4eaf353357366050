import { defaultBackoff, type Backoff } from './backoff-delay.ts';
import { callWithFallbacks, type Attempt } from './call-with-fallbacks.ts';
import { embedTexts } from './embed-texts.ts';
import { fromGenerateContentResponse } from './from-generate-content-response.ts';
import type { GenerateRequest } from './generate-request.ts';
import type { ModelChoice, ModelTable } from './model-table.ts';
import { openService } from './open-service.ts';
import { resolveModel } from './resolve-model.ts';
import { toGenerateContentRequest, toPrompt } from './to-generate-content-request.ts';
import type { CallOptions, VertexClient } from './vertex-client.ts';

export interface VertexClientOptions {
  project: string;
  /** Region, `global`, or a multi-region (`us`, `eu`). */
  location: string;
  /** `host:port` of another endpoint, such as an emulator; without TLS when it is loopback. */
  apiEndpoint?: string;
  models: ModelTable;
  logger?: { warn(fields: Record<string, unknown>, message: string): void };
  backoff?: Backoff;
  /** In [0, 1), for the jitter. */
  random?: () => number;
}

/** Creates the client; the Google package is loaded by `warmUp` or the first call, and connected at the first call. */
export function createVertexClient(options: VertexClientOptions): VertexClient {
  const { project, location, models, logger, backoff = defaultBackoff, random = Math.random } = options;
  const service = openService({ project, apiEndpoint: options.apiEndpoint });
  const oneTextModels = new Set<string>();
  const locationOf = (choice: ModelChoice) => choice.location ?? location;
  const nameOf = (choice: ModelChoice) => `projects/${project}/locations/${locationOf(choice)}/publishers/google/models/${choice.model}`;

  const choicesFor = (request: Pick<GenerateRequest, 'tier' | 'model'>, tenantId: string) => {
    const resolved = resolveModel(models, request.model ? { model: request.model } : { tier: request.tier ?? 'flash' });
    if (resolved.warning) logger?.warn({ tenantId, wanted: request.model }, resolved.warning);
    return resolved.choices;
  };
  const run = <Answer>(choices: [ModelChoice, ...ModelChoice[]], call: CallOptions, attempt: Attempt<Answer>) =>
    callWithFallbacks(
      {
        choices,
        timeoutMs: call.timeoutMs,
        signal: call.signal,
        backoff,
        random,
        onFailure: (failure) => logger?.warn({ tenantId: call.tenantId, ...failure }, 'A model call failed.'),
      },
      attempt,
    );

  return {
    async generate(request, call) {
      const labels = { ...call.labels, tenant_id: call.tenantId };
      const { answer, choice, attempts } = await run(choicesFor(request, call.tenantId), call, (tried, bounds) =>
        service.call('generateContent', locationOf(tried), toGenerateContentRequest(request, tried, nameOf(tried), labels), bounds),
      );
      return fromGenerateContentResponse(answer, { model: choice.model, attempts });
    },

    async embed(texts, call) {
      const choice = { model: call.model };
      const deadline = performance.now() + call.timeoutMs;
      // Vectors of different models do not compare, so there is nothing to fall back to.
      const runOne = async <Answer>(attempt: Attempt<Answer>) =>
        (await run([choice], { ...call, timeoutMs: deadline - performance.now() }, attempt)).answer;
      return embedTexts(texts, call, { service, location, modelName: nameOf(choice), run: runOne, oneTextModels });
    },

    async countTokens(request, call) {
      const { answer } = await run(choicesFor(request, call.tenantId), call, (tried, bounds) =>
        service.call('countTokens', locationOf(tried), { ...toPrompt(request), endpoint: nameOf(tried), model: nameOf(tried) }, bounds),
      );
      return answer.totalTokens ?? 0;
    },

    warmUp: () => service.warmUp(),

    close: () => service.close(),
  };
}
