import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { countOf, type Draft } from '@/domain/draft/draft';
import { money, priceOf } from '@/domain/models/format';
import styles from './ComposerControls.module.css';
import { CountChip } from './CountChip';
import { ModelChip } from './ModelChip';
import { OptionsChip } from './OptionsChip';
import { SizeChip } from './SizeChip';

interface Props {
  draft: Draft;
  models: readonly Model[];
  model: Model;
  ready: boolean;
}

const keys = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ Enter' : 'Ctrl Enter';

export function ComposerControls({ draft, models, model, ready }: Props) {
  const { t, i18n } = useTranslation();
  const count = countOf(draft, model);
  const price = money(priceOf(model, count), model.price.currency, i18n.language);
  return (
    <div className={styles.controls}>
      <ModelChip models={models} model={model} />
      {model.size !== null && <SizeChip key={model.id} size={draft.size} rule={model.size} />}
      <CountChip count={count} model={model} />
      <OptionsChip draft={draft} models={models} model={model} />
      <span className={styles.grow} />
      <button type="submit" className={ready ? styles.go : styles.idle} title={t('compose.shortcut', { keys })}>
        {t('compose.submit')} <small>{price}</small>
        <span className="sr-only"> {t('compose.pictures', { count })}</span>
      </button>
    </div>
  );
}
