import { queries } from '@/api/queries';
import type { Session } from '@/api/types';

/** Nothing that was learned before, by nobody or by somebody else, is known to whoever comes in. */
export function enter(session: Session): void {
  queries.removeQueries({ predicate: query => query.queryKey[0] !== 'session' });
  queries.setQueryData(['session'], session);
}
