import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createKey } from '@/api/account';
import type { AddedKey } from '@/api/types';
import { Button } from '@/ui/Button';
import { Check, Checks, Field, Form, Select, textOf } from '@/ui/Form';
import { LimitFields, limitsIn } from '@/ui/LimitFields';
import { useRefusal } from './useRefusal';

const SCOPES = ['jobs:write', 'jobs:read', 'images:read', 'templates'] as const;
/** What makes a picture and gets it. */
const USUAL: readonly string[] = ['jobs:write', 'jobs:read', 'images:read'];
const DAYS = ['30', '90', '365'] as const;
const DAY_MS = 86_400_000;

/** A name, what it opens, and until when. */
export function NewKeyForm({ isAdmin, onMade }: { isAdmin: boolean; onMade: (key: AddedKey) => void }) {
  const { t } = useTranslation();
  const refusalOf = useRefusal();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const make = async (form: FormData) => {
    setBusy(true);
    setRefusal(null);
    const scopes = form.getAll('scopes').filter(scope => typeof scope === 'string');
    const days = Number(textOf(form, 'days'));
    try {
      const end = days === 0 ? null : new Date(Date.now() + days * DAY_MS);
      onMade(await createKey(textOf(form, 'name'), scopes, end, limitsIn(form)));
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  };
  return (
    <Form label={t('keys.new')} refusal={refusal} onSubmit={form => void make(form)}>
      <Field
        name="name"
        label={t('keys.name')}
        placeholder={t('keys.namePlaceholder')}
        maxLength={100}
        required
        autoComplete="off"
      />
      <Select
        name="days"
        label={t('keys.expiry')}
        defaultValue="90"
        options={[
          ...DAYS.map(value => ({ value, label: t('keys.days', { count: Number(value) }) })),
          { value: '0', label: t('keys.forever') },
        ]}
      />
      <Checks label={t('keys.scopes')}>
        {[...SCOPES, ...(isAdmin ? ['admin'] : [])].map(scope => (
          <Check key={scope} name="scopes" value={scope} label={scope} defaultChecked={USUAL.includes(scope)} />
        ))}
      </Checks>
      <LimitFields hint={t('quotas.keyHint')} />
      <Button type="submit" look="primary" disabled={busy}>
        {t('keys.create')}
      </Button>
    </Form>
  );
}
