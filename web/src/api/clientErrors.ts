/** Tells the server about errors of the page itself, which nobody but its reader would ever see. */

const MINUTE = 60_000;
const MOST_A_MINUTE = 3;
const LONGEST_MESSAGE = 1000;
const LONGEST_STACK = 6000;

let sentAt: number[] = [];
const told = new Set<string>();
let failedRequest: string | null = null;

/** The request whose refusal came last: an error that follows it often follows from it. */
export function noteFailedRequest(response: Response): void {
  if (!response.ok) failedRequest = response.headers.get('X-Request-Id') ?? failedRequest;
}

/** Each error once, and at most three a minute: a page that fails in a loop is not told of in a loop. */
export function tellClientError(error: unknown): void {
  const { message, stack } = textOf(error);
  const now = Date.now();
  sentAt = sentAt.filter(time => now - time < MINUTE);
  if (sentAt.length >= MOST_A_MINUTE || told.has(message)) return;
  sentAt.push(now);
  told.add(message);
  const body = JSON.stringify({
    message: message.slice(0, LONGEST_MESSAGE),
    stack: stack?.slice(0, LONGEST_STACK) ?? null,
    // Without what follows the path: behind the # of a link to set a password is what opens it.
    page: location.pathname,
    // The name of the script has a hash of what is in it.
    release: import.meta.url.split('/').at(-1) ?? null,
    request_id: failedRequest,
  });
  // Not by the client of the API: an error in there would come here again. Whether it arrives is nobody's worry.
  fetch('/api/v1/client-errors', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
    keepalive: true,
  }).catch(() => undefined);
}

/** From now on: what no code has caught. */
export function watchForErrors(): void {
  addEventListener('error', event => tellClientError(event.error ?? event.message));
  addEventListener('unhandledrejection', event => tellClientError(event.reason));
}

function textOf(error: unknown): { message: string; stack: string | undefined } {
  return error instanceof Error
    ? { message: `${error.name}: ${error.message}`, stack: error.stack }
    : { message: String(error), stack: undefined };
}
