import { templateComponentSchema } from '@sylion/schemas';

import { PermanentProviderError } from '../provider-error.ts';
import type { ChannelCredentials, ChannelReference, ListedTemplate } from '../provider.ts';
import { readList, readRecord, readText } from '../read-json.ts';
import { callGraph } from './call-graph.ts';
import type { CloudApi } from './cloud-api.ts';

/** More than any account may have: 6,000 templates (Meta, "Message templates"). */
const maximumPages = 100;

/** Reads all templates of an account, page by page. One that has no name or language cannot be sent, and is left out. */
export async function listTemplates(
  api: CloudApi,
  { accountKey }: ChannelReference,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<ListedTemplate[]> {
  if (accountKey === undefined || !api.templatesUrl)
    throw new PermanentProviderError('templates_not_supported', 'no account to ask for templates');
  const templates: ListedTemplate[] = [];
  let after: string | undefined;
  for (let page = 0; page < maximumPages; page += 1) {
    const url = api.templatesUrl(accountKey, after);
    const answer = await callGraph({
      method: 'GET',
      url,
      headers: api.authorisation(credentials),
      timeoutMs: api.limits.timeoutMs,
      signal,
    });
    templates.push(...readList(answer.data).flatMap((template) => readTemplate(template) ?? []));
    const paging = readRecord(answer.paging);
    after = readText(readRecord(paging.cursors).after);
    if (paging.next === undefined || after === undefined) return templates;
  }
  throw new PermanentProviderError('too_many_templates', `the account has more than ${maximumPages} pages of templates`);
}

function readTemplate(value: unknown): ListedTemplate | undefined {
  const template = readRecord(value);
  const [name, language] = [readText(template.name), readText(template.language)];
  if (name === undefined || language === undefined) return undefined;
  const components = readList(template.components).flatMap((component) => {
    const read = templateComponentSchema.safeParse(component);
    return read.success ? [read.data] : [];
  });
  return {
    providerTemplateId: readText(template.id) ?? '',
    name,
    language,
    category: readText(template.category) ?? 'UNKNOWN',
    status: readText(template.status) ?? 'UNKNOWN',
    components,
  };
}
