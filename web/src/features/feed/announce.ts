import type { Job } from '@/api/types';
import { isStored, isWorking } from '@/domain/jobs/job';
import type { Submit } from '@/domain/jobs/submitStorage';

export type News =
  | { kind: 'sent' }
  | { kind: 'picture'; n: number }
  | { kind: 'finished'; count: number }
  | { kind: 'failed'; reason: string }
  | { kind: 'attention' }
  | { kind: 'canceled' };

/** What somebody who can not see the card should hear about its change; null where it is not worth a word. */
export function newsOf(before: Job | undefined, after: Job): News | null {
  // A job that was not known before is history being loaded.
  if (before === undefined || before.version >= after.version) return null;
  if (after.status !== before.status && !isWorking(after.status)) {
    if (after.status === 'failed' || after.status === 'expired') {
      return { kind: 'failed', reason: after.error?.message ?? '' };
    }
    if (after.status === 'needs_attention') return { kind: 'attention' };
    if (after.status === 'canceled') return { kind: 'canceled' };
    return { kind: 'finished', count: after.images.filter(isStored).length };
  }
  const had = new Set(before.images.filter(isStored).map(image => image.id));
  const fresh = after.images.find(image => isStored(image) && !had.has(image.id));
  return fresh === undefined ? null : { kind: 'picture', n: fresh.index + 1 };
}

/** A submit that was just made, or one that was just refused; that one waits for the network is said elsewhere. */
export function newsOfSubmits(before: readonly Submit[], after: readonly Submit[]): News | null {
  for (const submit of after) {
    const known = before.find(each => each.key === submit.key);
    if (known?.state !== 'refused' && submit.state === 'refused') {
      return { kind: 'failed', reason: submit.problem?.message ?? '' };
    }
    if (known === undefined && submit.state === 'sending') return { kind: 'sent' };
  }
  return null;
}
