import { screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testJob } from '@testing/testJob';
import { testModel, testReferences } from '@testing/testModel';
import { testTemplate } from '@testing/testTemplate';
import type * as Calls from '@/api/calls';
import { createJob, listModels } from '@/api/calls';
import { ApiProblem } from '@/api/problem';
import { deleteTemplate, getTemplate, importTemplates, listTemplates } from '@/api/templates';
import { useDraft } from '@/domain/draft/store';
import { TemplatesPage } from './TemplatesPage';

vi.mock('@/api/templates');
vi.mock('@/api/calls', async original => ({
  ...(await original<typeof Calls>()),
  createJob: vi.fn(),
  listModels: vi.fn(),
  listStyles: vi.fn(() => Promise.resolve([])),
}));

const seeded = { ...testModel, prompt: { ...testModel.prompt, max_length: 800 } };

beforeEach(() => {
  vi.mocked(listTemplates).mockResolvedValue({ data: [testTemplate()], next_cursor: null, has_more: false });
  vi.mocked(getTemplate).mockResolvedValue(testTemplate());
  vi.mocked(listModels).mockResolvedValue([seeded]);
  vi.mocked(createJob).mockResolvedValue(testJob());
});
afterEach(() => vi.resetAllMocks());

const open = (at = '/templates') =>
  show(
    <Routes>
      <Route path="/templates/:id?" element={<TemplatesPage />} />
      <Route path="/" element="the composer" />
    </Routes>,
    at,
  );

it('templates are searched by the server, and the words stand in the address', async () => {
  const person = open();
  const list = await screen.findByRole('list', { name: 'Templates' });
  expect(within(list).getByText('{product}').tagName).toBe('MARK');
  within(list).getByText('used 3 times');
  vi.mocked(listTemplates).mockResolvedValue({ data: [], next_cursor: null, has_more: false });
  await person.type(screen.getByRole('searchbox'), 'lamp');
  await screen.findByRole('heading', { name: 'No template has “lamp”' });
  expect(vi.mocked(listTemplates).mock.calls.at(-1)?.[0]).toEqual({ team: null, words: 'lamp' });
  await person.click(screen.getByRole('button', { name: 'Clear the search' }));
  await screen.findByRole('list', { name: 'Templates' });
});

it('whoever has none is told what they are for', async () => {
  vi.mocked(listTemplates).mockResolvedValue({ data: [], next_cursor: null, has_more: false });
  open();
  await screen.findByRole('heading', { name: 'No templates yet' });
  expect(screen.getAllByRole('link', { name: 'New template' })).toHaveLength(2);
});

it('a template is filled in and made at once, and counts as used', async () => {
  const person = open('/templates/tpl_1');
  const panel = within(await screen.findByRole('region', { name: 'Shop window' }));
  await person.click(await panel.findByRole('button', { name: 'Create ¥0.44' }));
  panel.getByText('Fill this in');
  expect(createJob).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(panel.getByLabelText('product'));
  await person.type(panel.getByLabelText('product'), 'lamp');
  await person.click(panel.getByRole('radio', { name: 'winter' }));
  await person.click(panel.getByRole('button', { name: 'Create ¥0.44' }));
  await screen.findByText('the composer');
  await waitFor(() => expect(createJob).toHaveBeenCalledOnce());
  expect(vi.mocked(createJob).mock.calls[0]?.[0]).toMatchObject({
    template_id: 'tpl_1',
    variables: { product: 'lamp', season: 'winter' },
    prompt: 'a lamp on a table, winter light',
    size: '2496x1664',
    count: 2,
    seed: 7,
  });
});

it('or into the composer, whose pictures stay', async () => {
  const reference = { id: 'img_1', width: null, height: null };
  useDraft.setState(({ draft }) => ({ draft: { ...draft, references: [reference] } }));
  const person = open('/templates/tpl_1');
  await person.type(await screen.findByLabelText('product'), 'lamp');
  await person.click(screen.getByRole('button', { name: 'Into the composer' }));
  await screen.findByText('the composer');
  expect(useDraft.getState().draft).toMatchObject({
    prompt: 'a lamp on a table, spring light',
    references: [reference],
    count: 2,
  });
});

it('what needs a picture goes into the composer only', async () => {
  vi.mocked(listModels).mockResolvedValue([{ ...seeded, references: testReferences(1) }]);
  const person = open('/templates/tpl_1');
  await person.type(await screen.findByLabelText('product'), 'lamp');
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Create/ })).toBeNull());
});

it('is deleted as it was seen, by somebody who is sure', async () => {
  vi.mocked(deleteTemplate)
    .mockRejectedValueOnce(new ApiProblem(412, { code: 'template_changed' }))
    .mockResolvedValueOnce(undefined);
  const person = open('/templates/tpl_1');
  const remove = async () => {
    await person.click(await screen.findByRole('button', { name: 'Delete' }));
    await person.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
  };
  await remove();
  await screen.findByText(/Somebody has just changed this template/);
  await remove();
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Shop window' })).toBeNull());
  expect(vi.mocked(deleteTemplate).mock.calls).toEqual([
    ['tpl_1', 3],
    ['tpl_1', 3],
  ]);
});

it('a file says what became of each template in it, and one that is none is not sent', async () => {
  vi.mocked(importTemplates).mockResolvedValue({
    entries: [
      { index: 0, outcome: 'created', id: 'tpl_2', error: null },
      {
        index: 1,
        outcome: 'refused',
        id: null,
        error: {
          type: '',
          title: '',
          status: 422,
          detail: 'It has no name.',
          code: '',
          retryable: false,
          trace_id: '',
        },
      },
    ],
  });
  const person = open();
  const input = await screen.findByLabelText('Import a file');
  await person.upload(input, new File(['{"jobs": []}'], 'a.json', { type: 'application/json' }));
  await screen.findByText(/This is no file of templates/);
  expect(importTemplates).not.toHaveBeenCalled();
  await person.upload(input, new File(['{"templates": [{}, {}]}'], 'b.json', { type: 'application/json' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Imported' });
  expect(dialog.textContent).toContain('1 made, 0 changed, 0 as they were, 1 refused. No. 2: It has no name.');
});
