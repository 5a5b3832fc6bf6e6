import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import type { WriteTemplate } from '@/api/types';
import { oneTemplate } from '@/domain/templates/queries';
import { Note } from '@/ui/Note';
import { Page } from '@/ui/Page';
import { Skeleton } from '@/ui/Skeleton';
import { Editor } from './Editor';
import { useSpace } from './useSpace';
import styles from './UsePanel.module.css';

/** A new template, perhaps with what the composer or a job had (it comes as the state of the address). */
export function NewTemplatePage() {
  const { t } = useTranslation();
  const begun = useLocation().state as WriteTemplate | null;
  return (
    <Page title={t('templates.editor.new')}>
      <Editor template={null} begun={begun ?? {}} />
    </Page>
  );
}

export function EditTemplatePage() {
  const { t } = useTranslation();
  const space = useSpace();
  const { id = '' } = useParams();
  // Begun from what there is now, and not from what was read a while ago. Who saves is told of what is newer then.
  const { data, isError, isFetchedAfterMount } = useQuery({
    ...oneTemplate(id),
    staleTime: 0,
    refetchOnReconnect: false,
  });
  const template = isFetchedAfterMount ? data : undefined;
  return (
    <Page title={t('templates.editor.edit')}>
      {isError && template === undefined ? (
        <Note tone="plain" icon="help" level={2} title={t('templates.gone')} text={t('templates.goneHint')}>
          <span className={styles.facts}>
            <Link to={space.to('/templates')}>{t('templates.back')}</Link>
          </span>
        </Note>
      ) : template === undefined ? (
        <Skeleton height={480} />
      ) : (
        <Editor key={template.id} template={template} begun={template} />
      )}
    </Page>
  );
}
