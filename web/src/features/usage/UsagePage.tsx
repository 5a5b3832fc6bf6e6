import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usageCsvUrl } from '@/api/usage';
import type { Usage } from '@/api/types';
import { usageOf } from '@/domain/usage/queries';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Note } from '@/ui/Note';
import { Page } from '@/ui/Page';
import { Skeleton } from '@/ui/Skeleton';
import { DayChart } from './DayChart';
import { type Month, monthText } from './days';
import { Figures } from './Figures';
import { LimitList } from './LimitList';
import { MonthPicker } from './MonthPicker';
import { ScopePicker } from './ScopePicker';
import { Shares } from './Shares';
import styles from './UsagePage.module.css';
import { useUsagePage } from './useUsagePage';

/** What was made and what it cost, and what is left of each limit. */
export function UsagePage() {
  const { t } = useTranslation();
  const page = useUsagePage();
  // The month before stays until the next one is known: nothing jumps.
  const byDay = useQuery({ ...usageOf(page.question(['day'])), placeholderData: keepPreviousData });
  const usage = byDay.data;
  return (
    <Page
      title={t('usage.title')}
      wide
      beside={
        <>
          <ScopePicker of={page.of} onChange={of => page.show({ of })} />
          <span className={styles.grow} />
          <MonthPicker month={page.month} today={page.today} onChange={month => page.show({ month })} />
          <a
            className={styles.csv}
            aria-label={t('usage.csv')}
            title={t('usage.csv')}
            href={usageCsvUrl(page.question(['day', page.by]))}
            download
          >
            <Icon name="down" small />
            CSV
          </a>
        </>
      }
    >
      {byDay.isError && usage === undefined ? (
        <Note tone="bad" icon="cloud" level={2} title={t('usage.failed')} text={t('usage.failedHint')}>
          <Button icon="again" onClick={() => void byDay.refetch()}>
            {t('feed.retry')}
          </Button>
        </Note>
      ) : usage === undefined || page.month === undefined ? (
        <div className={styles.columns} aria-busy="true" aria-label={t('usage.loading')}>
          <Skeleton height={208} />
          <Skeleton height={208} />
          <div className={styles.whole}>
            <Skeleton height={320} />
          </div>
        </div>
      ) : (
        <Report usage={usage} month={page.month} page={page} />
      )}
    </Page>
  );
}

function Report({ usage, month, page }: { usage: Usage; month: Month; page: ReturnType<typeof useUsagePage> }) {
  const { t, i18n } = useTranslation();
  const isEmpty = usage.total.jobs === 0 && usage.total.pictures === 0 && usage.total.reserved_pictures === 0;
  return (
    <div className={styles.columns}>
      <Figures
        usage={usage}
        of={page.of}
        title={t('usage.cost', { month: monthText(month, i18n.language) })}
        today={page.today}
      />
      {page.of === 'all' ? null : <LimitList usage={usage} />}
      {isEmpty ? (
        <div className={`${styles.card} ${styles.whole} ${styles.empty}`}>
          <h2>{t('usage.empty')}</h2>
          <p>{t('usage.emptyHint')}</p>
          <Link to="/">{t('usage.start')}</Link>
        </div>
      ) : (
        <>
          <DayChart usage={usage} month={month} today={page.today} />
          <Shares page={page} />
        </>
      )}
    </div>
  );
}
