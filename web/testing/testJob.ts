import type { Job } from '@/api/types';

/** A job for tests: only what a test is about needs to be said. */
export function testJob(patch: Partial<Job> = {}): Job {
  const id = patch.id ?? 'job_1';
  const parameters = patch.parameters ?? { prompt: 'A lake', size: '2048x2048', count: 1 };
  const self = `/api/v1/jobs/${id}`;
  return {
    id,
    title: null,
    version: 1,
    status: 'queued',
    model: 'jimeng-t2i-4.0',
    parameters,
    effective_parameters: parameters,
    progress: { completed: 0, total: 1, percent: 0 },
    queue: null,
    images: [],
    error: null,
    attempts: 1,
    retry: null,
    waits_again: false,
    cancellation: 'none',
    usage: { reserved: 1, billed: 0, unknown: 0 },
    cost: null,
    unknown_submissions: [],
    priority: 'interactive',
    tags: [],
    favorite: false,
    metadata: {},
    owner: { user: 'local', team: null },
    created_at: '2026-11-23T06:00:00Z',
    updated_at: '2026-11-23T06:00:00Z',
    deleted_at: null,
    started_at: null,
    finished_at: null,
    links: { self, events: `${self}/events`, cancel: `${self}/cancel`, retry: `${self}/retry` },
    ...patch,
  };
}

export function testImage(index: number, patch: Partial<Job['images'][number]> = {}): Job['images'][number] {
  const id = `img_1_${index}`;
  return {
    id,
    index,
    status: 'stored',
    width: 2048,
    height: 2048,
    content_type: 'image/png',
    bytes: 1_843_200,
    sha256: '0'.repeat(64),
    seed: null,
    late: false,
    title: null,
    tags: [],
    favorite: false,
    deleted_at: null,
    url: `/api/v1/images/${id}/content`,
    thumbnail_url: `/api/v1/images/${id}/content?variant=thumbnail`,
    error: null,
    ...patch,
  };
}
