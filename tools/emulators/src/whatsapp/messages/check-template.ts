import { GraphError } from '../graph/graph-error.ts';
import { isJsonObject, listAt, objectAt, stringAt, type JsonObject } from '../read-json.ts';
import { componentOf, parametersOf, placeholdersIn, type MessageTemplate } from '../state/message-templates.ts';

const bodyMaximum = 1_024;

/**
 * Whether Meta would take a message that fills this template (Meta, "Cloud API error codes").
 * Throws GraphError 132000 (number of parameters), 132001 (no such template, or not approved), 132005 (too long), 132007 (characters),
 * 132012 (kind or name of a parameter), 132015 (paused), 132016 (disabled).
 */
export function checkTemplate(request: JsonObject, find: (name: string, language: string) => MessageTemplate | undefined): void {
  const message = objectAt(request, 'template');
  const name = stringAt(message, 'name') ?? '';
  const language = stringAt(objectAt(message, 'language'), 'code') ?? '';
  const template = find(name, language);
  if (template?.status === 'PAUSED') throw new GraphError(132015, `The template ${name} is paused due to low quality.`);
  if (template?.status === 'DISABLED') throw new GraphError(132016, `The template ${name} is disabled.`);
  if (template?.status !== 'APPROVED') throw new GraphError(132001, `template name (${name}) does not exist in ${language}`);
  const given = listAt(message, 'components') ?? [];
  checkHeader(componentOf(template.components, 'HEADER'), componentOf(given, 'HEADER'));
  checkTexts('body', componentOf(template.components, 'BODY'), componentOf(given, 'BODY'));
  checkButtons(componentOf(template.components, 'BUTTONS'), given);
}

function checkHeader(header: JsonObject | undefined, given: JsonObject | undefined): void {
  const format = stringAt(header, 'format') ?? 'TEXT';
  if (format === 'TEXT') return checkTexts('header', header, given);
  const [parameter] = parametersOf(given);
  if (parameter === undefined) throw new GraphError(132012, `header: Format mismatch, expected ${format}, received UNKNOWN`);
  const kind = stringAt(parameter, 'type') ?? '';
  if (kind.toUpperCase() !== format || !isJsonObject(parameter[kind]))
    throw new GraphError(132012, `header: Format mismatch, expected ${format}, received ${kind.toUpperCase()}`);
}

function checkTexts(part: string, wanted: JsonObject | undefined, given: JsonObject | undefined): void {
  const names = placeholdersIn(wanted);
  const parameters = parametersOf(given);
  if (parameters.length !== names.length)
    throw new GraphError(
      132000,
      `${part}: number of localizable_params (${parameters.length}) does not match the expected (${names.length})`,
    );
  const isNamed = names.some((name) => !/^\d+$/.test(name));
  for (const parameter of parameters) {
    if (parameter.type !== 'text') throw new GraphError(132012, `${part}: Format mismatch, expected TEXT`);
    if (isNamed && !names.includes(stringAt(parameter, 'parameter_name') ?? ''))
      throw new GraphError(132012, `${part}: Parameter name is missing or empty`);
    if (/[\n\t]| {5}/.test(stringAt(parameter, 'text') ?? ''))
      throw new GraphError(132007, `${part}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`);
  }
  const length =
    [...(stringAt(wanted, 'text') ?? '')].length +
    parameters.reduce((sum, parameter) => sum + [...(stringAt(parameter, 'text') ?? '')].length, 0);
  if (length > bodyMaximum + 7 * names.length) throw new GraphError(132005, `${part}: Translated text too long`);
}

function checkButtons(wanted: JsonObject | undefined, given: readonly unknown[]): void {
  const open = (listAt(wanted, 'buttons') ?? []).flatMap((button, index) =>
    isJsonObject(button) && /\{\{/.test(stringAt(button, 'url') ?? '') ? [String(index)] : [],
  );
  const filled = given
    .filter(isJsonObject)
    .filter((component) => stringAt(component, 'type')?.toUpperCase() === 'BUTTON' && parametersOf(component).length > 0);
  const indices = filled.map((component) => String(component.index));
  if (indices.length !== open.length || !open.every((index) => indices.includes(index)))
    throw new GraphError(132000, `buttons: number of params (${indices.length}) does not match the expected (${open.length})`);
}
