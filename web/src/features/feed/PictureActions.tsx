import { useTranslation } from 'react-i18next';
import type { JobImage } from '@/api/types';
import { EDIT_ICONS, editsOf, startFrom } from '@/domain/draft/startFrom';
import { takeReference } from '@/domain/draft/store';
import { useModels } from '@/domain/models/useModels';
import { referenceOf } from '@/domain/references/reference';
import { Icon } from '@/ui/Icon';
import { Menu } from '@/ui/Menu';
import styles from './PictureTile.module.css';

/** What can be begun from a picture, over its lower edge. */
export function PictureActions({ image, n }: { image: JobImage; n: number }) {
  const { t } = useTranslation();
  const { data: models = [] } = useModels();
  const edits = editsOf(models);
  const inpaint = edits.find(edit => edit.mode === 'inpaint');
  const others = edits.filter(edit => edit !== inpaint);
  const reference = referenceOf(image);
  return (
    <div className={styles.actions}>
      {inpaint !== undefined && (
        <button
          type="button"
          aria-label={t('tile.editNth', { n })}
          title={t('edits.inpaint')}
          onClick={() => startFrom(reference, inpaint.model)}
        >
          <Icon name="brush" small />
          <span>{t('edits.inpaint')}</span>
        </button>
      )}
      <button
        type="button"
        aria-label={t('tile.referenceNth', { n })}
        title={t('edits.reference')}
        onClick={() => takeReference(reference)}
      >
        <Icon name="ref" small />
        <span>{t('edits.reference')}</span>
      </button>
      {others.length > 0 && (
        <Menu
          align="end"
          items={others.map(({ mode, model }) => ({
            key: mode,
            icon: EDIT_ICONS[mode],
            label: t(`edits.${mode}`),
            onSelect: () => startFrom(reference, model),
          }))}
        >
          <button type="button" aria-label={t('tile.moreNth', { n })}>
            <Icon name="more" small />
          </button>
        </Menu>
      )}
    </div>
  );
}
