import { useTranslation } from 'react-i18next';
import { Field, textOf } from './Form';

interface Bounds {
  pictures_per_day?: number | null;
  cost_per_month?: number | null;
}

/** Two limits, in a form; an empty field is none. */
export function LimitFields({ limits, hint }: { limits?: Bounds; hint?: string }) {
  const { t } = useTranslation();
  const common = { type: 'number', min: 0, max: 1_000_000_000, placeholder: t('quotas.none') } as const;
  return (
    <>
      <Field
        {...common}
        name="pictures"
        label={t('quotas.pictures')}
        step={1}
        defaultValue={limits?.pictures_per_day ?? ''}
        title={hint}
      />
      <Field
        {...common}
        name="cost"
        label={t('quotas.cost')}
        step={0.01}
        defaultValue={limits?.cost_per_month ?? ''}
        title={hint}
      />
    </>
  );
}

/** What was typed there; what was left empty is not in it. */
export function limitsIn(form: FormData): Bounds {
  const [pictures, cost] = ['pictures', 'cost'].map(name => textOf(form, name).trim());
  return {
    ...(pictures ? { pictures_per_day: Number(pictures) } : {}),
    ...(cost ? { cost_per_month: Number(cost) } : {}),
  };
}
