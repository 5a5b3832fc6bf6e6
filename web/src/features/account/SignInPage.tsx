import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signIn } from '@/api/account';
import type { SignInProvider } from '@/api/types';
import { AccountForm } from './AccountForm';
import { enter } from './enter';
import { ProviderLink } from './ProviderLink';
import { useCredentialFields } from './useCredentialFields';

/** @param provider By which one may sign in as well; null where there is none. */
export function SignInPage({ provider }: { provider: SignInProvider | null }) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const fields = useCredentialFields('current-password');
  return (
    <AccountForm
      title={t('account.signIn')}
      fields={fields}
      action={t('account.signIn')}
      refused={useProviderRefusal(search)}
      onSubmit={async ({ email = '', password = '' }) => enter(await signIn(email, password))}
    >
      {provider !== null && <ProviderLink name={provider.name} />}
      <small>{t('account.forgot')}</small>
    </AccountForm>
  );
}

/** What a sign-in by the provider has ended with, in words; null where none has. */
function useProviderRefusal(search: string): string | null {
  const { t, i18n } = useTranslation();
  const code = new URLSearchParams(search).get('sign_in_error');
  if (code === null) return null;
  const key = `account.refused.${code}`;
  return i18n.exists(key) ? t(key as 'account.refused.unknown') : t('account.refused.unknown');
}
