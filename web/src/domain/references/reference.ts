import { imageUrl } from '@/api/calls';
import type { JobImage, ReferenceRule, Upload } from '@/api/types';
import { uploadUrl } from '@/api/uploads';

/** A picture that a job builds on. */
export interface Reference {
  /** An upload, a picture of an earlier job, or an https link. */
  id: string;
  /** Pixels; null where they are not known here. */
  width: number | null;
  height: number | null;
}

export const namedReference = (id: string): Reference => ({ id, width: null, height: null });

export const referenceOf = ({ id, width, height }: JobImage | Upload): Reference => ({ id, width, height });

export const isLink = (id: string): boolean => id.includes(':');

/** Null for a link: this page loads nothing from other servers. */
export function pictureUrl(id: string, variant: 'thumbnail' | 'original'): string | null {
  if (isLink(id)) return null;
  return id.startsWith('upl_') ? uploadUrl(id) : imageUrl(id, variant);
}

export type ReferenceProblem = 'link' | 'side' | 'ratio';

/** The same rule as the server's: format, bytes and pixels it makes fit, the shape it can not change. */
export function referenceProblem({ id, width, height }: Reference, rule: ReferenceRule): ReferenceProblem | null {
  if (isLink(id)) return rule.links ? null : 'link';
  if (width === null || height === null) return null;
  if (Math.min(width, height) < (rule.min_side ?? 1)) return 'side';
  const ratio = width / height;
  return ratio < (rule.min_ratio ?? 0) || ratio > (rule.max_ratio ?? Infinity) ? 'ratio' : null;
}
