/** A namespace, message, enum or service in protobufjs's JSON form, as Google's client packages carry their protocol. */
export interface ProtocolNode {
  readonly nested?: Readonly<Record<string, ProtocolNode>>;
  readonly fields?: Readonly<Record<string, { readonly type: string }>>;
  readonly methods?: Readonly<Record<string, ProtocolMethod>>;
}

interface ProtocolMethod {
  readonly requestType: string;
  readonly responseType: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * The part of a protocol that some of its services speak: they themselves and every type that their calls can carry.
 * A package declares hundreds of services, most of them twice (v1beta1); to build them all would be felt at every start.
 *
 * @param services full names, such as `google.longrunning.Operations`; those that the protocol does not have are left out
 */
export function protocolOfServices(protocol: ProtocolNode, services: readonly string[]): ProtocolNode {
  const nodes = new Map(nodesBelow(protocol, ''));
  const kept = new Set<string>();
  const keep = (name: string): void => {
    const node = nodes.get(name);
    if (!node || kept.has(name)) return;
    kept.add(name);
    // What a type lies in may be a message, which then needs its own types too.
    keep(parentOf(name));
    for (const type of typesOf(node)) keep(lookUp(type, name, nodes));
  };
  services.forEach(keep);
  return cut(protocol, '', kept);
}

function nodesBelow(node: ProtocolNode, path: string): [string, ProtocolNode][] {
  return Object.entries(node.nested ?? {}).flatMap(([name, child]) => {
    const childPath = within(path, name);
    return [[childPath, child], ...nodesBelow(child, childPath)];
  });
}

/** The types that a message or service names; long-running operations carry two of them packed, so that only an option tells. */
function typesOf({ fields = {}, methods = {} }: ProtocolNode): string[] {
  const packed = ['response_type', 'metadata_type'].map((part) => `(google.longrunning.operation_info).${part}`);
  return [
    ...Object.values(fields).map(({ type }) => type),
    ...Object.values(methods).flatMap(({ requestType, responseType, options = {} }) => [
      requestType,
      responseType,
      ...packed.map((option) => String(options[option] ?? '')),
    ]),
  ];
}

/** The full name of what `type` means inside `scope`: the innermost one of that name. Empty for what is no type of the protocol. */
function lookUp(type: string, scope: string, nodes: ReadonlyMap<string, ProtocolNode>): string {
  if (type.startsWith('.')) return type.slice(1);
  const name = within(scope, type);
  return scope === '' || nodes.has(name) ? name : lookUp(type, parentOf(scope), nodes);
}

function cut(node: ProtocolNode, path: string, kept: ReadonlySet<string>): ProtocolNode {
  if (!node.nested) return node;
  const children = Object.entries(node.nested).filter(([name]) => kept.has(within(path, name)));
  return { ...node, nested: Object.fromEntries(children.map(([name, child]) => [name, cut(child, within(path, name), kept)])) };
}

const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));
