import { fromProtobufStruct, toProtobufValue, type JsonObject, type JsonValue, type ProtobufStruct } from '../protobuf-value.ts';

/** What every document carries; it must be `indexable` to be filtered by, `retrievable` to be checked, and is no text to be searched. */
const idField = { type: 'string', indexable: true, retrievable: true, searchable: false, completable: false, dynamicFacetable: false };
const requiredFields: JsonObject = {
  tenant_id: idField,
  knowledge_base_id: idField,
  document_id: idField,
  title: { type: 'string', keyPropertyMapping: 'title', retrievable: true },
};

/**
 * The schema with the fields that managed search lives on, or undefined if it has them all. Other fields stay as they are.
 *
 * @see https://cloud.google.com/generative-ai-app-builder/docs/provide-schema
 */
export function completeSchema(schema: { structSchema?: ProtobufStruct | null; jsonSchema?: string }): ProtobufStruct | undefined {
  const known = schema.structSchema
    ? fromProtobufStruct(schema.structSchema)
    : toObject(JSON.parse(schema.jsonSchema || '{}') as JsonValue);
  const properties = toObject(known.properties);
  const isComplete = Object.entries(requiredFields).every(([name, field]) => {
    const property = toObject(properties[name]);
    return ['indexable', 'retrievable'].every((trait) => toObject(field)[trait] !== true || property[trait] === true);
  });
  if (isComplete && Object.keys(requiredFields).every((name) => name in properties)) return undefined;
  const completed: JsonObject = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...known,
    type: 'object',
    properties: { ...properties, ...requiredFields },
  };
  return toProtobufValue(completed).structValue ?? undefined;
}

function toObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
