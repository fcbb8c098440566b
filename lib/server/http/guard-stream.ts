import 'server-only';

const recheckMilliseconds = 5_000;

/**
 * An event stream that ends within 5 s of the moment its reader's rights do: a logout, a disabled
 * account and a lesser role reach open streams as well.
 */
export const guardStream = (
  response: Response,
  isStillAllowed: () => Promise<boolean>,
): Response => {
  const source = response.body;
  if (source === null) {
    return response;
  }
  const ended = new AbortController();
  const timer = setInterval(async () => {
    if (!(await isStillAllowed())) {
      ended.abort();
    }
  }, recheckMilliseconds);
  timer.unref();
  const reader = source.getReader();
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await reader.cancel().catch(() => undefined);
  };
  // A cancelled reader answers its pending read with the end, which closes the stream below.
  ended.signal.addEventListener('abort', stop, { once: true });
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const part = await reader.read().catch(async (error) => {
        await stop();
        throw error;
      });
      if (part.done) {
        clearInterval(timer);
        controller.close();
      } else {
        controller.enqueue(part.value);
      }
    },
    cancel: stop,
  });
  return new Response(body, { status: response.status, headers: response.headers });
};
