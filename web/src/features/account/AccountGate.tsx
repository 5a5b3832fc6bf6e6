import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { sessionQuery } from '@/domain/account/session';
import { PasswordPage } from './PasswordPage';
import { SetupPage } from './SetupPage';
import { SignInPage } from './SignInPage';

/**
 * Nothing of the app runs before it is known who is here: it would ask for jobs, and send what was not sent yet, in nobody's name. Where
 * there are no accounts, or that can not be found out, the app says itself what does not answer.
 */
export function AccountGate({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const session = useQuery(sessionQuery);
  if (session.isPending) return null;
  if (pathname === '/account/password') return <PasswordPage />;
  if (session.data?.state === 'setup') return <SetupPage />;
  if (session.data?.state === 'signed_out') return <SignInPage provider={session.data.provider ?? null} />;
  return children;
}
