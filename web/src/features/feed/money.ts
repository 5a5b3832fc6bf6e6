import type { Job, Model } from '@/api/types';
import { isWorking } from '@/domain/jobs/job';
import { estimated, money, priceText } from '@/domain/models/format';

export interface CostText {
  kind: 'reserved' | 'upTo' | 'exact';
  price: string;
}

export function costOf(job: Job, model: Model | undefined, language: string): CostText | null {
  if (isWorking(job.status) || job.status === 'needs_attention') {
    const price = priceText(model, job.progress.total, language);
    if (price === null) return null;
    return { kind: job.status === 'needs_attention' ? 'upTo' : 'reserved', price };
  }
  if (job.cost === null) return null;
  const { amount, currency, verified } = job.cost;
  return { kind: 'exact', price: estimated(money(amount, currency, language), verified) };
}
