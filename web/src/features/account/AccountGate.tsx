import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { getSession } from '@/api/account';
import { AccountPage } from './AccountPage';
import { PasswordPage } from './PasswordPage';
import { SetupPage } from './SetupPage';
import { SignInPage } from './SignInPage';

/** How soon a page notices that somebody was signed out elsewhere. */
const AGAIN_MS = 60_000;

/**
 * Nothing of the app runs before it is known who is here: it would ask for jobs, and send what was not sent yet, in nobody's name. Where
 * there are no accounts, or that can not be found out, the app says itself what does not answer.
 */
export function AccountGate({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const session = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => getSession(signal),
    retry: false,
    refetchInterval: AGAIN_MS,
  });
  if (session.isPending) return null;
  if (pathname === '/account/password') return <PasswordPage />;
  if (session.data?.state === 'setup') return <SetupPage />;
  if (session.data?.state === 'signed_out') return <SignInPage provider={session.data.provider ?? null} />;
  if (pathname === '/account' && session.data?.user) return <AccountPage user={session.data.user} />;
  return children;
}
