import type { User } from '@/api/types';
import type { IconName } from '@/ui/Icon';

interface PageEntry {
  path: string;
  name: 'nav.create' | 'nav.batch' | 'nav.templates' | 'nav.usage' | 'nav.review' | 'nav.admin';
  icon: IconName;
}

/** The pages that somebody may open, in the order of the rail. */
export const pagesFor = (me: User | null, mayReview: boolean): readonly PageEntry[] => [
  { path: '/', name: 'nav.create', icon: 'spark' },
  { path: '/batch', name: 'nav.batch', icon: 'grid' },
  { path: '/templates', name: 'nav.templates', icon: 'book' },
  { path: '/usage', name: 'nav.usage', icon: 'chart' },
  ...(mayReview ? [{ path: '/reviews', name: 'nav.review', icon: 'eye' } as const] : []),
  ...(me?.role === 'admin' ? [{ path: '/admin', name: 'nav.admin', icon: 'shield' } as const] : []),
];
