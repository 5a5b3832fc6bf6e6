import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Style } from '@/api/types';
import { localized } from '@/domain/models/format';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import { StyleField } from './StyleField';

export function StyleChip({ style, styles }: { style: string | null; styles: readonly Style[] }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const chosen = styles.find(each => each.id === style);
  return (
    <Panel
      title={t('compose.style')}
      open={open}
      onOpenChange={setOpen}
      content={<StyleField style={style} styles={styles} />}
      button={props => (
        <Chip {...props} label={t('compose.style')}>
          <Icon name="wand" small />
          {chosen === undefined ? t('compose.styleNone') : localized(chosen.name, i18n.language)}
        </Chip>
      )}
    />
  );
}
