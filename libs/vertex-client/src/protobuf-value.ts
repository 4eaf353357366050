export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** google.protobuf.Struct as the client decodes it. */
export interface ProtobufStruct {
  fields?: Record<string, ProtobufValue> | null;
}

/** google.protobuf.Value: at most one of the members is set. */
export interface ProtobufValue {
  nullValue?: string | number;
  numberValue?: number;
  stringValue?: string;
  boolValue?: boolean;
  structValue?: ProtobufStruct | null;
  listValue?: { values?: ProtobufValue[] | null } | null;
}

export function toProtobufValue(json: JsonValue): ProtobufValue {
  if (json === null) return { nullValue: 'NULL_VALUE' };
  if (typeof json === 'boolean') return { boolValue: json };
  if (typeof json === 'number') return { numberValue: json };
  if (typeof json === 'string') return { stringValue: json };
  if (Array.isArray(json)) return { listValue: { values: json.map(toProtobufValue) } };
  return { structValue: { fields: Object.fromEntries(Object.entries(json).map(([key, value]) => [key, toProtobufValue(value)])) } };
}

/** An absent value reads as null, as in the JSON mapping of the protocol. */
export function fromProtobufValue(value: ProtobufValue | null | undefined): JsonValue {
  if (value?.structValue) return fromProtobufStruct(value.structValue);
  if (value?.listValue) return (value.listValue.values ?? []).map(fromProtobufValue);
  return value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? null;
}

export function fromProtobufStruct(struct: ProtobufStruct | null | undefined): JsonObject {
  return Object.fromEntries(Object.entries(struct?.fields ?? {}).map(([key, value]) => [key, fromProtobufValue(value)]));
}
