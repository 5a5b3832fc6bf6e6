import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { templateList } from '@/domain/templates/queries';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Note } from '@/ui/Note';
import { Page } from '@/ui/Page';
import { Skeleton } from '@/ui/Skeleton';
import { Transfer } from './Transfer';
import { SearchField } from './SearchField';
import { SpacePicker } from './SpacePicker';
import { TemplateCard } from './TemplateCard';
import styles from './TemplatesPage.module.css';
import { UsePanel } from './UsePanel';
import { useSpace } from './useSpace';

/** Prompts that are kept: one's own, or a team's. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const space = useSpace();
  const { id } = useParams();
  return (
    <Page
      title={t('templates.title')}
      wide
      beside={
        <>
          <SpacePicker team={space.team} onChange={team => space.show({ team })} />
          <span className={styles.grow} />
          <SearchField words={space.words} onChange={words => space.show({ words })} />
          <Transfer team={space.team} mayImport={space.mayWrite} />
          {space.mayWrite && (
            <Link className={styles.new} to={space.to('/templates/new')}>
              {t('templates.new')}
            </Link>
          )}
        </>
      }
    >
      <div className={id === undefined ? styles.alone : styles.beside}>
        <TemplateList />
        {id !== undefined && <UsePanel key={id} id={id} />}
      </div>
    </Page>
  );
}

function TemplateList() {
  const { t } = useTranslation();
  const space = useSpace();
  const pages = useInfiniteQuery(templateList(space.team, space.words));
  const templates = pages.data?.pages.flatMap(page => page.data);
  if (pages.isError && templates === undefined) {
    return (
      <Note tone="bad" icon="cloud" level={2} title={t('templates.failed')} text={t('templates.failedHint')}>
        <Button icon="again" onClick={() => void pages.refetch()}>
          {t('feed.retry')}
        </Button>
      </Note>
    );
  }
  if (templates === undefined) {
    return (
      <div className={styles.cards} aria-busy="true" aria-label={t('templates.loading')}>
        {[1, 2, 3].map(each => (
          <Skeleton key={each} height={148} />
        ))}
      </div>
    );
  }
  if (templates.length === 0) return <Nothing />;
  return (
    <div>
      <ul className={styles.cards} aria-label={t('templates.list')}>
        {templates.map(template => (
          <TemplateCard key={template.id} template={template} to={space.to(`/templates/${template.id}`)} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <p className={styles.more}>
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('templates.showMore')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation();
  const space = useSpace();
  if (space.words !== '') {
    return (
      <EmptyState title={t('templates.nothing', { words: space.words })}>
        <Button onClick={() => space.show({ words: '' })}>{t('templates.clear')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(space.team === null ? 'templates.empty' : 'templates.emptyTeam')}
      hint={t('templates.emptyHint')}
    >
      {space.mayWrite && (
        <Link className={styles.new} to={space.to('/templates/new')}>
          {t('templates.new')}
        </Link>
      )}
    </EmptyState>
  );
}
