import type { Job, Model } from '@/api/types';
import { isWorking } from '@/domain/jobs/status';
import { money, priceOf } from '@/domain/models/format';

/** What the job would cost at the catalogue's price; null where the model is no longer offered. */
export function estimateOf(job: Job, model: Model | undefined, language: string): string | null {
  if (model === undefined) return null;
  return money(priceOf(model, job.parameters.count ?? 1), model.price.currency, language);
}

export interface CostText {
  kind: 'reserved' | 'upTo' | 'exact';
  price: string;
}

export function costOf(job: Job, model: Model | undefined, language: string): CostText | null {
  if (isWorking(job.status) || job.status === 'needs_attention') {
    const price = estimateOf(job, model, language);
    if (price === null) return null;
    return { kind: job.status === 'needs_attention' ? 'upTo' : 'reserved', price };
  }
  return job.cost === null ? null : { kind: 'exact', price: money(job.cost.amount, job.cost.currency, language) };
}
