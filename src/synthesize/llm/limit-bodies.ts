/** An answer went over the limit; the rest of it was not read. */
export class BodyTooLargeError extends Error {}

/** `fetch`, with answers that end in a {@link BodyTooLargeError} after so many bytes (unpacked). */
export function limitBodies(maxBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    let bytes = 0;
    const limit = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) controller.error(new BodyTooLargeError());
        else controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(limit), response);
  };
}
