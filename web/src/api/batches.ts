import { client, unwrap } from './client';
import type { Batch, CreateBatch, CreatedBatch, Job } from './types';

/** The most jobs of one batch. */
export const MOST_JOBS = 100;

/** The same key makes no job twice, however often it is sent. */
export const createBatch = (request: CreateBatch, idempotencyKey: string): Promise<CreatedBatch> =>
  unwrap(
    client.POST('/api/v1/jobs/batch', { body: request, params: { header: { 'Idempotency-Key': idempotencyKey } } }),
  );

export const listBatch = async (id: string, signal: AbortSignal): Promise<Job[]> =>
  (await unwrap(client.GET('/api/v1/jobs', { params: { query: { batch: id, limit: MOST_JOBS } }, signal }))).data;

export const cancelBatch = (id: string): Promise<Batch> =>
  unwrap(client.POST('/api/v1/batches/{id}/cancel', { params: { path: { id } } }));
