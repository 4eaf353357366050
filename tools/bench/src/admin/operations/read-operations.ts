/** A documented GET that answers with JSON. */
export interface ReadOperation {
  readonly path: string;
  /** It answers with a page and a cursor. */
  readonly isList: boolean;
  /** It stands outside the tenants: for the platform's key. */
  readonly isPlatform: boolean;
}

/** An OpenAPI document, as far as it is read here. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get?: OpenApiOperation }>>;
}

interface OpenApiOperation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: { readonly properties?: object } }>> }>
  >;
}

/** Everything that can be read without having to say what: nobody has to remember to measure a new route. */
export function readOperations({ paths }: OpenApi): ReadOperation[] {
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const schema = get?.responses['200']?.content?.['application/json']?.schema;
    const { parameters = [] } = get ?? {};
    if (schema === undefined || parameters.some((one) => one.in === 'query' && one.required === true)) return [];
    return [
      {
        path,
        isList: 'nextCursor' in (schema.properties ?? {}),
        isPlatform: !parameters.some(({ name }) => name.toLowerCase() === 'x-tenant-id'),
      },
    ];
  });
}
