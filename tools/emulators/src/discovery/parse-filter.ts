import type { JsonObject } from '../vertex/protobuf-value.ts';

/** A filter expression, understood. */
export type Filter =
  | { kind: 'any'; field: string; values: string[] }
  | { kind: 'not'; operand: Filter }
  | { kind: 'and'; operands: Filter[] }
  | { kind: 'or'; operands: Filter[] };

/** A filter that is no expression of the grammar. */
export class FilterError extends Error {}

/**
 * Parses the part of the filter language that concerns texts: `field: ANY("a","b")`, `AND`, `OR`, `NOT` (or `-`), parentheses.
 * Its documentation does not say which of AND and OR binds tighter, so a mixture without parentheses is refused.
 *
 * @throws {FilterError}
 * @see https://cloud.google.com/generative-ai-app-builder/docs/filter-search-metadata
 */
export function parseFilter(text: string): Filter {
  const parser = new FilterParser(tokensOf(text));
  const filter = parser.expressions();
  parser.end();
  return filter;
}

/** A field with several values matches if one of them does; comparison is exact. */
export function matchesFilter(filter: Filter, document: JsonObject): boolean {
  if (filter.kind === 'and') return filter.operands.every((operand) => matchesFilter(operand, document));
  if (filter.kind === 'or') return filter.operands.some((operand) => matchesFilter(operand, document));
  if (filter.kind === 'not') return !matchesFilter(filter.operand, document);
  return [document[filter.field]].flat().some((value) => typeof value === 'string' && filter.values.includes(value));
}

export function fieldsOf(filter: Filter): string[] {
  if (filter.kind === 'any') return [filter.field];
  return (filter.kind === 'not' ? [filter.operand] : filter.operands).flatMap(fieldsOf);
}

function tokensOf(text: string): string[] {
  const tokens = text.match(/"(?:\\.|[^"\\])*"|[\p{L}_][\p{L}\p{N}_.-]*|\S/gu) ?? [];
  const stray = tokens.find((token) => !/^(".*"|[\p{L}_].*|[():,-])$/su.test(token));
  if (stray) throw new FilterError(`unexpected ${stray}`);
  return tokens;
}

class FilterParser {
  readonly #tokens: string[];
  #position = 0;

  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }

  expressions(): Filter {
    const operands = [this.#expression()];
    const joint = this.#peek();
    if (joint !== 'AND' && joint !== 'OR') return operands[0] as Filter;
    while (this.#take(joint)) operands.push(this.#expression());
    if (this.#peek() === 'AND' || this.#peek() === 'OR') throw new FilterError('AND and OR are mixed without parentheses');
    return { kind: joint === 'AND' ? 'and' : 'or', operands };
  }

  end(): void {
    if (this.#peek() !== undefined) throw new FilterError(`unexpected ${this.#peek()}`);
  }

  #expression(): Filter {
    if (this.#take('NOT') || this.#take('-')) return { kind: 'not', operand: this.#expression() };
    if (!this.#take('(')) return this.#any();
    const inner = this.expressions();
    this.#expect(')');
    return inner;
  }

  #any(): Filter {
    const field = this.#next(/^[\p{L}_]/u, 'a field');
    for (const token of [':', 'ANY', '(']) this.#expect(token);
    const values = [this.#literal()];
    while (this.#take(',')) values.push(this.#literal());
    this.#expect(')');
    return { kind: 'any', field, values };
  }

  #literal(): string {
    return this.#next(/^"/, 'a literal in quotes').slice(1, -1).replace(/\\(.)/gs, '$1');
  }

  #next(pattern: RegExp, what: string): string {
    const token = this.#peek();
    if (token === undefined || !pattern.test(token)) throw new FilterError(`${what} is expected instead of ${token ?? 'the end'}`);
    this.#position += 1;
    return token;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new FilterError(`${token} is expected instead of ${this.#peek() ?? 'the end'}`);
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#position += 1;
    return true;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#position];
  }
}
