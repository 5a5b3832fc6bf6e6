import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditFilter } from '@/api/audit';

/** What is asked for, as it stands in the fields and in the address; empty is everything. */
export interface AuditAsked {
  actor: string;
  action: string;
  object: string;
  /** Days as yyyy-mm-dd, both included. */
  from: string;
  to: string;
}

const FIELDS = ['actor', 'action', 'object', 'from', 'to'] as const;

export function useAuditFilter() {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const asked = useMemo(() => {
    const given = new URLSearchParams(text);
    return Object.fromEntries(FIELDS.map(field => [field, given.get(field) ?? ''])) as unknown as AuditAsked;
  }, [text]);
  return {
    asked,
    filter: useMemo(() => filterOf(asked), [asked]),
    isEmpty: FIELDS.every(field => asked[field] === ''),
    show: (change: Partial<AuditAsked>) => {
      const next = Object.entries({ ...asked, ...change }).filter(([, value]) => value !== '');
      setParams(Object.fromEntries(next), { replace: true, preventScrollReset: true });
    },
    clear: () => setParams({}, { replace: true, preventScrollReset: true }),
  };
}

/** A day begins and ends by the clock of this computer, as the times in the list are told. */
export function filterOf({ actor, action, object, from, to }: AuditAsked): AuditFilter {
  const begin = midnightOf(from, 0);
  const end = midnightOf(to, 1);
  return {
    ...(actor === '' ? {} : { actor }),
    ...(action === '' ? {} : { action }),
    ...(object === '' ? {} : { object }),
    // A moment earlier: the server lists what was done after it.
    ...(begin === null ? {} : { created_after: new Date(begin - 1).toISOString() }),
    ...(end === null ? {} : { created_before: new Date(end).toISOString() }),
  };
}

function midnightOf(day: string, later: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const time = new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
  return Number.isNaN(time) ? null : time;
}
