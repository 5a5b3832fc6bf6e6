import { useTranslation } from 'react-i18next';
import type { Model } from '@/api/types';
import { axesOf, type BatchForm, canBatch, fitsAll, mostOfEach, seedRange } from '@/domain/batch/grid';
import { changeForm, useBatchStore } from '@/domain/batch/store';
import { localized, priceText } from '@/domain/models/format';
import { offeredOf, offeredSizes, sizeText } from '@/domain/models/size';
import styles from './Builder.module.css';
import { Options } from './Options';
import { Summary } from './Summary';

/** What is to be combined, and what that comes to. */
export function Builder({ models }: { models: readonly Model[] }) {
  const { t, i18n } = useTranslation();
  const form = useBatchStore(state => state.form);
  const axes = axesOf(form, models);
  const seeds = seedRange(axes.models);
  const most = mostOfEach(axes.models);
  const count = Math.min(form.count, most);
  const change = (changed: Partial<BatchForm>): void => changeForm(changed);
  return (
    <form
      className={styles.form}
      aria-label={t('batch.form')}
      onSubmit={event => {
        event.preventDefault();
      }}
    >
      <div className={styles.prompts}>
        <label htmlFor="batch-prompts">
          {t('batch.prompts')} <em>{axes.prompts.length}</em>
        </label>
        <textarea
          id="batch-prompts"
          aria-describedby="batch-prompts-hint"
          placeholder={t('batch.promptsPlaceholder')}
          value={form.prompts}
          onChange={event => change({ prompts: event.target.value })}
        />
        <small id="batch-prompts-hint">{t('batch.promptsHint', { open: '{', close: '}' })}</small>
      </div>
      <Options
        title={t('batch.models')}
        options={models.filter(canBatch).map(model => ({
          value: model.id,
          label: localized(model.name, i18n.language),
          detail: priceText(model, 1, i18n.language),
        }))}
        chosen={axes.models.map(({ id }) => id)}
        onChange={chosen => change({ models: chosen })}
      />
      <Options
        title={t('batch.sizes')}
        hint={t('batch.sizesHint')}
        options={sizesOf(axes.models)}
        chosen={axes.sizes}
        onChange={chosen => change({ sizes: chosen })}
      />
      <div className={styles.more}>
        <label>
          {t('batch.count')}
          <input
            type="number"
            min={1}
            max={most}
            value={count}
            onChange={event => {
              const next = event.target.valueAsNumber;
              if (Number.isInteger(next) && next >= 1 && next <= most) change({ count: next });
            }}
          />
        </label>
        <label>
          {t('batch.seeds')}
          <input
            inputMode="numeric"
            autoComplete="off"
            disabled={seeds === null}
            placeholder={t(seeds === null ? 'batch.seedsNone' : 'batch.seedsHint')}
            value={seeds === null ? '' : form.seeds}
            onChange={event => change({ seeds: event.target.value })}
          />
        </label>
      </div>
      <Summary axes={axes} count={count} />
    </form>
  );
}

/** The sizes of the first model that the others take too; those of its default's tier first, as most are asked for. */
function sizesOf(models: readonly Model[]) {
  const rule = models[0]?.size;
  const offered = rule == null ? [] : offeredSizes(rule);
  const usual = rule?.default == null ? undefined : offeredOf(offered, rule.default)?.tier;
  return [...offered.filter(({ tier }) => tier === usual), ...offered.filter(({ tier }) => tier !== usual)]
    .map(size => ({ value: sizeText(size), label: `${size.ratio} · ${size.tier}`, detail: sizeText(size) }))
    .filter(({ value }) => fitsAll(value, models));
}
