import { useTranslation } from 'react-i18next';
import type { User } from '@/api/types';
import { Button } from '@/ui/Button';
import { Field, Form, Select } from '@/ui/Form';
import { actionText } from './actionText';
import { ACTIONS } from './auditActions';
import type { AuditAsked } from './useAuditFilter';

interface Props {
  asked: AuditAsked;
  users: readonly User[];
  onChange: (change: Partial<AuditAsked>) => void;
  /** Null where there is nothing to clear. */
  onClear: (() => void) | null;
}

export function AuditFilters({ asked, users, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const actors = users.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form label={t('audit.filters')} refusal={null} onSubmit={() => undefined}>
      <Select
        label={t('audit.actor')}
        value={asked.actor}
        options={[
          { value: '', label: t('audit.anybody') },
          ...(asked.actor !== '' && actors.every(({ value }) => value !== asked.actor)
            ? [{ value: asked.actor, label: asked.actor }]
            : []),
          ...actors,
        ]}
        onChange={event => onChange({ actor: event.target.value })}
      />
      <Select
        label={t('audit.act')}
        value={asked.action}
        options={[
          { value: '', label: t('audit.anything') },
          ...ACTIONS.map(action => ({ value: action, label: actionText(t, action) })),
        ]}
        onChange={event => onChange({ action: event.target.value })}
      />
      <Field
        key={asked.object}
        label={t('audit.object')}
        placeholder="job_…"
        defaultValue={asked.object}
        autoComplete="off"
        onBlur={event => onChange({ object: event.target.value.trim() })}
        onKeyDown={event => {
          if (event.key === 'Enter') onChange({ object: event.currentTarget.value.trim() });
        }}
      />
      <Field
        label={t('audit.from')}
        type="date"
        value={asked.from}
        onChange={event => onChange({ from: event.target.value })}
      />
      <Field
        label={t('audit.to')}
        type="date"
        value={asked.to}
        onChange={event => onChange({ to: event.target.value })}
      />
      {onClear !== null && <Button onClick={onClear}>{t('audit.clear')}</Button>}
    </Form>
  );
}
