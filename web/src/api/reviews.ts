import { client, unwrap } from './client';
import type { ImagePage, ListedImage } from './types';

export const listReviews = (cursor: string | null, signal: AbortSignal): Promise<ImagePage> =>
  unwrap(client.GET('/api/v1/reviews', { params: { query: cursor === null ? {} : { cursor } }, signal }));

/** @param reason Why it is rejected; null approves it. */
export const reviewImage = (id: string, reason: string | null): Promise<ListedImage> =>
  unwrap(
    client.POST('/api/v1/images/{id}/review', {
      params: { path: { id } },
      body: reason === null ? { decision: 'approve' } : { decision: 'reject', reason },
    }),
  );
