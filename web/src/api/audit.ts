import { client, unwrap } from './client';
import type { AuditPage } from './types';

export interface AuditFilter {
  actor?: string;
  action?: string;
  object?: string;
  /** RFC 3339. */
  created_after?: string;
  created_before?: string;
}

export const listAudit = async (filter: AuditFilter, cursor: string | null, signal: AbortSignal): Promise<AuditPage> =>
  // The table is text, and comes only where it is asked for.
  (await unwrap(
    client.GET('/api/v1/audit', { params: { query: { ...filter, ...(cursor === null ? {} : { cursor }) } }, signal }),
  )) as AuditPage;

/** All that the filter leaves, as a table, for a link. */
export const auditCsvUrl = (filter: AuditFilter): string =>
  `/api/v1/audit?${new URLSearchParams({ ...filter, format: 'csv' }).toString()}`;
