import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const send = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal('fetch', send);
  send.mockReset().mockResolvedValue(new Response(null, { status: 204 }));
  history.replaceState(null, '', '/account/password?a=1#secret');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

// The module remembers what it has told: each test begins with one that has told nothing.
const load = () => import('./clientErrors');

const bodies = () => send.mock.calls.map(([, init]) => JSON.parse(init?.body as string) as Record<string, unknown>);

it('says what went wrong, where, in which build and after which request', async () => {
  const { noteFailedRequest, tellClientError } = await load();
  noteFailedRequest(new Response(null, { status: 503, headers: { 'X-Request-Id': 'r-1' } }));
  noteFailedRequest(new Response(null, { status: 200, headers: { 'X-Request-Id': 'r-2' } }));

  tellClientError(new TypeError('x is not a function'));

  expect(send.mock.calls[0]?.[0]).toBe('/api/v1/client-errors');
  expect(bodies()[0]).toMatchObject({
    message: 'TypeError: x is not a function',
    page: '/account/password',
    request_id: 'r-1',
  });
  expect(bodies()[0]?.stack).toContain('clientErrors.test');
  expect(bodies()[0]?.release).toMatch(/^clientErrors/);
  expect(JSON.stringify(bodies())).not.toContain('secret');
});

it('tells one error once, and three a minute at most', async () => {
  const { tellClientError } = await load();
  for (let i = 0; i < 5; i++) tellClientError(new Error('the same'));
  expect(send).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 100; i++) tellClientError(new Error(`another ${i}`));
  expect(send).toHaveBeenCalledTimes(3);

  vi.advanceTimersByTime(60_000);
  tellClientError(new Error('the same'));
  for (let i = 0; i < 100; i++) tellClientError(new Error(`a later one ${i}`));
  expect(send).toHaveBeenCalledTimes(6);
});

it('cuts what is long, and takes whatever was thrown', async () => {
  const { tellClientError } = await load();
  tellClientError('x'.repeat(100_000));
  tellClientError(undefined);
  expect(bodies()[0]?.message).toHaveLength(1000);
  expect(bodies()[1]).toMatchObject({ message: 'undefined', stack: null });
});

it('hears what no code has caught, and does not hear itself', async () => {
  const { watchForErrors } = await load();
  send.mockRejectedValue(new Error('the network is away'));
  watchForErrors();
  dispatchEvent(new ErrorEvent('error', { error: new Error('a bug') }));
  dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new Error('a promise') }));
  await vi.advanceTimersByTimeAsync(1000);
  expect(bodies().map(body => body.message)).toEqual(['Error: a bug', 'Error: a promise']);
});
