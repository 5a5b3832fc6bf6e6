import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBatchStore } from '@/domain/batch/store';
import { useModels } from '@/domain/models/useModels';
import { Button } from '@/ui/Button';
import { dateTimeText } from '@/ui/dateText';
import { Note } from '@/ui/Note';
import { Page } from '@/ui/Page';
import { Empty, Row, Rows, Section } from '@/ui/Section';
import { Skeleton } from '@/ui/Skeleton';
import styles from './BatchPage.module.css';
import { Builder } from './Builder';

/** Many jobs at once. */
export function BatchPage() {
  const { t } = useTranslation();
  const models = useModels();
  return (
    <Page title={t('batch.title')} wide beside={<p className={styles.hint}>{t('batch.hint')}</p>}>
      {models.data !== undefined ? (
        <Builder models={models.data} />
      ) : models.isError ? (
        <Note tone="odd" icon="cloud" level={2} title={t('compose.modelsFailed')}>
          <Button icon="again" onClick={() => void models.refetch()}>
            {t('feed.retry')}
          </Button>
        </Note>
      ) : (
        <Skeleton height={360} />
      )}
      <Recent />
    </Page>
  );
}

function Recent() {
  const { t, i18n } = useTranslation();
  const recent = useBatchStore(state => state.recent);
  return (
    <Section title={t('batch.recent')}>
      {recent.length === 0 ? (
        <Empty>{t('batch.recentEmpty')}</Empty>
      ) : (
        <Rows label={t('batch.recent')}>
          {recent.map(({ id, at, jobs }) => (
            <Row
              key={id}
              title={dateTimeText(new Date(at).toISOString(), i18n.language)}
              text={t('batch.jobs', { count: jobs })}
              actions={<Link to={`/batch/${id}`}>{t('batch.results')}</Link>}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
