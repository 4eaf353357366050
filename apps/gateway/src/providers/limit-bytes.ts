import { PermanentProviderError } from './provider-error.ts';

/** Passes a stream through and fails it with `media_too_large` once more than `maximumSizeBytes` came. */
export const limitBytes = (stream: ReadableStream<Uint8Array>, maximumSizeBytes: number): ReadableStream<Uint8Array> => {
  let seenBytes = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        seenBytes += chunk.byteLength;
        if (seenBytes > maximumSizeBytes) throw new PermanentProviderError('media_too_large', `Media exceeds ${maximumSizeBytes} bytes`);
        controller.enqueue(chunk);
      },
    }),
  );
};
