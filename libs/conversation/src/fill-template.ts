import type { MessageContent, TemplateComponent, TemplateMessage } from '@sylion/schemas';

export type TemplateContent = Extract<MessageContent, { kind: 'template' }>;

export interface TemplateProblem {
  /** The field of the message that is wrong, such as `body.1`. */
  readonly path: string;
  readonly message: string;
}

export type FilledTemplate =
  | { readonly isComplete: true; readonly content: TemplateContent }
  | { readonly isComplete: false; readonly problems: readonly TemplateProblem[] };

const bodyMaximum = 1_024;
const mediaKinds = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const;
/** Buttons that need nothing of the sender but, for some addresses, their end. */
const sendableButtons = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'VOICE_CALL'];

/**
 * Puts values into a message template, as WhatsApp will: every placeholder needs one, no value may be left over, and none may hold line
 * breaks, tabs or more than four spaces (Meta, "Template components"; errors 132000, 132005, 132007, 132012). What a template may hold
 * besides (carousels, one-time passwords, flows …) is refused.
 */
export function fillTemplate(components: readonly TemplateComponent[], message: TemplateMessage): FilledTemplate {
  const part = (type: string): TemplateComponent | undefined => components.find((component) => component.type.toUpperCase() === type);
  const [header, body, footer, buttons] = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].map(part);
  const buttonTexts = Object.fromEntries((buttons?.buttons ?? []).map(({ url }, index) => [index, url ?? '']));
  const wantedButtons = Object.keys(buttonTexts).filter((index) => namesIn(buttonTexts[index]).length > 0);
  const mediaKind = mediaKinds[header?.format?.toUpperCase() as keyof typeof mediaKinds] as (typeof mediaKinds)['IMAGE'] | undefined;
  const text = [header?.text && replace(header.text, message.header), replace(body?.text ?? '', message.body), footer?.text]
    .filter((line) => line)
    .join('\n\n');
  const problems: TemplateProblem[] = [
    ...unsupported(components),
    ...compare('header', namesIn(header?.text), message.header),
    ...compare('body', namesIn(body?.text), message.body),
    ...compare('buttons', wantedButtons, message.buttons),
    ...(mediaKind !== undefined && message.headerMedia === undefined ? [{ path: 'headerMedia', message: 'is missing' }] : []),
    ...(mediaKind === undefined && message.headerMedia !== undefined ? [{ path: 'headerMedia', message: 'the template has none' }] : []),
    ...([...replace(body?.text ?? '', message.body)].length > bodyMaximum
      ? [{ path: 'body', message: `becomes longer than ${bodyMaximum} characters` }]
      : []),
  ];
  if (problems.length > 0) return { isComplete: false, problems };
  return {
    isComplete: true,
    content: {
      kind: 'template',
      name: message.name,
      language: message.language,
      text,
      header: parametersOf(namesIn(header?.text), message.header),
      headerMedia: mediaKind && message.headerMedia !== undefined ? { kind: mediaKind, link: message.headerMedia } : undefined,
      body: parametersOf(namesIn(body?.text), message.body),
      buttons: wantedButtons.map((index) => ({ index: Number(index), value: message.buttons?.[index] ?? '' })),
    },
  };
}

type Values = Readonly<Record<string, string>> | undefined;

const placeholders = /\{\{\s*(\w+)\s*\}\}/g;
const namesIn = (text = ''): string[] => [...new Set([...text.matchAll(placeholders)].map(([, name]) => name ?? ''))];
const replace = (text: string, values: Values): string =>
  text.replaceAll(placeholders, (mark, name: string) => valueOf(values, name) ?? mark);
const valueOf = (values: Values, name: string): string | undefined =>
  values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
const parametersOf = (names: readonly string[], values: Values) => names.map((name) => ({ name, value: valueOf(values, name) ?? '' }));

function compare(field: string, wanted: readonly string[], values: Values): TemplateProblem[] {
  const missing = wanted
    .filter((name) => valueOf(values, name) === undefined)
    .map((name) => ({ path: `${field}.${name}`, message: 'is missing' }));
  const surplus = Object.keys(values ?? {})
    .filter((name) => !wanted.includes(name))
    .map((name) => ({ path: `${field}.${name}`, message: 'the template has no such placeholder' }));
  const malformed = Object.entries(values ?? {})
    .filter(([, value]) => /[\n\r\t]| {5}/.test(value))
    .map(([name]) => ({ path: `${field}.${name}`, message: 'may not hold line breaks, tabs or more than four spaces in a row' }));
  return [...missing, ...surplus, ...malformed];
}

function unsupported(components: readonly TemplateComponent[]): TemplateProblem[] {
  const isKnown = ({ type, format }: TemplateComponent): boolean =>
    ['BODY', 'FOOTER', 'BUTTONS'].includes(type.toUpperCase()) ||
    (type.toUpperCase() === 'HEADER' && ['TEXT', ...Object.keys(mediaKinds)].includes((format ?? 'TEXT').toUpperCase()));
  const parts = components.filter((component) => !isKnown(component)).map(({ type, format }) => format ?? type);
  const buttons = components.flatMap((component) => component.buttons ?? []).map(({ type }) => type);
  const unknown = [...parts, ...buttons.filter((type) => !sendableButtons.includes(type.toUpperCase()))];
  return unknown.map((type) => ({ path: 'name', message: `templates with ${type} cannot be sent from here` }));
}
