import type { User } from '@/api/types';
import type { IconName } from '@/ui/Icon';

interface PageEntry {
  path: string;
  name: 'nav.create' | 'nav.admin';
  icon: IconName;
}

/** The pages that somebody may open, in the order of the rail. */
export const pagesFor = (me: User | null): readonly PageEntry[] => [
  { path: '/', name: 'nav.create', icon: 'spark' },
  ...(me?.role === 'admin' ? [{ path: '/admin', name: 'nav.admin', icon: 'shield' } as const] : []),
];
