import type { Job, Model } from '@/api/types';
import { isWorking } from '@/domain/jobs/status';
import { estimated, money, priceOf } from '@/domain/models/format';

/** What so many pictures cost at the catalogue's price; null where the model is no longer offered. */
export function estimateOf(count: number, model: Model | undefined, language: string): string | null {
  return model === undefined ? null : money(priceOf(model, count), model.price.currency, language);
}

/** A retry asks only for these. */
export const missingOf = (job: Job): number => Math.max(job.progress.total - job.progress.completed, 0);

export interface CostText {
  kind: 'reserved' | 'upTo' | 'exact';
  price: string;
}

export function costOf(job: Job, model: Model | undefined, language: string): CostText | null {
  if (isWorking(job.status) || job.status === 'needs_attention') {
    const price = estimateOf(job.progress.total, model, language);
    if (price === null) return null;
    return { kind: job.status === 'needs_attention' ? 'upTo' : 'reserved', price };
  }
  if (job.cost === null) return null;
  const { amount, currency, verified } = job.cost;
  return { kind: 'exact', price: estimated(money(amount, currency, language), verified) };
}
