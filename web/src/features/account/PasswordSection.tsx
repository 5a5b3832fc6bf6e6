import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '@/api/account';
import { Button } from '@/ui/Button';
import { Field, Form, textOf } from '@/ui/Form';
import { Section } from '@/ui/Section';
import { useRefusal } from './useRefusal';

/** Another password, which ends all other sessions. */
export function PasswordSection() {
  const { t } = useTranslation();
  const refusalOf = useRefusal();
  const [state, setState] = useState<{ busy?: boolean; refusal?: string; changes: number }>({ changes: 0 });
  const change = async (form: FormData) => {
    setState({ ...state, busy: true });
    try {
      await changePassword(textOf(form, 'current'), textOf(form, 'next'));
      // A form of its own: what was typed is gone.
      setState({ changes: state.changes + 1 });
    } catch (error) {
      setState({ ...state, busy: false, refusal: refusalOf(error) });
    }
  };
  return (
    <Section title={t('account.changePassword')} hint={t('account.passwordHint')}>
      <Form
        key={state.changes}
        label={t('account.changePassword')}
        refusal={state.refusal ?? null}
        onSubmit={form => void change(form)}
      >
        <Field name="current" label={t('account.password')} type="password" autoComplete="current-password" required />
        <Field name="next" label={t('account.newPassword')} type="password" autoComplete="new-password" required />
        <Button type="submit" look="primary" disabled={state.busy === true}>
          {t('account.save')}
        </Button>
        <span role="status">{state.changes > 0 && t('account.passwordChanged')}</span>
      </Form>
    </Section>
  );
}
