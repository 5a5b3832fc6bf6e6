import { useTranslation } from 'react-i18next';
import type { Limits } from '@/api/types';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';
import { LimitFields, limitsIn } from '@/ui/LimitFields';

interface Props {
  name: string;
  limits: Limits;
  busy: boolean;
  /** @returns Whether they are saved. */
  onSave: (limits: Limits) => Promise<boolean>;
  onClose: () => void;
}

/** Limits of somebody: set, changed, or lifted. */
export function LimitsForm({ name, limits, busy, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const has = limits.pictures_per_day != null || limits.cost_per_month != null;
  const save = async (next: Limits): Promise<void> => {
    if (await onSave(next)) onClose();
  };
  return (
    <Form label={t('quotas.of', { name })} refusal={null} onSubmit={form => void save(limitsIn(form))}>
      <LimitFields limits={limits} hint={t('quotas.hint')} />
      <Button type="submit" look="primary" disabled={busy}>
        {t('quotas.save')}
      </Button>
      {has && (
        <Button disabled={busy} onClick={() => void save({})}>
          {t('quotas.lift')}
        </Button>
      )}
      <Button look="quiet" onClick={onClose}>
        {t('keys.cancel')}
      </Button>
    </Form>
  );
}
