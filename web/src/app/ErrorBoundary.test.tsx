import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { tellClientError } from '@/api/clientErrors';
import { ErrorBoundary } from './ErrorBoundary';

vi.mock('@/api/clientErrors');

it('tells the server what broke a component, and leaves no white page', () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  const bug = new Error('a bug');
  const Broken = () => {
    throw bug;
  };

  render(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
  );

  expect(screen.getByRole('alert')).toBeDefined();
  expect(tellClientError).toHaveBeenCalledExactlyOnceWith(bug);
});
