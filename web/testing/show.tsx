import { cleanup, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach } from 'vitest';
import { queries } from '@/api/queries';
import { Providers } from '@/app/Providers';
import { emptyDraft } from '@/domain/draft/draft';
import { useDraft } from '@/domain/draft/store';
import { discard, useSubmits } from '@/domain/jobs/submits';
import { startI18n } from '@/i18n';

await startI18n();

afterEach(() => {
  cleanup();
  for (const { key } of useSubmits.getState().all) discard(key);
  useDraft.setState({ draft: emptyDraft, fills: 0, replaced: null, masking: false });
  queries.clear();
});

/** Shows a part of the page as the app does, and answers a person who uses it. */
export function show(part: ReactElement): UserEvent {
  render(
    <Providers>
      <MemoryRouter>{part}</MemoryRouter>
    </Providers>,
  );
  return userEvent.setup();
}
