import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { auditCsvUrl, listAudit } from '@/api/audit';
import type { AuditEntry, User } from '@/api/types';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { dateTimeText } from '@/ui/dateText';
import { Icon } from '@/ui/Icon';
import { Note } from '@/ui/Note';
import { Empty, Row, Rows, Section } from '@/ui/Section';
import { Skeleton } from '@/ui/Skeleton';
import { actionText } from './actionText';
import { AuditFilters } from './AuditFilters';
import styles from './AuditPage.module.css';
import { useAuditFilter } from './useAuditFilter';
import { useUsers } from './useUsers';

/** Who did what. */
export function AuditPage() {
  const { t } = useTranslation();
  const { users } = useUsers();
  const { filter, asked, isEmpty, show, clear } = useAuditFilter();
  const pages = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => listAudit(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
  });
  const entries = pages.data?.pages.flatMap(page => page.data);
  return (
    <Section
      title={t('audit.title')}
      hint={t('audit.hint')}
      action={
        <a className={styles.csv} href={auditCsvUrl(filter)} download>
          <Icon name="down" small />
          {t('audit.csv')}
        </a>
      }
    >
      <AuditFilters asked={asked} users={users} onChange={show} onClear={isEmpty ? null : clear} />
      {pages.isError && entries === undefined && (
        <div className={styles.note}>
          <Note tone="bad" icon="cloud" title={t('audit.failed')} text={t('audit.failedHint')}>
            <Button icon="again" onClick={() => void pages.refetch()}>
              {t('feed.retry')}
            </Button>
          </Note>
        </div>
      )}
      {pages.isPending && (
        <div className={styles.note} aria-busy="true" aria-label={t('audit.loading')}>
          <Skeleton height={360} />
        </div>
      )}
      {entries?.length === 0 && (
        <Empty>{isEmpty ? `${t('audit.empty')} · ${t('audit.emptyHint')}` : t('audit.nothing')}</Empty>
      )}
      {entries !== undefined && entries.length > 0 && (
        <Rows label={t('audit.list')}>
          {entries.map(entry => (
            <AuditRow key={entry.id} entry={entry} users={users} />
          ))}
        </Rows>
      )}
      {pages.hasNextPage && (
        <p className={styles.more}>
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </p>
      )}
    </Section>
  );
}

function AuditRow({ entry, users }: { entry: AuditEntry; users: readonly User[] }) {
  const { t, i18n } = useTranslation();
  const { actor, object, address, created_at: at, details } = entry;
  const nameOf = (id: string): string => users.find(user => user.id === id)?.name ?? id;
  const who = actor === null ? t('audit.nobody') : nameOf(actor);
  const said = Object.entries(details).map(([name, value]) => `${name}: ${value}`);
  return (
    <Row
      mark={<Avatar name={who} />}
      title={t('audit.entry', { who, what: actionText(t, entry.action) })}
      text={
        <>
          {object !== null && <code>{users.some(user => user.id === object) ? nameOf(object) : object}</code>}
          {object !== null && said.length > 0 && ' · '}
          {said.join(' · ')}
        </>
      }
      facts={
        <>
          {address !== null && <code>{address}</code>}
          <time dateTime={at}>{dateTimeText(at, i18n.language)}</time>
        </>
      }
    />
  );
}
