import { useTranslation } from 'react-i18next';
import { downloadUrl, imageUrl } from '@/api/calls';
import type { Job, JobImage } from '@/api/types';
import { draftOf } from '@/domain/draft/draftOf';
import { EDIT_ICONS, editsOf, startFrom } from '@/domain/draft/startFrom';
import { takeReference, fillDraft } from '@/domain/draft/store';
import { submitAgain } from '@/domain/jobs/submits';
import { useModelOf, useModels } from '@/domain/models/useModels';
import { referenceOf } from '@/domain/references/reference';
import { CopyButton } from '@/ui/CopyButton';
import { Icon } from '@/ui/Icon';
import { scrollToTop } from '@/ui/scrollToTop';
import { Facts } from './Facts';
import { References } from './References';
import styles from './Side.module.css';

interface Props {
  job: Job;
  image: JobImage;
  onClose: () => void;
}

export function Side({ job, image, onClose }: Props) {
  const { t } = useTranslation();
  const model = useModelOf(job.model);
  const { data: models = [] } = useModels();
  const reference = referenceOf(image);
  return (
    <aside className={styles.side}>
      <div className={styles.actions}>
        <button
          type="button"
          disabled={model === undefined}
          onClick={() => {
            submitAgain(job);
            onClose();
            scrollToTop();
          }}
        >
          <Icon name="again" />
          {t('feed.again')}
        </button>
        <button
          type="button"
          onClick={() => {
            onClose();
            fillDraft(draftOf(job));
          }}
        >
          <Icon name="pen" />
          {t('feed.edit')}
        </button>
        <button
          type="button"
          onClick={() => {
            onClose();
            takeReference(reference);
          }}
        >
          <Icon name="ref" />
          {t('edits.referenceShort')}
        </button>
        <a href={downloadUrl(image.id)} download>
          <Icon name="down" />
          {t('lightbox.download')}
        </a>
        {editsOf(models).map(edit => (
          <button
            key={edit.mode}
            type="button"
            onClick={() => {
              onClose();
              startFrom(reference, edit.model);
            }}
          >
            <Icon name={EDIT_ICONS[edit.mode]} />
            {t(`edits.${edit.mode}`)}
          </button>
        ))}
        <a href={imageUrl(image.id, 'original')} target="_blank" rel="noreferrer">
          <Icon name="expand" />
          {t('lightbox.open')}
        </a>
      </div>
      {job.parameters.prompt !== '' && (
        <>
          <h3>
            {t('lightbox.prompt')}
            <CopyButton look="quiet" iconOnly text={job.parameters.prompt} label={t('lightbox.copyPrompt')} />
          </h3>
          <p>{job.parameters.prompt}</p>
        </>
      )}
      <References ids={job.parameters.references ?? []} />
      <h3>{t('lightbox.facts')}</h3>
      <Facts job={job} image={image} model={model} />
    </aside>
  );
}
