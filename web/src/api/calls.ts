import { client, unwrap } from './client';
import type { CreateJob, Job, JobPage, Model, Picture, Style, SystemInfo, Upload } from './types';

export const listJobs = (cursor: string | null, limit: number, signal?: AbortSignal): Promise<JobPage> =>
  unwrap(
    client.GET('/api/v1/jobs', {
      params: { query: { limit, ...(cursor === null ? {} : { cursor }) } },
      signal: signal ?? null,
    }),
  );

export const getJob = (id: string, signal?: AbortSignal): Promise<Job> =>
  unwrap(client.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal: signal ?? null }));

/** The same key makes at most one job, however often it is sent. */
export const createJob = (request: CreateJob, idempotencyKey: string, signal?: AbortSignal): Promise<Job> =>
  unwrap(
    client.POST('/api/v1/jobs', {
      body: request,
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      signal: signal ?? null,
    }),
  );

export const cancelJob = (id: string): Promise<Job> =>
  unwrap(client.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } }));

/**
 * Opens the attempt after the one that was seen, however often it is sent.
 *
 * @param agreed The places that somebody has agreed to pay for twice; null where nobody was asked.
 */
export const retryJob = (id: string, attempt: number, agreed: readonly number[] | null): Promise<Job> =>
  unwrap(
    client.POST('/api/v1/jobs/{id}/retry', {
      params: { path: { id }, header: { 'Idempotency-Key': `${id}-${attempt}` } },
      body: agreed === null ? { attempt } : { attempt, accept_possible_charge: true, possible_charge: [...agreed] },
    }),
  );

export const listModels = async (signal?: AbortSignal): Promise<Model[]> =>
  (await unwrap(client.GET('/api/v1/models', { signal: signal ?? null }))).data;

export const listStyles = async (signal?: AbortSignal): Promise<Style[]> =>
  (await unwrap(client.GET('/api/v1/styles', { signal: signal ?? null }))).data;

export const getSystem = (signal?: AbortSignal): Promise<SystemInfo> =>
  unwrap(client.GET('/api/v1/system', { signal: signal ?? null }));

export const getImage = (id: string, signal?: AbortSignal): Promise<Picture> =>
  unwrap(client.GET('/api/v1/images/{id}', { params: { path: { id } }, signal: signal ?? null }));

export const getUpload = (id: string, signal?: AbortSignal): Promise<Upload> =>
  unwrap(client.GET('/api/v1/uploads/{id}', { params: { path: { id } }, signal: signal ?? null }));

export type ImageVariant = 'thumbnail' | 'preview' | 'original';

export const imageUrl = (id: string, variant: ImageVariant): string =>
  `/api/v1/images/${encodeURIComponent(id)}/content?variant=${variant}`;

export const downloadUrl = (id: string): string => `${imageUrl(id, 'original')}&download=1`;
