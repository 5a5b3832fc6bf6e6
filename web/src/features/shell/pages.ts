import type { IconName } from '@/ui/Icon';

/** The pages that exist, in the order of the rail. */
export const pages = [{ path: '/', name: 'nav.create', icon: 'spark' }] as const satisfies readonly {
  path: string;
  name: string;
  icon: IconName;
}[];
