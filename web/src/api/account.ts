import { client, done, optional, unwrap } from './client';
import type { Account, Key, AddedKey, Limits, OwnSession, Session } from './types';

/** A page that waits for this shows nothing, so it does not wait for long. */
const PATIENCE_MS = 3000;

export const getSession = (signal: AbortSignal): Promise<Session> =>
  unwrap(client.GET('/api/v1/session', { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) }));

export const signIn = (email: string, password: string): Promise<Session> =>
  unwrap(client.POST('/api/v1/session', { body: { email, password } }));

/** Where the browser goes to sign in by the provider; it comes back to `back`, a path of this page. */
export const providerSignInUrl = (back: string): string => `/api/v1/session/oidc?return_to=${encodeURIComponent(back)}`;

export const setUp = async (code: string, email: string, password: string): Promise<void> => {
  await unwrap(client.POST('/api/v1/setup', { body: { code, email, password } }));
};

/** Where the provider ends its own session with this browser; null where there is nothing to do. */
type ProviderUrl = string | null;

export const signOut = async (): Promise<ProviderUrl> =>
  (await optional(client.DELETE('/api/v1/session')))?.provider_url ?? null;

export const signOutEverywhere = async (): Promise<ProviderUrl> =>
  (await optional(client.DELETE('/api/v1/sessions')))?.provider_url ?? null;

export const changePassword = (current: string, next: string): Promise<void> =>
  done(client.POST('/api/v1/account/password', { body: { current, new: next } }));

/** @param token What follows the # of the link. */
export const followPasswordLink = (token: string, password: string): Promise<void> =>
  done(client.POST('/api/v1/account/reset', { body: { token, password } }));

export const getAccount = (signal: AbortSignal): Promise<Account> => unwrap(client.GET('/api/v1/account', { signal }));

export const listSessions = async (signal: AbortSignal): Promise<OwnSession[]> =>
  (await unwrap(client.GET('/api/v1/sessions', { signal }))).data;

export const endSession = (id: string): Promise<void> =>
  done(client.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));

export const listKeys = async (signal: AbortSignal): Promise<Key[]> =>
  (await unwrap(client.GET('/api/v1/keys', { signal }))).data;

/** @param expiresAt Null: it has no end. */
export const createKey = (
  name: string,
  scopes: readonly string[],
  expiresAt: Date | null,
  limits: Limits,
): Promise<AddedKey> =>
  unwrap(
    client.POST('/api/v1/keys', {
      body: { name, scopes: [...scopes], expires_at: expiresAt === null ? null : expiresAt.toISOString(), limits },
    }),
  );

export const deleteKey = (id: string): Promise<void> =>
  done(client.DELETE('/api/v1/keys/{id}', { params: { path: { id } } }));
