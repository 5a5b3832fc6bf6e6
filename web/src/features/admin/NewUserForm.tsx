import { useTranslation } from 'react-i18next';
import { addUser } from '@/api/admin';
import type { AddedUser } from '@/api/types';
import { Button } from '@/ui/Button';
import { Field, Form, Select, textOf } from '@/ui/Form';
import { useAction } from './useAction';
import { usersKey } from './useUsers';

export function NewUserForm({ onMade }: { onMade: (made: AddedUser) => void }) {
  const { t } = useTranslation();
  const { busy, refusal, run } = useAction(usersKey);
  const add = async (form: FormData) => {
    const role = textOf(form, 'role') === 'admin' ? 'admin' : 'member';
    const made = await run(() => addUser(textOf(form, 'email'), textOf(form, 'name'), role));
    if (made !== undefined) onMade(made);
  };
  return (
    <Form label={t('admin.addUser')} refusal={refusal} onSubmit={form => void add(form)}>
      <Field name="name" label={t('admin.name')} maxLength={100} required autoComplete="off" />
      <Field name="email" label={t('account.email')} type="email" required autoComplete="off" />
      <Select
        name="role"
        label={t('admin.role')}
        defaultValue="member"
        options={[
          { value: 'member', label: t('role.member') },
          { value: 'admin', label: t('role.admin') },
        ]}
      />
      <Button type="submit" look="primary" disabled={busy}>
        {t('admin.add')}
      </Button>
    </Form>
  );
}
