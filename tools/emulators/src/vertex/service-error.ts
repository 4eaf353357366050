import { status } from '@grpc/grpc-js';

/** What a handler throws to end its call with a gRPC status, as the real service does. */
export class ServiceError extends Error {
  readonly code: status;

  constructor(code: status, message: string) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
  }
}
