import { isJsonObject, listAt, stringAt, type JsonObject } from '../read-json.ts';

/** A message template of an account, as Graph shows it. */
export interface MessageTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
  readonly components: readonly JsonObject[];
}

/** The one that Meta gives every account for a start. */
const helloWorld: Omit<MessageTemplate, 'id'> = {
  name: 'hello_world',
  language: 'en_US',
  category: 'UTILITY',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Welcome and congratulations! This message shows that you can send.' }],
};

/** Message templates by account, in the order in which they were registered. */
export class MessageTemplates {
  readonly #byAccount = new Map<string, MessageTemplate[]>();
  #lastId = 700_000_000;

  /** Registers a template, or replaces the one of the same name and language. */
  register(wabaId: string, template: Omit<MessageTemplate, 'id'>): MessageTemplate {
    const all = this.of(wabaId);
    const place = all.findIndex(({ name, language }) => name === template.name && language === template.language);
    const registered = { ...template, id: all[place]?.id ?? this.#nextId() };
    if (place >= 0) all[place] = registered;
    else all.push(registered);
    return registered;
  }

  remove(wabaId: string, name: string): void {
    this.#byAccount.set(
      wabaId,
      this.of(wabaId).filter((template) => template.name !== name),
    );
  }

  find(wabaId: string, name: string, language: string): MessageTemplate | undefined {
    return this.of(wabaId).find((template) => template.name === name && template.language === language);
  }

  of(wabaId: string): MessageTemplate[] {
    const all = this.#byAccount.get(wabaId) ?? [{ ...helloWorld, id: this.#nextId() }];
    this.#byAccount.set(wabaId, all);
    return all;
  }

  #nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }
}

/** A component of a template, or of a message that fills one, by its type in whatever case. */
export const componentOf = (components: readonly unknown[], type: string): JsonObject | undefined =>
  components.filter(isJsonObject).find((component) => stringAt(component, 'type')?.toUpperCase() === type);

/** The names of the placeholders in a text of a template. */
export const placeholdersIn = (component: JsonObject | undefined): string[] => [
  ...new Set([...(stringAt(component, 'text') ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '')),
];

export const parametersOf = (component: JsonObject | undefined): JsonObject[] =>
  (listAt(component, 'parameters') ?? []).filter(isJsonObject);
