import { GraphError } from '../graph/graph-error.ts';
import { isJsonObject, listAt, objectAt, type JsonObject } from '../read-json.ts';
import { checkOptionalText, requireText } from './require-text.ts';

/** Buttons, list and link button in Meta's limits. */
export function checkInteractive(content: JsonObject): void {
  const action = objectAt(content, 'action');
  const kind = String(content.type);
  const checkAction = actionChecks[kind];
  if (checkAction === undefined) throw new GraphError(131009, `The interactive type ${kind} is not supported.`);
  requireText(objectAt(content, 'body'), 'text', "interactive['body']['text']", kind === 'list' ? 4096 : 1024);
  checkOptionalText(objectAt(content, 'footer'), 'text', "interactive['footer']['text']", 60);
  const header = objectAt(content, 'header');
  if (header?.type === 'text') requireText(header, 'text', "interactive['header']['text']", 60);
  if (action === undefined) throw new GraphError(131008, "The parameter interactive['action'] is required.");
  checkAction(action);
}

const actionChecks: Readonly<Record<string, (action: JsonObject) => void>> = {
  button: checkButtons,
  list: checkList,
  cta_url: checkLinkButton,
  location_request_message: (action) => void requireText(action, 'name', "action['name']", 64),
  request_contact_info: (action) => void requireText(action, 'name', "action['name']", 64),
};

function checkButtons(action: JsonObject): void {
  const buttons = requireList(action, 'buttons', 3);
  const titles = buttons.map((button) => {
    const reply = objectAt(button, 'reply');
    requireText(reply, 'id', "reply['id']", 256);
    return requireText(reply, 'title', "reply['title']", 20);
  });
  if (new Set(titles).size < titles.length) throw new GraphError(131009, 'Button titles must be unique.');
}

function checkList(action: JsonObject): void {
  requireText(action, 'button', "action['button']", 20);
  const sections = requireList(action, 'sections', 10);
  const rows = sections.flatMap((section) => {
    if (sections.length > 1) requireText(section, 'title', "section['title']", 24);
    return requireList(section, 'rows', 10);
  });
  if (rows.length > 10) throw new GraphError(131009, 'A list has at most 10 rows in total.');
  const ids = rows.map((row) => {
    requireText(row, 'title', "row['title']", 24);
    checkOptionalText(row, 'description', "row['description']", 72);
    return requireText(row, 'id', "row['id']", 200);
  });
  if (new Set(ids).size < ids.length) throw new GraphError(131009, 'Row ids must be unique.');
}

function checkLinkButton(action: JsonObject): void {
  const parameters = objectAt(action, 'parameters');
  requireText(parameters, 'display_text', "parameters['display_text']", 20);
  requireText(parameters, 'url', "parameters['url']", 2000);
}

function requireList(source: JsonObject, key: string, maxLength: number): JsonObject[] {
  const list = listAt(source, key)?.filter(isJsonObject) ?? [];
  if (list.length === 0 || list.length > maxLength)
    throw new GraphError(131009, `The parameter ${key} must have 1 to ${maxLength} elements.`);
  return list;
}
