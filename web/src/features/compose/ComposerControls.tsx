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
  model: Model | undefined;
  ready: boolean;
}

const keys = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ Enter' : 'Ctrl Enter';

export function ComposerControls({ draft, models, model, ready }: Props) {
  const { t, i18n } = useTranslation();
  if (model === undefined) return <div className={styles.skeleton} aria-hidden="true" />;
  const count = countOf(draft, model);
  const price = money(priceOf(model, count), model.price.currency, i18n.language);
  return (
    <div className={styles.controls}>
      <ModelChip draft={draft} models={models} model={model} />
      <SizeChip draft={draft} model={model} />
      <CountChip count={count} model={model} />
      <OptionsChip draft={draft} model={model} />
      <span className={styles.grow} />
      <button
        type="submit"
        className={ready ? styles.go : styles.idle}
        aria-label={t('compose.submitFor', { count, price })}
        title={t('compose.shortcut', { keys })}
      >
        {t('compose.submit')}
        <small>{price}</small>
      </button>
    </div>
  );
}
