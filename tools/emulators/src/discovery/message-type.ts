/** The `@type` of a message that is packed into a google.protobuf.Any. */
export function messageType(name: string): string {
  return `type.googleapis.com/google.cloud.discoveryengine.v1.${name}`;
}
