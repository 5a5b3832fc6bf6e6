import { imageUrl } from '@/api/calls';
import type { JobImage, ReferenceRule, Upload } from '@/api/types';
import { uploadUrl } from '@/api/uploads';

/** A picture that a job builds on. What is null is not known here; the server knows. */
export interface Reference {
  /** An upload, a picture of an earlier job, or an https link. */
  id: string;
  /** Pixels. */
  width: number | null;
  height: number | null;
  bytes: number | null;
  /** Such as image/png. */
  type: string | null;
}

export const namedReference = (id: string): Reference => ({ id, width: null, height: null, bytes: null, type: null });

export const referenceOfImage = ({ id, width, height, bytes, content_type }: JobImage): Reference => ({
  id,
  width,
  height,
  bytes,
  type: content_type,
});

export const referenceOfUpload = ({ id, width, height, bytes, content_type }: Upload): Reference => ({
  id,
  width,
  height,
  bytes,
  type: content_type,
});

export const isLink = (id: string): boolean => id.includes(':');

/** Null for a link: this page loads nothing from other servers. */
export function pictureUrl(id: string, variant: 'thumbnail' | 'original'): string | null {
  if (isLink(id)) return null;
  return id.startsWith('upl_') ? uploadUrl(id) : imageUrl(id, variant);
}

export type ReferenceProblem = 'link' | 'format' | 'bytes' | 'side' | 'pixels' | 'ratio';

/** The same rule as the server's, as far as the facts are known here. */
export function referenceProblem(reference: Reference, rule: ReferenceRule): ReferenceProblem | null {
  const { id, width, height, bytes, type } = reference;
  if (isLink(id)) return rule.links ? null : 'link';
  if (type !== null && !rule.formats.some(format => type === `image/${format}`)) return 'format';
  if (bytes !== null && bytes > rule.max_bytes) return 'bytes';
  if (width === null || height === null) return null;
  if (Math.min(width, height) < (rule.min_side ?? 1)) return 'side';
  if (width * height > (rule.max_pixels ?? Infinity)) return 'pixels';
  const ratio = width / height;
  return ratio < (rule.min_ratio ?? 0) || ratio > (rule.max_ratio ?? Infinity) ? 'ratio' : null;
}
