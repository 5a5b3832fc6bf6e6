import type { Job, JobImage } from '@/api/types';
import { parseSize } from '@/domain/models/size';
import { testImage, testJob } from '@testing/testJob';

export type JobPatch = Partial<Omit<Job, 'parameters'>> & { parameters?: Job['parameters'] };

let made = 0;

/** Ids sort by time, as the real ones do. */
const jobId = (): string => `job_${(++made).toString(36).padStart(8, '0')}`;

export function aJob(patch: JobPatch & { prompt?: string; count?: number; size?: string } = {}): Job {
  const { prompt = 'A lake', count = 1, size = '2496x1664', ...rest } = patch;
  const now = new Date().toISOString();
  return testJob({
    id: jobId(),
    parameters: { prompt, size, count },
    effective_parameters: { prompt, size, count, guidance_scale: 0.5 },
    progress: { completed: 0, total: count, percent: 0 },
    usage: { reserved: count, billed: 0, unknown: 0 },
    created_at: now,
    updated_at: now,
    retry: retryOf(rest.status, count),
    ...rest,
  });
}

/** What a retry of all would ask for, as the server says it of a job that has ended or waits for a person. */
function retryOf(status: Job['status'] | undefined, count: number): Job['retry'] {
  const places = Array.from({ length: count }, (_, i) => i);
  switch (status) {
    case 'failed':
    case 'expired':
    case 'canceled':
      return { places, possible_charge: [], arriving: [] };
    case 'needs_attention':
      return { places, possible_charge: places, arriving: [] };
    default:
      return null;
  }
}

/** The seed of the drawing is part of the id: the fake server draws what the id says. */
export function anImage(job: Job, index: number, seed: number): JobImage {
  const { width, height } = parseSize(job.parameters.size) ?? { width: 2048, height: 2048 };
  const id = `img_${job.id}_${seed}x${width}x${height}_${index}`;
  return testImage(index, {
    id,
    width,
    height,
    content_type: 'image/png',
    seed: 20461 + index,
    url: `/api/v1/images/${id}/content`,
    thumbnail_url: `/api/v1/images/${id}/content?variant=thumbnail`,
  });
}

export function succeeded(job: Job, seeds: readonly number[], seconds = 18.4): Job {
  const started = Date.parse(job.created_at) + 1_200;
  return {
    ...job,
    status: 'succeeded',
    images: seeds.map((seed, i) => anImage(job, i, seed)),
    progress: { completed: seeds.length, total: seeds.length, percent: 100 },
    usage: { reserved: 0, billed: seeds.length, unknown: 0 },
    cost: { amount: Math.round(seeds.length * 22) / 100, currency: 'CNY', verified: true },
    started_at: new Date(started).toISOString(),
    finished_at: new Date(started + seconds * 1000).toISOString(),
  };
}

export const moderated = {
  code: 'prompt_rejected',
  message: '提示词含受版权保护的内容。去掉品牌名称或换一种描述后再试。',
  act: 'user' as const,
  retryable: false,
  provider_code: '50413',
  provider_message: null,
  provider_request_id: '20261123134702b7f0c19f1c',
};

export const busy = {
  code: 'provider_busy',
  message: '服务商目前请求过多。请稍后重试。',
  act: 'nobody' as const,
  retryable: true,
  provider_code: '50430',
  provider_message: null,
  provider_request_id: '20261123134702b7f0c19f2d',
};
